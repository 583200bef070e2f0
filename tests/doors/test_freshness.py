"""What was checked too long ago is found, wherever it stands."""

from __future__ import annotations

from datetime import date

import pytest

from calculators import SLUGS, find
from calculators.doors.freshness import MONTHS, checked, is_stale, report, stale, state
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
    names = [one.what for one in stale(FAR) if one.why == "ancien"]
    expected = [f"source {source.key}" for source in every_source()]
    for slug in SLUGS:
        scales = find(slug).scales
        expected += [f"{slug} {scale.id}" for scale in scales.every]
        expected += [f"{slug} {text.id}" for text in scales.unencoded]
        expected += [f"{slug} {scale.id} {id}" for scale in scales.every for id in scale.figures]
    assert sorted(names) == sorted(expected)
    assert len(names) == len(set(names))


def test_each_comes_with_the_day_it_was_checked() -> None:
    old = {one.what: one.day for one in stale(FAR) if one.why == "ancien"}
    assert old["aci-cpts avenant-2"] == find("aci-cpts").scales["avenant-2"].checked_on
    assert old["source cpts-s1"] == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("on", "ended"),
    [(date(2026, 12, 31), []), (date(2027, 1, 1), ["indemnites-cpts pass-2026"])],
)
def test_a_subject_left_without_text_is_told(on: date, ended: list[str]) -> None:
    assert [one.what for one in stale(on) if one.why == "fini"] == ended
    if ended:
        assert "a pris fin le 2026-12-31" in [str(one) for one in stale(on)][-1]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_text_in_force_is_the_one_that_computes(slug: str) -> None:
    on = find(slug).scales.checked_on
    assert state(slug, on).scale == find(slug).scales.at(on)
    assert checked(state(slug, on).scale) <= on


def test_a_day_before_every_text_is_not_past_an_end() -> None:
    assert [one for one in stale(date(1990, 1, 1)) if one.why == "fini"] == []


def test_the_report_says_what_is_known_and_what_ends() -> None:
    told = report(date(2026, 11, 27))
    assert told["stale"] == []
    assert {one["what"] for one in told["not_encoded"]} >= {"aci-msp avenant-2"}
    assert told["ends"] == [{"what": "indemnites-cpts pass-2026", "date": "2026-12-31"}]
