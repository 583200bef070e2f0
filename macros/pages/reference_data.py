"""What the reference pages print: glossary, contacts, figures, changes, open questions."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from calculators.vocabulary.text import MONTHS, NO_BREAK_SPACE, day

DATA = Path(__file__).parent / "data"

type Chart = Literal["points", "bars", "categories", "table"]


@dataclass(frozen=True)
class Entry:
    """One meaning of a term; without definition when no text that we read gives one."""

    id: str
    term: str
    confidence: str
    acronyms: tuple[str, ...] = ()
    name: str = ""
    definition: str = ""
    sources: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    page: str = ""


@dataclass(frozen=True)
class Contact:
    """Whom to call, for what, and how to find the regional one."""

    id: str
    name: str
    group: str
    what: str
    when: str
    sources: tuple[str, ...]
    confidence: str
    forms: tuple[str, ...]
    regional: str = ""
    url: str = ""


@dataclass(frozen=True)
class Point:
    """One published figure, dated, with what it counts."""

    when: str
    value: Decimal
    perimeter: str
    sources: tuple[str, ...]
    confidence: str
    label: str = ""
    text: str = ""
    note: str = ""
    disputed: bool = False
    """Another source gives another figure: the note says it."""

    @property
    def date(self) -> str:
        """Give the date, or the category, as people read it."""
        return self.label or in_words(self.when)


@dataclass(frozen=True)
class Series:
    """Figures that answer one question, over time or by category."""

    id: str
    title: str
    unit: str
    form: str
    chart: Chart
    note: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Change:
    """What a text changed; `before` is empty when nothing replaced is known."""

    subject: str
    date: str
    text: str
    after: str
    sources: tuple[str, ...]
    confidence: str
    before: str = ""


@dataclass(frozen=True)
class Question:
    """What the texts that we read do not say."""

    subject: str
    question: str
    meanwhile: str
    where: str
    disputed: bool = False
    """The sources that were read say several things."""


def glossary() -> tuple[Entry, ...]:
    """Give the glossary, in the order of its file."""
    return _tables("glossary", Entry)


def contacts() -> tuple[Contact, ...]:
    """Give the directory, in the order of its file."""
    return _tables("contacts", Contact)


def statistics() -> tuple[Series, ...]:
    """Give every series of figures, in the order of its file."""
    return tuple(_series(table) for table in read("statistics")["series"])


def changes() -> tuple[Change, ...]:
    """Give every change, oldest first."""
    return tuple(sorted(_tables("changes", Change), key=lambda change: change.date))


def questions() -> tuple[Question, ...]:
    """Give the open questions, in the order of their file."""
    return _tables("open_questions", Question)


def dated(when: str) -> date | None:
    """Place a year, a month or a day in time: the middle of what is not precise."""
    try:
        match [int(part) for part in when.split("-")]:
            case [year]:
                return date(year, 7, 1)
            case [year, month]:
                return date(year, month, 15)
            case [year, month, number]:
                return date(year, month, number)
    except ValueError:
        pass
    return None


def in_words(when: str) -> str:
    """Write a date as precisely as it is known: `2017`, `mars 2017`, `14 juin 2021`."""
    known = dated(when)
    if known is None or len(when) == 4:
        return when
    return (
        f"{MONTHS[known.month - 1]}{NO_BREAK_SPACE}{known.year}" if len(when) == 7 else day(known)
    )


def _series(table: dict[str, Any]) -> Series:
    points = tuple(_made(Point, _exact(point), "statistics.toml") for point in table["point"])
    rest = {key: value for key, value in table.items() if key != "point"}
    return _made(Series, {**rest, "points": points}, "statistics.toml")


def _exact(point: dict[str, Any]) -> dict[str, Any]:
    return {key: Decimal(value) if key == "value" else value for key, value in point.items()}


def _tables[Kind](name: str, kind: type[Kind]) -> tuple[Kind, ...]:
    (tables,) = read(name).values()
    return tuple(_made(kind, table, f"{name}.toml") for table in tables)


def _made[Kind](kind: type[Kind], table: Mapping[str, Any], file: str) -> Kind:
    """Make of a table what it declares; say which key of which table is missing or unknown."""
    needed = {
        each.name: each.default is dataclasses.MISSING
        for each in dataclasses.fields(kind)  # type: ignore[arg-type]
    }
    wrong = [f"missing key {name}" for name in needed if needed[name] and name not in table]
    wrong += [f"unknown key {name}" for name in table if name not in needed]
    if wrong:
        raise ValueError(f"{file}, table {next(iter(table.values()))!r}: {', '.join(wrong)}")
    return kind(
        **{key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    )


@cache
def read(name: str) -> dict[str, Any]:
    """Read a file of the data of the pages."""
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"), parse_float=Decimal)
