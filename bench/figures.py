"""What was measured, kept whole: medians and ratios are computed when they are told."""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

ENOUGH = 7
"""Rounds below which a figure is not published."""


class Key(NamedTuple):
    """What a figure is of."""

    what: str
    browser: str = ""
    line: str = ""
    variant: str = "ours"


@dataclass(frozen=True, slots=True)
class Series:
    """Every value of one figure, in the order in which they were measured."""

    values: tuple[float, ...]
    date: str

    @property
    def median(self) -> float:
        """Give the middle value."""
        return statistics.median(self.values)

    @property
    def low(self) -> float:
        """Give the smallest value."""
        return min(self.values)

    @property
    def high(self) -> float:
        """Give the largest value."""
        return max(self.values)

    def percentile(self, percent: float) -> float:
        """Give the smallest value that so many of them do not exceed."""
        rank = math.ceil(len(self.values) * percent / 100)
        return sorted(self.values)[max(rank, 1) - 1]


@dataclass
class Results:
    """A set of figures, and what was measured to get them."""

    series: dict[Key, Series] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def __getitem__(self, key: Key) -> Series:
        return self.series[key]

    def get(self, *key: str) -> Series | None:
        """Give a figure, if it was measured."""
        return self.series.get(Key(*key))

    def ratio(self, slow: Key, fast: Key) -> float | None:
        """Say how many times one is the other, by their medians."""
        if slow not in self.series or fast not in self.series:
            return None
        return self[slow].median / self[fast].median

    def add(self, key: Key, values: Iterable[float], date: str) -> None:
        """Add values to a figure."""
        before = self.series[key].values if key in self.series else ()
        self.series[key] = Series((*before, *(round(value, 2) for value in values)), date)

    def update(self, newer: Results, parts: Collection[str]) -> None:
        """Replace what was measured again, which is these parts."""
        self.series |= newer.series
        self.versions |= newer.versions
        self.failures = [old for old in self.failures if old.split(",")[0] not in parts]
        self.failures += newer.failures

    def dump(self) -> str:
        """Write everything as JSON, one figure a line."""
        lines = ",\n".join(
            "  " + json.dumps({**key._asdict(), **asdict(series)}, ensure_ascii=False)
            for key, series in sorted(self.series.items())
        )
        head = json.dumps(
            {"versions": self.versions, "failures": self.failures}, ensure_ascii=False, indent=1
        )
        return f'{head[:-2]},\n "series": [\n{lines}\n ]\n}}\n'

    @classmethod
    def load(cls, path: Path) -> Results:
        """Read what `dump` wrote; nothing when there is no such file."""
        if not path.exists():
            return cls()
        document: dict[str, Any] = json.loads(path.read_text("utf-8"))
        found = cls(versions=document["versions"], failures=document["failures"])
        for entry in document["series"]:
            series = Series(tuple(entry.pop("values")), entry.pop("date"))
            found.series[Key(**entry)] = series
        return found
