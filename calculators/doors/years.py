"""Several years of a structure on one page: their plans side by side, one table, one calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from calculators import find
from calculators.doors import plans
from calculators.doors.exports import Entry, calendar, entries, table
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.calculator import AS_OF
from calculators.vocabulary.errors import InvalidInput
from calculators.vocabulary.fields import understand
from calculators.vocabulary.plan import Plan
from calculators.vocabulary.result import Json

PROVISIONAL = "Texte provisoire."


class Year(NamedTuple):
    """A year: its answers, its plan, and the steps whose proof is ready."""

    label: str
    found: Answer
    plan: Plan
    done: frozenset[str]
    note: str = ""


def of_contract(found: Answer, done: frozenset[str]) -> list[Year]:
    """Give the years of the contract, the answers staying what they are; none without contract."""
    calculator, years = found.calculator, list[Year]()
    inputs, key = calculator.as_json(found.answers), calculator.dated_by
    given = {key: inputs[key] for key in found.given}
    for year, note in calculator.years(found) if calculator.years else ():
        proved = done if year == inputs[key] else frozenset[str]()
        with suppress(InvalidInput):  # a year that no text governs
            answer = calculator.answer({**given, key: year}, found.asked_on)
            years.append(Year(f"Exercice {year}", answer, plans.plan(answer), proved, note))
    return years


def kept(slug: str, asked: Iterable[Mapping[str, Any]]) -> tuple[list[Year], list[str]]:
    """Give the years that were kept, and name those that cannot be computed any more.

    Each is `{"label": words, "typed": {key: text}, "on": text, "done": [steps]}`.
    """
    calculator, years, refused = find(slug), list[Year](), list[str]()
    for one in asked:
        try:
            on = AS_OF.read(one["on"]) if one["on"] else None
            answer = calculator.answer(understand(calculator.fields, one["typed"]), on)
        except InvalidInput:
            refused.append(one["label"])
            continue
        years.append(Year(one["label"], answer, plans.plan(answer), frozenset(one["done"])))
    return years, refused


def as_json(years: Sequence[Year], refused: Sequence[str] = ()) -> Json:
    """Give the plans side by side: a column a year, a row a step."""
    made = [year.plan.as_json(year.done) for year in years]
    steps = [{step["id"]: step for step in plan["steps"]} for plan in made]
    labels = {id: step["label"] for column in steps for id, step in column.items()}
    return {
        "years": [{"label": year.label, "note": _note(year)} for year in years],
        "totals": [
            {"id": row[0]["id"], "label": row[0]["label"], "cells": [*row]}
            for row in zip(*(plan["totals"] for plan in made), strict=True)
        ],
        "rows": [
            {"id": id, "label": label, "cells": [column.get(id) for column in steps]}
            for id, label in labels.items()
        ],
        "notes": [*_notes(years), *(f"{name}\u202f: ne se recalcule plus." for name in refused)],
        "dates": [*_dates(years, made)],
    }


def write(years: Sequence[Year], format: str) -> str:
    """Write the years as `csv` or `ics`."""
    if format == "csv":
        return table(_rows(years))
    slug = years[0].found.calculator.slug
    stamp = max(year.found.scale.checked_on for year in years).isoformat()
    return calendar(f"plan-{slug}", stamp, _entries(years))


def _note(year: Year) -> str:
    provisional = PROVISIONAL if year.found.status == "provisoire" else ""
    return " ".join(filter(None, (provisional, year.note)))


def _notes(years: Sequence[Year]) -> Iterator[str]:
    """Give what is to be known: of every year at once, or by its name of one of them."""
    common = [note for note in years[0].plan.notes if all(note in one.plan.notes for one in years)]
    yield from common
    for year in years:
        yield from (f"{year.label}. {note}" for note in year.plan.notes if note not in common)


def _dates(years: Sequence[Year], made: Sequence[Json]) -> list[Json]:
    """Give every day once, with what is left to do before it in each year."""
    found = dict[tuple[str, str, str], Json]()
    for year, plan in zip(years, made, strict=True):
        dues = [
            due | {"label": f"{due['what']} ({year.label})", "text": ""}
            for due in plan["deadlines"]
        ]
        for event in (*dues, *plan["dates"]):
            told = {"steps": [], **event}
            found.setdefault((event["date"], event["label"], event["text"]), told)
    return sorted(found.values(), key=lambda event: event["date"])


def _entries(years: Sequence[Year]) -> list[Entry]:
    """Give the days of every year once, though several plans hold those of their contract."""
    dues = [
        due._replace(label=f"{due.label} ({year.label})")
        for year in years
        for due in plans.deadlines(year.plan, year.done)
    ]
    dated = [entry for year in years for entry in entries(year.found.result())]
    return sorted(dict.fromkeys([*dues, *dated]), key=lambda entry: entry.day)


def _rows(years: Sequence[Year]) -> Iterator[tuple[str, ...]]:
    """Give the rows of each year; what is not of a year, once."""
    yield ("année", *plans.COLUMNS)
    said = set[tuple[str, ...]]()
    for year in years:
        for row in [*plans.rows(year.plan, year.done)][1:]:
            shared = row[1] in plans.SHARED
            if not (shared and row in said):
                yield ("" if shared else year.label, *row)
            said.add(row)
