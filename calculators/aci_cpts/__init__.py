"""Size and funding of a CPTS (communauté professionnelle territoriale de santé)."""

from __future__ import annotations

from calculators.aci_cpts import deadlines
from calculators.aci_cpts.estimate import ESTIMATOR
from calculators.aci_cpts.fields import CRISIS, DATES, FIELDS, OPTIONS, RATES, SCALES
from calculators.aci_cpts.follows import follows
from calculators.aci_cpts.pictures import pictures
from calculators.aci_cpts.plan import plan
from calculators.aci_cpts.rules import check, rules
from calculators.vocabulary.calculator import Calculator, Example, Grid, asked_on

EVERY_MISSION = dict.fromkeys(OPTIONS, True)

CALCULATOR = Calculator(
    slug="aci-cpts",
    title="Financement d’une CPTS",
    purpose="Quelle est la taille de notre communauté professionnelle territoriale de santé "
    "(CPTS), et combien l’Assurance maladie peut-elle lui verser\u202f?",
    fields=FIELDS,
    scales=SCALES,
    rules=rules,
    pictures=pictures,
    plan=plan,
    follows=follows,
    estimator=ESTIMATOR,
    check=check,
    complete=asked_on,
    deadlines=deadlines.of_contract,
    folded=(RATES, CRISIS, DATES),
    needs="Donnez votre population, ou choisissez vos communes. Une réponse donne la taille, une"
    " fourchette et ce que rapporte la taille suivante.",
    start={"population": 60_000},
    examples=(
        Example(
            "Une petite CPTS rurale, quatre missions du socle, l’année où le plan est écrit",
            {"population": 32_000},
        ),
        Example(
            "Une CPTS de taille 2 en croisière, cinq missions, objectifs atteints à 80\u00a0%",
            {
                "population": 60_000,
                "qualite": True,
                "crise_plan": "mise_a_jour",
                "taux_acces_soins": 80,
                "taux_parcours": 80,
                "taux_prevention": 80,
                "taux_qualite": 80,
            },
        ),
        Example(
            "Le plafond publié de la taille 3\u202f: six missions, plan écrit et crise survenue",
            {"population": 120_000, **EVERY_MISSION, "crise_survenue": True},
        ),
        Example(
            "Une grande CPTS, six missions, plan déjà écrit, aucune crise",
            {"population": 210_000, **EVERY_MISSION, "crise_plan": "mise_a_jour"},
        ),
    ),
    grid=Grid(
        caption="Montants annuels selon la taille, avec tous les objectifs atteints",
        row_label="Situation",
        rows=tuple(
            Example(f"{label}, {situation}", {"population": population, **inputs})
            for label, population in (
                ("Taille 1", 30_000),
                ("Taille 2", 60_000),
                ("Taille 3", 120_000),
                ("Taille 4", 200_000),
            )
            for situation, inputs in (
                ("socle, année du plan", {}),
                ("six missions, année du plan", EVERY_MISSION),
                ("six missions, croisière", {**EVERY_MISSION, "crise_plan": "mise_a_jour"}),
            )
        ),
        columns={
            "total_fixe": "Fixe",
            "total_variable": "Variable",
            "total_euros": "Total",
            "maximum_euros": "Plafond publié",
        },
    ),
)
