"""The registry of the texts on which every figure and rule rests: one file of sources a dossier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from calculators.vocabulary.data import as_date, read

type Confidence = Literal["officiel", "secondaire", "deduit"]
DOSSIERS = ("cpts", "msp", "esp", "cds", "doc", "region")
"""The key of a source begins with its dossier."""
CONFIDENCES: tuple[Confidence, ...] = ("officiel", "secondaire", "deduit")

type Kind = Literal["texte", "copie", "administration", "tiers"]
KINDS: tuple[Kind, ...] = ("texte", "copie", "administration", "tiers")
"""What a source is, the texts first: the text on its official site, a copy of an official
document, a page of an authority, what anybody else wrote."""


@dataclass(frozen=True)
class Source:
    """A text: what it is, who published it, where and when it was read."""

    key: str
    title: str
    publisher: str
    url: str
    published: str
    read_on: date
    kind: Kind
    confidence: Confidence
    note: str
    official_url: str = ""
    """The page of a copied text on the official site, when its identifier was read."""

    def as_json(self) -> dict[str, Any]:
        """Give the entry as published in `/data/sources.json`."""
        return {
            "title": self.title,
            "publisher": self.publisher,
            "url": self.url,
            "published": self.published,
            "read_on": self.read_on.isoformat(),
            "kind": self.kind,
            "confidence": self.confidence,
            "note": self.note,
            **({"official_url": self.official_url} if self.official_url else {}),
        }


@cache
def source(key: str) -> Source:
    """Give the entry of the registry; `KeyError` when there is none.

    `ValueError` when it calls official what it cannot: somebody's comment, or no address.
    """
    entry = _dossier(key.partition("-")[0])[key]
    kind, url, confidence = entry["kind"], entry.get("url", ""), entry["confidence"]
    if kind not in KINDS:
        raise ValueError(f"{key}: unknown kind {kind!r}")
    if confidence == "officiel" and (kind == "tiers" or not url):
        raise ValueError(f"{key}: neither a third party nor a text without address is official")
    return Source(
        key=key,
        title=entry["title"],
        publisher=entry["publisher"],
        url=url,
        published=str(entry.get("date") or entry.get("published") or ""),
        read_on=as_date(entry["read_on"]),
        kind=kind,
        confidence=confidence,
        note=entry.get("note", ""),
        official_url=entry.get("official_url", ""),
    )


def every_source() -> list[Source]:
    """Give the whole registry, in its order."""
    return [source(key) for dossier in DOSSIERS for key in _dossier(dossier)]


def texts_first(keys: Iterable[str]) -> list[str]:
    """Put what the texts say before what is said of them, each key once."""
    return sorted(dict.fromkeys(keys), key=lambda key: KINDS.index(source(key).kind))


def _dossier(name: str) -> dict[str, Any]:
    return read("sources", name) if name in DOSSIERS else {}
