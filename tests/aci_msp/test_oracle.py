"""The rules against the table-driven oracle, on random years and on the shared cases."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.aci_msp import CALCULATOR, EVERYTHING, PREREQUISITES
from tests.aci_msp import oracle
from tests.strategies import inputs
from tests.support import cases_of


def drawn(base: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw years around a base: few years have every prerequisite by chance."""
    signed_late = st.dictionaries(st.just("exercice"), st.integers(2022, 2030), min_size=1)
    return st.builds(lambda some, when: {**base, **some, **when}, inputs(CALCULATOR), signed_late)


def agree(given_inputs: dict[str, Any]) -> None:
    computed = CALCULATOR.values(given_inputs)
    expected = oracle.year(given_inputs)
    assert computed.keys() == expected.keys()
    for key, value in expected.items():
        found = computed[key]
        exact = found if isinstance(found, bool) else Fraction(str(found))
        assert exact == value, key


@pytest.mark.parametrize("base", [{}, PREREQUISITES, EVERYTHING], ids=["any", "prereq", "all"])
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_rules_and_oracle_agree_on_any_year(base: dict[str, Any], data: st.DataObject) -> None:
    year = data.draw(drawn(base))
    signed = str(year.get("date_contrat") or "")
    if signed[:4] > str(year["exercice"]):
        year["date_contrat"] = f"{year['exercice']}-{signed[5:7]}-01"
    agree(year)


@settings(max_examples=150, deadline=None)
@given(
    patients=st.integers(0, 30_000),
    associates=st.integers(0, 60),
    base=st.integers(0, 2_000),
    files=st.integers(0, 200),
    meetings=st.integers(0, 12),
    month=st.integers(1, 12),
    exercise=st.integers(2022, 2026),
    ipa=st.booleans(),
    young=st.booleans(),
    rates=st.tuples(st.integers(0, 4_000), st.integers(0, 500)),
)
def test_rules_and_oracle_agree_on_plausible_years(**drawn: Any) -> None:
    agree(
        {
            **PREREQUISITES,
            "exercice": drawn["exercise"],
            "patientele": drawn["patients"],
            "associes": drawn["associates"],
            "concertation_base": drawn["base"],
            "concertation_dossiers": drawn["files"],
            "concertation_reunions": drawn["meetings"],
            "ipa": drawn["ipa"],
            "taux_c2s": drawn["rates"][0] / 100,
            "taux_ame": drawn["rates"][1] / 100,
            "date_contrat": f"{drawn['exercise'] - (drawn['month'] % 3)}-{drawn['month']:02}-28",
            "structure_nouvelle": drawn["young"],
        }
    )


@pytest.mark.parametrize("case", cases_of("aci-msp"), ids=lambda case: str(case["name"]))
def test_oracle_gives_the_published_values(case: dict[str, Any]) -> None:
    """The oracle is checked against the texts itself: two programs may share an error."""
    year = {"exercice": int((case["on"] or "2026")[:4]), **case["inputs"]}
    expected = oracle.year(year)
    for key, value in case["expect"].items():
        published = value if isinstance(value, bool) else Fraction(str(value))
        assert expected[key] == published, key
