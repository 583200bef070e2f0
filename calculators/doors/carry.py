"""What is already known of a form: from the same calculator, or from those that come before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from calculators import find
from calculators.vocabulary.calculator import Calculator
from calculators.vocabulary.errors import InvalidInput, Rejected
from calculators.vocabulary.fields import Field, understand
from calculators.vocabulary.result import Json

type Kept = tuple[str, Mapping[str, str]]
"""The slug of a calculator, and the answers of a link."""


def carried(slug: str, kept: Iterable[Kept]) -> list[Json]:
    """Give the inputs that kept answers know, the first that knows one being believed.

    Inputs that replace one another are not carried together.
    """
    target, kept = find(slug), [*kept]
    fields = {field.key: field for field in target.fields}
    found: dict[str, Json] = {}
    for key, value, told in _known(target, kept):
        field = fields.get(key)
        if field is None or key in found or _replaced(field, found, fields):
            continue
        with suppress(Rejected):
            field.accept(field.read(value))
            found[key] = {"key": key, "value": value, "label": field.label, "told": told}
    return [found[key] for key in fields if key in found]


def _replaced(field: Field, found: Mapping[str, Json], fields: Mapping[str, Field]) -> bool:
    others = (fields[key].instead_of for key in found)
    return field.instead_of in found or field.key in others


def _known(target: Calculator, kept: Iterable[Kept]) -> Iterator[tuple[str, str, str]]:
    """Give each input that is known, as a link holds it and as it is told: its own first."""
    for slug, typed in kept:
        if slug == target.slug:
            yield from ((key, value, "") for key, value in typed.items())
    for slug, typed in kept:
        if slug == target.slug:
            continue
        with suppress(InvalidInput):
            calculator = find(slug)
            answer = calculator.answer(understand(calculator.fields, typed))
            for follow in calculator.follows(answer):
                if follow.slug == target.slug:
                    yield from ((key, *told) for key, told in follow.carried.items())
