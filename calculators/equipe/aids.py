"""The starting aids of `aids.toml`: told by region with their date, never computed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from calculators.vocabulary.data import as_date, read
from calculators.vocabulary.dates import months_after
from calculators.vocabulary.sources import Source, source
from calculators.vocabulary.text import MONTHS, NO_BREAK_SPACE, day

LAPSES_AFTER = 36
"""Months after which a sum is too old to count on."""


@dataclass(frozen=True)
class Aid:
    """Money that a regional source says was given to start, and when."""

    region: str
    what: str
    amount: str
    """The sum in words; none where the page that gives it has no date."""
    dated: str
    """When, in words, and whether that is too old to count on."""
    source: Source


@cache
def aids() -> tuple[Aid, ...]:
    """Give every aid that was read, in the order of the file."""
    table = read("equipe", "aids")
    read_on = as_date(table["read_on"])
    return tuple(
        Aid(
            region=row["region"],
            what=row["what"],
            amount=row.get("amount", ""),
            dated=_dated(row.get("when", ""), read_on, since=row.get("since", "")),
            source=source(row["source"]),
        )
        for row in table["aid"]
    )


def told(region: str) -> str:
    """Say in one sentence what was read of the aids of a region."""
    return "\u202f; ".join(_told(region))


def _told(region: str) -> Iterator[str]:
    for aid in aids():
        if aid.region == region:
            amount = aid.amount or "somme à demander"
            yield f"{aid.what}\u202f: {amount} ({aid.dated}\u202f; {aid.source.publisher})"


def _dated(when: str, read_on: date, *, since: str) -> str:
    if not when:
        return "page sans date"
    year, month, number = [*map(int, when.split("-")), 0, 0][:3]
    words = str(year)
    if month:
        words = f"{MONTHS[month - 1]}{NO_BREAK_SPACE}{year}"
    if number:
        words = day(date(year, month, number))
    # A month or a year counts from its last day.
    last = months_after(date(year, 1, 31), (month or 12) - 1)
    if number:
        last = date(year, month, number)
    lapsed = months_after(last, LAPSES_AFTER) < read_on
    if since:
        return f"{since} {words}{', peut-être périmé' if lapsed else ''}"
    return f"{words}, périmé\u202f: plus de trois ans" if lapsed else words
