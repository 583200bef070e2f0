"""French typography, to the code point, for the eye and for the ear."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.vocabulary import text

amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


@pytest.mark.parametrize(
    ("value", "unit", "written", "spoken"),
    [
        (97_300, "€", "97\u202f300\u00a0€", "97300 euros"),
        (Decimal("1234.5"), "€", "1\u202f234,50\u00a0€", "1234,5 euros"),
        (Decimal("97300.00"), "€", "97\u202f300\u00a0€", "97300 euros"),
        (Decimal("0.05"), "€", "0,05\u00a0€", "0,05 euro"),
        (1, "€", "1\u00a0€", "1 euro"),
        (0, "€", "0\u00a0€", "0 euro"),
        (2, "€", "2\u00a0€", "2 euros"),
        (-1, "€", "\u22121\u00a0€", "\u22121 euro"),
        (-2, "€", "\u22122\u00a0€", "\u22122 euros"),
        (1_000_000, "habitants", "1\u202f000\u202f000\u00a0habitants", "1000000 habitants"),
        (1, "habitants", "1\u00a0habitant", "1 habitant"),
        (0, "habitants", "0\u00a0habitant", "0 habitant"),
        (Decimal("1.99"), "points", "1,99\u00a0point", "1,99 point"),
        (2, "points", "2\u00a0points", "2 points"),
        (1, "mois", "1\u00a0mois", "1 mois"),
        (0, "mois", "0\u00a0mois", "0 mois"),
        (6, "mois", "6\u00a0mois", "6 mois"),
        (1, "ans", "1\u00a0an", "1 an"),
        (Decimal("12.5"), "%", "12,5\u00a0%", "12,5 pour cent"),
        (1, "%", "1\u00a0%", "1 pour cent"),
        (1, "points par patients", "1\u00a0points par patients", "1 points par patients"),
        (1000, "", "1\u202f000", "1000"),
    ],
)
def test_a_quantity_is_written_and_spoken(
    value: Decimal | int, unit: str, written: str, spoken: str
) -> None:
    assert text.quantity(value, unit) == written
    assert text.spoken(value, unit) == spoken


def test_shortcuts_name_their_unit() -> None:
    assert text.euros(12) == "12\u00a0€"
    assert text.percent(Decimal("33.30")) == "33,3\u00a0%"
    assert text.number(Decimal("1E+6")) == "1\u202f000\u202f000"
    assert text.number(Decimal(100)) == "100"
    assert text.number(999) == "999"
    assert text.number(-1000) == "\u22121\u202f000"


@given(amounts)
def test_a_written_amount_reads_back_to_the_cent(amount: Decimal) -> None:
    written = text.euros(amount)
    assert re.fullmatch(r"−?\d{1,3}(\u202f\d{3})*(,\d\d)?\u00a0€", written)
    digits = written.removesuffix("\u00a0€").replace("\u202f", "").replace(",", ".")
    assert Decimal(digits.replace("\N{MINUS SIGN}", "-")) == amount
    assert "\u202f" not in text.spoken(amount, "€")


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("0.005", "0.01"), ("0.015", "0.02"), ("0.025", "0.03"), ("0.0049999", "0.00"),
     ("-0.005", "-0.01"), ("1", "1.00"), ("2.675", "2.68")],
)  # fmt: skip
def test_halves_are_rounded_away_from_zero(amount: str, rounded: str) -> None:
    assert str(text.cents(Decimal(amount))) == rounded


@given(amounts)
def test_a_json_number_is_exact_to_the_cent(amount: Decimal) -> None:
    plain = text.plain(amount)
    assert text.exact(plain) == amount
    assert isinstance(plain, int) == (amount == int(amount))


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2022, 4, 1), "1er\u00a0avril\u00a02022"),
        (date(2025, 2, 2), "2\u00a0février\u00a02025"),
        (date(2024, 8, 31), "31\u00a0août\u00a02024"),
        (date(2021, 12, 20), "20\u00a0décembre\u00a02021"),
        (date(2026, 1, 11), "11\u00a0janvier\u00a02026"),
    ],
)
def test_a_day_is_written_in_words(day: date, written: str) -> None:
    assert text.day(day) == written


def test_the_twelve_months_are_there() -> None:
    assert len(set(text.MONTHS)) == 12
    assert [text.day(date(2025, month, 2)).split("\u00a0")[1] for month in range(1, 13)] == list(
        text.MONTHS
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (("a", "b", "c"), "a, b et c")],
)
def test_a_list_is_joined_as_in_a_sentence(
    words: list[str] | tuple[str, ...], sentence: str
) -> None:
    assert text.listing(words) == sentence


def test_a_capital_begins_and_changes_nothing_else() -> None:
    assert text.capital("été à l’ARS") == "Été à l’ARS"
    assert text.capital("") == ""
