"""Reading and writing JSON without losing a digit or a repeated key."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from calculators.errors import FieldError, InvalidInput


def read_inputs(document: str) -> dict[str, object]:
    """Read the inputs of a calculator; `InvalidInput` when they are not a JSON object."""
    try:
        inputs = json.loads(document, parse_float=Decimal, object_pairs_hook=_unrepeated)
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        if isinstance(error, InvalidInput):
            raise
        raise InvalidInput(
            FieldError("input", "Ce texte n’est pas du JSON. Attendu : un objet, entre accolades.")
        ) from None
    if not isinstance(inputs, dict):
        raise InvalidInput(
            FieldError("input", 'Attendu : un objet JSON, par exemple {"population": 60000}.')
        )
    return inputs


def write(value: Any, *, indent: int | None = None) -> str:
    """Write JSON as people can read it, accents and all."""
    return json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)


def _unrepeated(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InvalidInput(FieldError(twice, f"« {twice} » est donné deux fois."))
    return table
