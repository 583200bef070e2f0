"""The range of a MSP while questions wait: bounds that hold, that narrow, that rules reach."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import InvalidInput, compute, estimate
from calculators.aci_msp import EVERYTHING
from calculators.aci_msp.estimate import ASKED
from tests.strategies import values

STRUCTURE = {"patientele": 6_000, "associes": 14}
BARELY = {
    "soins_non_programmes": True,
    "amplitude": "8h_a_10h",
    "fermeture_conges_semaines": 3,
    "fermeture_hors_conges_semaines": 0,
    "crise_plan": True,
    "coordination": True,
    "si_standard": True,
}
PARTIAL = st.fixed_dictionaries(
    {"patientele": st.integers(0, 30_000), "associes": st.integers(0, 60)},
    optional={field.key: values(field) for field in ASKED},
)
WHOLE = st.fixed_dictionaries(
    {"patientele": st.integers(0, 30_000), "associes": st.integers(0, 60)}
    | {field.key: values(field) for field in ASKED}
)


def total(inputs: dict[str, Any]) -> float:
    value: float = compute("aci-msp", inputs)["values"]["total_euros"]
    return value


def bounds(inputs: dict[str, Any]) -> tuple[float, float]:
    found = estimate("aci-msp", inputs)
    return found["low"]["value"], found["high"]["value"]


def test_two_answers_give_what_barely_and_wholly_is_reached() -> None:
    everything = {**EVERYTHING, "ipa": True, "crise_caracterisee": True, "mission_obesite": True}
    assert bounds(STRUCTURE) == (
        total({**STRUCTURE, **BARELY}),
        total({**STRUCTURE, **everything}),
    )
    found = estimate("aci-msp", STRUCTURE)
    assert found["low"]["text"] == "52\u202f220\u00a0€"
    assert found["calculator"] == "aci-msp"
    assert found["scale"]["id"] == "avenant-1"
    assert not found["exact"]
    assert found["unanswered"][:5] == [
        "soins_non_programmes",
        "amplitude",
        "crise_plan",
        "coordination",
        "si_standard",
    ]
    assert "prérequis" in found["low"]["assuming"]
    assert "sans majoration" in found["low"]["assuming"].lower()
    assert "plafond" in found["high"]["assuming"]


def test_no_is_an_answer_and_null_is_none() -> None:
    low, high = bounds(STRUCTURE)
    assert bounds({**STRUCTURE, "coordination_externe": None}) == (low, high)
    refused = bounds({**STRUCTURE, "coordination_externe": False})
    assert refused == (low, high - 2_100)
    assert bounds({**STRUCTURE, "coordination_externe": True}) == (low + 2_100, high)


@pytest.mark.parametrize(
    ("lost", "label"),
    [
        ({"coordination": False}, "Fonction de coordination"),
        ({"amplitude": "moins_de_8h", "derogation_pdsa": False}, "Horaires"),
        ({"fermeture_hors_conges_semaines": 52}, "Horaires"),
        ({"si_standard": False}, "Système d’information standard"),
    ],
)
def test_a_lost_prerequisite_leaves_nothing_and_says_so(lost: dict[str, Any], label: str) -> None:
    found = estimate("aci-msp", {**STRUCTURE, **lost})
    assert (found["low"]["value"], found["high"]["value"]) == (0, 0)
    assert label in found["low"]["assuming"]
    assert label in found["high"]["assuming"]
    assert found["exact"]
    assert found["unanswered"] == []


def test_a_derogation_may_still_save_a_short_opening() -> None:
    low, high = bounds({**STRUCTURE, "amplitude": "moins_de_8h"})
    assert 0 < low < high
    assert (
        "derogation_pdsa"
        in estimate("aci-msp", {**STRUCTURE, "amplitude": "moins_de_8h"})["unanswered"]
    )


def test_dates_and_a_new_structure_do_not_move_it() -> None:
    dated = {**STRUCTURE, "date_contrat": "2026-09-15", "structure_nouvelle": True}
    assert bounds(dated) == bounds(STRUCTURE)


def test_the_uplift_comes_with_its_rates() -> None:
    low, high = bounds(STRUCTURE)
    raised = estimate("aci-msp", {**STRUCTURE, "taux_c2s": 30})
    assert raised["low"]["value"] > low
    assert raised["high"]["value"] > high
    assert "majoration" not in raised["low"]["assuming"]


def test_the_year_is_that_of_the_date() -> None:
    assert estimate("aci-msp", STRUCTURE, "2024-06-30")["scale"]["status"] == "en_vigueur"
    assert "exercice" not in estimate("aci-msp", STRUCTURE)["unanswered"]


def test_what_drives_the_amount_is_asked() -> None:
    for given_, missing in (
        ({}, ["patientele", "associes"]),
        ({"patientele": 3_000}, ["associes"]),
        ({"associes": 3, "patientele": None}, ["patientele"]),
    ):
        with pytest.raises(InvalidInput) as refused:
            estimate("aci-msp", given_)
        assert [error.field for error in refused.value.errors] == missing


def test_inputs_are_checked_as_for_a_result() -> None:
    with pytest.raises(InvalidInput) as refused:
        estimate("aci-msp", {**STRUCTURE, "amplitude": "longue", "inconnu": 1})
    assert {error.field for error in refused.value.errors} == {"amplitude", "inconnu"}


@given(
    WHOLE,
    st.fixed_dictionaries(
        {key: st.just(True) for key in ("soins_non_programmes", "crise_plan", "coordination")}
        | {
            "si_standard": st.just(True),
            "amplitude": st.sampled_from(["12h_et_plus", "10h_a_12h", "8h_a_10h"]),
            "fermeture_conges_semaines": st.sampled_from([0, 0.5, 3]),
            "fermeture_hors_conges_semaines": st.sampled_from([0, 1]),
        }
    ),
    st.sets(st.sampled_from([field.key for field in ASKED])),
)
def test_every_completion_that_keeps_the_prerequisites_is_inside(
    whole: dict[str, Any], kept: dict[str, Any], unanswered: set[str]
) -> None:
    whole |= kept
    result = compute("aci-msp", whole)
    assert result["values"]["prerequis_atteints"]
    low, high = bounds({key: value for key, value in whole.items() if key not in unanswered})
    assert low <= result["values"]["total_euros"] <= high


@given(PARTIAL, st.data())
def test_one_more_answer_never_widens_it(partial: dict[str, Any], data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([field.key for field in ASKED]))
    field = next(field for field in ASKED if field.key == key)
    narrower = {**partial, key: data.draw(values(field))}
    if key in partial:
        return
    before, after = bounds(partial), bounds(narrower)
    if after == (0, 0):
        return
    assert before[0] <= after[0] <= after[1] <= before[1]


@given(PARTIAL)
def test_an_exact_range_is_the_result(partial: dict[str, Any]) -> None:
    found = estimate("aci-msp", partial)
    assert found["low"]["value"] <= found["high"]["value"]
    if found["exact"]:
        assert found["low"]["value"] == found["high"]["value"] == total(partial)
        assert found["unanswered"] == []
    else:
        assert found["unanswered"]


@given(WHOLE)
def test_all_answers_make_the_figure(whole: dict[str, Any]) -> None:
    found = estimate("aci-msp", whole)
    assert found["exact"]
    assert found["low"]["value"] == found["high"]["value"] == total(whole)
