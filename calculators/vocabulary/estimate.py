"""An amount while questions wait for an answer: the range in which the rules leave it.

An absent input is *unanswered*, which is not « no ». The bounds are computed by the rules, on the
answers completed by what brings the least and by what brings the most.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from calculators.vocabulary import text
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import Json
from calculators.vocabulary.scales import Scale

if TYPE_CHECKING:
    from calculators.vocabulary.answer import Answer

FIRST = 3
"""How many of the questions that wait are named beside the range."""


@dataclass(frozen=True)
class Bound:
    """The least or the most of an amount, in euros, and what it supposes."""

    value: Decimal
    assuming: str
    answers: Answers
    """The answers so completed."""

    def as_json(self) -> Json:
        """Give the bound of the contract."""
        return {
            "value": text.plain(self.value),
            "unit": "€",
            "text": text.euros(self.value),
            "spoken": text.spoken(self.value, "€"),
            "assuming": self.assuming,
        }


@dataclass(frozen=True)
class Estimate:
    """Between what and what an amount stands."""

    label: str
    """What the amount is."""
    low: Bound
    high: Bound
    decides: Mapping[str, Decimal]
    """The unanswered inputs that can still move it, and by how much at most."""
    where: Mapping[str, str] = field(default_factory=dict)
    """The documents that hold the answer to some of the inputs, which will be asked as proofs."""
    required: frozenset[str] = frozenset()
    """Those of them without which it is lost."""
    supposed: frozenset[str] = frozenset()
    """The conditions that are supposed fulfilled until an answer says otherwise."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """What warnings become that count an unanswered question as « no » ; nothing to set aside."""

    @property
    def exact(self) -> bool:
        """Say whether no unanswered input can change the amount."""
        return not self.decides

    @property
    def ends(self) -> tuple[Answers, Answers] | None:
        """Give the answers completed for the least and for the most, while they differ."""
        return None if self.exact else (self.low.answers, self.high.answers)

    @property
    def unanswered(self) -> list[str]:
        """Name the inputs that can still move the amount, the most decisive first."""
        return sorted(self.decides, key=lambda key: self.decides[key], reverse=True)

    def as_json(self) -> Json:
        """Give what the contract says of an estimate."""
        return {
            "low": self.low.as_json(),
            "high": self.high.as_json(),
            "exact": self.exact,
            "unanswered": self.unanswered,
        }


@dataclass(frozen=True, kw_only=True)
class Estimator:
    """How a subject estimates its amount."""

    drivers: tuple[str, ...] = ()
    """The inputs without which there is no amount to speak of, besides those that are required."""
    bounds: Callable[[Answers, frozenset[str], Scale], Estimate]
    """Bound the amount of these answers, of which the reader gave those keys."""
    uncertain: tuple[str, ...]
    """The values that wait for the answers, while the amount is not exact."""
    detail: str
    """What the lines are in the meantime."""
    rest: str = ""
    """How to answer « no » to all that remains, where that can be said at once."""
    kept: Callable[[Scale], frozenset[str]] = lambda _scale: frozenset()
    """The inputs that nobody answers by « no » in passing : it would lose everything."""


def estimate_words(answer: Answer, found: Estimate, estimator: Estimator) -> Json:
    """Give what the page says of a range that is not yet a figure."""
    labels = {field.key: field.label for field in answer.calculator.fields}
    low, high = found.low, found.high
    spoken = text.spoken(low.value, "€")
    if low.value != high.value:
        spoken = f"de {spoken} à {text.spoken(high.value, '€')}"
    return {
        "label": found.label,
        "detail": estimator.detail,
        "rest": estimator.rest,
        "text": text.euros_between(low.value, high.value),
        "spoken": spoken,
        "next": [{"key": key, "label": labels[key]} for key in found.unanswered[:FIRST]],
        "why": {key: _gain(key, found) for key in found.unanswered},
        "where": {key: found.where[key] for key in found.unanswered if key in found.where},
    }


def _gain(key: str, found: Estimate) -> str:
    if key in found.required:
        return "prérequis"
    return f"jusqu’à + {text.euros(found.decides[key])}"
