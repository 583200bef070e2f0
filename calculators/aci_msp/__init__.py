"""Yearly remuneration of a MSP (maison de santé pluriprofessionnelle)."""

from __future__ import annotations

from calculators.aci_msp import deadlines
from calculators.aci_msp.estimate import ESTIMATOR
from calculators.aci_msp.fields import (
    DATES,
    OF_INDICATORS,
    OF_THE_CONTRACT,
    OF_THE_STRUCTURE,
    POVERTY,
)
from calculators.aci_msp.follows import follows
from calculators.aci_msp.indicators import SCALES, fields
from calculators.aci_msp.pictures import pictures
from calculators.aci_msp.plan import plan, years
from calculators.aci_msp.rules import as_of, check, complete, rules
from calculators.vocabulary.calculator import Calculator, Example, Grid

PREREQUISITES = {
    "soins_non_programmes": True,
    "amplitude": "12h_et_plus",
    "samedi_ouvert": True,
    "crise_plan": True,
    "coordination": True,
    "si_standard": True,
}
CORE = {
    **PREREQUISITES,
    "protocoles": 8,
    "concertation_reunions": 6,
    "concertation_dossiers": 50,
    "concertation_base": 650,
}
EVERYTHING = {
    **CORE,
    "diversite_niveau": 2,
    "second_recours_niveau": 2,
    "cstm": True,
    "zone_sous_dense": True,
    "missions_sante_publique": 2,
    "usagers_niveau": 2,
    "sas": "tous_les_medecins",
    "stages": 4,
    "coordination_externe": True,
    "qualite_niveau": 3,
    "protocoles_nationaux": 6,
    "parcours_insuffisance_cardiaque": True,
    "parcours_obesite_enfant": True,
    "si_avance": True,
}
REFERENCE = {"exercice": 2025, "patientele": 4_000, "associes": 13}

CALCULATOR = Calculator(
    slug="aci-msp",
    title="Rémunération d’une maison de santé",
    purpose="Combien l’accord conventionnel interprofessionnel (ACI) rapporte-t-il cette année à "
    "notre maison de santé pluriprofessionnelle (MSP), et que nous manque-t-il\u202f?",
    fields=(*OF_THE_STRUCTURE, *fields(OF_INDICATORS), *OF_THE_CONTRACT),
    scales=SCALES,
    rules=rules,
    pictures=pictures,
    plan=plan,
    years=years,
    follows=follows,
    estimator=ESTIMATOR,
    check=check,
    complete=complete,
    as_of=as_of,
    deadlines=deadlines.of_contract,
    dated_by="exercice",
    folded=(POVERTY, DATES),
    needs="Donnez votre patientèle et le nombre d’associés. Deux réponses donnent une première "
    "fourchette, chaque réponse suivante la resserre.",
    start={},
    examples=(
        Example(
            "La maison de santé type du texte\u202f: 13 associés, 4\u202f000 patients, tout est "
            "atteint, sans crise ni infirmier en pratique avancée",
            {**REFERENCE, **EVERYTHING},
        ),
        Example(
            "Une petite maison de santé nouvelle, contrat signé le 15 octobre 2024, ouverte de "
            "9 h à 18 h sans le samedi",
            {
                "exercice": 2024,
                "patientele": 3_000,
                "associes": 8,
                **PREREQUISITES,
                "amplitude": "8h_a_10h",
                "samedi_ouvert": False,
                "fermeture_conges_semaines": 2,
                "protocoles": 2,
                "date_contrat": "2024-10-15",
                "structure_nouvelle": True,
            },
        ),
        Example(
            "Une grande maison de santé avec un infirmier en pratique avancée, qui étudie trop "
            "peu de dossiers et soigne beaucoup de patients précaires",
            {
                "exercice": 2023,
                "patientele": 12_000,
                "associes": 20,
                "ipa": True,
                **EVERYTHING,
                "concertation_dossiers": 30,
                "taux_c2s": 18.2,
                "taux_ame": 1.1,
            },
        ),
        Example(
            "La maison de santé type, mais sans coordination\u202f: un prérequis manque, tout est "
            "perdu",
            {**REFERENCE, **EVERYTHING, "coordination": False},
        ),
    ),
    grid=Grid(
        caption="Rémunération de l’exercice 2025, sans crise ni infirmier en pratique avancée",
        row_label="Situation",
        rows=tuple(
            Example(
                f"{label}, {situation}",
                {"exercice": 2025, "patientele": patients, "associes": associates, **inputs},
            )
            for label, patients, associates in (
                ("2\u202f000 patients, 8 associés", 2_000, 8),
                ("4\u202f000 patients, 13 associés", 4_000, 13),
                ("8\u202f000 patients, 20 associés", 8_000, 20),
                ("12\u202f000 patients, 30 associés", 12_000, 30),
            )
            for situation, inputs in (
                ("prérequis seuls", PREREQUISITES),
                ("prérequis et socles", CORE),
                ("tout atteint", EVERYTHING),
            )
        ),
        columns={
            "total_points": "Points",
            "total_euros": "Rémunération",
            "avance_euros": "Avance",
            "solde_euros": "Solde",
        },
    ),
)
