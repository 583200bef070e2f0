"""The delays that the contract of a CPTS sets to its missions, and what is late."""

from __future__ import annotations

from datetime import date

from calculators.vocabulary import text
from calculators.vocabulary.dates import months_after
from calculators.vocabulary.result import Note
from calculators.vocabulary.scales import Amount, Scale


def delays_known(signature: date, scale: Scale) -> bool:
    """Say whether the delays of `scale` are those of a contract signed on that day."""
    return "demarrage" in scale.figures and signature >= scale.since("demarrage")


def late_start(signature: date, start: date, delay: Amount) -> str:
    """Say that a mission started later than its contract allows; nothing when it did not."""
    last = months_after(signature, int(delay.value))
    return f"Le démarrage était attendu au plus tard le {text.day(last)}." if start > last else ""


def unknown_delays(scale: Scale) -> Note:
    """Say that an older contract has delays that nobody read."""
    return Note(
        "delais_inconnus",
        "Les délais de démarrage et de déploiement des missions n’ont été lus que pour les "
        f"contrats signés depuis le {text.day(scale.since('demarrage'))}.",
    )
