"""Which figures and sources have not been checked for too long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from calculators import SLUGS, find
from calculators.dates import months_after
from calculators.sources import every_source

MONTHS = 18


def stale(on: date, months: int = MONTHS) -> Iterator[tuple[str, date]]:
    """Give, with its date, each figure or source checked more than `months` before `on`."""
    for slug in SLUGS:
        for scale in find(slug).scales.every:
            for figure in scale.figures.values():
                checked_on = min(amount.checked_on for amount in figure.amounts.values())
                if months_after(checked_on, months) < on:
                    yield f"{slug} {scale.id} {figure.id}", checked_on
    for source in every_source():
        if months_after(source.read_on, months) < on:
            yield f"source {source.key}", source.read_on
