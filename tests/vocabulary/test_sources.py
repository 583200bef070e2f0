"""The registry of texts: every entry is complete, dated and of a known confidence."""

from __future__ import annotations

import re
from datetime import date

import pytest

from calculators.vocabulary import data
from calculators.vocabulary.sources import (
    CONFIDENCES,
    DOSSIERS,
    KINDS,
    Source,
    every_source,
    source,
    texts_first,
)

KEYS = [entry.key for entry in every_source()]


def test_the_registry_is_read_in_its_order() -> None:
    found = [key for dossier in DOSSIERS for key in data.read("sources", dossier)]
    assert found == KEYS
    assert len(KEYS) > 100


def test_a_source_stands_in_the_file_of_its_dossier() -> None:
    for dossier in DOSSIERS:
        assert {key.partition("-")[0] for key in data.read("sources", dossier)} == {dossier}


@pytest.mark.parametrize("key", ["cpts-nulle-part", "nulle-part", ""])
def test_an_unknown_source_is_told(key: str) -> None:
    with pytest.raises(KeyError):
        source(key)


@pytest.mark.parametrize("key", KEYS)
def test_an_entry_is_complete(key: str) -> None:
    entry = source(key)
    assert re.fullmatch(r"(cpts|msp|esp|cds|doc|region)-[a-z0-9-]+", entry.key)
    assert entry.title
    assert entry.publisher
    assert entry.confidence in CONFIDENCES
    assert entry.kind in KINDS
    assert entry.read_on >= date(2026, 1, 1)
    assert entry.url == "" or re.fullmatch(r"https?://\S+", entry.url)


def test_an_entry_is_published_with_all_that_is_known() -> None:
    entry = Source(
        key="k", title="T", publisher="P", url="https://x", published="2024", kind="tiers",
        confidence="deduit", read_on=date(2026, 11, 21), note="N",
    )  # fmt: skip
    assert entry.as_json() == {
        "title": "T", "publisher": "P", "url": "https://x", "published": "2024",
        "read_on": "2026-11-21", "kind": "tiers", "confidence": "deduit", "note": "N",
    }  # fmt: skip


def test_what_is_optional_is_an_empty_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "calculators.vocabulary.sources.read",
        lambda _folder, _dossier: {
            "cds-a": {
                "title": "T", "publisher": "P", "read_on": "2026-11-21", "kind": "tiers",
                "confidence": "deduit",
            },
            "cds-b": {
                "title": "T", "publisher": "P", "read_on": date(2026, 11, 21), "kind": "copie",
                "confidence": "officiel", "date": date(2024, 1, 2), "url": "https://x", "note": "N",
            },
        },
    )  # fmt: skip
    read = source.__wrapped__
    assert read("cds-a") == Source(
        "cds-a", "T", "P", "", "", date(2026, 11, 21), "tiers", "deduit", ""
    )
    assert read("cds-b") == Source(
        "cds-b", "T", "P", "https://x", "2024-01-02", date(2026, 11, 21), "copie", "officiel", "N"
    )


OFFICIAL = {
    "title": "T", "publisher": "P", "read_on": "2026-11-21", "url": "https://x", "kind": "texte",
    "confidence": "officiel",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"kind": "tiers"}, "cds-k: neither a third party nor a text without address is official"),
        ({"url": ""}, "cds-k: neither a third party nor a text without address is official"),
        ({"kind": "blog"}, "cds-k: unknown kind 'blog'"),
    ],
)
def test_official_means_official(
    change: dict[str, str], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "calculators.vocabulary.sources.read", lambda *_path: {"cds-k": OFFICIAL | change}
    )
    with pytest.raises(ValueError, match=why):
        source.__wrapped__("cds-k")


def test_the_texts_come_before_what_is_said_of_them() -> None:
    keys = ["cpts-s5", "cpts-s1", "cpts-s15", "cpts-s28", "cpts-s5", "cpts-s3"]
    assert texts_first(keys) == ["cpts-s28", "cpts-s15", "cpts-s1", "cpts-s5", "cpts-s3"]
