"""« Il vous manque » : in order, exact, and honest while a prerequisite is missing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.aci_msp import CALCULATOR, EVERYTHING, PREREQUISITES, REFERENCE
from tests.aci_msp.support import plain, result, values
from tests.strategies import inputs

READY = {**REFERENCE, **PREREQUISITES}


def missing(**given_inputs: object) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in result(**given_inputs)["missing"]}


@pytest.mark.parametrize(
    ("id", "start", "points", "changes"),
    [
        ("horaires_amplitude", {"amplitude": "8h_a_10h"}, 150, {"amplitude": "12h_et_plus"}),
        ("horaires_amplitude", {"amplitude": "10h_a_12h"}, 60, {"amplitude": "12h_et_plus"}),
        ("horaires_samedi", {"samedi_ouvert": False}, 120, {"samedi_ouvert": True}),
        (
            "horaires_conges",
            {"fermeture_conges_semaines": 2},
            20,
            {"fermeture_conges_semaines": 0},
        ),
        ("diversite_1", {}, 300, {"diversite_niveau": 1}),
        ("diversite_2", {}, 600, {"diversite_niveau": 2}),
        ("diversite_2", {"diversite_niveau": 1}, 300, {"diversite_niveau": 2}),
        ("second_recours_1", {}, 300, {"second_recours_niveau": 1}),
        ("second_recours_2", {}, 600, {"second_recours_niveau": 2}),
        ("cstm", {"zone_sous_dense": True}, 200, {"cstm": True}),
        ("missions_sante_publique_1", {}, 350, {"missions_sante_publique": 1}),
        ("missions_sante_publique_2", {"ipa": True}, 900, {"missions_sante_publique": 2}),
        (
            "missions_sante_publique_2",
            {"parcours_obesite_enfant": True},
            800,
            {"missions_sante_publique": 2},
        ),
        ("ipa", {"protocoles": 3, "missions_sante_publique": 2}, 320, {"ipa": True}),
        ("usagers_1", {}, 200, {"usagers_niveau": 1}),
        ("usagers_2", {"usagers_niveau": 1}, 300, {"usagers_niveau": 2}),
        ("sas_moitie", {}, 100, {"sas": "moitie_des_medecins"}),
        ("sas_tous", {}, 200, {"sas": "tous_les_medecins"}),
        ("sas_tous", {"sas": "moitie_des_medecins"}, 100, {"sas": "tous_les_medecins"}),
        ("protocoles", {"protocoles": 5}, 300, {"protocoles": 8}),
        (
            "concertation",
            {},
            1_000,
            {
                "concertation_reunions": 6,
                "concertation_dossiers": 5,
                "concertation_base": 100,
            },
        ),
        (
            "concertation",
            {"concertation_reunions": 7, "concertation_dossiers": 13, "concertation_base": 650},
            600,
            {"concertation_reunions": 7, "concertation_dossiers": 33},
        ),
        (
            "concertation",
            {"concertation_reunions": 2, "concertation_dossiers": 60, "concertation_base": 650},
            1_000,
            {"concertation_reunions": 6, "concertation_dossiers": 60},
        ),
        (
            "concertation",
            {"concertation_reunions": 6, "concertation_base": 10_001},
            1_000,
            {"concertation_reunions": 6, "concertation_dossiers": 501},
        ),
        ("stages_2", {"stages": 1}, 450, {"stages": 2}),
        ("stages_4", {"stages": 3}, 225, {"stages": 4}),
        ("coordination_externe", {}, 200, {"coordination_externe": True}),
        ("qualite_1", {}, 100, {"qualite_niveau": 1}),
        ("qualite_2", {"qualite_niveau": 1}, 200, {"qualite_niveau": 2}),
        ("qualite_3", {}, 600, {"qualite_niveau": 3}),
        ("protocoles_nationaux", {"protocoles_nationaux": 1}, 500, {"protocoles_nationaux": 6}),
        ("insuffisance_cardiaque", {}, 100, {"parcours_insuffisance_cardiaque": True}),
        (
            "obesite_enfant",
            {"missions_sante_publique": 2},
            100,
            {"parcours_obesite_enfant": True},
        ),
        (
            "obesite_enfant",
            {"missions_sante_publique": 1},
            450,
            {"parcours_obesite_enfant": True, "missions_sante_publique": 2},
        ),
        ("si_avance", {}, 100, {"si_avance": True}),
        ("crise_plan", {"exercice": 2022, "crise_plan": False}, 100, {"crise_plan": True}),
    ],
)
def test_each_thing_to_do_brings_what_the_scale_says(
    id: str, start: dict[str, Any], points: int, changes: dict[str, Any]
) -> None:
    found = missing(**{**READY, **start})[id]
    assert found["points"] == points
    assert found["gain"] == points * 7
    assert found["changes"] == changes


@pytest.mark.parametrize(
    ("id", "start"),
    [
        ("cstm", {}),
        ("crise_plan", {}),
        ("diversite_1", {"diversite_niveau": 1}),
        ("diversite_1", {"diversite_niveau": 2}),
        ("missions_sante_publique_1", {"missions_sante_publique": 5}),
        ("sas_moitie", {"sas": "tous_les_medecins"}),
        ("protocoles", {"protocoles": 8}),
        ("protocoles", {"protocoles": 12}),
        ("stages_2", {"stages": 2}),
        ("ipa", {}),
        (
            "concertation",
            {"concertation_reunions": 6, "concertation_dossiers": 5, "concertation_base": 100},
        ),
        ("horaires_amplitude", {"amplitude": "8h_a_10h", "derogation_pdsa": True}),
        ("qualite_3", {"qualite_niveau": 3}),
        ("insuffisance_cardiaque", {"patientele": 0}),
    ],
)
def test_what_brings_nothing_is_not_listed(id: str, start: dict[str, Any]) -> None:
    assert id not in missing(**{**READY, **start})


def test_nothing_is_missing_when_all_is_done() -> None:
    done = {**REFERENCE, **EVERYTHING, "ipa": True}
    assert missing(**done) == {}


@pytest.mark.parametrize(
    ("id", "start", "after"),
    [
        ("diversite_1", {}, ""),
        ("diversite_2", {}, "diversite_1"),
        ("diversite_2", {"diversite_niveau": 1}, ""),
        ("second_recours_2", {}, "second_recours_1"),
        ("missions_sante_publique_2", {}, "missions_sante_publique_1"),
        ("usagers_2", {}, "usagers_1"),
        ("qualite_3", {}, "qualite_2"),
        ("qualite_2", {}, "qualite_1"),
        ("qualite_3", {"qualite_niveau": 1}, "qualite_2"),
        ("stages_4", {"stages": 0}, "stages_2"),
        ("stages_4", {"stages": 2}, ""),
        ("obesite_enfant", {}, "missions_sante_publique_2"),
        ("obesite_enfant", {"missions_sante_publique": 2}, ""),
        ("sas_tous", {}, ""),
    ],
)
def test_forced_order_is_told(id: str, start: dict[str, Any], after: str) -> None:
    found = missing(**{**READY, **start})
    assert found[id]["after"] == after
    assert ("Ce montant comprend celui de l’étape précédente." in found[id]["text"]) == bool(after)
    assert after == "" or after in found


# Prerequisites


@pytest.mark.parametrize(
    ("lost", "changes"),
    [
        ({"coordination": False}, {"coordination": True}),
        ({"si_standard": False}, {"si_standard": True}),
        ({"crise_plan": False}, {"crise_plan": True}),
        ({"soins_non_programmes": False}, {"soins_non_programmes": True}),
        ({"amplitude": "moins_de_8h"}, {"amplitude": "8h_a_10h"}),
        ({"fermeture_conges_semaines": 5}, {"fermeture_conges_semaines": 3}),
        ({"fermeture_hors_conges_semaines": 1.5}, {"fermeture_hors_conges_semaines": 1}),
        (
            {"amplitude": "moins_de_8h", "derogation_pdsa": True, "soins_non_programmes": False},
            {"soins_non_programmes": True},
        ),
    ],
)
def test_one_missing_prerequisite_is_worth_the_whole_year(
    lost: dict[str, Any], changes: dict[str, Any]
) -> None:
    found = result(**{**READY, **lost})["missing"]
    first = found[0]
    assert first["id"] in ("coordination", "si_standard", "crise_plan", "horaires")
    assert first["changes"] == changes
    assert first["gain"] == values(**{**READY, **lost, **changes})["total_euros"] > 0
    assert first["label"].startswith("Prérequis")
    assert first["text"] == "Un prérequis manquant fait perdre toute l’année."
    assert first["after"] == ""


def test_several_missing_prerequisites_are_one_thing_to_do() -> None:
    lost = {**READY, "coordination": False, "crise_plan": False, "samedi_ouvert": False}
    found = result(**lost)["missing"]
    first = found[0]
    assert first["id"] == "prerequis"
    assert first["label"] == "Réunir 2 prérequis"
    assert first["changes"] == {"crise_plan": True, "coordination": True}
    assert first["gain"] == 46_900 - 840
    assert first["points"] == 2_800
    assert plain(first["text"]) == (
        "Un seul ne suffit pas, il faut les 2 : "
        "Plan de réponse aux crises et Fonction de coordination."
    )
    assert first["proof"] == (
        "Plan rédigé. Pièces listées par le guide de l’Assurance maladie, p. 6-7 et p. 21-22."
    )


def test_while_a_prerequisite_is_missing_the_rest_brings_nothing_yet() -> None:
    found = result(**{**READY, "coordination": False, "samedi_ouvert": False})["missing"]
    later = {item["id"]: item for item in found[1:]}
    assert {item["gain"] for item in later.values()} == {0}
    assert {item["gain_text"] for item in later.values()} == {""}
    assert later["horaires_samedi"]["points"] == 120
    assert plain(later["horaires_samedi"]["text"]) == (
        "Rien tant qu’un prérequis manque ; ensuite, 840 €."
    )
    worth = [item["points"] for item in found[1:]]
    assert worth == sorted(worth, reverse=True)


@pytest.mark.parametrize(
    ("lost", "lever"),
    [
        ({"amplitude": "moins_de_8h"}, "horaires_amplitude"),
        ({"fermeture_conges_semaines": 5}, "horaires_conges"),
    ],
)
def test_what_is_to_be_repaired_is_not_offered_twice(lost: dict[str, Any], lever: str) -> None:
    """Staying open would repair too, and bring the whole year: it is offered after the repair."""
    found = missing(**{**READY, **lost})
    assert lever not in found
    assert lever in missing(**{**READY, **lost, **found["horaires"]["changes"]})


@settings(max_examples=60, deadline=None)
@given(
    year=inputs(CALCULATOR),
    ready=st.sets(st.sampled_from(sorted(PREREQUISITES)), min_size=4),
    closed=st.integers(0, 4),
)
def test_gains_are_exact_with_and_without_prerequisites(
    year: dict[str, Any], ready: set[str], closed: int
) -> None:
    year = {**year, "exercice": 2100, **{key: PREREQUISITES[key] for key in ready}}
    year.update(fermeture_conges_semaines=closed, fermeture_hors_conges_semaines=closed // 2)
    before = result(**year)
    for item in before["missing"]:
        after = values(**{**year, **item["changes"]})["total_euros"]
        gain = Decimal(str(after)) - Decimal(str(before["values"]["total_euros"]))
        assert gain == Decimal(str(item["gain"])), item["id"]


@settings(max_examples=40, deadline=None)
@given(year=inputs(CALCULATOR), exercise=st.integers(2022, 2030))
def test_points_announced_are_points_obtained_once_prerequisites_are_met(
    year: dict[str, Any], exercise: int
) -> None:
    year = {**year, **PREREQUISITES, "exercice": exercise, "date_contrat": None}
    year.update(fermeture_conges_semaines=0, fermeture_hors_conges_semaines=0)
    before = values(**year)
    for item in missing(**year).values():
        after = values(**{**year, **item["changes"]})
        assert after["total_points"] - before["total_points"] == pytest.approx(item["points"])
        assert item["points"] > 0
        assert item["gain"] > 0


@settings(max_examples=40, deadline=None)
@given(year=inputs(CALCULATOR))
def test_doing_all_that_is_listed_leaves_nothing_to_do(year: dict[str, Any]) -> None:
    """Levels go up: the last change of each input is the most, so they can all be made."""
    year = {**year, "exercice": 2100}
    for _ in range(4):
        for item in missing(**year).values():
            year = {**year, **item["changes"]}
    assert missing(**year) == {}


@settings(max_examples=40, deadline=None)
@given(year=inputs(CALCULATOR))
def test_every_thing_to_do_has_a_proof_and_a_page(year: dict[str, Any]) -> None:
    for item in missing(**{**year, "exercice": 2100}).values():
        assert "Pièces listées par le guide de l’Assurance maladie, p. " in item["proof"]
        assert item["reference"] == "msp-g"
        assert item["label"]


def test_proofs_of_the_facts() -> None:
    found = missing(**READY)
    assert found["coordination_externe"]["proof"].startswith("Procédure de transmission")
    assert found["qualite_1"]["proof"].startswith("Référent désigné")
    assert found["concertation"]["text"] == plain(
        "6 réunions, et 5 dossiers pour 100 patients concernés."
    ).replace(" réunions", "\u00a0réunions").replace(" dossiers", "\u00a0dossiers").replace(
        " patients", "\u00a0patients"
    )


def test_a_gain_of_some_cents_is_listed() -> None:
    """One patient: 200 points for 4 000, at 7 euros."""
    found = missing(**{**READY, "patientele": 1})
    assert found["coordination_externe"]["gain"] == 0.35
    assert "coordination_externe" not in missing(**{**READY, "patientele": 0})


def test_closures_that_are_allowed_are_left_alone() -> None:
    """Guide p. 3: three weeks in school holidays, one outside them, and not one more."""
    allowed = {"fermeture_conges_semaines": 3, "fermeture_hors_conges_semaines": 1}
    lost = {**READY, "soins_non_programmes": False}
    assert missing(**lost, **allowed)["horaires"]["changes"] == {"soins_non_programmes": True}
    beyond = {"fermeture_conges_semaines": 4, "fermeture_hors_conges_semaines": 2}
    assert missing(**lost, **beyond)["horaires"]["changes"] == {
        "soins_non_programmes": True, **allowed,
    }  # fmt: skip
