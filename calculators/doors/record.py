"""A result for a file that is handed over: its answers in words, and all that rests on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from calculators.doors.plans import plan
from calculators.vocabulary import text
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.fields import Boolean, Choice, Field, Number, Several
from calculators.vocabulary.result import Json
from calculators.vocabulary.view import CRITERION


def record(found: Answer, done: frozenset[str]) -> Json:
    """Give the parts of a file, in the order in which they are read."""
    result = found.result()
    estimate = found.estimate
    sure = estimate is None or estimate.exact
    words = found.words()
    headline = result["headline"] if sure else words["estimate"]
    planned = plan(found).as_json(done) if found.calculator.plan else None
    return {
        "title": found.calculator.title,
        "label": headline["label"],
        "text": headline["text"],
        "answers": [*_answers(found)],
        "lines": result["lines"] if sure else [],
        "summary": [] if result["lines"] else result["summary"],
        "criteria": [
            {**item, "status_text": CRITERION[item["status"]]} for item in result["criteria"]
        ]
        if sure
        else [],
        "steps": planned["steps"] if planned else [],
        "missing": [] if planned or not sure else result["missing"],
        "timeline": result["timeline"],
        "warnings": [note["text"] for note in result["warnings"]] if sure else [],
        "sources": [
            {"title": source["title"], "url": source["url"], "publisher": source["publisher"]}
            for source in result["sources"].values()
        ],
        "basis": words["basis"],
    }


def _answers(found: Answer) -> Iterator[Json]:
    for field in found.calculator.fields:
        value = found.answers[field.key]
        if field.key not in found.given or value in (None, ()):
            continue
        yield {"label": field.label, "text": _told(field, value)}


def _told(field: Field, value: Any) -> str:
    if isinstance(field, Boolean):
        return "oui" if value else "non"
    if isinstance(field, Choice):
        return field.options[value]
    if isinstance(field, Several):
        return text.listing([field.options[one] for one in value])
    if isinstance(field, Number) and field.unit:
        return text.quantity(value, field.unit)
    return field.show(value)
