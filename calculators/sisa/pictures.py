"""The delay of a SISA that lost its minimum, in bars."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calculators.sisa.rules import limit
from calculators.vocabulary import text
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.dates import whole_months
from calculators.vocabulary.picture import Bar, Picture


def pictures(answer: Answer) -> Iterator[Picture]:
    """Show the months that have run, when a delay runs."""
    lost = answer.answers.day("date_perte_minimum")
    last = limit(answer.answers, answer.scale)
    if lost is None or last is None:
        return
    delay = whole_months(lost, last)
    run = min(whole_months(lost, answer.as_of), delay)
    words = f"{run} mois entiers écoulés sur {delay}" if run < delay else "délai passé"
    yield Picture(
        "delai",
        "Le délai pour retrouver le minimum d’associés",
        [
            Bar(
                f"Du {text.day(lost)} au {text.day(last)}",
                Decimal(run),
                Decimal(delay),
                words=words,
            )
        ],
        f"Compté le {text.day(answer.as_of)}.",
    )
