"""The whole answer to a few questions, to the letter.

`python -m tests.contract.words` writes `words/SLUG.json` again. The difference is what readers
will see: read it before you commit it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from calculators import SLUGS, InvalidInput, compute, find

FOLDER = Path(__file__).parent / "words"
type Question = tuple[dict[str, Any], str]

_PEOPLE = [
    {"nom": "Docteure A", "heures": 40, "actions": 6},
    {"nom": "Infirmière B", "heures": 12.5, "actions": 0},
]
_SHARES = {"part_fixe": 50, "part_temps": 25, "part_actions": 25}
_CONTRACT = {
    "date_signature": "2024-01-31",
    "demarrage_acces_soins": "2024-08-01",
    "demarrage_parcours": "2024-12-15",
    "demarrage_crise": "2025-02-01",
    "demarrage_qualite": "2024-06-01",
}

_TEAM = {"mg": 2, "infirmier": 1, "sage_femme": 1, "pharmacien": 1, "psychologue": 1}
_DONE = {"projet_de_sante": "conforme", "structure_juridique": "sisa"}
_REACHED = {
    "soins_non_programmes": True, "amplitude": "8h_a_10h", "crise_plan": True,
    "coordination": True, "si_standard": True, "protocoles": 9, "stages": 5,
    "concertation_reunions": 6, "concertation_dossiers": 30, "concertation_base": 650,
}  # fmt: skip

QUESTIONS: dict[str, tuple[Question, ...]] = {
    "aci-cpts": (
        ({"population": 60_000, "taux_parcours": 80, "prevention": False}, "2026-06-30"),
        (
            {
                "population": 80_000, "accompagnement": True, "crise": True,
                "crise_survenue": True, **_CONTRACT,
            },
            "2025-06-30",
        ),
        (
            {
                "communes": ["75056"], "crise": False, "acces_soins": False, "parcours": False,
                "date_signature": "2024-02-29",
            },
            "2025-06-30",
        ),
        ({"population": 30_000, "crise_plan": "mise_a_jour"}, "2025-06-30"),
        ({"population": 39_999, "qualite": True, "date_signature": "2020-02-01"}, "2020-06-01"),
    ),
    "aci-msp": (
        ({"exercice": 2022, "structure_nouvelle": True}, "2026-11-21"),
        (
            {
                "exercice": 2024, "patientele": 9_000, "associes": 18, "ipa": True, **_REACHED,
                "fermeture_conges_semaines": 2, "crise_caracterisee": True, "cstm": True,
                "missions_sante_publique": 1, "parcours_obesite_enfant": True, "usagers_niveau": 2,
                "qualite_niveau": 3, "sas": "moitie_des_medecins", "taux_c2s": 20.5, "taux_ame": 14,
                "date_contrat": "2024-10-15", "structure_nouvelle": True,
            },
            "2026-11-21",
        ),
        (
            {
                "exercice": 2025, "taux_c2s": 5, **_REACHED,
                "coordination": False, "soins_non_programmes": False,
                "fermeture_hors_conges_semaines": 2, "fermeture_conges_semaines": 4,
                "date_contrat": "2020-06-30",
            },
            "2026-11-21",
        ),
        (
            {
                "exercice": 2024, "associes": 2, **_REACHED, "protocoles": 0, "stages": 1,
                "date_contrat": "2024-12-15", "structure_nouvelle": True, "sas": "non",
            },
            "2026-11-21",
        ),
        ({"exercice": 2023, "date_contrat": "2024-01-01"}, "2026-11-21"),
    ),
    "calendrier": (
        ({"contrat": "aci-msp", "date_signature": "2026-04-30"}, "2026-11-21"),
        (
            {
                "contrat": "aci-cpts", "date_signature": "2026-01-31",
                "demarrage_acces_soins": "2026-05-01", "demarrage_parcours": "2031-02-01",
                "demarrage_qualite": "2031-03-01",
            },
            "2026-11-21",
        ),
        ({"contrat": "cpom", "date_signature": "2024-02-29"}, "2026-11-21"),
        (
            {
                "contrat": "aci-cpts", "date_signature": "2021-06-30",
                "demarrage_parcours": "2021-09-01",
            },
            "2026-11-21",
        ),
        ({"contrat": "aci-msp", "date_signature": "2016-12-31"}, "2026-11-21"),
    ),
    "centre-de-sante": (
        ({"activites": ["medicale", "dentaire"], "gestionnaire": "scic"}, "2026-11-21"),
        ({"activites": ["infirmiere"], "gestionnaire": "region"}, "2026-11-21"),
        (
            {
                "activites": ["orthoptique", "autre_paramedicale"],
                "gestionnaire": "organisme_a_but_non_lucratif",
            },
            "2025-10-01",
        ),
        ({"activites": ["dentaire"], "gestionnaire": "departement"}, "2023-05-20"),
        ({"activites": ["dentaire"], "gestionnaire": "commune_ou_groupement"}, "2026-11-21"),
        (
            {
                "activites": ["ophtalmologique", "medicale"],
                "gestionnaire": "societe_commerciale",
            },
            "2026-11-21",
        ),
        ({"activites": [], "gestionnaire": "departement"}, "2026-11-21"),
    ),
    "equipe": (
        ({}, "2026-11-21"),
        ({**_TEAM, **_DONE, "dieteticien": 1, "secretaire": 2, "region": "52"}, "2026-11-21"),
        ({**_TEAM, "mode_exercice": "mixte", "projet_de_sante": "transmis"}, "2026-11-21"),
        (
            {
                "mg": 1, "med_spe": 1, "tech_labo": 1, "aide_soignant": 2, "region": "94",
                "mode_exercice": "salarie", "structure_juridique": "association",
            },
            "2026-11-21",
        ),
        ({"mg": 1, "infirmier": 1, "region": "11", "projet_de_sante": "en_cours"}, "2026-11-21"),
        ({"mg": 1, "ipa": 1, "region": "28", "mode_exercice": "mixte"}, "2026-11-21"),
    ),
    "indemnites-cpts": (
        ({"annee": 2026, "indemnites": 6_000, "remunerations": 4_500.5}, "2026-11-21"),
        ({"annee": 2023, "indemnites": 43_992.01}, "2026-11-21"),
    ),
    "orientation": (
        ({}, "2026-11-21"),
        (
            {
                "echelle": "departement", "but": ["avis_specialise", "cas_complexes"],
                "mode_exercice": "liberal", "generalistes": "aucun",
                "membres": ["autre_medecin"], "specialistes_presents": 100,
                "specialistes_adherents": 12,
            },
            "2026-11-21",
        ),
        (
            {
                "echelle": "equipe", "but": ["soigner_ensemble", "remuneration_equipe"],
                "mode_exercice": "liberal", "generalistes": "deux_ou_plus",
                "membres": ["auxiliaire_medical", "social"],
            },
            "2026-11-21",
        ),
        ({"echelle": "equipe", "but": ["organiser_territoire"]}, "2026-11-21"),
        (
            {
                "echelle": "territoire", "mode_exercice": "mixte", "generalistes": "un",
                "membres": ["autre_professionnel"], "specialistes_presents": 9,
                "specialistes_adherents": 9,
            },
            "2026-11-21",
        ),
        ({"but": ["etre_salarie"], "mode_exercice": "salarie"}, "2024-12-31"),
        (
            {"echelle": "departement", "specialistes_presents": 9, "specialistes_adherents": 9},
            "2026-11-21",
        ),
        ({"specialistes_presents": 9, "specialistes_adherents": 10}, "2026-11-21"),
    ),
    "repartition-sisa": (
        ({"montant": 100.01, **_SHARES, "associes": _PEOPLE}, "2026-11-21"),
        (
            {
                "montant": 10, "part_fixe": 0, "part_temps": 50, "part_actions": 50,
                "associes": [{"nom": "A", "heures": 0, "actions": 0}],
            },
            "2026-11-21",
        ),
        ({"montant": 10, **_SHARES, "part_fixe": 49.5, "associes": _PEOPLE}, "2026-11-21"),
        (
            {
                "montant": 1_000, **_SHARES,
                "associes": [
                    {"nom": "A", "heures": 1, "actions": 0, "poids": 1.5},
                    {"nom": "B", "heures": 1, "actions": 2, "forfait": 100},
                ],
            },
            "2026-11-21",
        ),
        (
            {
                "montant": 10, **_SHARES,
                "associes": [{"nom": "A", "heures": 1, "actions": 0, "forfait": 11}],
            },
            "2026-11-21",
        ),
    ),
    "sisa": (
        (
            {
                "associes_medecins": 2, "associes_auxiliaires": 1, "associes_autres": 1,
                "salaries_professionnels_de_sante": 3, "maison_de_sante": "oui",
                "clause_salariat": "non",
            },
            "2026-11-21",
        ),
        (
            {
                "associes_medecins": 1, "associes_autres": 2, "date_perte_minimum": "2024-03-15",
                "salaries_professionnels_de_sante": 5, "associes_liberaux": 3,
                "maison_de_sante": "oui", "clause_salariat": "oui", "inscription_ordre": "oui",
            },
            "2026-11-21",
        ),
        (
            {
                "associes_medecins": 2, "associes_auxiliaires": 2,
                "salaries_professionnels_de_sante": 1, "date_perte_minimum": "2021-06-01",
            },
            "2021-12-01",
        ),
        (
            {
                "associes_medecins": 0, "salaries_professionnels_de_sante": 1,
                "date_perte_minimum": "2020-06-01",
            },
            "2020-12-01",
        ),
        ({"associes_medecins": 2, "date_perte_minimum": "2023-01-01"}, "2026-11-21"),
        ({"associes_medecins": 2, "date_perte_minimum": "2020-01-01"}, "2022-01-01"),
        ({"associes_medecins": 2, "associes_liberaux": 3}, "2026-11-21"),
    ),
}  # fmt: skip


def questions(slug: str) -> tuple[Question, ...]:
    """Give the questions on one calculator: by default, its worked examples."""
    calculator = find(slug)
    checked = calculator.reviewed_on
    examples = ((dict(case.inputs), str(case.on or checked)) for case in calculator.examples)
    return QUESTIONS.get(slug) or tuple(examples)


def answers(slug: str) -> list[dict[str, Any]]:
    """Give the questions on one calculator with their answers, without what is told elsewhere."""
    told = []
    for inputs, on in questions(slug):
        try:
            result = compute(slug, inputs, on)
        except InvalidInput as refused:
            errors = {error.field: error.message for error in refused.errors}
            told.append({"inputs": inputs, "on": on, "answer": {"errors": errors}})
            continue
        for elsewhere in ("sources", "model_version", "inputs", "calculator"):
            del result[elsewhere]
        told.append({"inputs": inputs, "on": on, "answer": result})
    return told


def main() -> None:
    """Write every answer."""
    FOLDER.mkdir(exist_ok=True)
    for slug in SLUGS:
        document = json.dumps(answers(slug), ensure_ascii=False, indent=1) + "\n"
        (FOLDER / f"{slug}.json").write_text(document, encoding="utf-8")


if __name__ == "__main__":
    main()
