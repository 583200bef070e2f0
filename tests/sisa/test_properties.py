"""What holds of every SISA."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators import compute, find
from calculators.sisa.fields import PARTNERS, SCALES
from calculators.vocabulary.dates import months_after
from tests.strategies import inputs

CALCULATOR = find("sisa")
SALARIED = "salaries_professionnels_de_sante"
drawn = settings(max_examples=150, deadline=None)
companies = inputs(CALCULATOR)
days = st.dates(SCALES.every[0].valid_from, date(2030, 12, 31))


@drawn
@given(companies, days)
def test_employees_are_always_strictly_fewer_than_liberal_partners(
    company: dict[str, Any], on: date
) -> None:
    result = compute("sisa", company, on)["values"]
    liberals = company.get("associes_liberaux", result["associes"])
    assert 0 <= result["salaries_maximum"] <= max(liberals - 1, 0)
    salaried = company.get(SALARIED, 0)
    if result["salaries_admis"]:
        assert salaried == 0 or salaried < liberals


@drawn
@given(companies, st.sampled_from(list(PARTNERS)), st.integers(1, 9))
def test_one_more_partner_never_makes_an_answer_worse(
    company: dict[str, Any], key: str, more: int
) -> None:
    number = company.get(key, 0) + more
    assume(number <= 500)
    before = compute("sisa", company)["values"]
    after = compute("sisa", {**company, key: number})["values"]
    for id in ("minimum_atteint", "salaries_admis", "salaries_maximum"):
        assert after[id] >= before[id], id


@drawn
@given(companies, days)
def test_the_minimum_never_changed(company: dict[str, Any], on: date) -> None:
    doctors, others = company.get("associes_medecins", 0), company.get("associes_auxiliaires", 0)
    result = compute("sisa", company, on)
    assert result["values"]["minimum_atteint"] == (doctors >= 2 and others >= 1)
    if not result["values"]["minimum_atteint"]:
        step = next(item for item in result["missing"] if item["id"] == "minimum")
        added = sum(number - company.get(key, 0) for key, number in step["changes"].items())
        assert added == max(2 - doctors, 0) + max(1 - others, 0)


@drawn
@given(companies, days)
def test_a_missing_item_gives_what_it_announces(company: dict[str, Any], on: date) -> None:
    for item in compute("sisa", company, on)["missing"]:
        after = compute("sisa", {**company, **item["changes"]}, on)["values"]
        assert {key: after[key] for key in item["brings"]} == item["brings"]


@drawn
@given(days, days)
def test_a_limit_is_six_months_or_three_years_after_the_loss(lost: date, on: date) -> None:
    company = {"associes_medecins": 1, "date_perte_minimum": lost.isoformat()}
    result = compute("sisa", company, on)
    limit = result["values"].get("date_limite_regularisation")
    as_of = max(lost, on)
    if as_of >= date(2023, 12, 29):
        expected = months_after(lost, 36) if lost >= date(2023, 12, 29) else None
    elif as_of >= date(2021, 5, 14):
        expected = months_after(lost, 6) if lost >= date(2021, 5, 14) else None
    else:
        expected = None
    assert limit == (expected and expected.isoformat())


@drawn
@given(st.integers(0, 3000))
def test_a_later_loss_never_gives_an_earlier_limit(offset: int) -> None:
    first = date(2023, 12, 29) + timedelta(days=offset)
    limits = [
        compute("sisa", {"associes_medecins": 1, "date_perte_minimum": day.isoformat()})["values"][
            "date_limite_regularisation"
        ]
        for day in (first, first + timedelta(days=1))
    ]
    assert limits == sorted(limits)


@drawn
@given(companies, st.dates(date(2023, 12, 29), date(2030, 12, 31)))
def test_a_limit_depends_on_the_loss_and_ends_with_it(company: dict[str, Any], lost: date) -> None:
    found = compute("sisa", {**company, "date_perte_minimum": lost.isoformat()})["values"]
    alone = compute("sisa", {"date_perte_minimum": lost.isoformat()})["values"]
    key = "date_limite_regularisation"
    assert alone[key] > lost.isoformat()
    assert found.get(key) == (None if found["minimum_atteint"] else alone[key])


@drawn
@given(companies, st.integers(0, 500), st.integers(0, 500))
def test_partners_of_any_kind_count_once(
    company: dict[str, Any], others: int, auxiliaries: int
) -> None:
    doctors = company.get("associes_medecins", 0)
    company = {key: value for key, value in company.items() if key != "associes_liberaux"}
    people = {"associes_autres": others, "associes_auxiliaires": auxiliaries}
    found = compute("sisa", {**company, **people})["values"]
    assert found["associes"] == doctors + others + auxiliaries
    assert found["salaries_maximum"] == max(found["associes"] - 1, 0)
