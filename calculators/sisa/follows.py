"""What to compute after the life of a SISA, with what is already known."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.vocabulary import text
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.follow import Follow

PEOPLE = ("associes_medecins", "associes_auxiliaires", "associes_autres")


def follows(answer: Answer) -> Iterator[Follow]:
    """See what the company would earn."""
    people = sum(answer.answers.integer(key) for key in PEOPLE)
    if people:
        carried = {"associes": (str(people), text.quantity(people, "associés"))}
        yield Follow("aci-msp", "Estimer la rémunération de la maison de santé", carried)
