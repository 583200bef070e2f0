"""The plan of a year, as a table and as a calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from calculators.doors.exports import Entry, calendar, entries, table
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.calculator import Calculator
from calculators.vocabulary.errors import FieldError, InvalidInput
from calculators.vocabulary.plan import Plan

COLUMNS = (
    "identifiant",
    "groupe",
    "libellé",
    "état",
    "aujourd’hui",
    "à viser",
    "preuve",
    "preuve prête",
    "échéance",
    "date",
    "acquis (€)",
    "encore possible (€)",
    "à savoir",
)
SHARED = ("Date", "À savoir")
"""The groups of rows that are not of a step."""


def planner(calculator: Calculator) -> Callable[[Answer], Plan]:
    """Give what plans the answers of a calculator; `InvalidInput` when its subject has none."""
    if calculator.plan is None:
        told = f"«\u00a0{calculator.title}\u00a0» n’a pas de plan."
        raise InvalidInput(FieldError("calculator", told))
    return calculator.plan


def plan(found: Answer) -> Plan:
    """Give the plan of an answer."""
    return planner(found.calculator)(found)


def write(found: Answer, done: frozenset[str], format: str) -> str:
    """Write the plan as `csv` or `ics`."""
    made = plan(found)
    if format == "csv":
        return table(rows(made, done))
    name, stamp = f"plan-{found.calculator.slug}", found.scale.checked_on.isoformat()
    return calendar(name, stamp, [*deadlines(made, done), *entries(found.result())])


def rows(plan: Plan, done: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Give the plan as the rows of a table, under their heads."""
    made = plan.as_json(done)
    yield COLUMNS
    for step in made["steps"]:
        ready = ("oui" if step["done"] else "non") if step["provable"] else ""
        yield (
            *(step[key] for key in ("id", "group", "label", "state_text", "told", "target")),
            step["proof"],
            ready,
            step["by_text"],
            step["by"],
            _number(step["earned"]),
            _number(step["possible"]),
            step["risk"],
        )
    for total in made["totals"]:
        yield ("", "Total", total["label"], *[""] * 7, _number(total["value"]), "", "")
    for event in made["dates"]:
        amount = "" if event["amount"] is None else _number(event["amount"])
        yield ("", "Date", event["label"], *[""] * 6, event["date"], amount, "", "")
    for note in made["notes"]:
        yield ("", "À savoir", note, *[""] * 10)


def deadlines(made: Plan, done: frozenset[str]) -> Iterator[Entry]:
    """Give one entry a day: what is left to do before it."""
    for day, what, steps in made.deadlines(done):
        names = "\n".join(f"- {step.label}" for step in steps)
        yield Entry(day.isoformat(), what, str(len(steps)), names)


def _number(value: object) -> str:
    return str(value).replace(".", ",")
