"""Reading JSON without losing a digit or a repeated key, and writing it as people read it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from calculators import InvalidInput
from calculators.doors import jsontext


def test_numbers_are_read_to_the_digit() -> None:
    read = jsontext.read_inputs('{"a": 0.1, "b": 1e2, "c": 60000, "d": -0.30}')
    assert read == {"a": Decimal("0.1"), "b": Decimal(100), "c": 60_000, "d": Decimal("-0.30")}
    assert isinstance(read["c"], int)


@pytest.mark.parametrize("digits", [99, 100, 5000])
def test_an_endless_integer_is_read(digits: int) -> None:
    read = jsontext.read_inputs(f'{{"a": {"9" * digits}}}')["a"]
    assert len(Decimal(read).as_tuple().digits) == digits


@pytest.mark.parametrize("exponent", ["1" + "0" * 19, "-1" + "0" * 19])
def test_an_endless_exponent_is_not_a_number(exponent: str) -> None:
    assert jsontext.read_inputs(f'{{"a": 1e{exponent}}}')["a"].is_nan()


@pytest.mark.parametrize("document", ["", "{", "x", "{'a': 1}", "[" * 100_000, '{"a": 01}', "\x00"])
def test_what_is_not_json_is_told(document: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        jsontext.read_inputs(document)
    assert [(error.field, error.message) for error in refused.value.errors] == [
        ("input", "Ce texte n’est pas du JSON. Attendu : un objet, entre accolades.")
    ]


def test_a_byte_order_mark_is_skipped() -> None:
    assert jsontext.read_inputs("\ufeff{}") == {}


@pytest.mark.parametrize("document", ['{"a": 1, "b": 2, "a": 1}', '[{"b": {"a": 1, "a": 2}}]'])
def test_a_key_given_twice_is_named(document: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        jsontext.read_inputs(document)
    assert [(error.field, error.message) for error in refused.value.errors] == [
        ("a", "« a » est donné deux fois.")
    ]


def test_text_is_written_as_people_read_it() -> None:
    assert jsontext.write({"é": "’\u202f€"}) == '{"é": "’\u202f€"}'
    assert jsontext.write([1], indent=2) == "[\n  1\n]"
    with pytest.raises(ValueError, match="not JSON compliant"):
        jsontext.write(float("nan"))
