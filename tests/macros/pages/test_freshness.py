"""The page and the badges of freshness say what the data say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from calculators import SLUGS, find
from calculators.doors.freshness import checked
from calculators.vocabulary.text import day
from macros.pages import citations, freshness, reference_data

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _page() -> None:
    citations.follow(lambda: "references/fraicheur.md")


def built_on(monkeypatch: pytest.MonkeyPatch, on: date) -> None:
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_badge_says_when_by_which_text_and_until_when(
    slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    built_on(monkeypatch, date(2026, 11, 27))
    badge = freshness.badge(slug)
    scale = find(slug).scales.at(date(2026, 11, 27))
    assert f"Vérifié le {day(checked(scale))}" in badge
    assert scale.title in badge.replace("&#39;", "'")
    assert f"references/fraicheur/#{slug}" in badge


@pytest.mark.parametrize(
    ("slug", "on", "said"),
    [
        ("sisa", date(2026, 11, 27), "À revérifier avant le 21 mai 2028"),
        ("aci-msp", date(2026, 11, 27), "Un texte plus récent n’est pas chiffré ici"),
        ("indemnites-cpts", date(2026, 12, 31), "Prend fin le 31 décembre 2026"),
        ("indemnites-cpts", date(2027, 1, 1), "A pris fin le 31 décembre 2026"),
    ],
)
def test_a_badge_says_what_comes_next(
    slug: str, on: date, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    built_on(monkeypatch, on)
    assert said in freshness.badge(slug).replace("\u00a0", " ")


def test_what_comes_next_is_in_order_and_never_past(monkeypatch: pytest.MonkeyPatch) -> None:
    built_on(monkeypatch, date(2026, 11, 27))
    assert "31 décembre 2026" in freshness.next_to_check().replace("\u00a0", " ").split("\n")[0]
    built_on(monkeypatch, date(2027, 1, 1))
    assert "31 décembre 2026" not in freshness.next_to_check().replace("\u00a0", " ")


def test_what_is_known_and_not_encoded_is_all_there() -> None:
    told = freshness.known_not_encoded()
    for slug in SLUGS:
        for known in find(slug).scales.unencoded:
            assert known.text.removesuffix(".") in told


def test_what_is_disputed_is_told_with_what_the_site_does() -> None:
    told = freshness.disputed()
    questions = [each for each in reference_data.questions() if each.disputed]
    points = [p for each in reference_data.statistics() for p in each.points if p.disputed]
    assert len(questions) >= 6
    assert points
    assert all(each.meanwhile in told for each in questions)
    assert all(point.note in told for point in points)


def test_every_figure_is_counted_once() -> None:
    rows = freshness.coverage().split("\n")[2:]
    assert len(rows) == len(SLUGS)
    counts = [int(cell) for cell in rows[list(SLUGS).index("indemnites-cpts")].split("|")[2:-1]]
    assert counts == [5, 5, 0, 0, 0, 1]
