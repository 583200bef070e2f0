"""Reading and writing JSON without losing a digit or a repeated key."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from calculators.vocabulary.errors import FieldError, InvalidInput


def read_inputs(document: str) -> Any:
    """Read the inputs of a calculator; `InvalidInput` when they are not JSON."""
    try:
        return json.loads(
            document.removeprefix("\ufeff"),
            parse_float=_decimal,
            parse_int=_whole,
            object_pairs_hook=_unrepeated,
        )
    except (json.JSONDecodeError, RecursionError):
        raise InvalidInput(
            FieldError("input", "Ce texte n’est pas du JSON. Attendu : un objet, entre accolades.")
        ) from None


def write(value: Any, *, indent: int | None = None) -> str:
    """Write JSON as people can read it, accents and all."""
    # A result is a tree: to look for circles would take a third of the time.
    return json.dumps(
        value, ensure_ascii=False, check_circular=False, indent=indent, allow_nan=False
    )


def _whole(digits: str) -> int | Decimal:
    # Python refuses to read an integer of more than a few thousand digits.
    return int(digits) if len(digits) < 100 else Decimal(digits)


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation:  # an exponent of twenty digits: no field takes it
        return Decimal("NaN")


def _unrepeated(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise InvalidInput(FieldError(key[:60], f"« {key[:60]} » est donné deux fois."))
            seen.add(key)
    return table
