"""What a calculator answers: figures, each with its words, its formula and its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from calculators.vocabulary import text
from calculators.vocabulary.scales import Amount
from calculators.vocabulary.sources import Confidence

type Json = dict[str, Any]
type Value = Decimal | int | str | bool


@dataclass(frozen=True)
class Ground:
    """What a statement rests on: an entry of the source registry, a page, a confidence."""

    source: str
    page: str
    confidence: Confidence
    unverified: tuple[str, ...] = ()
    """The figures that nobody has read in a text and the statement cannot do without."""

    @classmethod
    def of(cls, *amounts: Amount) -> Ground:
        """Rest on figures of a scale: the page of the first, the confidence of the weakest."""
        order: tuple[Confidence, ...] = ("deduit", "secondaire", "officiel")
        return cls(
            source=amounts[0].source,
            page=amounts[0].page,
            confidence=min((amount.confidence for amount in amounts), key=order.index),
            unverified=tuple(amount.label for amount in amounts if not amount.verified),
        )

    def as_json(self) -> Json:
        """Give the three keys of the contract."""
        return {
            "reference": self.source,
            "page": self.page,
            "confidence": self.confidence,
        }


@dataclass(frozen=True)
class Headline:
    """The answer in one figure."""

    label: str
    value: Value
    unit: str = "€"
    text: str = ""
    """Words that replace the figure, for an answer that is not a number."""

    def as_json(self) -> Json:
        """Give the headline of the contract."""
        return {"label": self.label, **_figure(self.value, self.unit, self.text)}


@dataclass(frozen=True)
class Line:
    """One figure of the answer and how it was made."""

    id: str
    group: str
    label: str
    formula: str
    """The computation in words, with the reader's numbers."""
    value: Decimal | int
    ground: Ground
    unit: str = "€"
    total: str = ""
    """The id of the value that this line, added to its sisters, makes; none for a landmark."""
    points: Decimal | None = None

    def as_json(self) -> Json:
        """Give the line of the contract."""
        points = {} if self.points is None else {"points": text.plain(self.points)}
        return {
            "id": self.id,
            "group": self.group,
            "label": self.label,
            "formula": self.formula,
            **_figure(self.value, self.unit),
            **points,
            "total": self.total,
            **self.ground.as_json(),
        }


@dataclass(frozen=True)
class Criterion:
    """One condition, and whether the reader's answers fulfil it."""

    id: str
    label: str
    status: Literal["met", "missing", "unknown", "not_applicable"]
    detail: str
    ground: Ground
    verdict: str = ""
    """The id of the value that it explains, when an answer holds several verdicts."""
    decides: bool = True
    """Whether that verdict rests on it; if not, it is a step beside it."""
    group: str = ""
    """The name in short of that verdict, where conditions of several are told together: `MSP`."""

    def as_json(self) -> Json:
        """Give the criterion of the contract."""
        return {
            "id": self.id,
            "label": f"{self.group}\u202f: {self.label}" if self.group else self.label,
            "status": self.status,
            "detail": self.detail,
            "verdict": self.verdict,
            "decides": self.decides,
            **self.ground.as_json(),
        }


@dataclass(frozen=True)
class Missing:
    """Something that is not reached, and what reaching it would bring."""

    id: str
    label: str
    gain: Decimal
    text: str
    proof: str
    changes: Mapping[str, object]
    """The inputs that, once changed so, bring exactly the gain."""
    ground: Ground
    unit: str = "€"
    points: Decimal | None = None
    after: str = ""
    """The id of what must be reached before."""
    brings: Mapping[str, Value] = field(default_factory=dict)
    """The values that the changes give, when the gain is not a figure; its unit is then empty."""

    def as_json(self) -> Json:
        """Give the missing item of the contract."""
        points = {} if self.points is None else {"points": text.plain(self.points)}
        figure = _figure(self.gain, self.unit)
        if not self.unit or not self.gain:
            figure |= {"text": "", "spoken": ""}
        return {
            "id": self.id,
            "label": self.label,
            "gain": figure["value"],
            "unit": self.unit,
            "gain_text": figure["text"],
            "spoken": figure["spoken"],
            "text": self.text,
            "proof": self.proof,
            **points,
            "changes": dict(self.changes),
            "after": self.after,
            "brings": dict(self.brings),
            **self.ground.as_json(),
        }


@dataclass(frozen=True)
class Event:
    """A date of the reader's calendar, with the money that comes then, if any."""

    date: date
    label: str
    ground: Ground
    amount: Decimal | None = None
    pays: tuple[str, int] | None = None
    """What a payment is for: a mission, and the year of contract, from 1."""

    def as_json(self) -> Json:
        """Give the event of the contract."""
        amount: Json = {"amount": None, "text": "", "spoken": ""}
        if self.amount is not None:
            figure = _figure(self.amount, "€")
            amount = {
                "amount": figure["value"],
                "text": figure["text"],
                "spoken": figure["spoken"],
            }
        return {
            "date": self.date.isoformat(),
            "date_text": text.day(self.date),
            "label": self.label,
            **amount,
            **({"pays": {"mission": self.pays[0], "year": self.pays[1]}} if self.pays else {}),
            **self.ground.as_json(),
        }


@dataclass(frozen=True)
class Note:
    """A sentence under the answer: a warning, or what is not computed and why."""

    id: str
    text: str
    field: str = ""
    """The input that it asks back about, if any: the page shows it there too."""
    grave: bool = False
    """Whether money is lost or the answer turned round: it is then told first."""

    def as_json(self) -> Json:
        """Give the note of the contract."""
        field = {"field": self.field} if self.field else {}
        return {"id": self.id, "text": self.text, **field}


@dataclass(frozen=True)
class Words:
    """How a value is shown to people."""

    label: str
    unit: str = ""
    text: str = ""
    """Words that replace the value, for a verdict."""
    detail: str = ""
    """Why, or what is left to do, in a sentence or two."""
    guide: str = ""
    """The page of the site to read next, from its root: `comprendre/msp`."""


@dataclass(frozen=True)
class Report:
    """What the rules of one calculator found, before it is dressed as a result.

    Its lists may be promised, by generators: rules that are asked for values alone, many times
    over, are spared them.
    """

    headline: Headline
    values: Mapping[str, Value] = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)
    """The words of the values that no line shows."""
    lines: Iterable[Line] = ()
    criteria: Iterable[Criterion] = ()
    missing: Iterable[Missing] = ()
    timeline: Iterable[Event] = ()
    warnings: Iterable[Note] = ()
    not_computed: Iterable[Note] = ()

    def read(self) -> Report:
        """Give the same report with what its lists promise, which can be read but once."""
        return replace(
            self,
            lines=[*self.lines],
            criteria=[*self.criteria],
            missing=[*self.missing],
            timeline=[*self.timeline],
            warnings=[*self.warnings],
            not_computed=[*self.not_computed],
        )

    def by_gain(self) -> list[Missing]:
        """Give what is missing, the largest gain first."""
        return sorted(self.missing, key=lambda item: item.gain, reverse=True)

    def by_date(self) -> list[Event]:
        """Give the events in their order."""
        return sorted(self.timeline, key=lambda event: event.date)

    def summary(self) -> list[Json]:
        """Give, in words, the values that no line shows."""
        return [
            {
                "id": key,
                "label": words.label,
                **_figure(self.values[key], words.unit, words.text),
                "detail": words.detail,
                "guide": words.guide,
            }
            for key, words in self.words.items()
        ]

    def grounds(self) -> list[Ground]:
        """List everything that the report rests on."""
        return [
            item.ground
            for items in (self.lines, self.criteria, self.missing, self.timeline)
            for item in items
        ]


def _figure(value: Value, unit: str, words: str = "") -> Json:
    if isinstance(value, str | bool):
        if isinstance(value, bool):
            words = words or ("oui" if value else "non")
        words = words or str(value)
        return {"value": value, "unit": unit, "text": words, "spoken": words}
    return {
        "value": text.plain(value),
        "unit": unit,
        "text": words or text.quantity(value, unit),
        "spoken": words or text.spoken(value, unit),
    }


class Deadlines(NamedTuple):
    """The dates that a contract sets, as its subject gives them to a calendar."""

    events: list[Event]
    end: date
    notes: Sequence[Note] = ()
