"""Each line in words, with the reader's numbers, its source and its page."""

from __future__ import annotations

from typing import Any

import pytest

from tests.aci_msp.support import (
    CORE,
    EVERYTHING,
    IDS,
    PREREQUISITES,
    REFERENCE,
    formula,
    plain,
    result,
)

OPEN = {"soins_non_programmes": True, "amplitude": "12h_et_plus", "samedi_ouvert": True}
FILES = {"concertation_reunions": 6, "concertation_base": 650, "patientele": 8_000}


@pytest.mark.parametrize(
    ("line", "inputs", "words"),
    [
        ("horaires", OPEN, "800 points, à 7 € le point"),
        (
            "horaires",
            {"soins_non_programmes": True, "amplitude": "8h_a_10h", "fermeture_conges_semaines": 1},
            (
                "800 points − 150 points (moins de 10 h par jour) − 120 points (samedi fermé) − "
                "20 points (fermeture pendant les congés scolaires) = 510 points, à 7 € le point"
            ),
        ),
        (
            "horaires",
            {**OPEN, "amplitude": "10h_a_12h"},
            "800 points − 60 points (moins de 12 h par jour) = 740 points, à 7 € le point",
        ),
        (
            "horaires",
            {},
            (
                "pas de soins non programmés organisés chaque jour ouvré et moins de 8 h "
                "d’ouverture par jour, sans dérogation : 0 point"
            ),
        ),
        (
            "horaires",
            {**OPEN, "fermeture_conges_semaines": 3.5},
            "plus de 3 semaines de fermeture pendant les congés scolaires : 0 point",
        ),
        (
            "horaires",
            {**OPEN, "fermeture_hors_conges_semaines": 2},
            "plus de 1 semaine de fermeture hors congés scolaires : 0 point",
        ),
        ("crise_plan", {}, "non atteint : 0 point"),
        ("crise_plan", {"crise_plan": True}, "100 points, à 7 € le point"),
        ("crise_actions", {}, "aucune crise déclarée par les autorités : 0 point"),
        ("crise_actions", {"crise_caracterisee": True}, "le plan n’est pas rédigé : 0 point"),
        (
            "crise_actions",
            {"crise_caracterisee": True, "crise_plan": True, "patientele": 2_000},
            "350 points × 2 000 / 4 000 patients = 175 points, à 7 € le point",
        ),
        ("diversite", {"diversite_niveau": 1}, "300 points, à 7 € le point"),
        ("diversite", {"diversite_niveau": 2}, "600 points, à 7 € le point"),
        ("second_recours", {}, "non atteint : 0 point"),
        ("cstm", {}, "non atteint : 0 point"),
        ("cstm", {"cstm": True}, "la maison de santé n’est pas en zone sous-dense : 0 point"),
        ("cstm", {"cstm": True, "zone_sous_dense": True}, "200 points, à 7 € le point"),
        (
            "missions_sante_publique",
            {"missions_sante_publique": 3, "patientele": 3_000},
            (
                "350 points × 2 missions (2 au plus, sur 3) × 3 000 / 4 000 patients = 525 points, "
                "à 7 € le point"
            ),
        ),
        ("missions_ipa", {}, "pas d’infirmier en pratique avancée : 0 point"),
        (
            "missions_ipa",
            {"ipa": True, "missions_sante_publique": 1},
            "il faut au moins 2 missions : 0 point",
        ),
        ("usagers", {"usagers_niveau": 1}, "200 points, à 7 € le point"),
        (
            "usagers",
            {"usagers_niveau": 2, "patientele": 6_000},
            "200 points + 300 points × 6 000 / 4 000 patients = 650 points, à 7 € le point",
        ),
        ("sas", {}, "non atteint : 0 point"),
        (
            "coordination",
            {"coordination": True, "patientele": 8_000},
            "1 000 points + 1 700 points × 8 000 / 4 000 patients = 4 400 points, à 7 € le point",
        ),
        (
            "coordination",
            {"coordination": True, "patientele": 12_000},
            (
                "1 000 points + 1 700 points × 8 000 / 4 000 patients + "
                "1 100 points × 4 000 / 4 000 patients = 5 500 points, à 7 € le point"
            ),
        ),
        (
            "protocoles_ipa",
            {"protocoles": 9, "ipa": True},
            "40 points × 8 protocoles (8 au plus, sur 9) = 320 points, à 7 € le point",
        ),
        ("concertation", {"concertation_reunions": 5}, "5 réunions, il en faut 6 : 0 point"),
        ("concertation", FILES, "aucun dossier étudié : 0 point"),
        (
            "concertation",
            {**FILES, "concertation_dossiers": 30, "concertation_base": 0},
            "le nombre de patients concernés n’est pas indiqué : 0 point",
        ),
        (
            "concertation",
            {**FILES, "concertation_dossiers": 30},
            "1 000 points × 8 000 / 4 000 patients × 4,61 % / 5 % = 1 844 points, à 7 € le point",
        ),
        (
            "concertation",
            {**FILES, "concertation_dossiers": 50},
            (
                "1 000 points × 8 000 / 4 000 patients (7,69 % de dossiers étudiés, maximum "
                "atteint) = 2 000 points, à 7 € le point"
            ),
        ),
        (
            "concertation_ipa",
            {**FILES, "concertation_dossiers": 50},
            "pas d’infirmier en pratique avancée : 0 point",
        ),
        (
            "concertation_ipa",
            {"ipa": True},
            "0 réunion, il en faut 6 : 0 point",
        ),
        ("stages", {"stages": 1}, "1 stagiaire, il en faut 2 : 0 point"),
        ("stages", {"stages": 6}, "6 stagiaires (4 au plus) = 900 points, à 7 € le point"),
        ("coordination_externe", {}, "non atteint : 0 point"),
        ("qualite", {"qualite_niveau": 1}, "100 points, à 7 € le point"),
        (
            "qualite",
            {"qualite_niveau": 3, "patientele": 2_000},
            (
                "100 points + 200 points × 2 000 / 4 000 patients + "
                "300 points × 2 000 / 4 000 patients = 350 points, à 7 € le point"
            ),
        ),
        ("insuffisance_cardiaque", {}, "non atteint : 0 point"),
        (
            "obesite_enfant",
            {"parcours_obesite_enfant": True, "missions_sante_publique": 1},
            "il faut 2 missions, ou une seule sur ce thème : 0 point",
        ),
        ("obesite_enfant", {"missions_sante_publique": 2}, "non atteint : 0 point"),
        (
            "si_standard",
            {"si_standard": True, "associes": 20},
            (
                "500 points + 200 points × 16 associés + 150 points × 4 associés = 4 300 points, "
                "à 7 € le point"
            ),
        ),
        ("si_avance", {"si_avance": True}, "100 points, à 7 € le point"),
    ],
)
def test_line_in_words(line: str, inputs: dict[str, Any], words: str) -> None:
    assert formula(line, **inputs) == words


@pytest.mark.parametrize(
    ("rates", "words"),
    [
        ({}, "taux de la maison de santé non indiqués"),
        ({"taux_c2s": 7.5}, "aucun taux au-dessus du taux national"),
        ({"taux_ame": 0}, "aucun taux au-dessus du taux national"),
        (
            {"taux_c2s": 12.5, "taux_ame": 1.1},
            (
                "59 500 € × 5,7 % (complémentaire santé solidaire, 12,5 % − 7,5 % national + "
                "aide médicale de l’État, 1,1 % − 0,4 % national)"
            ),
        ),
        (
            {"taux_c2s": 2, "taux_ame": 30},
            "59 500 € × 25 % (aide médicale de l’État, 30 % − 0,4 % national, 25 % au plus)",
        ),
    ],
)
def test_uplift_in_words(rates: dict[str, float], words: str) -> None:
    assert formula("majoration_precarite", **REFERENCE, **CORE, **rates) == words


def test_the_lines_of_the_contract_come_first_and_in_order() -> None:
    lines = result()["lines"]
    assert tuple(line["id"] for line in lines[:24]) == IDS
    assert len(IDS) == 24
    assert [line["total"] for line in lines[:23]] == ["total_hors_majoration"] * 23
    assert {line["group"] for line in lines[:10]} == {"Accès aux soins"}
    assert {line["group"] for line in lines[10:21]} == {"Travail en équipe"}
    assert {line["group"] for line in lines[21:23]} == {"Système d’information"}


def test_lines_add_up_in_steps_and_points_go_with_them() -> None:
    found = result(**REFERENCE, **EVERYTHING, taux_c2s=10)
    lines = {line["id"]: line for line in found["lines"]}
    assert lines["total_hors_majoration"]["total"] == "total_sans_prerequis"
    assert lines["majoration_precarite"]["total"] == "total_sans_prerequis"
    assert lines["total_sans_prerequis"]["total"] == "total_euros"
    assert "prerequis_manquant" not in lines
    assert plain(lines["total_sans_prerequis"]["formula"]) == (
        "97 300 € + 2 432,50 € de majoration"
    )
    for line in IDS:
        assert lines[line]["points"] == found["values"][f"points_{line}"]
        if line != "majoration_precarite":
            assert lines[line]["value"] == lines[line]["points"] * 7
    assert lines["majoration_precarite"]["points"] == 0
    assert lines["total_hors_majoration"]["points"] == found["values"]["total_points"] == 13_900
    assert lines["total_hors_majoration"]["value"] == found["values"]["total_hors_majoration"]


def test_a_missing_prerequisite_has_its_own_line() -> None:
    found = result(**REFERENCE, **{**EVERYTHING, "coordination": False, "crise_plan": False})
    lines = {line["id"]: line for line in found["lines"]}
    assert lines["prerequis_manquant"]["value"] == -77_700
    assert lines["prerequis_manquant"]["total"] == "total_euros"
    assert plain(lines["prerequis_manquant"]["formula"]) == (
        "un prérequis manquant fait perdre toute l’année : Plan de réponse aux crises et "
        "Fonction de coordination"
    )
    assert found["values"]["total_euros"] == 0
    assert found["values"]["total_sans_prerequis"] == 77_700


@pytest.mark.parametrize(
    ("line", "page"),
    [
        ("horaires", "p. 3-5"),
        ("crise_plan", "p. 6-7"),
        ("stages", "p. 32-33"),
        ("si_avance", "p. 48"),
    ],
)
def test_lines_name_their_page(line: str, page: str) -> None:
    found = result(**REFERENCE, **EVERYTHING)["lines"][IDS.index(line)]
    assert (found["reference"], found["page"], found["confidence"]) == ("msp-g", page, "officiel")


def test_our_readings_are_told_as_such() -> None:
    found = result(**{**REFERENCE, **CORE, "concertation_dossiers": 30}, taux_c2s=20)
    lines = {line["id"]: line["confidence"] for line in found["lines"]}
    assert lines["concertation"] == "deduit"
    assert lines["coordination"] == "officiel"
    assert lines["majoration_precarite"] == "secondaire"
    full = result(**{**REFERENCE, **CORE})["lines"][IDS.index("concertation")]
    assert full["confidence"] == "officiel"


# Criteria


def criteria(**inputs: object) -> dict[str, tuple[str, str]]:
    return {
        item["id"]: (item["status"], plain(item["detail"])) for item in result(**inputs)["criteria"]
    }


def test_prerequisites_say_which_and_what_to_do() -> None:
    missing = criteria(soins_non_programmes=True)
    assert missing["horaires"] == (
        "missing",
        "Moins de 8 h d’ouverture par jour, sans dérogation : 0 point. À corriger sur chaque site.",
    )
    assert missing["crise_plan"] == (
        "missing",
        "Non atteint : 0 point. Rédigez le plan de préparation aux crises.",
    )
    assert missing["coordination"] == (
        "missing",
        "Non atteint : 0 point. Assurez la fonction de coordination.",
    )
    assert missing["si_standard"] == (
        "missing",
        "Non atteint : 0 point. Équipez l’équipe d’un système labellisé « standard ».",
    )
    met = criteria(**REFERENCE, **PREREQUISITES)
    assert {met[id][0] for id in ("horaires", "crise_plan", "coordination", "si_standard")} == {
        "met"
    }
    assert met["horaires"][1] == "800 points."


def test_crisis_plan_is_not_asked_in_2022() -> None:
    assert criteria(exercice=2022)["crise_plan"] == (
        "not_applicable",
        "Prérequis depuis l’exercice 2023 seulement.",
    )


@pytest.mark.parametrize(
    ("id", "inputs", "status"),
    [
        ("crise_actions", {"crise_caracterisee": True}, "missing"),
        ("crise_actions", {"crise_caracterisee": True, "crise_plan": True}, "met"),
        ("cstm", {"cstm": True}, "missing"),
        ("cstm", {"cstm": True, "zone_sous_dense": True}, "met"),
        ("missions_ipa", {"ipa": True, "missions_sante_publique": 1}, "missing"),
        ("missions_ipa", {"ipa": True, "missions_sante_publique": 2}, "met"),
        ("concertation", {"concertation_reunions": 1}, "missing"),
        ("concertation", {"concertation_dossiers": 1}, "missing"),
        ("concertation", {**FILES, "concertation_dossiers": 30}, "met"),
        ("stages", {"stages": 1}, "missing"),
        ("stages", {"stages": 2}, "met"),
        ("obesite_enfant", {"parcours_obesite_enfant": True}, "missing"),
        (
            "obesite_enfant",
            {
                "parcours_obesite_enfant": True,
                "missions_sante_publique": 1,
                "mission_obesite": True,
            },
            "met",
        ),
    ],
)
def test_what_is_done_but_not_paid_is_told(id: str, inputs: dict[str, Any], status: str) -> None:
    found = criteria(patientele=4_000, **{k: v for k, v in inputs.items() if k != "patientele"})
    assert found[f"condition_{id}"][0] == status


def test_what_is_not_claimed_is_not_a_condition() -> None:
    assert not [id for id in criteria(ipa=True) if id.startswith("condition_")]
    assert not [id for id in criteria(missions_sante_publique=1) if id.startswith("condition_")]


def test_a_rate_that_just_reaches_the_maximum_rests_on_no_reading_of_ours() -> None:
    """5 files of 100 patients: 5 % with nothing to truncate. 4 of 100: truncated as we read it."""
    for files, confidence in ((5, "officiel"), (4, "deduit")):
        done = {"concertation_reunions": 6, "concertation_base": 100}
        found = result(patientele=4_000, **done, concertation_dossiers=files)["lines"]
        (line,) = (item for item in found if item["id"] == "concertation")
        assert line["confidence"] == confidence


# Warnings


def warnings(**inputs: object) -> dict[str, str]:
    return {item["id"]: plain(item["text"]) for item in result(**inputs)["warnings"]}


def test_a_complete_year_has_no_warning() -> None:
    assert warnings(**REFERENCE, **EVERYTHING) == {}


def test_warning_of_a_missing_prerequisite() -> None:
    said = warnings(**REFERENCE, **{**CORE, "coordination": False})
    assert said["prerequis_manquant"].startswith(
        "Aucune rémunération pour l’année, faute de prérequis : Fonction de coordination. "
        "Les indicateurs atteints vaudraient 40 600 €."
    )
    label = result(**REFERENCE, **{**CORE, "coordination": False})["headline"]["label"]
    assert label == "Prérequis manquant, aucune rémunération pour l’exercice 2025"
    assert result(**REFERENCE, **CORE)["headline"]["label"] == "Rémunération de l’exercice 2025"


def test_warning_of_missing_sizes() -> None:
    assert "patientele" in warnings(**CORE)
    assert "associes" in warnings(**CORE)
    assert "associes" not in warnings(coordination=True)
    assert "associes" not in warnings(**CORE, associes=1)
    assert "patientele" not in warnings(**CORE, patientele=1)


@pytest.mark.parametrize(
    ("exercise", "rates", "told"),
    [
        (2023, {"taux_c2s": 10}, False),
        (2024, {"taux_c2s": 10}, True),
        (2024, {"taux_ame": 0}, True),
        (2024, {}, False),
    ],
)
def test_national_rates_grow_old(exercise: int, rates: dict[str, int], told: bool) -> None:
    said = warnings(**{**REFERENCE, **CORE, "exercice": exercise}, **rates)
    assert ("taux_nationaux" in said) == told
    if told:
        assert "(7,5 % et 0,4 %) sont ceux de 2022 et 2023" in said["taux_nationaux"]


def test_what_the_rates_are_divided_by_is_told() -> None:
    """Facts 4.2 and 7: the official denominator was not found; one tool has its own."""
    for key in ("taux_c2s", "taux_ame"):
        said = warnings(**REFERENCE, **CORE, **{key: 0})["taux_denominateur"]
        assert said == (
            "Aucun texte lu ne dit à quel nombre de patients rapporter ces taux. La calculette "
            "d’AVECsanté (mai 2022) compte les patients concernés qui ont eu un acte de médecine "
            "générale dans l’année, et les rapporte à la patientèle. Vérifiez auprès de votre "
            "caisse primaire d’assurance maladie."
        )
    assert "taux_denominateur" not in warnings(**REFERENCE, **CORE)


def test_what_is_not_computed_is_told() -> None:
    assert [note["id"] for note in result()["not_computed"]] == [
        "prorata_logiciel",
        "hors_bareme",
        "partage",
    ]
