"""What to compute after the dates of a contract, with those that were given."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.calendrier.rules import MISSIONS, START
from calculators.vocabulary import text
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.follow import Follow


def follows(answer: Answer) -> Iterator[Follow]:
    """See the amount that the contract pays."""
    answers = answer.answers
    signature = answers.day("date_signature")
    if signature is None:
        return
    dated = (signature.isoformat(), f"signé le {text.day(signature)}")
    if answers.choice("contrat") == "aci-msp":
        carried = {"date_contrat": dated}
        yield Follow("aci-msp", "Estimer la rémunération de la maison de santé", carried)
    if answers.choice("contrat") == "aci-cpts":
        carried = {"date_signature": dated}
        for mission, label in MISSIONS.items():
            if start := answers.day(key := START + mission):
                carried[key] = (start.isoformat(), f"{label} depuis le {text.day(start)}")
        yield Follow("aci-cpts", "Estimer le financement de la communauté (CPTS)", carried)
