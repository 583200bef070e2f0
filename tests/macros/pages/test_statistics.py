"""Figures are dated, sourced and drawn without colour or style; changes follow each other."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from macros.pages import charts, reference_data, references
from macros.pages.reference_data import Series, dated, in_words

ROOT = Path(__file__).parents[3]
SERIES = {series.id: series for series in reference_data.statistics()}
DRAWN = [series for series in SERIES.values() if series.chart != "table"]
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl")


def values(series: str, when: str) -> set[Decimal]:
    return {point.value for point in SERIES[series].points if point.when == when}


@pytest.mark.parametrize("series", SERIES.values(), ids=SERIES)
def test_a_figure_says_when_what_and_where(series: Series) -> None:
    assert series.note.endswith(".")
    for point in series.points:
        assert point.sources
        assert point.perimeter
        assert point.confidence in ("officiel", "secondaire", "deduit")
        if series.chart == "bars":
            assert re.fullmatch(r"\d{4}", point.when)
        if series.chart == "points":
            assert dated(point.when)


def test_figures_over_time_stand_in_order() -> None:
    for series in SERIES.values():
        if series.chart in ("points", "bars"):
            days = [dated(point.when) for point in series.points]
            # A year alone stands in its middle, which may be before a dated month of it.
            assert [day.year for day in days if day] == sorted(day.year for day in days if day)


@pytest.mark.parametrize(
    ("series", "when", "value"),
    [
        ("msp-nombre", "2008", 20),
        ("msp-nombre", "2022-12-31", 2251),
        ("msp-nombre", "2023-12", 2501),
        ("msp-nombre", "2026-01", 3000),
        ("aci-msp-moyenne", "2022", 72415),
        ("aci-msp-moyenne", "2023", 80040),
        ("cpts-contrats", "2021-12", 173),
        ("cpts-depense", "2022", Decimal("105.8")),
        ("cds-nombre", "2025-01-01", 3036),
        ("cds-moyenne", "2022", Decimal("39532.51")),
    ],
)
def test_published_figures_are_kept_to_the_digit(series: str, when: str, value: Decimal) -> None:
    assert values(series, when) == {value}


def test_sources_that_disagree_both_stand() -> None:
    assert values("cpts-contrats", "2025-05") == {690, 700}
    assert {int(point.value) for point in SERIES["dac-nombre"].points} == {131, 133, 138}


def test_the_houses_of_the_end_of_2022_were_open_as_the_government_says() -> None:
    (point,) = (point for point in SERIES["msp-nombre"].points if point.value == 2251)
    assert (point.when, point.perimeter) == ("2022-12-31", "en fonctionnement")
    assert (point.sources[0], point.confidence) == ("esp-an-947", "officiel")


@pytest.mark.parametrize("series", DRAWN, ids=lambda series: series.id)
def test_a_chart_has_no_style_and_no_colour_of_its_own(series: Series) -> None:
    drawn = charts.svg(series)
    root = ET.fromstring(drawn)  # noqa: S314 - drawn by us
    assert root.get("role") == "img"
    assert series.title in (root.get("aria-label") or "")
    assert root.get("viewBox")
    assert not {"width", "height", "style"} & root.attrib.keys()
    for element in root.iter():
        assert "style" not in element.attrib
        assert not element.tag.endswith(("}style", "}script", "}foreignObject"))
        for name in ("fill", "stroke"):
            assert not COLOUR.search(element.get(name, ""))
    assert charts.svg(series) == drawn


@pytest.mark.parametrize("series", DRAWN, ids=lambda series: series.id)
def test_a_chart_shows_every_point(series: Series) -> None:
    root = ET.fromstring(charts.svg(series))  # noqa: S314 - drawn by us
    marks = [
        mark
        for group in root.iter("{http://www.w3.org/2000/svg}g")
        if re.search(r"mark-(symbol|rect) role-mark", group.get("class", ""))
        for mark in group
    ]
    assert len(marks) == len(series.points)


def test_what_is_counted_differently_has_another_shape() -> None:
    series = SERIES["msp-nombre"]
    drawn = charts.svg(series)
    for perimeter in {point.perimeter for point in series.points}:
        assert perimeter in drawn
    symbols = drawn.split("role-legend-symbol")[1:]
    shapes = {re.search(r' d="([^"]+)"', symbol).group(1) for symbol in symbols}  # type: ignore[union-attr]
    assert len(shapes) == len({point.perimeter for point in series.points})


def test_a_year_without_figure_keeps_its_place() -> None:
    assert ">2020</text>" in charts.svg(SERIES["aci-msp-total"])


@pytest.mark.parametrize("series", SERIES)
def test_a_chart_has_its_table(series: str) -> None:
    printed = references.statistics_chart(series)
    rows = printed.split("| --- | --- |\n")[1].splitlines()
    assert len(rows) == len(SERIES[series].points)
    assert all('class="src"' in row for row in rows)
    assert ("<svg" in printed) is (SERIES[series].chart != "table")
    # A blank line would end the block of HTML, and Markdown would read the picture.
    assert "\n\n" not in "".join(re.findall(r"<figure.*</figure>", printed, re.DOTALL))


def test_our_own_figures_are_announced() -> None:
    deduced = [
        row
        for row in references.statistics_chart("aci-msp-moyenne").splitlines()
        if "61\u202f900" in row and row.startswith("| ")
    ]
    assert len(deduced) == 1
    assert "notre lecture" in deduced[0]


def test_an_unknown_series_or_subject_stops_the_build() -> None:
    with pytest.raises(KeyError):
        references.statistics_chart("absente")
    with pytest.raises(KeyError):
        references.changes("absent")
    with pytest.raises(KeyError):
        references.open_questions("absent")


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2017", "2017"),
        ("2017-03", "mars\u00a02017"),
        ("2021-06-14", "14\u00a0juin\u00a02021"),
        ("Taille 1", "Taille 1"),
        ("2021-13", "2021-13"),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_known(when: str, words: str) -> None:
    assert in_words(when) == words


def test_changes_are_dated_and_sourced() -> None:
    found = reference_data.changes()
    assert [change.date for change in found] == sorted(change.date for change in found)
    for change in found:
        assert dated(change.date)
        assert change.subject in references.SUBJECTS
        assert change.sources
        assert change.confidence in ("officiel", "secondaire", "deduit")
        assert change.after.endswith(".")


def test_the_changes_that_readers_look_for_are_told() -> None:
    told = {(change.subject, change.date) for change in reference_data.changes()}
    assert {
        ("aci-cpts", "2022-03-31"),
        ("aci-msp", "2026-07-08"),
        ("dac", "2022-07-27"),
        ("sisa", "2023-12-29"),
        ("cds", "2025-10-15"),
        ("aci-cpts", "2025-12-30"),
        ("france-sante", "2025-12-30"),
    } <= told
    # 16/12/2025 was the vote, not the law.
    assert not [when for _, when in told if when == "2025-12-16"]


def test_the_law_of_2026_bears_its_number() -> None:
    law = [change for change in reference_data.changes() if "2025-1403" in change.text]
    assert {change.date for change in law} == {"2025-12-30"}
    assert len(law) == 2


def test_every_series_is_shown() -> None:
    page = (ROOT / "docs" / "references" / "chiffres.md").read_text("utf-8")
    shown = re.findall(r'statistics_chart\("([^"]+)"\)', page)
    assert sorted(shown) == sorted(SERIES)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("\nperimeter =", "\nperimetre =", "missing key perimeter, unknown key perimetre"),
        ("\nchart =", "\n# chart =", "'msp-nombre': missing key chart"),
    ],
)
def test_a_wrong_key_is_named_with_its_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str, said: str
) -> None:
    text = (reference_data.DATA / "statistics.toml").read_text("utf-8")
    (tmp_path / "statistics.toml").write_text(text.replace(before, after, 1), "utf-8")
    monkeypatch.setattr(reference_data, "DATA", tmp_path)
    monkeypatch.setattr(reference_data, "read", reference_data.read.__wrapped__)
    with pytest.raises(ValueError, match=said) as refused:
        reference_data.statistics()
    assert str(refused.value).startswith("statistics.toml, table ")
