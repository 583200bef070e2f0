"""The decision tree of the health centres, and what it says beside the answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import InvalidInput, compute
from calculators.centre_de_sante.fields import ACTIVITIES, MANAGERS
from calculators.one_answer import ACI_OF_A_CENTRE
from tests.support import ids

ASSOCIATION = "organisme_a_but_non_lucratif"
APPROVED = {"dentaire", "ophtalmologique", "orthoptique"}
EVERY_MIX = [
    set(mix) for size in range(1, len(ACTIVITIES) + 1) for mix in combinations(ACTIVITIES, size)
]
mixes = st.sampled_from(EVERY_MIX)
managers = st.sampled_from(list(MANAGERS))
drawn = settings(max_examples=100, deadline=None)


def answer(
    activities: Iterable[str], manager: str = ASSOCIATION, on: str = "2026-11-21"
) -> dict[str, Any]:
    inputs = {"activites": sorted(activities), "gestionnaire": manager}
    return compute("centre-de-sante", inputs, date.fromisoformat(on))


@pytest.mark.parametrize("mix", EVERY_MIX, ids=lambda mix: "+".join(sorted(mix)))
def test_the_tree_of_the_assurance_maladie(mix: set[str]) -> None:
    """Page of ameli.fr dated 26/02/2025: agrément alone, récépissé alone, or both."""
    values = answer(mix)["values"]
    assert values["agrement_requis"] == bool(mix & APPROVED)
    assert values["recepisse_requis"] == bool(mix - APPROVED)


@pytest.mark.parametrize(
    ("mix", "words"),
    [
        ({"dentaire"}, "Un agrément seul"),
        ({"infirmiere"}, "Un récépissé seul"),
        ({"infirmiere", "dentaire"}, "Un récépissé et un agrément"),
    ],
)
def test_the_headline_names_the_file(mix: set[str], words: str) -> None:
    assert answer(mix)["headline"]["text"] == words
    refused = answer(mix, "region")["headline"]
    assert refused["value"] == "gestionnaire_non_admis"
    assert refused["text"] == "Ce gestionnaire n’est pas admis par la loi"


@pytest.mark.parametrize(
    ("mix", "kind"),
    [
        ({"medicale"}, "medical"),
        ({"medicale", "ophtalmologique"}, "medical"),
        ({"infirmiere"}, "infirmier"),
        ({"dentaire"}, "dentaire"),
        ({"orthoptique"}, "autre"),
        ({"autre_paramedicale"}, "autre"),
        ({"orthoptique", "autre_paramedicale"}, "polyvalent"),
        ({"medicale", "dentaire"}, "polyvalent"),
    ],
)
def test_kinds_are_those_of_the_statistics(mix: set[str], kind: str) -> None:
    assert answer(mix)["values"]["type_de_centre"] == kind


def test_nothing_to_do_is_refused_beside_its_field() -> None:
    with pytest.raises(InvalidInput) as refused:
        answer([])
    assert [error.field for error in refused.value.errors] == ["activites"]


def test_a_refused_manager_is_told_and_replaced() -> None:
    result = answer({"medicale"}, "region")
    assert "region" in ids(result["warnings"])
    (step,) = result["missing"]
    assert step["changes"] == {"gestionnaire": ASSOCIATION}
    found = next(item for item in result["criteria"] if item["id"] == "gestionnaire")
    # The list of L. 6323-1-3 was read whole.
    assert (found["status"], found["confidence"]) == ("missing", "officiel")
    assert "region" not in ids(answer({"medicale"}, "societe_commerciale")["warnings"])


def test_a_scic_looks_at_its_own_partners() -> None:
    assert "scic" in ids(answer({"medicale"}, "scic")["criteria"])
    assert "scic" not in ids(answer({"medicale"})["criteria"])


def test_an_agrement_is_first_provisional_and_its_delay_unread() -> None:
    result = answer({"orthoptique"})
    first = next(item for item in result["criteria"] if item["id"] == "agrement_provisoire")
    assert "1\u00a0an après l’ouverture" in first["detail"]
    assert "delai_agrement" in ids(result["not_computed"])
    assert "comite" not in ids(result["criteria"])
    assert "comite" in ids(answer({"dentaire"})["criteria"])
    assert "delai_agrement" not in ids(answer({"medicale"})["not_computed"])


def test_the_money_is_not_computed_and_the_unread_agreement_is_told() -> None:
    result = answer({"medicale"})
    assert "remuneration" in ids(result["not_computed"])
    assert result["scale"]["status"] == "provisoire"
    assert "texte_accord-cds-2025" in ids(result["warnings"])
    assert answer({"medicale"}, on="2025-10-14")["scale"]["status"] == "en_vigueur"


def test_before_the_law_of_2023() -> None:
    result = answer({"dentaire"}, on="2023-05-20")
    assert result["scale"]["status"] == "historique"
    assert set(ids(result["criteria"])).isdisjoint(
        {"dirigeants", "comite", "agrement_provisoire", "conventionnement"}
    )
    details = {item["id"]: item for item in result["summary"]}
    assert details["recepisse_requis"]["detail"] == "Pour\u202f: Dentaire."
    assert details["agrement_requis"]["detail"] == ""


@drawn
@given(mixes, managers)
def test_a_centre_always_needs_a_file(mix: set[str], manager: str) -> None:
    values = answer(mix, manager)["values"]
    assert values["recepisse_requis"] or values["agrement_requis"]


@drawn
@given(mixes, mixes, managers)
def test_one_more_activity_never_takes_a_file_away(
    mix: set[str], more: set[str], manager: str
) -> None:
    before, after = answer(mix, manager)["values"], answer(mix | more, manager)["values"]
    assert after["recepisse_requis"] >= before["recepisse_requis"]
    assert after["agrement_requis"] >= before["agrement_requis"]


@drawn
@given(mixes, managers, managers)
def test_the_manager_does_not_change_the_file(mix: set[str], one: str, other: str) -> None:
    keys = ("recepisse_requis", "agrement_requis", "type_de_centre")
    first, second = answer(mix, one)["values"], answer(mix, other)["values"]
    assert [first[key] for key in keys] == [second[key] for key in keys]


@drawn
@given(mixes, managers)
def test_a_manager_that_is_refused_can_be_replaced(mix: set[str], manager: str) -> None:
    result = answer(mix, manager)
    assert bool(result["missing"]) != result["values"]["gestionnaire_admis"]
    for step in result["missing"]:
        assert answer(mix, step["changes"]["gestionnaire"])["values"]["gestionnaire_admis"]


@drawn
@given(mixes, mixes, managers)
def test_the_activities_do_not_change_who_may_manage(
    one: set[str], other: set[str], manager: str
) -> None:
    first, second = answer(one, manager), answer(other, manager)
    assert first["values"]["gestionnaire_admis"] == second["values"]["gestionnaire_admis"]
    assert first["missing"] == second["missing"]


@drawn
@given(mixes, st.sampled_from(["2022-02-23", "2023-05-21", "2026-11-21"]))
def test_the_list_of_managers_is_the_same_for_every_activity_of_a_day(
    mix: set[str], on: str
) -> None:
    admitted = {m for m in MANAGERS if answer(mix, m, on)["values"]["gestionnaire_admis"]}
    assert ASSOCIATION in admitted
    assert "societe_commerciale" not in admitted


@drawn
@given(mixes, mixes)
def test_several_kinds_together_make_a_mixed_centre(one: set[str], other: set[str]) -> None:
    kinds = [answer(mix)["values"]["type_de_centre"] for mix in (one, other, one | other)]
    if kinds[0] != kinds[1] or "polyvalent" in kinds[:2]:
        assert kinds[2] == "polyvalent"
    else:
        assert kinds[2] in (kinds[0], "polyvalent")


@drawn
@given(mixes)
def test_the_kind_is_that_of_its_activities_in_any_order(mix: set[str]) -> None:
    backwards = {"activites": sorted(mix, reverse=True), "gestionnaire": ASSOCIATION}
    found = answer(mix)["values"]["type_de_centre"]
    assert compute("centre-de-sante", backwards)["values"]["type_de_centre"] == found
    alone = {answer({activity})["values"]["type_de_centre"] for activity in mix}
    assert (found == "polyvalent") == (len(mix) > 1 and (len(alone) > 1 or "autre" in alone))


def test_a_centre_signs_the_aci_of_msp_only_outside_its_national_agreement() -> None:
    admitted = compute(
        "centre-de-sante", {"activites": ["medicale"], "gestionnaire": "departement"}
    )
    assert admitted["values"]["verdict_aci_msp"] == "depends"
    (told,) = (item for item in admitted["criteria"] if item["id"] == "aci_accord_national")
    assert told["detail"].startswith(ACI_OF_A_CENTRE)
    assert (told["reference"], told["confidence"]) == ("msp-paps", "officiel")
    refused = compute("centre-de-sante", {"activites": ["medicale"], "gestionnaire": "region"})
    assert refused["values"]["verdict_aci_msp"] == "not_eligible"
