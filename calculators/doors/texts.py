"""The same answers under the other texts of a subject: before and after a change."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.vocabulary import text
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.calculator import AS_OF
from calculators.vocabulary.errors import InvalidInput
from calculators.vocabulary.result import Json


def other_texts(found: Answer) -> Iterator[Json]:
    """Give each other text that can answer, with the link that asks it the same."""
    calculator = found.calculator
    inputs = calculator.as_json(found.answers)
    given = {key: inputs[key] for key in found.given}
    for scale in calculator.scales.every:
        # The last day of a text: populations and rates are then the nearest to those of today.
        on = scale.valid_until or max(scale.valid_from, calculator.reviewed_on)
        dated = {} if calculator.dated_by == AS_OF.key else {calculator.dated_by: on.year}
        try:
            other = calculator.answer({**given, **dated}, on)
        except InvalidInput:
            continue
        if other.scale.id == scale.id != found.scale.id:
            asked = {} if dated else {AS_OF.key: on.isoformat()}
            since = text.day(scale.valid_from)
            title = f"{scale.title} (depuis le {since})"
            yield {"title": title, "link": {**other.link(), **asked}}
