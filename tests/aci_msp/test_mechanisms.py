"""The few ways in which the text gives points, each with its sentence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from calculators.aci_msp.mechanisms import (
    Worth,
    at_rate,
    by_tranche,
    euros,
    fixed,
    nothing,
    per_unit,
    plus,
    prorata,
    reduced,
    stepped,
    truncated_percent,
)
from calculators.vocabulary.scales import Amount
from tests.aci_msp.support import SCALE, plain

REFERENCE = SCALE["patientele_reference"].amount
FULL = SCALE["concertation_taux"].amount


def amount(value: int, unit: str = "points") -> Amount:
    return replace(SCALE["horaires"].amount, value=Decimal(value), unit=unit)


def said(worth: Worth) -> str:
    return plain(worth.explain())


def test_fixed_points() -> None:
    worth = fixed(amount(1_000))
    assert worth.points == 1_000
    assert said(worth) == "1 000 points"
    assert worth.amounts == (amount(1_000),)


def test_nothing_says_why() -> None:
    worth = nothing("samedi fermé", amount(100))
    assert worth.points == 0
    assert said(worth) == "samedi fermé : 0 point"
    assert worth.amounts == (amount(100),)


def test_deductions_are_listed() -> None:
    worth = reduced(amount(800), [(amount(120), "samedi fermé"), (amount(20), "congés")])
    assert worth.points == 660
    assert said(worth) == "800 points − 120 points (samedi fermé) − 20 points (congés)"
    assert worth.amounts == (amount(800), amount(120), amount(20))
    assert said(reduced(amount(800), [])) == "800 points"


@pytest.mark.parametrize(
    ("count", "points", "words"),
    [
        (0, 0, "100 points × 0 protocole"),
        (1, 100, "100 points × 1 protocole"),
        (8, 800, "100 points × 8 protocoles"),
        (9, 800, "100 points × 8 protocoles (8 au plus, sur 9)"),
    ],
)
def test_points_by_unit_up_to_a_cap(count: int, points: int, words: str) -> None:
    cap = amount(8, "protocoles")
    worth = per_unit(amount(100), count, "protocoles", cap)
    assert worth.points == points
    assert said(worth) == words
    assert worth.amounts == (amount(100), cap)


def test_points_by_unit_without_a_cap() -> None:
    worth = per_unit(amount(200), 1_300, "associés")
    assert worth.points == 260_000
    assert said(worth) == "200 points × 1 300 associés"
    assert worth.amounts == (amount(200),)


@pytest.mark.parametrize(
    ("count", "split"), [(0, (0, 0)), (15, (15, 0)), (16, (16, 0)), (17, (16, 1)), (40, (16, 24))]
)
def test_a_count_is_split_in_two_tranches(count: int, split: tuple[int, int]) -> None:
    assert by_tranche(count, amount(16, "associés")) == split


@pytest.mark.parametrize(
    ("count", "points", "words"),
    [
        (0, 0, "0 stagiaire, il en faut 2 : 0 point"),
        (1, 0, "1 stagiaire, il en faut 2 : 0 point"),
        (2, 450, "2 stagiaires"),
        (3, 675, "3 stagiaires"),
        (4, 900, "4 stagiaires"),
        (5, 900, "5 stagiaires (4 au plus)"),
        (12, 900, "12 stagiaires (4 au plus)"),
    ],
)
def test_points_by_step(count: int, points: int, words: str) -> None:
    worth = stepped(SCALE["stages"], count, "stagiaires")
    assert worth.points == points
    assert said(worth) == words
    if points:
        assert [used.value for used in worth.amounts] == [points]
    else:
        assert len(worth.amounts) == 3


def test_points_in_proportion_of_the_patients() -> None:
    worth = prorata(fixed(amount(350)), 6_001, REFERENCE)
    assert worth.points == Decimal("525.0875")
    assert said(worth) == "350 points × 6 001 / 4 000 patients"
    assert worth.amounts == (amount(350), REFERENCE)


def test_points_at_a_rate() -> None:
    below = at_rate(fixed(amount(1_000)), Decimal("4.61"), FULL)
    assert below.points == 922
    assert said(below) == "1 000 points × 4,61 % / 5 %"
    assert below.amounts == (amount(1_000), FULL)
    for rate, words in ((Decimal(5), "5 %"), (Decimal("7.69"), "7,69 %")):
        full = at_rate(fixed(amount(1_000)), rate, FULL)
        assert full.points == 1_000
        assert said(full) == f"1 000 points ({words} de dossiers étudiés, maximum atteint)"
        assert full.amounts == (amount(1_000), FULL)


def test_points_add_up() -> None:
    worth = plus(fixed(amount(200)), per_unit(amount(40), 2, "protocoles"))
    assert worth.points == 280
    assert said(worth) == "200 points + 40 points × 2 protocoles"
    assert worth.amounts == (amount(200), amount(40))


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (30, 650, "4.61"),
        (50, 650, "7.69"),
        (1, 3, "33.33"),
        (2, 3, "66.66"),
        (1, 100_000, "0"),
        (5, 100, "5"),
        (7, 5, "140"),
    ],
)
def test_a_rate_is_cut_not_rounded(part: int, whole: int, percent: str) -> None:
    assert truncated_percent(part, whole, 2) == Decimal(percent)


def test_a_rate_is_cut_at_the_decimals_asked() -> None:
    assert truncated_percent(2, 3, 0) == 66
    assert truncated_percent(2, 3, 1) == Decimal("66.6")


@pytest.mark.parametrize(
    ("points", "amount_in_euros"), [("0", "0"), ("1000.25", "7001.75"), ("0.425", "2.98")]
)
def test_euros_are_rounded_half_up_to_the_cent(points: str, amount_in_euros: str) -> None:
    assert euros(Decimal(points), SCALE["point"].amount) == Decimal(amount_in_euros)


def test_half_a_cent_goes_up() -> None:
    price = replace(SCALE["point"].amount, value=Decimal("0.005"))
    assert euros(Decimal(1), price) == Decimal("0.01")


@pytest.mark.parametrize(
    ("worth", "told"),
    [
        (fixed(amount(100)), "100 points"),
        (nothing("non prise"), "non prise : 0 point"),
        (reduced(amount(100), []), "100 points"),
        (
            reduced(amount(100), [(amount(40), "fermé")]),
            "100 points − 40 points (fermé) = 60 points",
        ),
        (plus(nothing("non"), fixed(amount(30))), "non : 0 point + 30 points"),
        (plus(fixed(amount(100)), fixed(amount(30))), "100 points + 30 points = 130 points"),
        # The sentence ends with the same letters, and yet does not conclude.
        (
            plus(fixed(amount(-1_000)), fixed(amount(1_100))),
            "−1 000 points + 1 100 points = 100 points",
        ),
        (per_unit(amount(100), 1, "points"), "100 points × 1 point = 100 points"),
    ],
)
def test_a_sentence_concludes_with_its_points_once(worth: Worth, told: str) -> None:
    assert plain(worth.told()) == told
