"""What the contract promises of every calculator, on random inputs drawn from its declaration."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculators import SLUGS, InvalidInput, compute, find
from calculators.dates import months_after
from calculators.door import answer, link
from calculators.fields import understand
from calculators.scales import NoScale
from calculators.schema import schema
from calculators.sources import CONFIDENCES, source
from calculators.view import view
from tests.strategies import inputs, wrong_values

RESULT_KEYS = {
    "calculator", "model_version", "scale", "inputs", "headline", "values", "lines", "criteria",
    "missing", "timeline", "warnings", "not_computed",
}  # fmt: skip
GROUNDED = ("lines", "criteria", "missing", "timeline")
drawn = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

every_slug = pytest.mark.parametrize("slug", SLUGS)


@every_slug
@drawn
@given(data=st.data())
def test_result_is_the_contract_s(slug: str, data: st.DataObject) -> None:
    given_inputs = data.draw(inputs(find(slug)))
    result = compute(slug, given_inputs)
    assert result.keys() >= RESULT_KEYS
    assert json.loads(json.dumps(result, allow_nan=False)) == result
    assert result["inputs"].keys() == {field.key for field in find(slug).fields}
    assert all(isinstance(value, str | int | float | bool) for value in result["values"].values())
    for item in (item for key in GROUNDED for item in result[key]):
        assert item["confidence"] in CONFIDENCES
        assert item["reference"] in result["sources"]
        assert item["page"]
    for line in result["lines"]:
        assert line["formula"]
        assert line["label"]
        assert line["group"]
        assert line["text"]
        assert line["unit"]
    ids = [line["id"] for line in result["lines"]]
    assert len(ids) == len(set(ids))


@every_slug
@drawn
@given(data=st.data())
def test_lines_make_their_totals(slug: str, data: st.DataObject) -> None:
    result = compute(slug, data.draw(inputs(find(slug))))
    totals: dict[str, Decimal] = {}
    for line in result["lines"]:
        if line["total"]:
            made = totals.get(line["total"], Decimal(0))
            totals[line["total"]] = made + Decimal(str(line["value"]))
    for key, made in totals.items():
        assert made == Decimal(str(result["values"][key])), key


@every_slug
@drawn
@given(data=st.data())
def test_no_amount_without_a_line_or_a_total(slug: str, data: st.DataObject) -> None:
    result = compute(slug, data.draw(inputs(find(slug))))
    explained = {line["id"] for line in result["lines"]}
    explained |= {line["total"] for line in result["lines"]}
    explained |= {item["id"] for item in result["summary"]}
    points = {f"points_{id}" for id in explained} | {"total_points"}
    for key, value in result["values"].items():
        assert key in explained | points or value in (0, False), key


@every_slug
@drawn
@given(data=st.data())
def test_a_gain_announced_is_the_gain_obtained(slug: str, data: st.DataObject) -> None:
    calculator = find(slug)
    given_inputs = data.draw(inputs(calculator))
    before = compute(slug, given_inputs)
    gains = [item["gain"] for item in before["missing"]]
    assert gains == sorted(gains, reverse=True)
    for item in before["missing"]:
        after = compute(slug, {**before["inputs"], **item["changes"]})
        if item["unit"] == "€":
            obtained = Decimal(str(after["headline"]["value"]))
            obtained -= Decimal(str(before["headline"]["value"]))
            assert obtained == Decimal(str(item["gain"])), item["id"]
        assert after["inputs"] != before["inputs"]
        assert item["unit"] == "€" or item["brings"], item["id"]
        for key, value in item["brings"].items():
            assert after["values"][key] == value != before["values"][key], item["id"]


@every_slug
@drawn
@given(data=st.data())
def test_the_same_inputs_through_the_form_give_the_same_result(
    slug: str, data: st.DataObject
) -> None:
    calculator = find(slug)
    result = compute(slug, data.draw(inputs(calculator)))
    typed = {
        field.key: field.write(field.accept(result["inputs"][field.key]))
        for field in calculator.fields
        if result["inputs"][field.key] is not None
    }
    assert compute(slug, understand(calculator.fields, typed)) == result
    opened = json.loads(answer(json.dumps({"calculator": slug, "typed": typed})))
    assert opened["result"] == result
    assert opened["view"] == view(result)
    assert opened["typed"] == link(calculator, result["inputs"])
    opening = {
        field.key: field.write(field.accept(value))
        for field in calculator.fields
        if (value := calculator.as_json(calculator.answers(calculator.start))[field.key]) is not None
    }
    assert compute(slug, understand(calculator.fields, {**opening, **opened["typed"]})) == result


@every_slug
@drawn
@given(data=st.data())
def test_a_wrong_value_is_told_beside_its_field(slug: str, data: st.DataObject) -> None:
    calculator = find(slug)
    field = data.draw(st.sampled_from(calculator.fields))
    wrong = data.draw(wrong_values(field))
    with pytest.raises(InvalidInput) as refused:
        compute(slug, {**calculator.start, field.key: wrong})
    assert field.key in {error.field for error in refused.value.errors}
    assert all(len(error.message) > 10 for error in refused.value.errors)


@every_slug
@drawn
@given(data=st.data())
def test_anything_typed_gives_a_result_or_a_message(slug: str, data: st.DataObject) -> None:
    calculator = find(slug)
    keys = st.sampled_from([field.key for field in calculator.fields])
    typed = data.draw(st.dictionaries(keys, st.text(max_size=40), max_size=4))
    opened = json.loads(answer(json.dumps({"calculator": slug, "typed": typed})))
    assert ("result" in opened) != ("errors" in opened)


@every_slug
def test_unknown_keys_are_refused(slug: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        compute(slug, {**find(slug).start, "inconnu": 1})
    assert [error.field for error in refused.value.errors] == ["inconnu"]


@every_slug
def test_every_quarter_has_one_scale_or_a_reason(slug: str) -> None:
    scales = find(slug).scales
    day, last = scales.every[0].valid_from, months_after(scales.checked_on, 24)
    while day < last:
        covering = [scale for scale in scales.every if scale.covers(day)]
        blocked = [u for u in scales.unencoded if u.effect == "blocks" and u.covers(day)]
        assert len(covering) + len(blocked) >= 1, f"hole on {day}"
        assert len(covering) <= 1, f"overlap on {day}"
        day = months_after(day, 3)


@every_slug
def test_scales_follow_each_other_to_the_day(slug: str) -> None:
    for before, after in zip(find(slug).scales.every, find(slug).scales.every[1:], strict=False):
        assert before.valid_until is not None
        assert after.valid_from >= before.valid_until + timedelta(days=1)


@every_slug
def test_before_the_first_text_the_error_says_so(slug: str) -> None:
    scales = find(slug).scales
    with pytest.raises(NoScale, match="."):
        scales.at(date(1950, 1, 1))


@every_slug
def test_schema_accepts_what_is_computed(slug: str) -> None:
    from jsonschema import Draft202012Validator

    described = schema(find(slug))
    Draft202012Validator.check_schema(described)
    given_inputs: dict[str, Any] = dict(find(slug).start)
    Draft202012Validator(described).validate(given_inputs)
    compute(slug, given_inputs)


@every_slug
def test_the_page_has_enough_examples_and_a_grid(slug: str) -> None:
    calculator = find(slug)
    assert len(calculator.examples) >= 4
    for example in calculator.examples:
        calculator.compute(example.inputs, example.on)
    assert calculator.grid is not None
    for row in calculator.grid.rows:
        values = calculator.compute(row.inputs, row.on)["values"]
        assert values.keys() >= calculator.grid.columns.keys()


def test_scale_ids_are_file_names_of_their_own() -> None:
    ids = [scale.id for slug in SLUGS for scale in find(slug).scales.every]
    assert len(ids) == len(set(ids))


@every_slug
def test_every_figure_and_text_has_a_source_in_the_registry(slug: str) -> None:
    for scale in find(slug).scales.every:
        assert source(scale.source).title
        for figure in scale.figures.values():
            for amount in figure.amounts.values():
                assert source(amount.source).title
                assert amount.page
                assert amount.checked_on >= date(2026, 1, 1)


@every_slug
def test_the_form_opens_with_the_defaults_and_what_has_none(slug: str) -> None:
    calculator = find(slug)
    for key in calculator.start:
        with pytest.raises(InvalidInput):
            compute(slug, {k: value for k, value in calculator.start.items() if k != key})
