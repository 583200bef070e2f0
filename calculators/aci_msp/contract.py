"""How much of the year the contract covers."""

from __future__ import annotations

from calculators.vocabulary.fields import Answers

MONTHS = 12


def contract_months(answers: Answers) -> int:
    """Count the months under contract in the year; a month begun counts whole."""
    signature = answers.day("date_contrat")
    if signature is None or signature.year < answers.integer("exercice"):
        return MONTHS
    return MONTHS + 1 - signature.month
