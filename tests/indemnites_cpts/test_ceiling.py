"""One yearly ceiling for what a CPTS pays one professional (CSP D. 1434-44, facts 1.1)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import compute, find
from calculators.vocabulary import text
from tests.support import refusal

# Facts 1.1, table « PASS ».
CEILINGS = {2022: 41_136, 2023: 43_992, 2024: 46_368, 2025: 47_100, 2026: 48_060}
years = st.sampled_from(list(CEILINGS))
amounts = st.integers(0, 10_000_000).map(lambda cents: cents / 100)


def answer(on: str | None = None, **inputs: Any) -> dict[str, Any]:
    return compute("indemnites-cpts", inputs, on)


@pytest.mark.parametrize("year", CEILINGS)
def test_the_ceiling_of_each_year(year: int) -> None:
    result = answer(annee=year)
    assert result["values"] == {
        "plafond": CEILINGS[year], "indemnites": 0, "remunerations": 0, "total": 0,
        "reste": CEILINGS[year], "depassement": 0, "conforme": True,
    }  # fmt: skip
    assert result["scale"]["id"] == f"pass-{year}"
    (line,) = (line for line in result["lines"] if line["id"] == "plafond")
    assert line["label"] == f"Plafond annuel de la sécurité sociale {year}"
    assert line["confidence"] == "officiel"
    assert line["page"].startswith("arrêté du ")


@pytest.mark.parametrize("year", CEILINGS)
@pytest.mark.parametrize("day", ["01-01", "12-31"])
def test_the_year_may_come_from_the_date(year: int, day: str) -> None:
    dated = answer(f"{year}-{day}")
    assert dated["inputs"]["annee"] == year
    assert dated["values"] == answer(annee=year)["values"]
    assert dated["scale"] == answer(annee=year)["scale"]


def test_the_year_wins_over_the_date() -> None:
    assert answer("2026-06-30", annee=2023)["values"]["plafond"] == 43_992
    assert answer()["values"]["plafond"] == 48_060


@pytest.mark.parametrize(
    ("paid", "left", "over"),
    [
        ((0, 0), 46_368, 0),
        ((46_368, 0), 0, 0),
        ((0, 46_368), 0, 0),
        ((40_000, 6_368), 0, 0),
        ((46_367.99, 0), 0.01, 0),
        ((46_368, 0.01), 0, 0.01),
        ((40_000.5, 10_000.25), 0, 3_632.75),
        ((1_000_000, 1_000_000), 0, 1_953_632),
    ],
)
def test_the_ceiling_binds_the_sum_of_both(
    paid: tuple[float, float], left: float, over: float
) -> None:
    """The ceiling itself may be reached: « ≤ 1 PASS »."""
    result = answer(annee=2024, indemnites=paid[0], remunerations=paid[1])
    values = result["values"]
    assert (values["reste"], values["depassement"]) == (left, over)
    assert values["conforme"] is (over == 0)
    (criterion,) = result["criteria"]
    assert criterion["status"] == ("met" if over == 0 else "missing")
    assert (criterion["reference"], criterion["page"]) == ("cpts-s15", "art. D. 1434-44")
    label = "Reste possible cette année" if over == 0 else "Dépassement du plafond"
    assert (result["headline"]["label"], result["headline"]["value"]) == (label, left or over)


def test_each_line_says_its_computation_in_words() -> None:
    within = {line["id"]: line["formula"] for line in answer(annee=2025, indemnites=100)["lines"]}
    beyond = {
        line["id"]: line["formula"] for line in answer(annee=2025, indemnites=50_000)["lines"]
    }
    assert within["indemnites"] == "somme que vous avez indiquée"
    assert within["reste"] == "47\u202f100\u00a0€ de plafond, moins 100\u00a0€ versés"
    assert within["depassement"] == "plafond non dépassé"
    assert beyond["reste"] == "plafond dépassé, rien ne peut plus être versé"
    assert beyond["depassement"] == (
        "50\u202f000\u00a0€ versés, moins 47\u202f100\u00a0€ de plafond"
    )
    details = [
        answer(annee=2025, indemnites=paid)["criteria"][0]["detail"] for paid in (100, 50_000)
    ]
    assert details == ["Il reste 47\u202f000\u00a0€.", "2\u202f900\u00a0€ au-dessus du plafond."]
    assert within["plafond"] == "somme maximale pour un professionnel et une année civile"


def test_a_comparison_is_as_sure_as_the_ceiling() -> None:
    """The rule and the amounts of the ceiling are both official."""
    result = answer(annee=2025, indemnites=100)
    confidences = {line["id"]: line["confidence"] for line in result["lines"]}
    assert confidences == {
        "indemnites": "officiel", "remunerations": "officiel", "plafond": "officiel",
        "reste": "officiel", "depassement": "officiel",
    }  # fmt: skip
    assert result["criteria"][0]["confidence"] == "officiel"


def test_the_words_of_the_verdict() -> None:
    told = {item["id"]: item["text"] for item in answer(annee=2025, indemnites=100)["summary"]}
    assert told == {"total": "100\u00a0€", "conforme": "oui"}
    told = {item["id"]: item["text"] for item in answer(annee=2025, indemnites=50_000)["summary"]}
    assert told["conforme"] == "non"
    assert [note["id"] for note in answer(annee=2025)["not_computed"]] == [
        "autres_structures", "impots",
    ]  # fmt: skip


@pytest.mark.parametrize("year", [2027, 2028, 2100])
def test_a_year_without_a_published_ceiling_is_told(year: int) -> None:
    ((field, message),) = refusal(answer, annee=year)
    assert field == "annee"
    assert message.endswith("Choisissez une année jusqu’à 2026.")
    assert refusal(answer, f"{year}-01-01")[0][0] == "annee"


def test_a_year_before_the_rule_is_told() -> None:
    """The decree is of 16 March 2022."""
    ((field, message),) = refusal(answer, annee=2021)
    assert field == "annee"
    assert "Le premier barème s’applique depuis le 1er\u00a0janvier\u00a02022." in message


@pytest.mark.parametrize(
    ("inputs", "field"),
    [
        ({"annee": 1999}, "annee"), ({"annee": 2101}, "annee"), ({"annee": 2025.5}, "annee"),
        ({"annee": "2025"}, "annee"), ({"indemnites": -0.01}, "indemnites"),
        ({"indemnites": 0.001}, "indemnites"), ({"remunerations": 1_000_000.01}, "remunerations"),
        ({"remunerations": True}, "remunerations"), ({"plafond": 1}, "plafond"),
    ],
)  # fmt: skip
def test_each_wrong_input_is_named(inputs: dict[str, Any], field: str) -> None:
    assert [told for told, _ in refusal(answer, **inputs)] == [field]


@settings(max_examples=100, deadline=None)
@given(year=years, paid=st.tuples(amounts, amounts))
def test_what_is_left_and_what_is_over_balance_the_ceiling(
    year: int, paid: tuple[float, float]
) -> None:
    values = answer(annee=year, indemnites=paid[0], remunerations=paid[1])["values"]
    exact = {key: text.exact(value) for key, value in values.items() if key != "conforme"}
    assert exact["total"] == text.exact(paid[0]) + text.exact(paid[1])
    assert exact["plafond"] - exact["total"] == exact["reste"] - exact["depassement"]
    assert min(exact["reste"], exact["depassement"]) == 0 <= exact["total"]
    assert values["conforme"] is (exact["total"] <= CEILINGS[year])


@settings(max_examples=60, deadline=None)
@given(year=years, paid=st.tuples(amounts, amounts))
def test_both_sums_weigh_the_same(year: int, paid: tuple[float, float]) -> None:
    one = answer(annee=year, indemnites=paid[0], remunerations=paid[1])["values"]
    other = answer(annee=year, indemnites=paid[1], remunerations=paid[0])["values"]
    for key in ("total", "reste", "depassement", "conforme"):
        assert one[key] == other[key]


@settings(max_examples=60, deadline=None)
@given(year=years, paid=st.tuples(amounts, amounts).map(sorted))
def test_paying_more_never_leaves_more(year: int, paid: list[float]) -> None:
    less, more = (answer(annee=year, indemnites=amount)["values"] for amount in paid)
    assert less["reste"] >= more["reste"]
    assert less["depassement"] <= more["depassement"]
    assert less["conforme"] >= more["conforme"]


def test_every_cpts_counts_in_one_ceiling() -> None:
    notes = compute("indemnites-cpts", {"annee": 2026})["not_computed"]
    (told,) = (note["text"] for note in notes if note["id"] == "autres_structures")
    assert "«\u00a0somme totale perçue\u00a0»" in told
    assert "plusieurs CPTS n’a qu’un plafond" in told
    hints = {field.key: field.hint for field in find("indemnites-cpts").fields}
    for key in ("indemnites", "remunerations"):
        assert hints[key].endswith("Comptez toutes les CPTS ensemble.")
