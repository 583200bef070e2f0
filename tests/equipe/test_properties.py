"""What holds of every team."""

from __future__ import annotations

from collections import Counter
from itertools import combinations_with_replacement
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import compute, find
from calculators.equipe.conditions import WORST_LAST, conditions, judge
from calculators.equipe.professions import PROFESSIONS, Team
from tests.strategies import values

CALCULATOR = find("equipe")
SCALE = CALCULATOR.scales.at(CALCULATOR.reviewed_on)
VERDICTS = ("esp", "msp", "sisa", "aci_msp", "cds")
CODES = [profession.code for profession in PROFESSIONS]
# One of each kind, and the professions that regions take for one or for two.
KINDS = (
    "mg", "med_spe", "sage_femme", "pharmacien", "infirmier", "ipa", "kine", "tech_labo",
    "aide_soignant", "psychologue", "secretaire",
)  # fmt: skip
CHOICES = {field.key: values(field) for field in CALCULATOR.fields if field.key not in CODES}
teams = st.builds(
    lambda people, choices: {**people, **choices},
    st.dictionaries(st.sampled_from(KINDS), st.integers(0, 3), max_size=4),
    st.fixed_dictionaries({}, optional=CHOICES),
)
drawn = settings(max_examples=100, deadline=None)


def rank(result: dict[str, Any], kind: str) -> int:
    return WORST_LAST.index(result["values"][f"verdict_{kind}"])


@drawn
@given(teams, st.sampled_from(CODES), st.integers(1, 5))
def test_one_more_person_never_makes_an_answer_worse(
    team: dict[str, Any], code: str, more: int
) -> None:
    before = compute("equipe", team)
    after = compute("equipe", {**team, code: team.get(code, 0) + more})
    for kind in VERDICTS:
        assert rank(after, kind) <= rank(before, kind), kind


@drawn
@given(teams)
def test_a_verdict_is_what_its_deciding_criteria_say(team: dict[str, Any]) -> None:
    result = compute("equipe", team)
    for kind in VERDICTS:
        statuses = {
            item["status"]
            for item in result["criteria"]
            if item["verdict"] == f"verdict_{kind}" and item["decides"]
        }
        verdict = result["values"][f"verdict_{kind}"]
        assert (verdict == "eligible") == (statuses == {"met"})
        assert (verdict == "not_eligible") == ("missing" in statuses)


@settings(max_examples=25, deadline=None)
@given(teams)
def test_the_addition_works_and_nobody_could_be_spared(team: dict[str, Any]) -> None:
    result = compute("equipe", team)
    for item in result["missing"]:
        changes = {**result["inputs"], **item["changes"]}
        after = compute("equipe", changes)
        assert {key: after["values"][key] for key in item["brings"]} == item["brings"]
        switched = {
            **result["inputs"],
            **{k: v for k, v in item["changes"].items() if k in CHOICES},
        }
        added = sum(changes[code] - result["inputs"][code] for code in CODES)
        reached = item["brings"][f"verdict_{item['id']}"]
        for people in combinations_with_replacement(KINDS, max(added - 1, 0)):
            fewer = {code: switched[code] + n for code, n in Counter(people).items()}
            answers = CALCULATOR.answers({**switched, **fewer})
            found = judge(conditions(item["id"], answers, Team(answers), SCALE))
            assert not added or WORST_LAST.index(found) > WORST_LAST.index(reached), people


@drawn
@given(teams)
def test_every_no_says_what_would_change_it(team: dict[str, Any]) -> None:
    result = compute("equipe", team)
    steps = {item["id"] for item in result["missing"]}
    for kind in VERDICTS:
        if result["values"][f"verdict_{kind}"] == "not_eligible":
            assert kind in steps


@drawn
@given(teams)
def test_a_msp_of_liberals_may_always_found_a_sisa(team: dict[str, Any]) -> None:
    found = compute("equipe", {**team, "mode_exercice": "liberal"})
    if found["values"]["verdict_msp"] == "eligible":
        assert found["values"]["verdict_sisa"] == "eligible"
        assert found["values"]["verdict_esp"] != "not_eligible"


@drawn
@given(teams)
def test_counts_are_nested(team: dict[str, Any]) -> None:
    values = compute("equipe", team)["values"]
    people = sum(team.get(code, 0) for code in CODES)
    assert values["nombre_mg"] <= values["nombre_medecins"]
    assert values["nombre_medecins"] + values["nombre_auxiliaires"] <= people


@drawn
@given(teams)
def test_whoever_counts_nowhere_changes_no_minimum(team: dict[str, Any]) -> None:
    liberal = {**team, "mode_exercice": "liberal"}
    alone = compute("equipe", liberal)["values"]
    assert compute("equipe", {**liberal, "psychologue": 7, "secretaire": 3})["values"] == alone


@drawn
@given(teams, teams)
def test_two_teams_together_count_as_their_sum(one: dict[str, Any], other: dict[str, Any]) -> None:
    together = {code: one.get(code, 0) + other.get(code, 0) for code in CODES}
    found, first, second = (
        CALCULATOR.values({code: team.get(code, 0) for code in CODES})
        for team in (together, one, other)
    )
    for key in ("nombre_mg", "nombre_medecins", "nombre_auxiliaires"):
        assert found[key] == first[key] + second[key]
