"""A file that the page looks at by slices: the same file in the end, and rows corrected."""

from __future__ import annotations

import json
from typing import Any

import pytest

from calculators.doors import browser, table


def ask(step: str, csv: str = "", slug: str = "indemnites-cpts", **more: object) -> dict[str, Any]:
    told = browser.batch(json.dumps({"calculator": slug, "csv": csv, "table": step, **more}))
    answer: dict[str, Any] = json.loads(told)
    return answer


def whole(csv: str, **more: Any) -> dict[str, Any]:
    assert ask("open", csv, **more)["done"] == 0
    for _ in range(10_000):
        if "csv" in (answer := ask("next")):
            return answer
    raise AssertionError


@pytest.mark.parametrize("rows", [0, 1, table.SLICE, 2 * table.SLICE + 1])
def test_slices_give_the_file_that_the_whole_gives(rows: int) -> None:
    lines = (f"n{rank};{rank * 10};{'x' if rank % 7 == 0 else 5}\n\n" for rank in range(rows))
    csv = "nom;indemnites;remunerations\n" + "".join(lines)
    plain = json.loads(browser.batch(json.dumps({"calculator": "indemnites-cpts", "csv": csv})))
    answer = whole(csv)
    assert {"csv": answer["csv"], "report": answer["report"]} == plain
    assert len(answer["rows"]) == rows
    assert answer["columns"][0] == {"name": "nom", "key": ""}


def test_the_page_is_told_of_each_slice() -> None:
    csv = "indemnites;remunerations\n" + "1;2\n" * 250
    assert ask("open", csv) == {"done": 0, "of": 251}
    assert ask("next") == {"done": table.SLICE}
    assert ask("next") == {"done": 2 * table.SLICE}
    assert "csv" in ask("next")


def test_a_corrected_row_counts_once() -> None:
    answer = whole("nom;indemnites;remunerations\nA;1;2\nB;x;2\nC;1\n")
    assert [bool(row["wrong"]) for row in answer["rows"]] == [False, True, True]
    answer = ask("correct", cells={"1": {"1": "10"}, "2": {"2": "y"}})
    assert "Ligne 4" in answer["rows"][2]["wrong"]
    assert answer["report"].startswith("2 lignes calculées, 1 en erreur")
    answer = ask("correct", cells={"2": {"2": "4"}})
    assert answer["report"].startswith("3 lignes calculées.")
    good = "nom;indemnites;remunerations\nA;1;2\nB;10;2\nC;1;4\n"
    plain = json.loads(browser.batch(json.dumps({"calculator": "indemnites-cpts", "csv": good})))
    assert answer["csv"] == plain["csv"]


def test_a_file_with_too_many_cells_in_a_row_loses_none() -> None:
    assert whole("indemnites;remunerations\n1;2;3\n")["rows"][0]["cells"] == ["1", "2", "3"]
    answer = ask("correct", cells={"0": {"0": "9"}})
    assert answer["rows"][0]["cells"] == ["9", "2", "3"]
    assert "3 au lieu de 2" in answer["rows"][0]["wrong"]


def test_columns_are_chosen() -> None:
    refused = ask("open", "indemnitee;gagné\n1;2\n")
    assert "voulez-vous dire" in refused["errors"][0]["message"]
    assert refused["columns"] == [{"name": "indemnitee", "key": ""}, {"name": "gagné", "key": ""}]
    answer = whole("indemnitee;gagné\n1;2\n", matched={"0": "indemnites", "1": "remunerations"})
    assert answer["rows"][0]["values"]
    free = whole("indemnites;remunerations\n1;2\n", matched={"0": "indemnites"})
    assert free["columns"] == [
        {"name": "indemnites", "key": "indemnites"},
        {"name": "remunerations", "key": ""},
    ]
    twice = ask("open", "a;b\n1;2\n", matched={"0": "indemnites", "1": "indemnites"})
    assert "la même" in twice["errors"][0]["message"]
    assert [column["key"] for column in twice["columns"]] == ["indemnites", "indemnites"]


def test_what_cannot_be_read_has_no_columns() -> None:
    refused = ask("open", "PK\x03\x04")
    assert "columns" not in refused
    assert "format CSV" in refused["errors"][0]["message"]


def test_a_file_that_the_engine_lost_is_told() -> None:
    ask("open", "indemnites\n1\n")
    assert ask("next", slug="aci-msp") == {"lost": True}
    table._HELD.clear()
    assert ask("next") == {"lost": True}
    assert ask("correct", cells={}) == {"lost": True}
