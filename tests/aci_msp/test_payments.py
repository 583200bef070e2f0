"""What is paid and when: advance, guarantee of new structures, balance, dates."""

from __future__ import annotations

from typing import Any

import pytest

from calculators.vocabulary import text
from tests.aci_msp.support import CORE, EVERYTHING, PREREQUISITES, REFERENCE, plain, result, values

SMALL = {"patientele": 3_000, "associes": 8, **PREREQUISITES, "exercice": 2024}


def line(id: str, **inputs: object) -> dict[str, Any]:
    found = next(item for item in result(**inputs)["lines"] if item["id"] == id)
    return {**found, "formula": plain(found["formula"])}


def dates(**inputs: object) -> list[tuple[str, str, float | None]]:
    return [
        (event["date"], plain(event["label"]), event["amount"])
        for event in result(**inputs)["timeline"]
    ]


def warnings(**inputs: object) -> dict[str, str]:
    return {item["id"]: plain(item["text"]) for item in result(**inputs)["warnings"]}


def test_advance_of_a_whole_year() -> None:
    assert line("socles_euros", **REFERENCE, **EVERYTHING)["formula"] == (
        "Horaires et soins non programmés 5 600 € + Plan de réponse aux crises 700 € + "
        "Fonction de coordination 18 900 € + Système d’information standard 21 700 € + "
        "Protocoles pluriprofessionnels 5 600 € + Concertation pluriprofessionnelle 7 000 €"
    )
    found = line("avance_euros", **REFERENCE, **EVERYTHING)
    assert (found["value"], found["formula"]) == (35_700, "60 % de 59 500 €")
    assert found["total"] == "avance_euros"
    assert line("socles_euros", **REFERENCE, **EVERYTHING)["total"] == ""


def test_advance_counts_the_supplements_of_an_ipa_but_no_crisis() -> None:
    """320 for the protocols and 200 for the meetings; a crisis cannot be foreseen in April."""
    with_ipa = values(**REFERENCE, **CORE, ipa=True, crise_caracterisee=True)
    assert with_ipa["socles_euros"] == (8_500 + 320 + 200) * 7


def test_advance_with_an_ipa_or_a_part_of_a_year_is_our_reading() -> None:
    """Facts 4.5: 60 % of the core is official; what a core with an IPA holds was not read."""
    without, with_ipa = ({**REFERENCE, **EVERYTHING, "ipa": ipa} for ipa in (False, True))
    for id in ("socles_euros", "avance_euros"):
        found = line(id, **without)
        assert (found["reference"], found["confidence"]) == ("msp-a20", "officiel")
        found = line(id, **with_ipa)
        assert (found["reference"], found["confidence"]) == ("msp-a20", "deduit")
    assert "avance_ipa" not in warnings(**without)
    assert warnings(**with_ipa)["avance_ipa"] == (
        "L’avance compte aussi les suppléments d’infirmier en pratique avancée (IPA) des "
        "protocoles et de la concertation. C’est notre lecture : aucun exemple publié ne le montre."
    )


def test_advance_does_not_depend_on_what_is_reached() -> None:
    badly_open = {
        "amplitude": "8h_a_10h",
        "fermeture_conges_semaines": 2,
        "fermeture_hors_conges_semaines": 3,
    }
    for reached in ({}, badly_open, {"protocoles": 1}, EVERYTHING):
        assert values(**REFERENCE, **reached)["socles_euros"] == 59_500


def test_advance_of_2022_leaves_the_crisis_plan_out() -> None:
    assert values(**{**REFERENCE, **CORE, "exercice": 2022})["socles_euros"] == 8_400 * 7


def test_advance_of_the_year_of_the_contract_is_by_month() -> None:
    found = line("avance_euros", **{**REFERENCE, **CORE}, date_contrat="2025-04-30")
    assert (found["value"], found["formula"]) == (26_775, "60 % de 59 500 € × 9 mois / 12")
    assert found["confidence"] == "deduit"
    assert "prorata_au_mois" in warnings(**REFERENCE, **CORE, date_contrat="2025-04-30")
    january = {**REFERENCE, **CORE, "date_contrat": "2025-01-31"}
    assert line("avance_euros", **january)["formula"] == "60 % de 59 500 €"
    assert "prorata_au_mois" not in warnings(**january)


def test_advance_has_a_minimum() -> None:
    found = line("avance_euros", **SMALL, date_contrat="2024-12-01")
    assert (found["value"], found["formula"]) == (
        12_000,
        "60 % de 47 775 € × 1 mois / 12, 12 000 € au moins",
    )


def test_rights_of_the_year_of_the_contract() -> None:
    found = line("droits_euros", **SMALL, date_contrat="2024-10-15")
    assert (found["value"], found["formula"]) == (9_231.25, "36 925 € × 3 mois / 12")
    assert (found["reference"], found["confidence"]) == ("msp-cli", "deduit")
    whole = line("droits_euros", **SMALL, date_contrat="2023-10-15")
    assert (whole["value"], whole["formula"]) == (36_925, "36 925 € pour l’année entière")
    assert whole["confidence"] == "officiel"
    said = warnings(**SMALL, date_contrat="2024-10-15")["prorata_au_mois"]
    assert said.startswith("Année d’adhésion : 9 231,25 € pour 3 mois sur 12.")


@pytest.mark.parametrize(
    ("inputs", "value", "label"),
    [
        (
            {"date_contrat": "2024-10-15"},
            9_231.25,
            "Somme due pour l’exercice 2024, 3 mois sous contrat",
        ),
        (
            {"date_contrat": "2024-10-15", "structure_nouvelle": True},
            20_000,
            "Somme due pour l’exercice 2024, 3 mois sous contrat",
        ),
        (
            {
                "date_contrat": "2023-10-15",
                "structure_nouvelle": True,
                "patientele": 0,
                "associes": 0,
            },
            20_000,
            "Somme due pour l’exercice 2024, garantie comprise",
        ),
        (
            {"date_contrat": "2024-10-15", "coordination": False},
            0,
            "Prérequis manquant, aucune rémunération pour l’exercice 2024",
        ),
        ({"date_contrat": "2024-01-31"}, 36_925, "Rémunération de l’exercice 2024"),
        ({"date_contrat": "2023-10-15"}, 36_925, "Rémunération de l’exercice 2024"),
        ({}, 36_925, "Rémunération de l’exercice 2024"),
    ],
)
def test_the_headline_is_what_is_due(inputs: dict[str, Any], value: float, label: str) -> None:
    found = result(**{**SMALL, **inputs})
    assert (found["headline"]["value"], plain(found["headline"]["label"])) == (value, label)
    assert found["values"]["du_euros"] == value
    if "coordination" not in inputs and "patientele" not in inputs:
        assert found["values"]["total_euros"] == 36_925


def test_a_gain_is_that_of_a_year_when_the_headline_is_not() -> None:
    """A part of a year, or a guarantee, hides what a step is worth."""
    whole, part, young = (
        result(**SMALL, **inputs)["missing"]
        for inputs in (
            {"date_contrat": "2023-10-15"},
            {"date_contrat": "2024-10-15"},
            {"date_contrat": "2023-10-15", "structure_nouvelle": True},
        )
    )
    assert [item["gain"] for item in whole] == [item["gain"] for item in part]
    assert {item["unit"] for item in whole} == {"€"}
    assert {item["unit"] for item in part} == {item["unit"] for item in young} == {"€ par an"}
    first = part[0]
    assert first["gain_text"] == f"{text.number(first['gain'])}\u00a0€ par an"
    assert first["spoken"] == f"{first['gain']} euros par an"


def test_two_readings_of_the_guarantee_are_told_with_their_amounts() -> None:
    """Complement, 12: a second source counts 20 000 € and 12 000 € for a whole year."""
    new = {**SMALL, "date_contrat": "2024-10-15", "structure_nouvelle": True}
    assert warnings(**new)["garantie_deux_lectures"] == (
        "Deux lectures de la garantie. La nôtre, sans prorata : 20 000 € dus, 12 000 € d’avance. "
        "CMV Médiforce écrit que 20 000 € garantis et 12 000 € d’avance valent pour une année "
        "entière : pour 3 mois, 9 231,25 € dus, 7 166,25 € d’avance. Demandez à votre caisse "
        "primaire d’assurance maladie laquelle elle applique."
    )
    due, advance = line("du_euros_au_mois", **new), line("avance_euros_au_mois", **new)
    assert (due["value"], due["formula"]) == (
        9_231.25,
        "20 000 € × 3 mois / 12, ou 9 231,25 € si c’est plus",
    )
    assert (advance["value"], advance["formula"]) == (7_166.25, "12 000 € × 3 mois / 12 au moins")
    for told in (due, advance):
        assert (told["reference"], told["confidence"], told["total"]) == (
            "msp-mediforce",
            "deduit",
            "",
        )


def test_the_second_reading_of_the_floors_is_by_month() -> None:
    poor = {
        **SMALL, "patientele": 0, "associes": 0, "date_contrat": "2024-10-15",
        "structure_nouvelle": True,
    }  # fmt: skip
    assert line("du_euros_au_mois", **poor)["value"] == 5_000
    assert line("avance_euros_au_mois", **{**poor, "date_contrat": "2024-12-15"})["value"] >= 1_000
    lost = line("du_euros_au_mois", **{**poor, "coordination": False})
    assert (lost["value"], lost["formula"]) == (0, "pas de garantie, un prérequis manque")


@pytest.mark.parametrize(
    "inputs",
    [
        {"date_contrat": "2024-10-15"},
        {"date_contrat": "2024-01-15", "structure_nouvelle": True},
        {"date_contrat": "2023-10-15", "structure_nouvelle": True},
        {"structure_nouvelle": True},
    ],
)
def test_the_two_readings_agree_on_a_whole_year(inputs: dict[str, Any]) -> None:
    assert "garantie_deux_lectures" not in warnings(**SMALL, **inputs)
    assert "du_euros_au_mois" not in {item["id"] for item in result(**SMALL, **inputs)["lines"]}


def test_guarantee_of_a_new_structure() -> None:
    new = {**SMALL, "date_contrat": "2024-10-15", "structure_nouvelle": True}
    found = line("garantie_euros", **new)
    assert (found["value"], found["formula"]) == (10_768.75, "20 000 € garantis − 9 231,25 €")
    assert (found["reference"], found["confidence"]) == ("msp-p18", "deduit")
    assert values(**new)["du_euros"] == 20_000
    assert "garantie" in warnings(**new)
    balance = line("solde_euros", **new)
    assert (balance["value"], balance["formula"]) == (8_000, "20 000 € dus − 12 000 € d’avance")
    assert balance["total"] == "solde_euros"
    assert line("droits_euros", **new)["total"] == found["total"] == "du_euros"


def test_guarantee_adds_nothing_above_it() -> None:
    new = {**SMALL, "date_contrat": "2023-10-15", "structure_nouvelle": True}
    assert [item["id"] for item in result(**new)["lines"][-3:]] == [
        "avance_euros",
        "droits_euros",
        "solde_euros",
    ]
    assert values(**new)["du_euros"] == 36_925


def test_guarantee_is_not_promised_without_prerequisites() -> None:
    lost = {**SMALL, "coordination": False, "date_contrat": "2024-10-15"}
    assert values(**lost, structure_nouvelle=True)["du_euros"] == 0


@pytest.mark.parametrize(
    ("inputs", "status", "detail"),
    [
        ({}, "not_applicable", "moins d’un an"),
        ({"date_contrat": "2024-03-01"}, "not_applicable", "moins d’un an"),
        ({"structure_nouvelle": True}, "unknown", "Indiquez la date du contrat"),
        (
            {"structure_nouvelle": True, "date_contrat": "2023-01-01"},
            "met",
            "20 000 € par an, pendant 2 années civiles à partir de l’année d’adhésion.",
        ),
        ({"structure_nouvelle": True, "date_contrat": "2022-12-31"}, "missing", "2 années"),
    ],
)
def test_guarantee_criterion(inputs: dict[str, Any], status: str, detail: str) -> None:
    found = result(**SMALL, **inputs)["criteria"][-1]
    assert (found["id"], found["status"]) == ("garantie", status)
    assert found["label"] == "Montant garanti aux structures nouvelles"
    assert detail in plain(found["detail"])


def test_an_advance_above_what_is_due_is_told() -> None:
    lost = {**REFERENCE, **EVERYTHING, "coordination": False}
    assert values(**lost)["solde_euros"] == -35_700
    assert warnings(**lost)["avance_superieure"] == (
        "L’avance dépasse la somme due de 35 700 €. Les règles de récupération n’ont pas été lues."
    )
    assert ("2026-04-30", "Solde 2025 versé au plus tard", None) in dates(**lost)


def test_a_balance_of_zero_is_not_an_excess() -> None:
    new = {**SMALL, "associes": 0, "patientele": 0, "date_contrat": "2024-12-15"}
    assert "avance_superieure" in warnings(**new)
    assert "avance_superieure" not in warnings(**SMALL)


def test_dates_of_an_ordinary_year() -> None:
    assert dates(**REFERENCE, **EVERYTHING) == [
        ("2025-04-30", "Avance 2025 versée au plus tard", 35_700),
        ("2026-01-31", "Justificatifs 2025 envoyés au plus tard", None),
        ("2026-04-30", "Solde 2025 versé au plus tard", 61_600),
    ]


def test_dates_of_the_year_of_the_contract() -> None:
    assert dates(**REFERENCE, **EVERYTHING, date_contrat="2025-11-30") == [
        ("2025-11-30", "Signature du contrat à trois", None),
        ("2026-01-31", "Justificatifs 2025 envoyés au plus tard", None),
        ("2026-02-28", "Première avance versée au plus tard", 12_000),
        ("2026-04-30", "Solde 2025 versé au plus tard", 4_216.67),
        (
            "2026-05-30",
            "Société (SISA, société interprofessionnelle de soins ambulatoires) créée au plus tard",
            None,
        ),
        ("2030-11-30", "Fin du contrat", None),
    ]


def test_dates_of_the_years_after() -> None:
    found = dates(**REFERENCE, **EVERYTHING, date_contrat="2023-11-30")
    assert [label for _, label, _ in found] == [
        "Avance 2025 versée au plus tard",
        "Justificatifs 2025 envoyés au plus tard",
        "Solde 2025 versé au plus tard",
        "Fin du contrat",
    ]
    assert found[-1][0] == "2028-11-30"


@pytest.mark.parametrize(
    ("signed", "told"),
    [("2019-06-01", True), ("2020-12-31", True), ("2021-01-01", False), (None, False)],
)
def test_a_contract_that_ends_is_told(signed: str | None, told: bool) -> None:
    said = warnings(**REFERENCE, **EVERYTHING, date_contrat=signed)
    assert ("contrat_echu" in said) == told
    if signed == "2019-06-01":
        assert said["contrat_echu"].startswith("Ce contrat de 5 ans finit le 1er juin 2024.")


def test_every_event_has_its_source() -> None:
    found = result(**REFERENCE, **EVERYTHING, date_contrat="2025-11-30")["timeline"]
    assert [(event["reference"], event["confidence"]) for event in found] == [
        ("msp-na", "officiel"),
        ("msp-ceg", "secondaire"),
        ("msp-a20", "officiel"),
        ("msp-a20", "officiel"),
        ("msp-fif", "secondaire"),
        ("msp-na", "officiel"),
    ]


def test_a_balance_of_nothing_is_told_as_nothing_left() -> None:
    """8 400 patients, an IPA, shorter hours: the advance is exactly what is due."""
    even = {
        **PREREQUISITES, "exercice": 2024, "patientele": 8_400, "ipa": True,
        "amplitude": "10h_a_12h", "samedi_ouvert": False,
    }  # fmt: skip
    assert values(**even)["solde_euros"] == 0
    assert ("2025-04-30", "Solde 2024 versé au plus tard", 0) in dates(**even)
    assert "avance_superieure" not in warnings(**even)
