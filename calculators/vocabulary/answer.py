"""An answer: its faces are the result of the contract, the words around it, and its link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from calculators.vocabulary import text
from calculators.vocabulary.errors import FieldError
from calculators.vocabulary.estimate import Estimate
from calculators.vocabulary.fields import Answers, Field, Number, doubts
from calculators.vocabulary.result import Json, Note, Report
from calculators.vocabulary.scales import Scale, Status, Unencoded
from calculators.vocabulary.sources import Source, source, texts_first
from calculators.vocabulary.version import VERSION
from calculators.vocabulary.view import words

if TYPE_CHECKING:
    from calculators.vocabulary.calculator import Calculator


@dataclass(frozen=True)
class Answer:
    """What a calculator answers to the inputs of one reader."""

    calculator: Calculator
    answers: Answers
    given: frozenset[str]
    """The inputs that the reader answered, be it as the form opens."""
    scale: Scale
    asked_on: date
    """The day of the question."""
    as_of: date
    """The day that chose the text, when an input (a year) says more."""
    report: Report
    """As the rules made it; `found` holds what its lists gave."""

    @cached_property
    def found(self) -> Report:
        """The report with its lists read."""
        return self.report.read()

    @cached_property
    def pending(self) -> list[Unencoded]:
        """The texts that may change the answer and are not encoded."""
        return self.calculator.scales.pending(self.as_of)

    @cached_property
    def status(self) -> Status:
        """How the answer should be read."""
        return self.calculator.scales.status(self.scale, self.as_of)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every text on which the answer rests, in the order of its list."""
        keys = [self.scale.source, *(text_.source for text_ in self.pending)]
        keys += [ground.source for ground in self.found.grounds()]
        return {key: source(key) for key in texts_first(keys)}

    @cached_property
    def needs(self) -> list[str]:
        """Name what is still to be answered before an amount can be estimated."""
        estimator = self.calculator.estimator
        return [key for key in estimator.drivers if key not in self.given] if estimator else []

    @cached_property
    def estimate(self) -> Estimate | None:
        """Between what and what the amount stands, where there is one to speak of."""
        estimator = self.calculator.estimator
        if estimator is None or self.needs:
            return None
        return estimator.bounds(self.answers, self.given, self.scale)

    @property
    def ends(self) -> tuple[Answers, Answers] | None:
        """Give the answers completed for the least and for the most, while questions wait."""
        return self.estimate.ends if self.estimate else None

    def doubts(self) -> list[FieldError]:
        """Give what is asked back about the inputs, each with its key."""
        return doubts(self.calculator.fields, self.answers)

    def values(self) -> Json:
        """Give the values of the result alone, without the time that words take."""
        return {
            key: text.plain(value) if isinstance(value, Decimal) else value
            for key, value in self.report.values.items()
        }

    def scale_json(self) -> Json:
        """Say with which text it is computed."""
        scale = self.scale
        return {
            "id": scale.id,
            "title": scale.title,
            "valid_from": scale.valid_from.isoformat(),
            "valid_until": scale.valid_until.isoformat() if scale.valid_until else None,
            "checked_on": scale.checked_on.isoformat(),
            "status": self.status,
            "reference": scale.source,
        }

    def result(self) -> Json:
        """Give the result of the contract."""
        found = self.found
        return {
            "calculator": self.calculator.slug,
            "model_version": VERSION,
            "scale": self.scale_json(),
            "inputs": self.calculator.as_json(self.answers),
            "headline": found.headline.as_json(),
            "values": self.values(),
            "summary": found.summary(),
            "lines": [line.as_json() for line in found.lines],
            "criteria": [criterion.as_json() for criterion in found.criteria],
            "missing": [item.as_json() for item in found.by_gain()],
            "timeline": [event.as_json() for event in found.by_date()],
            "warnings": [warning.as_json() for warning in self.warnings],
            "not_computed": [note.as_json() for note in found.not_computed],
            "sources": {key: entry.as_json() for key, entry in self.sources.items()},
        }

    def words(self) -> Json:
        """Give what the page adds to the result."""
        return words(self)

    def link(self) -> dict[str, str]:
        """Write the inputs that the reader answered, keys sorted; an empty list is no answer."""
        written = {
            field.key: _linked(field, self.answers[field.key])
            for field in sorted(self.calculator.fields, key=lambda field: field.key)
            if field.key in self.given
        }
        return {key: value for key, value in written.items() if value}

    @cached_property
    def warnings(self) -> list[Note]:
        """What is asked back, then what is to be known, the gravest first."""
        asked = [
            Note(f"{doubt.field}_a_verifier", doubt.message, doubt.field) for doubt in self.doubts()
        ]
        texts = [Note(f"texte_{text_.id}", text_.text) for text_ in self.pending]
        notes = [*texts, *self.found.warnings, *_unverified(self.found)]
        return [*asked, *sorted(notes, key=lambda note: not note.grave)]


def _linked(field: Field, value: Any) -> str:
    written = field.write(value)
    # A comma separates the items of a list.
    return written.replace(",", ".") if isinstance(field, Number) else written


def _unverified(found: Report) -> list[Note]:
    names = dict.fromkeys(name for ground in found.grounds() for name in ground.unverified)
    if not names:
        return []
    return [
        Note(
            "chiffres_non_verifies",
            "Notre lecture, à vérifier\u202f: nous n’avons pas lu ces chiffres dans un texte. "
            f"Ce sont\u202f: {'\u202f; '.join(names)}.",
        )
    ]
