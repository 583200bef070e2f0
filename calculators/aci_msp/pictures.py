"""The year of a MSP in bars: where the money comes from, and what more patients would bring."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calculators.aci_msp.account import Account, account, account_with
from calculators.aci_msp.plan import full as year_in_full
from calculators.vocabulary import text
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.picture import BETWEEN, WAITS, Bar, Picture
from calculators.vocabulary.scales import Scale

MORE = 1_000
STEPS = (2_000, 4_000, 6_000, 8_000, 12_000, 16_000)


def pictures(answer: Answer) -> Iterator[Picture]:
    """Show each axis, earned and possible, then the amount by patients."""
    answers, scale = answer.answers, answer.scale
    year = account(answers, scale)
    patients = answers.integer("patientele")
    if answer.ends:
        yield from _between(*answer.ends, scale, patients)
        return
    full = year_in_full(answer, year)
    earned, possible = _by_group(year), _by_group(full)
    yield Picture(
        "origine",
        "D’où vient l’argent\u202f: acquis, sur ce qui est possible",
        [Bar(group, amount, possible[group]) for group, amount in earned.items()],
        "Possible\u202f: tout atteint, avec votre patientèle, vos associés, votre zone et votre "
        "équipe d’aujourd’hui. Sans la majoration de précarité.",
    )

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


def _between(low: Answers, high: Answers, scale: Scale, patients: int) -> Iterator[Picture]:
    """Show the same while questions wait for an answer: at least, and at most."""
    ends = [(answers, account(answers, scale)) for answers in (low, high)]
    least, most = (_by_group(year) for _, year in ends)
    yield Picture(
        "origine",
        BETWEEN,
        [Bar.between(group, amount, most[group]) for group, amount in least.items()],
        f"{WAITS} Sans la majoration de précarité.",
    )

    def bar(count: int) -> Bar:
        changes = {"patientele": count}
        amounts = [account_with(changes, year, answers, scale).total for answers, year in ends]
        return Bar.between(text.quantity(count, "patients"), *amounts, here=count == patients)

    yield Picture(
        "patientele",
        "Selon la patientèle, vos autres réponses restant les mêmes",
        [bar(count) for count in sorted({*STEPS, patients})],
        WAITS,
    )


def _by_group(year: Account) -> dict[str, Decimal]:
    """Add the euros of each axis."""
    made: dict[str, Decimal] = {}
    for id, indicator in year.indicators.items():
        made[indicator.group] = made.get(indicator.group, Decimal(0)) + year.euros[id]
    return made
