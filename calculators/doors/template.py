"""A file to fill in a spreadsheet: the names of the inputs, and one situation as an example."""

from __future__ import annotations

import csv
import io

from calculators.doors.batch import BOM
from calculators.doors.headings import named
from calculators.vocabulary.calculator import Calculator
from calculators.vocabulary.fields import Boolean, Choice, Field, Level
from calculators.vocabulary.text import NARROW_SPACE, NO_BREAK_SPACE


def template(calculator: Calculator) -> str:
    """Give the CSV that a French spreadsheet opens: the inputs by name, then the first example."""
    example = calculator.examples[0]
    answers = calculator.answers(example.inputs, example.on)
    target = io.StringIO(newline="")
    target.write(BOM)
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(named, calculator.fields))
    writer.writerow(_cell(field, answers[field.key]) for field in calculator.fields)
    # Windows-1252, in which some spreadsheets save, has no narrow space.
    return target.getvalue().replace(NARROW_SPACE, NO_BREAK_SPACE)


def _cell(field: Field, value: object) -> str:
    """Write an answer in the words of the page."""
    if value is None:
        return ""
    if isinstance(field, Boolean):
        return "oui" if value else "non"
    if isinstance(field, Choice | Level):
        return field.options[str(value)]
    return field.show(value)
