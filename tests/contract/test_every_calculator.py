"""What the contract promises of every calculator, on random inputs drawn from its declaration."""

from __future__ import annotations

import json
import os
import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculators import SLUGS, InvalidInput, compute, find
from calculators.doors.browser import answer
from calculators.vocabulary import text
from calculators.vocabulary.calculator import Calculator
from calculators.vocabulary.dates import months_after
from calculators.vocabulary.fields import Answers, understand
from calculators.vocabulary.result import Json
from calculators.vocabulary.scales import NoScale
from calculators.vocabulary.sources import CONFIDENCES, source
from tests.strategies import inputs, wrong_values

RESULT_KEYS = {
    "calculator", "model_version", "scale", "inputs", "headline", "values", "lines", "criteria",
    "missing", "timeline", "warnings", "not_computed",
}  # fmt: skip
SCALE_KEYS = {"id", "title", "valid_from", "valid_until", "checked_on", "status"}
DOCS = Path(__file__).parents[2] / "docs"
EXPONENT = re.compile(r"\dE[+-]?\d")
GROUNDED = ("lines", "criteria", "missing", "timeline")
# `make audit` asks for ten thousand.
drawn = settings(
    max_examples=int(os.environ.get("RANDOM_CASES", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

every_slug = pytest.mark.parametrize("slug", SLUGS)


@every_slug
@drawn
@given(data=st.data())
def test_the_result_keeps_the_promises_of_the_contract(slug: str, data: st.DataObject) -> None:
    calculator = find(slug)
    result = compute(slug, data.draw(inputs(calculator)))
    has_the_shape_of_the_contract(calculator, result)
    is_explained(result)
    makes_its_totals(result)
    shows_each_value(result)
    passes_the_door_of_the_browser(calculator, result)


def has_the_shape_of_the_contract(calculator: Calculator, result: Json) -> None:
    assert result.keys() >= RESULT_KEYS
    assert json.loads(json.dumps(result, allow_nan=False)) == result
    assert result["calculator"] == calculator.slug
    assert result["inputs"].keys() == {field.key for field in calculator.fields}
    assert result["scale"].keys() >= SCALE_KEYS
    assert result["scale"]["status"] in ("en_vigueur", "provisoire", "historique")
    assert result["headline"].keys() >= {"label", "value", "unit", "text"}
    assert all(isinstance(value, str | int | float | bool) for value in result["values"].values())
    for part in ("lines", "criteria", "warnings", "not_computed", "summary"):
        ids = [item["id"] for item in result[part]]
        assert len(ids) == len(set(ids)), part
    for criterion in result["criteria"]:
        assert criterion["status"] in ("met", "missing", "unknown", "not_applicable")
    for note in result["warnings"] + result["not_computed"]:
        assert note["text"].endswith((".", "\u202f?"))
    gains = [item["gain"] for item in result["missing"]]
    assert gains == sorted(gains, reverse=True)
    dates = [event["date"] for event in result["timeline"]]
    assert dates == sorted(dates)
    for day in dates:
        assert date.fromisoformat(day).isoformat() == day


def is_explained(result: Json) -> None:
    for item in (item for part in GROUNDED for item in result[part]):
        assert item["confidence"] in CONFIDENCES
        assert item["reference"] in result["sources"]
        assert item["page"]
        assert item["label"]
    for line in result["lines"]:
        assert line["formula"]
        assert line["group"]
        assert line["unit"]
        assert line["text"] == text.quantity(text.exact(line["value"]), line["unit"])
        assert not EXPONENT.search(line["formula"]), line["formula"]


def makes_its_totals(result: Json) -> None:
    totals: dict[str, Decimal] = {}
    for line in result["lines"]:
        if line["unit"] == "€":
            assert round(text.exact(line["value"]), 2) == text.exact(line["value"])
        if line["total"]:
            made = totals.get(line["total"], Decimal(0))
            totals[line["total"]] = made + text.exact(line["value"])
    for key, made in totals.items():
        assert made == text.exact(result["values"][key]), key


def shows_each_value(result: Json) -> None:
    explained = {line["id"] for line in result["lines"]}
    explained |= {line["total"] for line in result["lines"]}
    explained |= {item["id"] for item in result["summary"]}
    points = {f"points_{id}" for id in explained} | {"total_points"}
    for key, value in result["values"].items():
        assert key in explained | points or value in (0, False), key
    for line in result["lines"]:
        assert result["values"].get(line["id"], line["value"]) == line["value"], line["id"]


def passes_the_door_of_the_browser(calculator: Calculator, result: Json) -> None:
    slug, found = calculator.slug, calculator.answer(result["inputs"])
    typed = as_typed(calculator, found.answers)
    opened = json.loads(answer(json.dumps({"calculator": slug, "typed": typed})))
    estimate = {"estimate": found.estimate.as_json()} if found.estimate else {}
    faces = {"result": result, "words": found.words(), "link": found.link()}
    assert opened == faces | estimate
    assert calculator.answers(understand(calculator.fields, opened["link"])) == found.answers


def as_typed(calculator: Calculator, answers: Answers) -> dict[str, str]:
    """Write answers as the form holds them."""
    return {
        field.key: field.write(answers[field.key])
        for field in calculator.fields
        if answers[field.key] is not None
    }


@every_slug
@settings(drawn, max_examples=30)
@given(data=st.data())
def test_a_gain_announced_is_the_gain_obtained(slug: str, data: st.DataObject) -> None:
    before = compute(slug, data.draw(inputs(find(slug))))
    for item in before["missing"]:
        after = compute(slug, {**before["inputs"], **item["changes"]})
        assert after["inputs"] != before["inputs"]
        if item["unit"] == "€":
            obtained = text.exact(after["headline"]["value"])
            obtained -= text.exact(before["headline"]["value"])
            assert obtained == text.exact(item["gain"]), item["id"]
        for key, value in item["brings"].items():
            assert after["values"][key] == value != before["values"][key], item["id"]


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
    for before, after in pairwise(find(slug).scales.every):
        assert before.valid_until is not None
        assert after.valid_from == before.valid_until + timedelta(days=1)


@every_slug
def test_before_the_first_text_the_error_says_so(slug: str) -> None:
    scales = find(slug).scales
    with pytest.raises(NoScale, match=r"Aucun barème connu au 1er\sjanvier\s1950\. Le premier"):
        scales.at(date(1950, 1, 1))


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


@every_slug
@pytest.mark.parametrize("folder", ["calculateurs", "embed"])
def test_it_has_its_page_and_its_page_for_other_sites(slug: str, folder: str) -> None:
    page = DOCS / folder / f"{slug}.md"
    assert page.is_file(), f"docs/{folder}/{slug}.md is missing: make new writes both"
    text = page.read_text("utf-8")
    assert f'{{{{ calculator("{slug}") }}}}' in text
    assert ("\nembed: true\n" in text) == (folder == "embed")
