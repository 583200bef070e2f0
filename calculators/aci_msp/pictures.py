"""The year of a MSP in bars: where the money comes from, and what more patients would bring."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calculators.aci_msp.account import account, account_with
from calculators.aci_msp.indicators import indicators
from calculators.aci_msp.plan import full as year_in_full
from calculators.vocabulary import text
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.picture import Bar, Picture

MORE = 1_000
STEPS = (2_000, 4_000, 6_000, 8_000, 12_000, 16_000)


def pictures(answer: Answer) -> Iterator[Picture]:
    """Show each axis, earned and possible, then the amount by patients."""
    answers, scale = answer.answers, answer.scale
    year, found = account(answers, scale), indicators(scale)
    full = year_in_full(answers, scale, year)
    earned: dict[str, Decimal] = {}
    possible: dict[str, Decimal] = {}
    for id, indicator in found.items():
        group = indicator.group
        earned[group] = earned.get(group, Decimal(0)) + year.euros[id]
        possible[group] = possible.get(group, Decimal(0)) + full.euros[id]
    yield Picture(
        "origine",
        "D’où vient l’argent\u202f: acquis, sur ce qui est possible",
        [Bar(group, amount, possible[group]) for group, amount in earned.items()],
        "Possible\u202f: tout atteint, avec votre patientèle, vos associés, votre zone et votre "
        "équipe d’aujourd’hui. Sans la majoration de précarité.",
    )
    patients = answers.integer("patientele")

    def amount(count: int) -> Decimal:
        return account_with({"patientele": count}, year, answers, scale).without_prerequisites

    yield Picture(
        "patientele",
        "Selon la patientèle, vos autres réponses restant les mêmes",
        [
            Bar(
                text.quantity(count, "patients"),
                amount(count),
                here=count == patients,
            )
            for count in sorted({*STEPS, patients})
        ],
        "Si un prérequis manque, rien n’est versé."
        if year.unmet
        else f"{text.number(MORE)} patients de plus apporteraient "
        f"{text.euros(amount(patients + MORE) - year.total)} par an.",
    )
