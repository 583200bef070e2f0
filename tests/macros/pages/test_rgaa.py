"""The 106 criteria of the référentiel, and tests that are there when they are named."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from macros.pages import rgaa

ROOT = Path(__file__).parents[3]
# How many criteria each of the thirteen themes has.
THEMES = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)


def test_every_criterion_is_there_once() -> None:
    named = [
        f"{theme}.{rank}"
        for theme, count in enumerate(THEMES, start=1)
        for rank in range(1, count + 1)
    ]
    assert [one["id"] for one in rgaa.criteria()] == named
    assert len(named) == 106


@pytest.mark.parametrize("one", rgaa.criteria(), ids=lambda one: one["id"])
def test_every_answer_says_how_it_is_known(one: dict[str, str]) -> None:
    assert one["status"] in rgaa.STATUSES
    assert one["how"].strip()
    for path in re.findall(r"\b(?:tests|macros|overrides)/[\w/.]*\w", one["how"]):
        assert (ROOT / path).exists(), path


def test_what_nobody_did_is_not_said_to_hold() -> None:
    for one in rgaa.criteria():
        if one["status"] == "conforme":
            assert re.search(r"tests/|axe-core|macros/|overrides/", one["how"]), one["id"]
    counts = rgaa.rgaa_counts()
    found = Counter(one["status"] for one in rgaa.criteria())
    assert all(f" {found[status]}" in counts for status in rgaa.STATUSES)
