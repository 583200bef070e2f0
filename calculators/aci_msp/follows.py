"""What to compute after the year of a MSP, with what is already known."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calculators.vocabulary import text
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.follow import Follow


def follows(answer: Answer) -> Iterator[Follow]:
    """Share what is due, once it is known; date the contract."""
    due = answer.report.values["du_euros"]
    known = answer.estimate is not None and answer.estimate.exact
    if known and due and isinstance(due, Decimal):
        carried = {"montant": (str(due), f"montant {text.euros(due)}")}
        yield Follow("repartition-sisa", "Partager ce montant entre les associés", carried)
    dated = {"contrat": ("aci-msp", "contrat ACI d’une maison de santé")}
    if signature := answer.answers.day("date_contrat"):
        dated["date_signature"] = (signature.isoformat(), f"signé le {text.day(signature)}")
    yield Follow("calendrier", "Voir les dates de ce contrat", dated)
