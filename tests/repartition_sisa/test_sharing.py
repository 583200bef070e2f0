"""Sharing an amount: three keys, and every cent finds its owner."""

from __future__ import annotations

import csv
import io
import json
import time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import InvalidInput, compute, find
from calculators.doors import browser
from calculators.doors.batch import Limit, compute_csv
from calculators.repartition_sisa.rules import split
from calculators.vocabulary import text
from tests.strategies import inputs

THREE = [
    {"nom": "A", "heures": 40, "actions": 6},
    {"nom": "B", "heures": 25, "actions": 2},
    {"nom": "C", "heures": 35, "actions": 4},
]
drawn = settings(max_examples=80, deadline=None)
some_inputs = inputs(find("repartition-sisa"))


def answer(
    amount: float, shares: tuple[float, float, float], people: list[dict[str, Any]]
) -> dict[str, Any]:
    keys = dict(zip(("part_fixe", "part_temps", "part_actions"), shares, strict=True))
    return compute("repartition-sisa", {"montant": amount, **keys, "associes": people})


def parts(result: dict[str, Any]) -> list[Decimal]:
    return [text.exact(line["value"]) for line in result["lines"]]


def people(*counts: tuple[float, float]) -> list[dict[str, Any]]:
    return [{"nom": f"N{n}", "heures": h, "actions": a} for n, (h, a) in enumerate(counts)]


@pytest.mark.parametrize(
    ("amount", "shares", "expected"),
    [
        (30_000, (100, 0, 0), ["10000", "10000", "10000"]),
        (30_000, (0, 100, 0), ["12000", "7500", "10500"]),
        (30_000, (0, 0, 100), ["15000", "5000", "10000"]),
        (30_000, (50, 25, 25), ["11750", "8125", "10125"]),
        (30_000, (40, 40, 20), ["11800", "8000", "10200"]),
        (100, (33.33, 33.33, 33.34), ["41.11", "25", "33.89"]),
        (0, (100, 0, 0), ["0", "0", "0"]),
        (0.01, (100, 0, 0), ["0.01", "0", "0"]),
        (0.02, (100, 0, 0), ["0.01", "0.01", "0"]),
        (0.01, (0, 0, 100), ["0.01", "0", "0"]),
        (0.02, (0, 100, 0), ["0.01", "0", "0.01"]),
        (10_000_000, (100, 0, 0), ["3333333.34", "3333333.33", "3333333.33"]),
    ],
)
def test_amounts_shared_by_hand(
    amount: float, shares: tuple[float, float, float], expected: list[str]
) -> None:
    result = answer(amount, shares, THREE)
    assert parts(result) == [Decimal(part) for part in expected]
    assert [line["id"] for line in result["lines"]] == ["associe_1", "associe_2", "associe_3"]
    assert [line["label"] for line in result["lines"]] == ["A", "B", "C"]
    assert [result["values"][f"associe_{rank}"] for rank in (1, 2, 3)] == [
        line["value"] for line in result["lines"]
    ]
    assert result["values"]["montant"] == amount


def test_the_largest_remainder_wins_the_cent_then_the_first() -> None:
    # 1 € by 1, 2 and 4 hours: 14.28…, 28.57…, 57.14… cents; 99 given, one left to .57.
    assert parts(answer(1, (0, 100, 0), people((1, 0), (2, 0), (4, 0)))) == [
        Decimal("0.14"), Decimal("0.29"), Decimal("0.57"),
    ]  # fmt: skip
    # Equal remainders: the first in the order given.
    assert parts(answer(0.01, (0, 100, 0), people((1, 0), (1, 0)))) == [Decimal("0.01"), 0]


@pytest.mark.parametrize(
    ("shares", "counts", "expected", "warned"),
    [
        ((0, 100, 0), ((0, 1), (0, 0)), (50, 50), ["sans_heures"]),
        ((0, 0, 100), ((1, 0), (0, 0)), (50, 50), ["sans_actions"]),
        ((0, 50, 50), ((0, 0), (0, 0)), (50, 50), ["sans_heures", "sans_actions"]),
        ((0, 50, 50), ((0, 3), (0, 1)), (62.5, 37.5), ["sans_heures"]),
        ((100, 0, 0), ((0, 0), (0, 0)), (50, 50), []),
        ((0, 100, 0), ((1, 0), (0, 0)), (100, 0), []),
    ],
)
def test_a_key_that_nobody_has_is_shared_equally_and_told(
    shares: tuple[float, float, float],
    counts: tuple[tuple[float, float], ...],
    expected: tuple[float, float],
    warned: list[str],
) -> None:
    result = answer(100, shares, people(*counts))
    assert parts(result) == [text.exact(part) for part in expected]
    assert [warning["id"] for warning in result["warnings"]] == warned


def test_a_line_says_its_share_in_words() -> None:
    result = answer(30_000, (40, 40, 20), THREE)
    assert result["lines"][0]["formula"] == (
        "40\u00a0% à parts égales entre 3\u00a0associés\u202f; "
        "40\u00a0% selon les heures\u202f: 40 sur 100\u202f; "
        "20\u00a0% selon les actions\u202f: 6 sur 12"
    )
    only = answer(30_000, (0, 100, 0), THREE)["lines"][1]["formula"]
    assert only == "100\u00a0% selon les heures\u202f: 25 sur 100"
    nobody = answer(100, (0, 100, 0), people((0, 1), (0, 0)))
    assert nobody["lines"][0]["formula"] == "100\u00a0% à parts égales, faute d’heures"
    assert nobody["warnings"][0]["text"] == (
        "Aucun associé n’a d’heures\u202f: cette part est partagée également."
    )
    alone = answer(100, (100, 0, 0), people((1, 1)))
    assert alone["headline"]["label"] == "Partagés entre 1\u00a0associé"
    assert alone["headline"]["value"] == 100


def test_the_key_comes_from_the_statutes_and_that_is_told() -> None:
    result = answer(30_000, (40, 40, 20), THREE)
    assert {line["confidence"] for line in result["lines"]} == {"deduit"}
    assert {line["reference"] for line in result["lines"]} == {"esp-csp-l4041-2"}
    assert [note["id"] for note in result["not_computed"]] == ["statuts"]


MANAGER = [
    {"nom": "A", "heures": 3, "actions": 2, "poids": 1.5},
    {"nom": "B", "heures": 3, "actions": 1},
    {"nom": "C", "heures": 3, "actions": 0},
]


def test_a_manager_weighs_one_and_a_half_on_the_fixed_share() -> None:
    result = answer(41_200, (48, 41, 11), MANAGER)
    assert parts(result) == [Decimal("17127.43"), Decimal("12791.62"), Decimal("11280.95")]
    assert result["lines"][0]["formula"] == (
        "48\u00a0% selon les poids\u202f: 1,5 sur 3,5\u202f; "
        "41\u00a0% selon les heures\u202f: 3 sur 9\u202f; "
        "11\u00a0% selon les actions\u202f: 2 sur 3"
    )
    assert result["inputs"]["associes"][1] == {**MANAGER[1], "poids": 1, "forfait": 0}


def test_a_flat_amount_is_paid_before_sharing_and_told() -> None:
    team = [THREE[0], {**THREE[1], "forfait": 300.5}, THREE[2]]
    result = answer(30_300.5, (40, 40, 20), team)
    assert parts(result) == [11_800, Decimal("8300.5"), 10_200]
    assert result["lines"][1]["formula"].startswith(
        "forfait de 300,50\u00a0€, puis sur les 30\u202f000\u00a0€ qui restent\u202f: "
    )
    assert result["lines"][0]["formula"].startswith("sur les 30\u202f000\u00a0€ qui restent")
    everything = answer(300.5, (40, 40, 20), team)
    assert parts(everything) == [0, Decimal("300.5"), 0]


def test_flat_amounts_above_the_whole_are_told() -> None:
    team = [{**row, "forfait": 10_000.01} for row in THREE]
    with pytest.raises(InvalidInput) as refused:
        answer(30_000, (100, 0, 0), team)
    (error,) = refused.value.errors
    assert error.field == "associes"
    assert error.message.startswith(
        "Les forfaits font 30\u202f000,03\u00a0€ ensemble, plus que le montant"
    )


@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        ("poids", 0), ("poids", -1), ("poids", float("nan")), ("poids", float("inf")),
        ("poids", 1e30), ("poids", 0.00001), ("poids", "1,5"), ("poids", True),
        ("forfait", -0.01), ("forfait", 0.001), ("forfait", float("nan")), ("forfait", 1e30),
        ("forfait", "300"),
    ],
)  # fmt: skip
def test_a_wrong_weight_or_flat_amount_is_named_with_its_line(column: str, wrong: object) -> None:
    with pytest.raises(InvalidInput) as refused:
        answer(30_000, (100, 0, 0), [THREE[0], {**THREE[1], column: wrong}])
    (error,) = refused.value.errors
    assert error.field == "associes"
    assert error.message.startswith(f"Ligne 2, {column}\u202f: ")


@pytest.mark.parametrize(
    "typed",
    [
        "A;3;2;1,5\nB;3;1\nC;3;0",
        "A\t3\t2\t1.5\t\nB\t3\t1\t\t\nC\t3\t0\t1\t0",
        "A:3:2:1.5, B:3:1, C:3:0",
        "A ; 3 ; 2 ; 1,5 ; 0 €\nB ; 3 ; 1 ; 1 ; \nC ; 3 ; 0 ;",
    ],
)
def test_every_door_reads_the_columns_that_may_be_left_out(typed: str) -> None:
    calculator = find("repartition-sisa")
    row = {"montant": "41200", "part_fixe": "48", "part_temps": "41", "part_actions": "11"}
    row["associes"] = typed
    expected = {**answer(41_200, (48, 41, 11), MANAGER)}
    asked = {"calculator": calculator.slug, "typed": row}
    opened = json.loads(browser.answer(json.dumps(asked)))
    assert opened["result"]["values"] == expected["values"]
    again = {**row, **opened["link"]}
    assert (
        json.loads(browser.answer(json.dumps({**asked, "typed": again})))["link"] == opened["link"]
    )
    cells = io.StringIO()
    csv.writer(cells).writerows([row.keys(), row.values()])
    document, _ = compute_csv(calculator, cells.getvalue().encode(), Limit(10**6, 10))
    (computed,) = csv.DictReader(io.StringIO(document))
    assert computed["resultat_associe_1"] == "17127.43"


def test_the_form_tells_the_columns_that_may_be_left_out() -> None:
    hint = find("repartition-sisa").fields[-1].hint
    assert "un poids sur la part fixe" in hint
    assert "un forfait en euros versé avant le partage" in hint


def test_a_link_holds_no_more_than_what_was_told() -> None:
    people = find("repartition-sisa").fields[-1]
    assert people.write(people.accept(MANAGER)) == "A ; 3 ; 2 ; 1,5\nB ; 3 ; 1\nC ; 3 ; 0"
    paid = people.accept([{**MANAGER[1], "forfait": 20}])
    assert people.write(paid) == "B ; 3 ; 1 ; 1 ; 20"


@pytest.mark.parametrize("shares", [(100, 0, 0.01), (33.33, 33.33, 33.33), (0, 0, 0), (50, 60, 0)])
def test_shares_that_do_not_make_the_whole_are_told(shares: tuple[float, float, float]) -> None:
    with pytest.raises(InvalidInput) as refused:
        answer(100, shares, THREE)
    (error,) = refused.value.errors
    assert error.field == "part_fixe"
    total = text.percent(sum(text.exact(share) for share in shares))
    assert error.message == (f"Les trois parts font {total}. Leur somme doit être 100\u00a0%.")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"montant": -0.01}, "montant"), ({"montant": 0.001}, "montant"),
        ({"montant": 10_000_000.01}, "montant"), ({"montant": None}, "montant"),
        ({"part_fixe": 100.01}, "part_fixe"), ({"part_temps": None}, "part_temps"),
        ({"associes": []}, "associes"), ({"associes": None}, "associes"),
        ({"associes": THREE * 67}, "associes"), ({"associes": "A;1;1"}, "associes"),
        ({"associes": [{"nom": "A", "heures": 1}]}, "associes"),
        ({"associes": [{"nom": "", "heures": 1, "actions": 1}]}, "associes"),
        ({"associes": [{"nom": "A", "heures": -1, "actions": 1}]}, "associes"),
        ({"associes": [{"nom": "A", "heures": 0.001, "actions": 1}]}, "associes"),
        ({"associes": [{"nom": "A", "heures": 1, "actions": 100_000.01}]}, "associes"),
    ],
)  # fmt: skip
def test_each_wrong_input_is_named(change: dict[str, Any], field: str) -> None:
    inputs = {"montant": 10, "part_fixe": 100, "part_temps": 0, "part_actions": 0} | {
        "associes": THREE
    }
    with pytest.raises(InvalidInput) as refused:
        compute("repartition-sisa", {**inputs, **change})
    assert [error.field for error in refused.value.errors] == [field]


def test_two_hundred_associates_with_fractions_take_no_time() -> None:
    crowd = people(*((n / 100, (200 - n) / 100) for n in range(200)))
    started = time.process_time()
    result = answer(9_999_999.99, (33.33, 33.33, 33.34), crowd)
    assert time.process_time() - started < 1
    assert sum(parts(result)) == Decimal("9999999.99")


@drawn
@given(given_inputs=some_inputs)
def test_every_cent_finds_its_owner(given_inputs: dict[str, Any]) -> None:
    result = compute("repartition-sisa", given_inputs)
    shared = parts(result)
    assert sum(shared) == text.exact(given_inputs["montant"])
    assert len(shared) == len(given_inputs["associes"])
    assert all(part >= 0 and part == text.cents(part) for part in shared)


@drawn
@given(given_inputs=some_inputs)
def test_nobody_is_more_than_a_cent_from_the_exact_share(given_inputs: dict[str, Any]) -> None:
    """An independent computation, with fractions, key by key."""
    team = [{"poids": 1, "forfait": 0, **row} for row in given_inputs["associes"]]
    exact = [Fraction(text.exact(row["forfait"])) for row in team]
    amount = Fraction(text.exact(given_inputs["montant"])) - sum(exact)
    keys = {"part_fixe": "poids", "part_temps": "heures", "part_actions": "actions"}
    for key, what in keys.items():
        counts = [Fraction(text.exact(row[what])) for row in team]
        if not any(counts):
            counts = [Fraction(1)] * len(team)
        whole = amount * Fraction(text.exact(given_inputs[key])) / 100
        exact = [
            part + whole * count / sum(counts) for part, count in zip(exact, counts, strict=True)
        ]
    for part, share in zip(parts(compute("repartition-sisa", given_inputs)), exact, strict=True):
        assert abs(Fraction(part) - share) < Fraction(1, 100)


@drawn
@given(given_inputs=some_inputs, data=st.data())
def test_who_did_more_never_receives_less(
    given_inputs: dict[str, Any], data: st.DataObject
) -> None:
    team = [{"poids": 1, "forfait": 0, **row} for row in given_inputs["associes"]]
    shared = parts(compute("repartition-sisa", given_inputs))
    one, other = (data.draw(st.sampled_from(range(len(team)))) for _ in range(2))
    what_counts = ("poids", "heures", "actions", "forfait")
    if all(team[one][what] <= team[other][what] for what in what_counts):
        # A cent may go to the first of two equals.
        assert shared[one] <= shared[other] + Decimal("0.01")


@drawn
@given(given_inputs=some_inputs)
def test_weight_one_and_no_flat_amount_are_what_is_left_out(given_inputs: dict[str, Any]) -> None:
    told = [{"poids": 1, "forfait": 0, **row} for row in given_inputs["associes"]]
    assert compute("repartition-sisa", {**given_inputs, "associes": told}) == compute(
        "repartition-sisa", given_inputs
    )


@drawn
@given(given_inputs=some_inputs, times=st.sampled_from([2, 3, 10]))
def test_only_the_ratio_of_weights_counts(given_inputs: dict[str, Any], times: int) -> None:
    plain = [{**row, "poids": rank} for rank, row in enumerate(given_inputs["associes"], 1)]
    heavy = [{**row, "poids": row["poids"] * times} for row in plain]
    assert parts(compute("repartition-sisa", {**given_inputs, "associes": plain})) == parts(
        compute("repartition-sisa", {**given_inputs, "associes": heavy})
    )


@drawn
@given(given_inputs=some_inputs)
def test_nobody_receives_less_than_the_flat_amount(given_inputs: dict[str, Any]) -> None:
    shared = parts(compute("repartition-sisa", given_inputs))
    for row, part in zip(given_inputs["associes"], shared, strict=True):
        assert part >= text.exact(row.get("forfait", 0))


@drawn
@given(given_inputs=some_inputs)
def test_names_count_for_nothing(given_inputs: dict[str, Any]) -> None:
    renamed = [{**row, "nom": "X"} for row in given_inputs["associes"]]
    assert parts(compute("repartition-sisa", given_inputs)) == parts(
        compute("repartition-sisa", {**given_inputs, "associes": renamed})
    )


@given(
    cents=st.integers(0, 10**9),
    weights=st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any),
)
def test_split_is_by_largest_remainder(cents: int, weights: list[int]) -> None:
    shares = split(Decimal(cents).scaleb(-2), weights)
    assert sum(shares) == Decimal(cents).scaleb(-2)
    exact = [Fraction(cents * weight, sum(weights)) for weight in weights]
    lucky = [share * 100 - int(part) for share, part in zip(shares, exact, strict=True)]
    assert set(lucky) <= {0, 1}
    remainders = [part - int(part) for part in exact]
    kept = [r for r, luck in zip(remainders, lucky, strict=True) if luck]
    left = [r for r, luck in zip(remainders, lucky, strict=True) if not luck]
    assert not kept or not left or min(kept) >= max(left)
    for first, second in zip(range(len(weights)), range(1, len(weights)), strict=False):
        if remainders[first] == remainders[second]:
            assert lucky[first] >= lucky[second]
