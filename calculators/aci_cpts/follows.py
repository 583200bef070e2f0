"""What to compute after the funding of a CPTS, with what is already known."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.aci_cpts.fields import MISSIONS
from calculators.vocabulary import text
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.follow import Follow


def follows(answer: Answer) -> Iterator[Follow]:
    """Date the contract; see what the CPTS may pay its members."""
    dated = {"contrat": ("aci-cpts", "contrat ACI d’une CPTS")}
    if signature := answer.answers.day("date_signature"):
        dated["date_signature"] = (signature.isoformat(), f"signé le {text.day(signature)}")
        for mission, label in MISSIONS.items():
            key = f"demarrage_{mission}"
            if start := answer.answers.day(key):
                dated[key] = (start.isoformat(), f"{label} depuis le {text.day(start)}")
    yield Follow("calendrier", "Voir les dates de ce contrat", dated)
    year = str(answer.as_of.year)
    carried = {"annee": (year, f"année {year}")}
    yield Follow("indemnites-cpts", "Voir ce que la CPTS peut verser à un professionnel", carried)
