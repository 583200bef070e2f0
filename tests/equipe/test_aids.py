"""Starting aids: told by region with their date, never computed."""

from __future__ import annotations

import re

import pytest

from calculators import compute
from calculators.equipe.aids import aids
from calculators.equipe.fields import REGIONS
from calculators.vocabulary.data import as_date, read
from calculators.vocabulary.dates import months_after


def told(region: str | None) -> str:
    notes = compute("equipe", {"mg": 2, "region": region})["not_computed"]
    return " ".join(note["text"] for note in notes if note["id"] == "aides_de_depart")


@pytest.mark.parametrize("region", REGIONS)
def test_each_region_tells_its_aids_and_no_other(region: str) -> None:
    words = told(region)
    assert REGIONS[region] in words
    assert "jamais calculées" in words
    for aid in aids():
        line = f"{aid.what}\u202f: {aid.amount or 'somme à demander'} ("
        assert (line in words) == (aid.region == region), aid.what
    assert ("rien n’a été lu" in words) == (region not in {aid.region for aid in aids()})


def test_without_a_region_no_amount_is_told() -> None:
    assert told(None) == ""


def test_no_amount_stands_without_a_date() -> None:
    for row, aid in zip(read("equipe", "aids")["aid"], aids(), strict=True):
        assert bool(aid.amount) == ("when" in row), aid.what
        assert aid.amount == "" or re.search(r"\b20\d\d\b", aid.dated), aid.what
        assert aid.region in REGIONS
    assert "50\u202f000" not in told("03")
    assert "somme à demander (page sans date" in told("28")


def test_an_amount_more_than_three_years_old_is_told_as_lapsed() -> None:
    table = read("equipe", "aids")
    read_on = as_date(table["read_on"])
    lapsed = {aid.what for aid in aids() if ", périmé" in aid.dated}
    for row in table["aid"]:
        if "when" in row and "since" not in row:
            year, month, day = [*map(int, row["when"].split("-")), 12, 28][:3]
            young = (year, month, day) >= (read_on.year - 3, read_on.month, read_on.day)
            assert (row["what"] in lapsed) is not young, row["what"]
    assert "2017, périmé\u202f: plus de trois ans\u202f; Le Quotidien du médecin" in told("76")
    assert "(novembre\u00a02025\u202f; Maisons et pôles de santé)" in told("84")
    assert "(après septembre\u00a02019, peut-être périmé\u202f; " in told("44")


def test_a_sum_without_any_date_is_never_told() -> None:
    assert all(aid.amount == "" for aid in aids() if not re.search(r"\d{4}", aid.dated))
    assert not any("inconnue" in aid.dated for aid in aids())


def test_three_years_are_counted_to_the_day() -> None:
    read_on = as_date(read("equipe", "aids")["read_on"])
    assert months_after(as_date("2023-11-24"), 36) < read_on


def test_an_aid_changes_no_value() -> None:
    for region in REGIONS:
        values = compute("equipe", {"mg": 3, "infirmier": 3, "region": region})["values"]
        assert all(isinstance(value, str) or value in (3, 6) for value in values.values())
