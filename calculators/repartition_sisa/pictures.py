"""A sharing in bars."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calculators.vocabulary.answer import Answer
from calculators.vocabulary.picture import Bar, Picture


def pictures(answer: Answer) -> Iterator[Picture]:
    """Show what comes to each associate."""
    bars = [Bar(line.label, Decimal(line.value)) for line in answer.found.lines]
    yield Picture("parts", "La part de chacun", bars)
