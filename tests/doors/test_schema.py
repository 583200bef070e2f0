"""The JSON Schema of each calculator accepts what the calculator accepts, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from calculators import SLUGS, compute, find
from calculators.doors.schema import schema
from calculators.vocabulary.fields import Choice, Codes, Field, Level, Records, Several, Year
from tests.strategies import ANYTHING, inexpressible, inputs, takes, validator, values

drawn = settings(max_examples=30, deadline=None)
every_slug = pytest.mark.parametrize("slug", SLUGS)


def kinds() -> dict[str, tuple[str, Field]]:
    """Give, for each shape of field that is declared somewhere, one field that has it."""
    return {repr(field.schema()): (slug, field) for slug in SLUGS for field in find(slug).fields}


KINDS = list(kinds().values())


@every_slug
def test_the_schema_is_one_and_names_each_input(slug: str) -> None:
    calculator, described = find(slug), schema(find(slug))
    Draft202012Validator.check_schema(described)
    assert described["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert described["$id"] == f"{slug}.schema.json"
    assert (described["title"], described["description"]) == (calculator.title, calculator.purpose)
    assert described["type"] == "object"
    assert list(described["properties"]) == [field.key for field in calculator.fields]
    assert described["required"] == [field.key for field in calculator.fields if field.required]
    for field in calculator.fields:
        told = described["properties"][field.key]
        assert told["title"] == field.label
        assert told["description"] == field.hint
        assert ("default" in told) is (field.default not in (None, ()))


@every_slug
def test_defaults_and_examples_are_valid(slug: str) -> None:
    calculator, described = find(slug), schema(find(slug))
    for field in calculator.fields:
        told = described["properties"][field.key]
        if "default" in told:
            assert validator(told).is_valid(told["default"])
            assert field.accept(told["default"]) == field.default
    for given_inputs in (calculator.start, *(example.inputs for example in calculator.examples)):
        validator(described).validate(compute(slug, given_inputs)["inputs"])


@every_slug
def test_an_unknown_key_and_an_absent_one_are_seen(slug: str) -> None:
    calculator, check = find(slug), validator(schema(find(slug)))
    assert not check.is_valid({**calculator.start, "inconnu": 1})
    assert not check.is_valid([])
    for field in calculator.fields:
        if field.required:
            assert not check.is_valid(
                {key: value for key, value in calculator.start.items() if key != field.key}
            )


@every_slug
@drawn
@given(data=st.data())
def test_what_is_computed_is_valid(slug: str, data: st.DataObject) -> None:
    validator(schema(find(slug))).validate(data.draw(inputs(find(slug))))


@pytest.mark.parametrize(("slug", "field"), KINDS, ids=[f"{s}-{f.key}" for s, f in KINDS])
@drawn
@given(data=st.data())
def test_the_schema_accepts_a_value_when_the_field_does(
    slug: str, field: Field, data: st.DataObject
) -> None:
    value = data.draw(values(field) | ANYTHING | beyond(field))
    if not inexpressible(field, value):
        absent = value is None and field.default is None and not field.required
        described = schema(find(slug))["properties"][field.key]
        assert validator(described).is_valid(value) is (absent or takes(field, value)), value


def beyond(field: Field) -> st.SearchStrategy[Any]:
    """Draw values just outside what the field accepts, or just inside."""
    bounds = [getattr(field, name, 0) for name in ("minimum", "maximum")]
    numbers = [int(bound) for bound in bounds if not hasattr(bound, "year")]
    near: st.SearchStrategy[Any] = st.nothing()
    if numbers:
        near = st.sampled_from([number + step for number in numbers for step in (-1, 0, 1)])
    match field:
        case Choice() | Several():
            word = st.sampled_from([*field.options, "", "nulle-part"])
            return word | st.lists(word, max_size=3)
        case Codes():
            code = st.sampled_from(["01034", "2A004", "2a004", "1034", "01034\n", "", "97411"])
            return st.lists(code, max_size=3)
        case Records():
            row = st.fixed_dictionaries(
                {column.key: values(column) | beyond(column) for column in field.columns}
            )
            return st.lists(row, max_size=2) | st.lists(row, min_size=199, max_size=201)
    return near


def test_each_shape_says_what_it_is() -> None:
    described = {
        field.key: schema(find(slug))["properties"][field.key]
        for slug in SLUGS
        for field in find(slug).fields
        if isinstance(field, Level | Year | Codes)
    }
    assert described["communes"]["items"] == {"type": "string", "pattern": r"^(\d[\dABab]\d{3})$"}
    assert described["communes"]["maxItems"] == 5000
    assert described["annee"] | {"title": "", "description": ""} == {
        "type": ["integer", "null"], "minimum": 2000, "maximum": 2100,
        "title": "", "description": "",
    }  # fmt: skip
    assert described["qualite_niveau"]["maximum"] == 3
