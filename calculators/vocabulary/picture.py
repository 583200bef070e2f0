"""A picture of an answer: bars, each with its words, so that the picture is also its table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from calculators.vocabulary import text
from calculators.vocabulary.result import Json

if TYPE_CHECKING:
    from calculators.vocabulary.answer import Answer


BETWEEN = "D’où vient l’argent\u202f: au moins, et au plus"
"""The title of the bars of an amount that unanswered questions leave open."""
WAITS = "Les questions sans réponse font l’écart."


class Bar(NamedTuple):
    """One bar: an amount in euros, unless its words say otherwise."""

    label: str
    value: Decimal
    possible: Decimal | None = None
    """What it could be, when that is told too."""
    here: bool = False
    """Whether it is where the reader stands."""
    words: str = ""
    """What is told instead of euros."""

    @classmethod
    def between(cls, label: str, least: Decimal, most: Decimal, *, here: bool = False) -> Bar:
        """Give the bar of an amount that unanswered questions leave open."""
        return cls(label, least, most, here, text.euros_between(least, most))

    def told(self) -> str:
        """Give its words."""
        if self.words:
            return self.words
        amount = text.euros(self.value)
        return amount if self.possible is None else f"{amount} sur {text.euros(self.possible)}"


@dataclass(frozen=True)
class Picture:
    """Bars on one scale, under a title that says what is seen."""

    id: str
    title: str
    bars: Sequence[Bar]
    note: str = ""

    def as_json(self) -> Json:
        """Give the picture, its bars in the order told."""
        most = max(max(bar.value, bar.possible or bar.value) for bar in self.bars)
        return {
            "id": self.id,
            "title": self.title,
            "note": self.note,
            "most": text.plain(most),
            "bars": [
                {
                    "label": bar.label,
                    "value": text.plain(bar.value),
                    "possible": None if bar.possible is None else text.plain(bar.possible),
                    "here": bar.here,
                    "text": bar.told(),
                }
                for bar in self.bars
            ],
        }


def no_picture(_answer: Answer) -> Iterable[Picture]:
    """Give none."""
    return ()
