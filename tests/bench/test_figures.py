"""Figures are kept whole, and what they say is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import check, report, rows
from bench.building import SIZES
from bench.figures import Key, Results, Series

DAY = "2026-11-22"


def _results(**times: tuple[float, ...]) -> Results:
    found = Results(versions={"chromium": "150.0"})
    for variant, values in times.items():
        found.add(Key("cold", "chromium", "local", variant), values, DAY)
    return found


def test_a_median_is_told_with_its_range() -> None:
    series = Series((5, 1, 9), DAY)
    assert (series.median, series.low, series.high) == (5, 1, 9)


@pytest.mark.parametrize(("percent", "value"), [(1, 1), (50, 10), (95, 19), (100, 20)])
def test_a_percentile_is_a_value_that_was_seen(percent: float, value: float) -> None:
    assert Series(tuple(range(20, 0, -1)), DAY).percentile(percent) == value


def test_ratios_are_those_of_the_medians() -> None:
    found = _results(stock=(4000, 4200, 9000), ours=(1000, 1100, 100))
    slow, fast = (Key("cold", "chromium", "local", variant) for variant in ("stock", "ours"))
    assert found.ratio(slow, fast) == 4.2
    assert found.ratio(slow, fast._replace(browser="firefox")) is None


def test_figures_are_read_as_they_were_written(tmp_path: Path) -> None:
    found = _results(stock=(4000.126, 2), ours=(1,))
    found.failures.append("cold, firefox: absent")
    file = tmp_path / "results.json"
    file.write_text(found.dump(), "utf-8")
    again = Results.load(file)
    assert again == found
    assert again[Key("cold", "chromium", "local", "stock")].values == (4000.13, 2)
    assert Results.load(tmp_path / "absent.json") == Results()


def test_a_part_measured_again_leaves_the_others() -> None:
    kept = _results(stock=(4000,), ours=(1000,))
    kept.failures = ["cold, firefox, local, ours: absent", "pages, firefox, local, ours: absent"]
    kept.update(_results(ours=(900,)), {"cold"})
    assert kept[Key("cold", "chromium", "local", "ours")].values == (900,)
    assert kept[Key("cold", "chromium", "local", "stock")].values == (4000,)
    assert kept.failures == ["pages, firefox, local, ours: absent"]


# --- the report -----------------------------------------------------------------------------------


def _verdicts(found: Results) -> dict[str, bool | None]:
    return {target.what: target.held for target in report.targets(found)}


@pytest.mark.parametrize(("ours", "held"), [(1000, True), (1001, False)])
def test_a_promise_is_held_to_the_letter(ours: float, held: bool) -> None:
    verdicts = _verdicts(_results(stock=(3000,), ours=(ours,)))
    assert verdicts["Première visite, Chromium, face à Pyodide seul"] is held
    assert verdicts["Première visite, Firefox, face à Pyodide seul"] is None


def test_keystrokes_are_judged_by_the_slow_ones() -> None:
    found = Results()
    found.add(Key("keystroke", "chromium", "local"), [10] * 90 + [51] * 10, DAY)
    assert _verdicts(found)["Nouveau calcul, Chromium"] is False


def test_growth_is_the_cost_of_a_page_more() -> None:
    found = Results()
    for size, seconds in zip(SIZES, (12, 22, 42), strict=True):
        found.add(Key("build pages", variant=f"{size:04}"), [seconds], DAY)
    assert report.growth_of(found) == 1
    found.series[Key("build pages", variant="1000")] = Series((62,), DAY)
    assert report.growth_of(found) == 2


def test_a_lever_that_does_not_pay_is_named() -> None:
    found = _results(ours=(1000,))
    for line in ("local", "fast4g"):
        found.add(Key("lever", "chromium", line, "ours"), [1000], DAY)
        found.add(Key("lever", "chromium", line, "cut"), [1500], DAY)
        found.add(Key("lever", "chromium", line, "early"), [1010], DAY)
    text = report.page(found)
    assert "à revoir\u202f: fichiers demandés tous ensemble, d’avance." in text
    assert "| WebAssembly réduit aux fonctions utiles | 1,50 | 1,50 |" in text


def test_nothing_is_said_of_levers_that_were_not_measured() -> None:
    text = report.page(_results(stock=(4000,), ours=(1000,)))
    assert "Aucun levier n’a encore été mesuré." in text
    assert "rapporte" not in text


def test_the_page_says_what_was_not_measured() -> None:
    found = _results(stock=(4000,), ours=(1000,))
    found.failures.append("cold, firefox, local, ours: absent")
    text = report.page(found)
    assert "| 4,0 fois | atteint |" in text
    assert "- cold, firefox, local, ours: absent" in text
    assert "22\u00a0novembre\u00a02026" in text
    assert "$" not in text


# --- the short version ----------------------------------------------------------------------------


def _kept(name: str, size: int) -> Results:
    found = Results()
    found.add(Key("weight", line="br", variant=name), [size], DAY)
    return found


@pytest.mark.parametrize(
    ("name", "before", "size", "said"),
    [
        ("calcul", 1_500_000, 1_529_000, ""),
        ("calcul", 1_500_000, 1_531_000, "1531000 bytes in br, 1500000 when last measured"),
        ("calcul", 3_190_000, 3_200_001, "more than the 3200000 promised"),
        ("accueil", 81_000, 81_921, "more than the 81920 promised"),
        ("accueil", 99_000, 99_500, ""),
        ("accueil", 99_000, 101_000, "101000 bytes in br, 99000 when last measured"),
    ],
)
def test_what_gets_heavier_is_told_with_its_figure(
    name: str, before: int, size: int, said: str
) -> None:
    problems = list(check.excess(_kept(name, before), name, {"br": size}))
    assert len(problems) == (1 if said else 0)
    assert said in "".join(problems)


@pytest.mark.parametrize(("ours", "problems"), [(2000, 0), (2001, 1)])
def test_what_gets_slower_is_told(ours: float, problems: int) -> None:
    assert len(list(check.slow(_results(stock=(4000,), ours=(ours,)), "cold"))) == problems


# --- by a shared link -----------------------------------------------------------------------------


@pytest.mark.parametrize(("ours", "held"), [(1000, True), (1001, False)])
def test_a_shared_link_is_promised_four_times(ours: float, held: bool) -> None:
    found = Results(versions={})
    for variant, value in (("stock", 4000), ("ours", ours)):
        found.add(Key("shared again", "chromium", "fast4g", variant), [value], DAY)
    what = "Par un lien partagé, visite suivante, 4G rapide, Chromium"
    assert _verdicts(found)[what] is held
    text = report.page(found)
    assert "| 4G rapide | Chromium | visite suivante | Pyodide seul | 4,0 |" in text


# --- rows of a file -------------------------------------------------------------------------------


def test_rows_are_computed_and_told() -> None:
    found = _results(ours=(1,))
    assert "Non mesuré." in report.page(found)
    for key, values in rows.measured(1, rows=20):
        found.add(key, values, DAY)
    assert {key.variant for key in found.series if key.what == "rows"} == {"1", "2"}
    assert all(series.low > 0 for series in found.series.values())
    assert "| Processeurs | Lignes par seconde |" in report.page(found)
