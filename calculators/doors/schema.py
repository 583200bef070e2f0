"""The JSON Schema of the inputs of a calculator."""

from __future__ import annotations

from typing import Any

from calculators.vocabulary.calculator import Calculator
from calculators.vocabulary.fields import Field


def schema(calculator: Calculator) -> dict[str, Any]:
    """Describe the inputs (JSON Schema 2020-12), with the words of the form."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{calculator.slug}.schema.json",
        "title": calculator.title,
        "description": calculator.purpose,
        "type": "object",
        "additionalProperties": False,
        "required": [field.key for field in calculator.fields if field.required],
        "properties": {
            field.key: {
                "title": field.label,
                "description": field.hint,
                **_shape(field),
                **(
                    {} if field.default in (None, ()) else {"default": field.as_json(field.default)}
                ),
            }
            for field in calculator.fields
        },
    }


def _shape(field: Field) -> dict[str, Any]:
    """Describe a value, or none where a result gives none back."""
    shape = field.schema()
    if field.required or field.default is not None:
        return shape
    shape["type"] = [shape["type"], "null"]
    if "enum" in shape:
        shape["enum"] = [*shape["enum"], None]
    return shape
