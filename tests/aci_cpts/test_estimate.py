"""The range of a CPTS while questions wait: from the fixed parts of the socle to every mission."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import InvalidInput, compute, estimate, find
from calculators.aci_cpts.fields import OPTIONS, RATED, SOCLE
from tests.strategies import values

KEYS = (*OPTIONS, *(f"taux_{mission}" for mission in RATED), "crise_plan")
FIELDS = {field.key: field for field in find("aci-cpts").fields if field.key in KEYS}
PEOPLE = st.fixed_dictionaries({"population": st.integers(1, 3_000_000)})
PARTIAL = st.fixed_dictionaries(
    {"population": st.integers(1, 3_000_000)},
    optional={key: values(field) for key, field in FIELDS.items()}
    | {mission: st.booleans() for mission in SOCLE}
    | {"crise_survenue": st.booleans()},
)
WHOLE = st.fixed_dictionaries({key: values(field) for key, field in FIELDS.items()})
LEAST = {"crise_plan": "mise_a_jour", **{f"taux_{mission}": 0 for mission in RATED}}
MOST = {"crise_plan": "redaction", **dict.fromkeys(OPTIONS, True)}


def total(inputs: dict[str, Any], on: str | None = None) -> float:
    value: float = compute("aci-cpts", inputs, on)["values"]["total_euros"]
    return value


def bounds(inputs: dict[str, Any], on: str | None = None) -> tuple[float, float]:
    found = estimate("aci-cpts", inputs, on)
    return found["low"]["value"], found["high"]["value"]


@pytest.mark.parametrize("population", [30_000, 60_000, 120_000, 200_000])
@pytest.mark.parametrize("on", [None, "2020-06-30"])
def test_one_answer_gives_the_range_of_the_size(population: int, on: str | None) -> None:
    people = {"population": population}
    assert bounds(people, on) == (total({**people, **LEAST}, on), total({**people, **MOST}, on))
    found = estimate("aci-cpts", people, on)
    assert not found["exact"]
    assert "socle" in found["low"]["assuming"]
    assert ("crise" in found["high"]["assuming"]) == (on is None)


def test_communes_are_a_territory() -> None:
    people = compute("aci-cpts", {"communes": ["01034"]})["values"]["population"]
    assert bounds({"communes": ["01034"]}) == bounds({"population": people})


def test_a_crisis_counts_when_it_is_answered() -> None:
    low, high = bounds({"population": 60_000})
    after = bounds({"population": 60_000, "crise_survenue": True})
    assert after[0] - low == after[1] - high > 0
    assert bounds({"population": 60_000, "crise_survenue": False}) == (low, high)


def test_a_refused_mission_is_in_neither_bound() -> None:
    refused = {"population": 60_000, "prevention": False}
    assert bounds(refused) == (total({**refused, **LEAST}), total({**refused, **MOST}))
    assert "taux_prevention" not in estimate("aci-cpts", refused)["unanswered"]


def test_the_most_decisive_comes_first() -> None:
    found = estimate("aci-cpts", {"population": 60_000})["unanswered"]
    assert set(found) == set(KEYS)
    high = total({"population": 60_000, **MOST})
    moves = [high - total({"population": 60_000, **MOST, key: _least(key)}) for key in found]
    assert moves == sorted(moves, reverse=True)


def _least(key: str) -> object:
    return {"crise_plan": "mise_a_jour"}.get(key, False if key in OPTIONS else 0)


def test_without_a_territory_there_is_no_amount() -> None:
    with pytest.raises(InvalidInput) as refused:
        estimate("aci-cpts", {"qualite": True})
    assert [error.field for error in refused.value.errors] == ["population"]


@pytest.mark.parametrize("slug", ["sisa", "equipe", "calendrier", "repartition-sisa"])
def test_others_have_no_amount_to_estimate(slug: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        estimate(slug, dict(find(slug).start))
    assert [error.field for error in refused.value.errors] == ["calculator"]


@given(PEOPLE, WHOLE, st.sets(st.sampled_from(KEYS)))
def test_every_completion_that_keeps_the_socle_is_inside(
    people: dict[str, Any], whole: dict[str, Any], unanswered: set[str]
) -> None:
    kept = {key: value for key, value in whole.items() if key not in unanswered}
    low, high = bounds({**people, **kept})
    assert low <= total({**people, **whole}) <= high


@given(PARTIAL, st.data())
def test_one_more_answer_never_widens_it(partial: dict[str, Any], data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(KEYS))
    if key in partial:
        return
    before = bounds(partial)
    after = bounds({**partial, key: data.draw(values(FIELDS[key]))})
    assert before[0] <= after[0] <= after[1] <= before[1]


@given(PARTIAL)
def test_an_exact_range_is_the_result(partial: dict[str, Any]) -> None:
    found = estimate("aci-cpts", partial)
    assert found["exact"] == (found["low"]["value"] == found["high"]["value"])
    if found["exact"]:
        assert found["low"]["value"] == total(partial)
    assert found["exact"] == (not found["unanswered"])
