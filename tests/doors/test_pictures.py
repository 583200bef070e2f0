"""What is seen at a glance says what the lines say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from calculators import SLUGS, compute, find
from calculators.aci_msp import EVERYTHING, REFERENCE
from calculators.doors import browser
from tests.support import cases_of


def pictures(slug: str, inputs: dict[str, Any], on: Any = None) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in browser.pictures(find(slug).answer(inputs, on))}


def bars(picture: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {bar["label"]: bar for bar in picture["bars"]}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_picture_can_be_drawn(slug: str) -> None:
    for case in cases_of(slug):
        for picture in pictures(slug, case["inputs"], case["on"]).values():
            assert picture["title"]
            assert picture["bars"]
            for bar in picture["bars"]:
                assert 0 <= bar["value"] <= picture["most"]
                assert bar["possible"] is None or bar["possible"] <= picture["most"]
                assert "€" in bar["text"]


def test_the_axes_of_a_msp_make_its_total() -> None:
    inputs = {**REFERENCE, **EVERYTHING, "coordination_externe": False}
    result = compute("aci-msp", inputs)
    shown = pictures("aci-msp", inputs)["origine"]["bars"]
    assert sum(bar["value"] for bar in shown) == result["values"]["total_hors_majoration"]
    assert all(bar["value"] <= bar["possible"] for bar in shown)
    assert [bar["label"] for bar in shown] == [
        *dict.fromkeys(line["group"] for line in result["lines"][:23])
    ]


def test_more_patients_bring_more_and_one_bar_is_the_reader() -> None:
    inputs = {**REFERENCE, **EVERYTHING, "patientele": 5_000}
    shown = pictures("aci-msp", inputs)["patientele"]["bars"]
    assert [bar["value"] for bar in shown] == sorted(bar["value"] for bar in shown)
    (here,) = [bar for bar in shown if bar["here"]]
    assert here["value"] == compute("aci-msp", inputs)["values"]["total_euros"]
    assert here["label"] == "5\u202f000\u00a0patients"
    other = compute("aci-msp", {**inputs, "patientele": 8_000})["values"]["total_euros"]
    assert bars({"bars": shown})["8\u202f000\u00a0patients"]["value"] == other


def test_the_missions_and_the_sizes_of_a_cpts() -> None:
    inputs = {"population": 60_000, "taux_parcours": 50, "date_signature": "2025-01-15"}
    inputs |= {f"demarrage_{mission}": "2025-02-01" for mission in ("parcours", "crise")}
    result, shown = compute("aci-cpts", inputs), pictures("aci-cpts", inputs)
    origin = shown["origine"]["bars"]
    assert sum(bar["value"] for bar in origin) == result["values"]["total_euros"]
    assert bars(shown["origine"])["Qualité et pertinence des soins"]["value"] == 0
    sizes = shown["taille"]["bars"]
    assert [bar["here"] for bar in sizes] == [False, True, False, False]
    bigger = compute("aci-cpts", {**inputs, "population": 200_000})["values"]["total_euros"]
    assert (sizes[1]["value"], sizes[3]["value"]) == (result["values"]["total_euros"], bigger)
    paid = sum(bar["value"] for bar in shown["versements"]["bars"])
    events = [event["amount"] for event in result["timeline"] if event.get("pays")]
    assert paid == pytest.approx(sum(events))


def test_a_page_asks_for_them_apart() -> None:
    asked = {"calculator": "aci-cpts", "typed": {"population": "60 000"}, "format": "pictures"}
    told = json.loads(browser.export(json.dumps(asked)))
    assert told == {"pictures": list(pictures("aci-cpts", {"population": 60_000}).values())}
    refused = json.loads(browser.export(json.dumps({**asked, "typed": {}})))
    assert [error["field"] for error in refused["errors"]] == ["population"]
