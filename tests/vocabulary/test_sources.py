"""The registry of texts: every entry is complete, dated and of a known confidence."""

from __future__ import annotations

import re
from datetime import date

import pytest

from calculators import data
from calculators.sources import CONFIDENCES, Source, every_source, source

KEYS = [entry.key for entry in every_source()]


def test_the_registry_is_read_in_its_order() -> None:
    assert list(data.read("sources")) == KEYS
    assert len(KEYS) > 100


@pytest.mark.parametrize("key", KEYS)
def test_an_entry_is_complete(key: str) -> None:
    entry = source(key)
    assert re.fullmatch(r"(cpts|msp|esp|cds|doc)-[a-z0-9-]+", entry.key)
    assert entry.title
    assert entry.publisher
    assert entry.confidence in CONFIDENCES
    assert entry.read_on >= date(2026, 1, 1)
    assert entry.url == "" or re.fullmatch(r"https?://\S+", entry.url)


def test_an_entry_is_published_with_all_that_is_known() -> None:
    entry = Source(
        key="k", title="T", publisher="P", url="https://x", published="2024", confidence="deduit",
        read_on=date(2026, 11, 21), note="N",
    )  # fmt: skip
    assert entry.as_json() == {
        "title": "T", "publisher": "P", "url": "https://x", "published": "2024",
        "read_on": "2026-11-21", "confidence": "deduit", "note": "N",
    }  # fmt: skip


def test_an_unknown_key_is_told() -> None:
    with pytest.raises(KeyError):
        source("nulle-part")


def test_what_is_optional_is_an_empty_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "calculators.sources.read",
        lambda _name: {
            "a": {"title": "T", "publisher": "P", "read_on": "2026-11-21", "confidence": "deduit"},
            "b": {
                "title": "T", "publisher": "P", "read_on": date(2026, 11, 21),
                "confidence": "officiel", "date": date(2024, 1, 2), "url": "https://x", "note": "N",
            },
        },
    )  # fmt: skip
    read = source.__wrapped__
    assert read("a") == Source("a", "T", "P", "", "", date(2026, 11, 21), "deduit", "")
    assert read("b") == Source(
        "b", "T", "P", "https://x", "2024-01-02", date(2026, 11, 21), "officiel", "N"
    )
