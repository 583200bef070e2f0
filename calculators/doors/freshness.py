"""Which figures and sources have not been checked for too long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from calculators import SLUGS, find
from calculators.vocabulary.dates import months_after
from calculators.vocabulary.scales import Scale, Unencoded
from calculators.vocabulary.sources import every_source

MONTHS = 18


def is_stale(checked_on: date, on: date, months: int = MONTHS) -> bool:
    """Say whether something was checked more than `months` before `on`."""
    return months_after(checked_on, months) < on


def stale(on: date, months: int = MONTHS) -> Iterator[tuple[str, date]]:
    """Give, with its date, what was checked more than `months` before `on`: texts and figures."""
    for slug in SLUGS:
        scales = find(slug).scales
        texts: tuple[Scale | Unencoded, ...] = (*scales.every, *scales.unencoded)
        for text in texts:
            if is_stale(text.checked_on, on, months):
                yield f"{slug} {text.id}", text.checked_on
        for scale in scales.every:
            for figure in scale.figures.values():
                checked_on = min(amount.checked_on for amount in figure.amounts.values())
                if is_stale(checked_on, on, months):
                    yield f"{slug} {scale.id} {figure.id}", checked_on
    for source in every_source():
        if is_stale(source.read_on, on, months):
            yield f"source {source.key}", source.read_on
