"""How the templates write values, sources and what a field accepts."""

from __future__ import annotations

import json

from jinja2 import Undefined
from markupsafe import Markup, escape

from calculators.doors.headings import named
from calculators.vocabulary import text
from calculators.vocabulary.fields import Field, Integer, Records, Year
from calculators.vocabulary.scales import Amount, Figure
from calculators.vocabulary.sources import KINDS, source

FEW = 1_000
"""A count beyond is typed, not set by a plus and a minus."""


def machine(value: object) -> str:
    """Write a value as `data-value` holds it, for programs."""
    return str(value) if isinstance(value, str | Undefined) else json.dumps(value)


def cited(figures: Figure | Amount) -> Markup:
    """Name the sources of a figure, the texts first, each a link when it has an address."""
    amounts = [figures] if isinstance(figures, Amount) else figures.amounts.values()
    places = dict.fromkeys((amount.source, amount.page) for amount in amounts)
    ranked = sorted(places, key=lambda place: KINDS.index(source(place[0]).kind))
    return Markup("<br>").join(_place(*place) for place in ranked)


def amount_label(figure: Figure, index: int | str | None) -> str:
    """Name a figure, and which of its values this is when it has several."""
    which = figure.amounts[index].name or index
    if which is None:
        return figure.label
    words = which.replace("_", " ") if isinstance(which, str) else which + 1
    return f"{figure.label}\u202f: {words}"


def rows(figure: Figure) -> list[tuple[str, str, Amount]]:
    """Give each value of a figure with its label; a day and its month are one date."""
    amounts = figure.amounts
    if amounts.keys() == {"jour", "mois"}:
        day, month = amounts["jour"], amounts["mois"]
        return [(figure.label, f"{day} {text.MONTHS[int(month.value) - 1]}", day)]
    return [(amount_label(figure, index), str(amount), amount) for index, amount in amounts.items()]


def apart(field: Field) -> str:
    """Give the unit of a field, unless its label already says it."""
    return field.unit if named(field) != field.label else ""


def counts(fields: list[Field]) -> bool:
    """Say whether a group only counts people, so that each can stand on one row."""
    return len(fields) > 1 and all(
        isinstance(f, Integer) and f.default == 0 and not f.unit for f in fields
    )


def counted(field: Field) -> bool:
    """Say whether a field counts people or things, few enough to be set one by one."""
    return isinstance(field, Integer) and not isinstance(field, Year) and field.maximum <= FEW


def accepted(field: Field) -> str:
    """Say what a field accepts, in a few words."""
    if isinstance(field, Records):
        columns = [column.label for column in field.needed]
        columns += [f"{column.label} si besoin" for column in field.optional]
        return f"de {field.minimum} à {field.maximum} lignes\u202f: {' ; '.join(columns)}"
    schema = field.schema()
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if "minimum" in schema:
        low, high = (_number(field, schema[bound]) for bound in ("minimum", "maximum"))
        return f"de {low} à {high} {field.unit}".strip()
    return field.accepts


def _number(field: Field, value: float) -> str:
    return str(value) if isinstance(field, Year) else text.number(text.exact(value))


def _place(key: str, page: str) -> Markup:
    entry = source(key)
    words = escape(f"{entry.title}, {page}")
    return Markup('<a href="{}">{}</a>').format(entry.url, words) if entry.url else words


FILTERS = (machine, cited, rows, accepted, apart, counted, counts)
