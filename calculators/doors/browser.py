"""The door of the browser: JSON texts in, JSON texts out, so that no object crosses it."""

from __future__ import annotations

import json
from typing import Any

from calculators import find
from calculators.doors import jsontext
from calculators.vocabulary.calculator import AS_OF, Calculator
from calculators.vocabulary.errors import InvalidInput
from calculators.vocabulary.fields import Field, Number, understand
from calculators.vocabulary.view import view

MEGABYTES, ROWS = 5, 20_000
"""The longest file that a page computes."""


def answer(request: str) -> str:
    """Answer `{"calculator": slug, "typed": {key: text}, "on": text}`, all as typed in a form.

    The answer holds `result` (the contract's), `view` (the same in words) and `typed`: the inputs
    that differ from those with which the form opens, as a link holds them; or `errors`, as the
    command line gives them.
    """
    asked = json.loads(request)
    try:
        calculator = find(asked["calculator"])
        return jsontext.write(_computed(calculator, asked["typed"], asked.get("on", "")))
    except InvalidInput as invalid:
        return jsontext.write({"errors": errors(invalid)})


def batch(request: str) -> str:
    """Compute a file of a spreadsheet: `{"calculator": slug, "csv": bytes}`.

    `csv` holds the bytes of the file, a character each. The answer holds the `csv` to save, and
    `report`: what is to be told of it.
    """
    from calculators.doors.batch import Limit, compute_csv

    asked = json.loads(request)
    try:
        calculator, document = find(asked["calculator"]), _bytes(asked["csv"])
        csv, report = compute_csv(calculator, document, Limit(MEGABYTES * 1_000_000, ROWS))
        return jsontext.write({"csv": csv, "report": report.words})
    except InvalidInput as invalid:
        return jsontext.write({"errors": errors(invalid)})


def export(request: str) -> str:
    """Write the file that a reader takes away: the keys of `answer`, and a `format`.

    The answer holds its `name`, `type` and `text`; or `errors`, as when the result has no date.
    """
    from calculators.doors.exports import TYPES, write

    asked = json.loads(request)
    try:
        slug, format = asked["calculator"], asked["format"]
        result = _computed(find(slug), asked["typed"], asked.get("on", ""))["result"]
        text = write(result, format)
        return jsontext.write({"name": f"{slug}.{format}", "type": TYPES[format], "text": text})
    except InvalidInput as invalid:
        return jsontext.write({"errors": errors(invalid)})


def _bytes(characters: str) -> bytes:
    try:
        return characters.encode("latin-1")
    except UnicodeEncodeError:  # a text, from who has no bytes
        return characters.encode()


def errors(invalid: InvalidInput) -> list[dict[str, str]]:
    """Give the messages as the contract writes them."""
    return [{"field": error.field, "message": error.message} for error in invalid.errors]


def _computed(calculator: Calculator, typed: dict[str, str], on: str) -> dict[str, Any]:
    as_of = AS_OF.read(on) if on.strip() else None
    result = calculator.compute(understand(calculator.fields, typed), as_of)
    return {
        "result": result,
        "view": view(result),
        "typed": link(calculator, result["inputs"]),
    }


def link(calculator: Calculator, inputs: dict[str, Any]) -> dict[str, str]:
    """Write the inputs that differ from those with which the form opens, keys sorted."""
    opened = calculator.as_json(calculator.answers(calculator.start))
    return {
        field.key: _written(field, inputs[field.key])
        for field in sorted(calculator.fields, key=lambda field: field.key)
        if inputs[field.key] != opened[field.key]
    }


def _written(field: Field, value: Any) -> str:
    if value is None:
        return ""
    written = field.write(field.accept(value))
    # A comma separates the items of a list.
    return written.replace(",", ".") if isinstance(field, Number) else written
