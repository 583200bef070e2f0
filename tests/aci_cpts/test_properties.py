"""What must hold of every CPTS, on random inputs drawn from the declaration."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import compute, find
from calculators.aci_cpts.fields import MISSIONS, RATED
from calculators.aci_cpts.rules import CRUISING
from calculators.aci_cpts.territory import size
from calculators.vocabulary import text
from tests.strategies import inputs

CPTS = find("aci-cpts")
drawn = settings(max_examples=60, deadline=None)
some_inputs = inputs(CPTS)
some_dates = st.sampled_from(["2019-08-25", "2022-03-31", "2022-04-01", "2025-06-30", "2026-06-01"])
populations = st.integers(1, 3_000_000) | st.integers(39_990, 40_010) | st.integers(79_990, 80_010)
populations |= st.integers(174_990, 175_010)
rates = st.integers(0, 10_000).map(lambda hundredths: hundredths / 100)


def values(given_inputs: dict[str, Any], on: str) -> dict[str, Any]:
    return CPTS.values(given_inputs, on)


@drawn
@given(given_inputs=some_inputs, on=some_dates)
def test_amounts_are_cents_and_never_negative(given_inputs: dict[str, Any], on: str) -> None:
    result = compute("aci-cpts", given_inputs, on)
    amounts = [line["value"] for line in result["lines"]]
    amounts += [event["amount"] for event in result["timeline"] if event["amount"] is not None]
    amounts += [item["gain"] for item in result["missing"]]
    for amount in amounts:
        assert amount >= 0
        assert text.exact(amount) == text.cents(text.exact(amount))
    assert all(item["gain"] > 0 for item in result["missing"])


@drawn
@given(given_inputs=some_inputs, on=some_dates)
def test_the_total_is_its_two_parts_and_stays_under_the_published_ceiling(
    given_inputs: dict[str, Any], on: str
) -> None:
    found = values(given_inputs, on)
    assert text.exact(found["total_fixe"]) + text.exact(found["total_variable"]) == text.exact(
        found["total_euros"]
    )
    assert found["fonctionnement"] <= found["total_euros"] <= found["maximum_euros"]
    for kind in ("fixe", "variable"):
        parts = sum(text.exact(found[f"{mission}_{kind}"]) for mission in MISSIONS)
        running = found["fonctionnement"] if kind == "fixe" else 0
        assert parts + running == text.exact(found[f"total_{kind}"])


@drawn
@given(
    given_inputs=some_inputs,
    on=some_dates,
    mission=st.sampled_from(RATED),
    pair=st.tuples(rates, rates),
)
def test_a_higher_attainment_never_pays_less(
    given_inputs: dict[str, Any], on: str, mission: str, pair: tuple[float, float]
) -> None:
    low, high = (values({**given_inputs, f"taux_{mission}": rate}, on) for rate in sorted(pair))
    taken = given_inputs.get(mission, mission not in ("qualite", "accompagnement"))
    if taken and pair[0] != pair[1]:
        assert low[f"{mission}_variable"] < high[f"{mission}_variable"]
        assert low["total_euros"] < high["total_euros"]
    else:
        assert low == high
    assert low["total_fixe"] == high["total_fixe"]


@drawn
@given(population=populations, on=some_dates, rate=rates)
def test_the_variable_part_is_its_rate_of_the_whole_to_the_half_cent(
    population: int, on: str, rate: float
) -> None:
    whole = values({"population": population}, on)["parcours_variable"]
    part = values({"population": population, "taux_parcours": rate}, on)["parcours_variable"]
    exact = text.exact(whole) * text.exact(rate) / 100
    assert abs(text.exact(part) - exact) <= Decimal("0.005")


@drawn
@given(pair=st.tuples(populations, populations), on=some_dates, given_inputs=some_inputs)
def test_more_people_never_mean_a_smaller_size_nor_less_money(
    pair: tuple[int, int], on: str, given_inputs: dict[str, Any]
) -> None:
    missions = {key: value for key, value in given_inputs.items() if key != "communes"}
    small, large = (
        values({**missions, "population": population}, on) for population in sorted(pair)
    )
    assert small["taille"] <= large["taille"]
    assert small["total_euros"] <= large["total_euros"]
    assert small["maximum_euros"] <= large["maximum_euros"]
    if small["taille"] == large["taille"]:
        moving = ("population", "habitants_avant_palier_suivant")
        assert all(small[key] == large[key] for key in small if key not in moving)
    else:
        assert small["total_euros"] < large["total_euros"]


@drawn
@given(population=populations, on=some_dates)
def test_the_distance_to_the_next_size_is_exact(population: int, on: str) -> None:
    found = values({"population": population}, on)
    more = found["habitants_avant_palier_suivant"]
    if found["taille"] == 4:
        assert more == 0
        return
    assert more > 0
    following = values({"population": population + more}, on)
    assert following["taille"] == found["taille"] + 1
    assert values({"population": population + more - 1}, on)["taille"] == found["taille"]


@drawn
@given(given_inputs=some_inputs, on=some_dates)
def test_all_that_is_missing_together_makes_the_whole(
    given_inputs: dict[str, Any], on: str
) -> None:
    """The gains are of separate missions: they add up. A larger size is another CPTS."""
    result = compute("aci-cpts", given_inputs, on)
    changes: dict[str, Any] = {}
    missions = [item for item in result["missing"] if item["id"] != "taille_suivante"]
    for item in missions:
        changes |= item["changes"]
    again = compute("aci-cpts", {**given_inputs, **changes}, on)
    gained = sum(text.exact(item["gain"]) for item in missions)
    assert text.exact(result["values"]["total_euros"]) + gained == text.exact(
        again["values"]["total_euros"]
    )
    assert not [i for i in again["missing"] if i["id"] not in {m["id"] for m in result["missing"]}]


@drawn
@given(given_inputs=some_inputs, on=some_dates)
def test_the_next_size_brings_what_it_announces(given_inputs: dict[str, Any], on: str) -> None:
    result = compute("aci-cpts", given_inputs, on)
    larger = [item for item in result["missing"] if item["id"] == "taille_suivante"]
    assert bool(larger) is (result["values"]["taille"] < 4)
    for item in larger:
        after = values({**given_inputs, **item["changes"]}, on)
        assert after["taille"] == result["values"]["taille"] + 1
        gained = text.exact(after["total_euros"]) - text.exact(result["values"]["total_euros"])
        assert gained == text.exact(item["gain"])
        more = item["changes"]["population"] - result["values"]["population"]
        assert more == result["values"]["habitants_avant_palier_suivant"]


@drawn
@given(given_inputs=some_inputs, on=some_dates)
def test_the_cruising_amount_is_a_computation_like_any_other(
    given_inputs: dict[str, Any], on: str
) -> None:
    result = compute("aci-cpts", given_inputs, on)
    cruising = {
        key: float(value) if isinstance(value, Decimal) else value
        for key, value in CRUISING.items()
    }
    (landmark,) = (item for item in result["lines"] if item["id"] == "croisiere_euros")
    assert landmark["value"] == values({**given_inputs, **cruising}, on)["total_euros"]
    assert landmark["value"] <= result["values"]["maximum_euros"]


@pytest.mark.parametrize("scale", CPTS.scales.every, ids=lambda scale: scale.id)
@given(population=st.integers(1, 3_000_000))
def test_the_size_is_one_of_four(scale: Any, population: int) -> None:
    expected = 1 + (population >= 40_000) + (population >= 80_000) + (population > 175_000)
    assert size(population, scale) == expected
