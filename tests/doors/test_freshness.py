"""What was checked too long ago is found, wherever it stands."""

from __future__ import annotations

from datetime import date

import pytest

from calculators import SLUGS, find
from calculators.doors.freshness import MONTHS, is_stale, stale
from calculators.vocabulary.sources import every_source

FAR = date(2060, 1, 1)


@pytest.mark.parametrize(
    ("checked_on", "on", "months", "old"),
    [
        (date(2026, 11, 21), date(2028, 5, 21), 18, False),
        (date(2026, 11, 21), date(2028, 5, 22), 18, True),
        (date(2026, 11, 21), date(2026, 11, 21), 0, False),
        (date(2026, 11, 21), date(2026, 11, 22), 0, True),
        (date(2026, 11, 21), date(2020, 1, 1), 0, False),
    ],
)
def test_the_last_day_is_still_fresh(checked_on: date, on: date, months: int, old: bool) -> None:
    assert is_stale(checked_on, on, months) is old


def test_eighteen_months_are_the_rule() -> None:
    assert MONTHS == 18
    assert not list(stale(date(2026, 11, 21)))
    assert is_stale(date(2020, 1, 1), date(2021, 7, 2))
    assert not is_stale(date(2020, 1, 1), date(2021, 7, 1))


def test_every_text_figure_and_source_grows_old() -> None:
    names = [name for name, _ in stale(FAR)]
    expected = [f"source {source.key}" for source in every_source()]
    for slug in SLUGS:
        scales = find(slug).scales
        expected += [f"{slug} {scale.id}" for scale in scales.every]
        expected += [f"{slug} {text.id}" for text in scales.unencoded]
        expected += [f"{slug} {scale.id} {id}" for scale in scales.every for id in scale.figures]
    assert sorted(names) == sorted(expected)
    assert len(names) == len(set(names))


def test_each_comes_with_the_day_it_was_checked() -> None:
    old = dict(stale(FAR))
    assert old["aci-cpts avenant-2"] == find("aci-cpts").scales["avenant-2"].checked_on
    assert old["source cpts-s1"] == date(2026, 11, 21)
