"""What is seen at a glance says what the lines say."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import SLUGS, compute, find
from calculators.aci_cpts.pictures import balance
from calculators.aci_cpts.timeline import contract, payments
from calculators.aci_msp import EVERYTHING, REFERENCE
from calculators.doors import browser
from calculators.vocabulary import text
from tests.strategies import inputs as drawn
from tests.support import cases_of


def pictures(slug: str, inputs: dict[str, Any], on: Any = None) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in browser.pictures(find(slug).answer(inputs, on))}


def every(slug: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """Answer every question: as the form opens, where nothing is said of it."""
    answered = find(slug).as_json(find(slug).answers(inputs))
    return {key: value for key, value in answered.items() if value is not None}


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
                assert bar["text"]


def test_the_axes_of_a_msp_make_its_total() -> None:
    inputs = every("aci-msp", {**REFERENCE, **EVERYTHING, "coordination_externe": False})
    result = compute("aci-msp", inputs)
    shown = pictures("aci-msp", inputs)["origine"]["bars"]
    assert sum(bar["value"] for bar in shown) == result["values"]["total_hors_majoration"]
    assert all(bar["value"] <= bar["possible"] for bar in shown)
    assert [bar["label"] for bar in shown] == [
        *dict.fromkeys(line["group"] for line in result["lines"][:23])
    ]


def test_more_patients_bring_more_and_one_bar_is_the_reader() -> None:
    inputs = every("aci-msp", {**REFERENCE, **EVERYTHING, "patientele": 5_000})
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
    inputs = every("aci-cpts", inputs)
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


def test_the_next_step_is_told_with_what_it_brings() -> None:
    result = compute("aci-cpts", {"population": 32_000})
    (gain,) = (one["gain_text"] for one in result["missing"] if one["id"] == "taille_suivante")
    whole = every("aci-cpts", {"population": 32_000})
    note = pictures("aci-cpts", whole)["taille"]["note"]
    assert f"{gain} de plus" in note
    assert "8\u202f000\u00a0habitants" in note
    assert not pictures("aci-cpts", {"population": 210_000})["taille"]["note"]
    inputs = every("aci-msp", {**REFERENCE, **EVERYTHING})
    now, then = (
        compute("aci-msp", {**inputs, "patientele": count})["values"]["total_euros"]
        for count in (4_000, 5_000)
    )
    told = pictures("aci-msp", {**inputs, "patientele": 4_000})["patientele"]["note"]
    assert text.euros(text.exact(then) - text.exact(now)) in told


@pytest.mark.parametrize(
    ("slug", "inputs"),
    [("aci-msp", {"patientele": 4_300, "associes": 11}), ("aci-cpts", {"population": 60_000})],
)
def test_under_a_range_each_picture_is_of_ranges_that_make_it(
    slug: str, inputs: dict[str, Any]
) -> None:
    estimate = find(slug).answer(inputs).estimate
    assert estimate is not None
    origin, by_size = list(pictures(slug, inputs).values())[:2]
    assert sum(map(Decimal, (str(bar["value"]) for bar in origin["bars"]))) == estimate.low.value
    assert (
        sum(map(Decimal, (str(bar["possible"]) for bar in origin["bars"]))) == estimate.high.value
    )
    (here,) = (bar for bar in by_size["bars"] if bar["here"])
    told = f"de {text.euros(estimate.low.value)} à {text.euros(estimate.high.value)}"
    assert here["text"] == told
    assert "acquis" not in json.dumps(origin)


def test_the_cash_is_low_before_each_anniversary_and_the_contract_ends_even() -> None:
    inputs = {"population": 60_000, "date_signature": "2024-04-15"}
    inputs |= {"demarrage_acces_soins": "2024-04-15"}
    answer = find("aci-cpts").answer(inputs)
    shown = pictures("aci-cpts", inputs)["tresorerie"]
    assert [bar["label"] for bar in shown["bars"]] == [
        f"Année {year}, le 15\u00a0avril\u00a0{2024 + year}" for year in range(1, 6)
    ]
    # Running costs are paid whole, the mission 75 %: what is left is due for a year.
    fixed = compute("aci-cpts", inputs)["values"]
    left = fixed["acces_soins_fixe"] * Decimal("0.25") + fixed["acces_soins_variable"]
    assert shown["bars"][0]["value"] == left
    signed = contract(answer.answers, answer.scale)
    assert signed is not None
    paid = payments(answer.answers, answer.scale, 2)
    last = sum(event.amount or 0 for event in paid if event.date == signed.end)
    assert balance(signed, paid, 60) + last == 0


def test_a_team_lacks_what_its_conditions_say() -> None:
    shown = bars(pictures("equipe", {"mg": 1, "infirmier": 1})["minima"])
    short = {label for label, bar in shown.items() if bar["value"] < bar["possible"]}
    assert short == {"MSP\u202f: médecins généralistes", "SISA\u202f: médecins de toute spécialité"}
    assert shown["MSP\u202f: médecins généralistes"]["text"] == "1 pour 2 au moins"


def test_a_delay_runs_until_it_is_over() -> None:
    lost = {"associes_medecins": 1, "associes_auxiliaires": 1, "date_perte_minimum": "2024-03-15"}
    (bar,) = pictures("sisa", lost, "2026-11-21")["delai"]["bars"]
    assert (bar["value"], bar["possible"], bar["text"]) == (
        32,
        36,
        "32 mois entiers écoulés sur 36",
    )
    (bar,) = pictures("sisa", lost, "2028-01-01")["delai"]["bars"]
    assert (bar["value"], bar["text"]) == (36, "délai passé")
    assert not pictures("sisa", {**lost, "associes_medecins": 2}, "2026-11-21")


def test_a_page_asks_for_them_apart() -> None:
    asked = {"calculator": "aci-cpts", "typed": {"population": "60 000"}, "format": "pictures"}
    told = json.loads(browser.export(json.dumps(asked)))
    assert told == {"pictures": list(pictures("aci-cpts", {"population": 60_000}).values())}
    refused = json.loads(browser.export(json.dumps({**asked, "typed": {}})))
    assert [error["field"] for error in refused["errors"]] == ["population"]


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=30)
@given(data=st.data())
def test_whatever_is_answered_no_bar_leaves_its_picture(slug: str, data: st.DataObject) -> None:
    for picture in pictures(slug, data.draw(drawn(find(slug)))).values():
        assert picture["bars"]
        for bar in picture["bars"]:
            assert bar["text"]
            assert 0 <= bar["value"] <= picture["most"]
            assert bar["possible"] is None or 0 <= bar["possible"] <= picture["most"]
