"""Yearly ceiling of what a CPTS may pay one professional (CSP D. 1434-44)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from calculators.indemnites_cpts.rules import rules
from calculators.vocabulary.calculator import Calculator, Example, Grid
from calculators.vocabulary.fields import Answers, Money, Year
from calculators.vocabulary.scales import Scales


def complete(answers: Answers, on: date) -> Answers:
    """Take from the date the year that was not given."""
    return answers if answers.given("annee") else answers.with_changes({"annee": on.year})


def as_of(answers: Answers, _on: date) -> date:
    """Give a day of the year asked for: the ceiling is one of a calendar year."""
    return date(answers.integer("annee"), 1, 1)


CALCULATOR = Calculator(
    slug="indemnites-cpts",
    title="Indemnités versées par une CPTS",
    purpose="Combien une communauté professionnelle territoriale de santé (CPTS) peut-elle encore "
    "verser à un professionnel cette année\u202f?",
    fields=(
        Year(
            key="annee",
            label="Année civile",
            hint="Le plafond vaut du 1er janvier au 31 décembre.",
            group="Les sommes d’une année",
            minimum=2000,
            maximum=2100,
        ),
        Money(
            key="indemnites",
            label="Indemnités déjà versées",
            hint="Elles compensent une perte de revenus liée aux fonctions dans la CPTS. Comptez "
            "toutes les CPTS ensemble.",
            group="Les sommes d’une année",
            default=Decimal(0),
            maximum=1_000_000,
        ),
        Money(
            key="remunerations",
            label="Rémunérations déjà versées",
            hint="Elles paient une part prise aux missions de la CPTS. Comptez toutes les CPTS "
            "ensemble.",
            group="Les sommes d’une année",
            default=Decimal(0),
            maximum=1_000_000,
        ),
    ),
    scales=Scales.load("indemnites_cpts"),
    rules=rules,
    complete=complete,
    as_of=as_of,
    dated_by="annee",
    needs="Donnez l’année et les indemnités. Vous saurez ce qui reste sous le plafond.",
    start={},
    examples=(
        Example(
            "Une présidente indemnisée toute l’année 2026",
            {"annee": 2026, "indemnites": 18_000},
        ),
        Example(
            "Un médecin indemnisé et rémunéré en 2025",
            {"annee": 2025, "indemnites": 12_000, "remunerations": 9_500},
        ),
        Example(
            "Le plafond de 2024 atteint à l’euro",
            {"annee": 2024, "indemnites": 40_000, "remunerations": 6_368},
        ),
        Example(
            "Un dépassement en 2023",
            {"annee": 2023, "indemnites": 30_000, "remunerations": 20_000},
        ),
    ),
    grid=Grid(
        caption="Le plafond de chaque année, et ce qui reste après 10\u202f000\u00a0€ versés",
        row_label="Année",
        rows=tuple(
            Example(str(year), {"annee": year, "indemnites": 10_000}) for year in range(2022, 2027)
        ),
        columns={"plafond": "Plafond", "reste": "Reste"},
    ),
)
