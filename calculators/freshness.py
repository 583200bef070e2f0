"""Which figures and sources have not been checked for too long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from calculators import SLUGS, find
from calculators.dates import months_after
from calculators.sources import every_source

MONTHS = 18


def is_stale(checked_on: date, on: date, months: int = MONTHS) -> bool:
    """Say whether something was checked more than `months` before `on`."""
    return months_after(checked_on, months) < on


def stale(on: date, months: int = MONTHS) -> Iterator[tuple[str, date]]:
    """Give, with its date, each figure or source checked more than `months` before `on`."""
    for slug in SLUGS:
        for scale in find(slug).scales.every:
            for figure in scale.figures.values():
                checked_on = min(amount.checked_on for amount in figure.amounts.values())
                if is_stale(checked_on, on, months):
                    yield f"{slug} {scale.id} {figure.id}", checked_on
    for source in every_source():
        if is_stale(source.read_on, on, months):
            yield f"source {source.key}", source.read_on
