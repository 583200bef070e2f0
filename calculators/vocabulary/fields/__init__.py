"""Declared inputs: one declaration gives the form, the checks, the schema and the tables.

A field reads two kinds of values: JSON (command line, Python), where types are strict, and the
text that a person types (form, spreadsheet), where `52 000` and `12,5 %` are understood. Both
end in the same checks and the same messages. Nothing is clamped, rounded or ignored.
"""

from __future__ import annotations

from calculators.vocabulary.fields.answers import Answers, accept, understand
from calculators.vocabulary.fields.base import Field, doubts
from calculators.vocabulary.fields.choices import Boolean, Choice, Codes, Several, Text
from calculators.vocabulary.fields.dates import Day
from calculators.vocabulary.fields.numbers import Integer, Level, Money, Number, Percent, Year
from calculators.vocabulary.fields.records import Records

__all__ = [
    "Answers",
    "Boolean",
    "Choice",
    "Codes",
    "Day",
    "Field",
    "Integer",
    "Level",
    "Money",
    "Number",
    "Percent",
    "Records",
    "Several",
    "Text",
    "Year",
    "accept",
    "doubts",
    "understand",
]
