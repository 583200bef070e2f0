"""All the inputs of a calculator: checked together, read from what people type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, cast

from calculators.vocabulary.errors import FieldError, InvalidInput, Rejected
from calculators.vocabulary.fields.base import Field, quote
from calculators.vocabulary.fields.numbers import Number

MOST_UNKNOWN = 20
"""How many unknown keys are told: a text may hold a hundred thousand."""
LONGEST_KEY = 60


class Answers(dict[str, Any]):
    """The accepted inputs of one computation, by key; absent and optional ones are `None`."""

    def integer(self, key: str) -> int:
        """Give a whole number."""
        return cast(int, self[key])

    def number(self, key: str) -> Decimal:
        """Give an exact number."""
        return cast(Decimal, self[key])

    def flag(self, key: str) -> bool:
        """Give a yes or a no."""
        return cast(bool, self[key])

    def choice(self, key: str) -> str:
        """Give the chosen value."""
        return cast(str, self[key])

    def several(self, key: str) -> tuple[str, ...]:
        """Give the chosen values or the codes."""
        return cast("tuple[str, ...]", self[key])

    def day(self, key: str) -> date | None:
        """Give a date, if it was given."""
        return cast("date | None", self[key])

    def given(self, key: str) -> bool:
        """Say whether an optional input was given."""
        return self[key] is not None

    def with_changes(self, changes: Mapping[str, object]) -> Answers:
        """Give the same answers with some of them changed."""
        return Answers({**self, **changes})


def accept(fields: tuple[Field, ...], given: object) -> Answers:
    """Check JSON inputs against their declaration; `InvalidInput` names every field at fault.

    `None` and an absent key both mean « not given ».
    """
    if not isinstance(given, Mapping):
        raise InvalidInput(
            FieldError("input", 'Attendu : un objet JSON, par exemple {"population": 60000}.')
        )
    known = {field.key: field for field in fields}
    errors = [
        FieldError(
            str(key)[:LONGEST_KEY],
            f"{quote(key)} n’est pas une donnée de ce calcul. Données acceptées : "
            f"{', '.join(known)}.",
        )
        for key in [key for key in given if key not in known][:MOST_UNKNOWN]
    ]
    answers = Answers()
    for field in fields:
        value = given.get(field.key)
        try:
            if value is not None:
                answers[field.key] = field.accept(value)
            elif field.required:
                raise Rejected(_ask(field))
            else:
                answers[field.key] = field.default
        except Rejected as rejected:
            errors.append(FieldError(field.key, str(rejected)))
    if errors:
        raise InvalidInput(*errors)
    return answers


def understand(fields: tuple[Field, ...], typed: Mapping[str, str]) -> dict[str, object]:
    """Turn what a person typed into JSON inputs; what is left empty is not given."""
    known = {field.key: field for field in fields}
    return {
        key: known[key].read(value) if key in known else value
        for key, value in typed.items()
        if value.strip()
    }


def _ask(field: Field) -> str:
    return field.expected if isinstance(field, Number) else f"Renseignez « {field.label} »."
