"""The registry of the texts on which every figure and rule rests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from calculators.data import as_date, read

type Confidence = Literal["officiel", "secondaire", "deduit"]
CONFIDENCES: tuple[Confidence, ...] = ("officiel", "secondaire", "deduit")


@dataclass(frozen=True)
class Source:
    """A text: what it is, who published it, where and when it was read."""

    key: str
    title: str
    publisher: str
    url: str
    published: str
    read_on: date
    confidence: Confidence
    note: str

    def as_json(self) -> dict[str, Any]:
        """Give the entry as published in `/data/sources.json`."""
        return {
            "title": self.title,
            "publisher": self.publisher,
            "url": self.url,
            "published": self.published,
            "read_on": self.read_on.isoformat(),
            "confidence": self.confidence,
            "note": self.note,
        }


@cache
def source(key: str) -> Source:
    """Give the entry of the registry; `KeyError` when there is none."""
    entry = read("sources")[key]
    return Source(
        key=key,
        title=entry["title"],
        publisher=entry["publisher"],
        url=entry.get("url", ""),
        published=str(entry.get("date") or entry.get("published") or ""),
        read_on=as_date(entry["read_on"]),
        confidence=entry["confidence"],
        note=entry.get("note", ""),
    )


def every_source() -> list[Source]:
    """Give the whole registry, in its order."""
    return [source(key) for key in read("sources")]
