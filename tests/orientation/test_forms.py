"""Which form for a project: the reasons, the thresholds, and what holds of every answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import InvalidInput, compute, find
from calculators.one_answer import ACI_OF_A_CENTRE
from calculators.orientation.rules import FORMS
from calculators.vocabulary.fields import Choice, Several
from tests.strategies import inputs, values

CALCULATOR = find("orientation")
FIELDS = {field.key: field for field in CALCULATOR.fields}
QUESTIONS = [field for field in CALCULATOR.fields if isinstance(field, Choice | Several)]
SEVERAL = [field for field in CALCULATOR.fields if isinstance(field, Several)]
SPECIALISTS: dict[str, Any] = {
    "echelle": "departement",
    "but": ["avis_specialise"],
    "membres": ["autre_medecin"],
}
projects = inputs(CALCULATOR)
drawn = settings(max_examples=150, deadline=None)


def answer(project: dict[str, Any], on: str = "2026-11-21") -> dict[str, Any]:
    return compute("orientation", project, date.fromisoformat(on))


def verdicts(project: dict[str, Any]) -> dict[str, str]:
    found = answer(project)["values"]
    return {form.id: found[f"forme_{form.id}"] for form in FORMS}


def criteria(result: dict[str, Any], form: str) -> list[dict[str, Any]]:
    return [item for item in result["criteria"] if item["verdict"] == f"forme_{form}"]


def test_every_rule_knows_every_answer() -> None:
    for form in FORMS:
        for rule in form.rules:
            field = FIELDS[rule.question]
            assert isinstance(field, Choice | Several)
            every = set(field.options)
            assert set(rule.fits) | set(rule.allows) <= every
            assert not set(rule.fits) & set(rule.allows)
            assert ("unknown" in rule.said) == bool(rule.allows)
            assert ("missing" in rule.said) == bool(every - set(rule.fits) - set(rule.allows))


def test_every_form_sends_to_a_page_that_exists() -> None:
    docs = Path(__file__).parents[2] / "docs"
    for form in FORMS:
        assert (docs / f"{form.guide}.md").is_file(), form.guide


def test_a_met_form_gives_its_reasons_and_the_next_page() -> None:
    result = answer(SPECIALISTS)
    told = {item["id"]: item for item in result["summary"]}
    assert told["forme_ESS"]["text"] == "Forme adaptée"
    assert told["forme_ESS"]["detail"].startswith("L’ESS couvre au moins un département.")
    assert told["forme_ESS"]["guide"] == "comprendre/esp"
    assert told["forme_DAC"]["text"] == "Pas pour ce projet"
    assert result["headline"]["text"] == "Forme adaptée\u202f: ESS"


def test_the_dac_is_called_not_created() -> None:
    """L. 6327-1: professionals turn to it."""
    told = {item["id"]: item for item in answer({"but": ["cas_complexes"]})["summary"]}
    assert told["forme_DAC"]["text"] == "À appeler"


def test_no_answer_asks_the_questions() -> None:
    result = answer({})
    assert result["headline"]["text"].startswith("À étudier\u202f: ESP, MSP")
    assert result["headline"]["value"] == "aucune"
    assert all(item["status"] == "unknown" for item in result["criteria"])
    told = {item["id"]: item["detail"] for item in result["summary"]}
    assert told["forme_MSP"] == "Des questions sont encore sans réponse."
    short = {**SPECIALISTS, "specialistes_presents": 9, "specialistes_adherents": 9}
    told = {item["id"]: item["detail"] for item in answer(short)["summary"]}
    assert told["forme_ESS"] == "9 sur 9. Non, sauf dérogation."
    assert "Répondez à «\u00a0Pour qui travaillez-vous ensemble" in result["criteria"][0]["detail"]


def test_contrary_answers_fit_nothing() -> None:
    nothing = {"echelle": "equipe", "but": ["organiser_territoire"]}
    assert set(verdicts(nothing).values()) == {"inadaptee"}
    headline = answer(nothing)["headline"]
    assert headline["text"] == "Aucune forme ne répond à toutes vos réponses"


@pytest.mark.parametrize(
    ("present", "members", "status"),
    [(100, 12, "met"), (100, 10, "met"), (10, 1, "met"), (100, 8, "missing"), (9, 9, "missing")],
)
def test_t26_thresholds_of_the_ess(present: int, members: int, status: str) -> None:
    """R-ESS-1: ten doctors there, ten per cent of them, or a waiver."""
    project = {
        **SPECIALISTS,
        "specialistes_presents": present,
        "specialistes_adherents": members,
    }
    result = answer(project)
    found = criteria(result, "ESS")[-1]
    assert (found["id"], found["status"], found["decides"]) == ("ESS_seuils", status, False)
    assert found["confidence"] == "secondaire"
    assert ("dérogation" in found["detail"]) == (status == "missing")
    expected = "adaptee" if status == "met" else "possible"
    assert result["values"]["forme_ESS"] == expected


@pytest.mark.parametrize("only", ["specialistes_presents", "specialistes_adherents"])
def test_one_number_of_specialists_is_not_enough(only: str) -> None:
    ids = [item["id"] for item in criteria(answer({**SPECIALISTS, only: 5}), "ESS")]
    assert "ESS_seuils" not in ids


def test_no_thresholds_before_the_convention_of_2024() -> None:
    project = {**SPECIALISTS, "specialistes_presents": 9, "specialistes_adherents": 9}
    before = answer(project, on="2024-12-31")
    assert before["values"]["forme_ESS"] == "adaptee"
    assert before["scale"]["status"] == "historique"
    assert answer(project, on="2025-01-01")["values"]["forme_ESS"] == "possible"


def test_no_more_members_than_specialists() -> None:
    with pytest.raises(InvalidInput) as refused:
        answer({"specialistes_presents": 9, "specialistes_adherents": 10})
    assert [error.field for error in refused.value.errors] == ["specialistes_adherents"]


def test_t25_an_esp_signs_no_cpom() -> None:
    """R-CPOM-1: L. 1435-3 names neither ESP, CPTS nor ESS."""
    notes = {note["id"]: note["text"] for note in answer({})["not_computed"]}
    assert "L. 1435-3 ne les cite pas" in notes["cpom"]


@drawn
@given(projects)
def test_a_verdict_is_what_its_criteria_say(project: dict[str, Any]) -> None:
    result = answer(project)
    for form in FORMS:
        found = criteria(result, form.id)
        verdict = result["values"][f"forme_{form.id}"]
        excluded = any(item["status"] == "missing" for item in found if item["decides"])
        assert (verdict == "inadaptee") == excluded
        assert (verdict == "adaptee") == all(item["status"] == "met" for item in found)


@drawn
@given(projects, st.sampled_from(QUESTIONS), st.data())
def test_answering_never_saves_a_form_that_is_excluded(
    project: dict[str, Any], question: Choice | Several, data: st.DataObject
) -> None:
    unanswered = {key: value for key, value in project.items() if key != question.key}
    before = verdicts(unanswered)
    after = verdicts({**unanswered, question.key: data.draw(values(question))})
    for form, verdict in before.items():
        assert verdict != "inadaptee" or after[form] == "inadaptee"


@drawn
@given(projects, st.sampled_from(SEVERAL), st.data())
def test_one_more_answer_never_excludes_a_form(
    project: dict[str, Any], question: Several, data: st.DataObject
) -> None:
    given_answers = project.get(question.key) or [data.draw(st.sampled_from([*question.options]))]
    more = data.draw(st.sampled_from([*question.options]))
    before = verdicts({**project, question.key: given_answers})
    after = verdicts({**project, question.key: sorted({*given_answers, more})})
    order = ["inadaptee", "possible", "adaptee"]
    for form, verdict in before.items():
        assert order.index(after[form]) >= order.index(verdict)


@drawn
@given(projects)
def test_a_territory_and_a_team_never_suit_at_once(project: dict[str, Any]) -> None:
    found = verdicts(project)
    territory = {found["CPTS"], found["ESS"]}
    team = {found["ESP"], found["MSP"], found["CDS"]}
    assert not ("adaptee" in territory and "adaptee" in team)


numbers = st.integers(1, 200).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


def ess(present: int, members: int, project: dict[str, Any]) -> tuple[str, str]:
    specialists = {"specialistes_presents": present, "specialistes_adherents": members}
    result = answer({**project, **specialists})
    return criteria(result, "ESS")[-1]["status"], result["values"]["forme_ESS"]


@drawn
@given(numbers, projects)
def test_the_ess_needs_ten_specialists_and_a_tenth_of_them(
    pair: tuple[int, int], project: dict[str, Any]
) -> None:
    present, members = pair
    status, _ = ess(present, members, project)
    assert (status == "met") == (present >= 10 and members * 10 >= present)


@drawn
@given(numbers, projects, st.integers(0, 200))
def test_one_more_member_never_harms_the_ess(
    pair: tuple[int, int], project: dict[str, Any], more: int
) -> None:
    present, members = pair
    before, _ = ess(present, members, project)
    after, _ = ess(present, min(members + more, present), project)
    assert (before, after) != ("met", "missing")


@drawn
@given(numbers, projects)
def test_the_thresholds_of_the_ess_exclude_nobody(
    pair: tuple[int, int], project: dict[str, Any]
) -> None:
    """A waiver remains possible: they only leave the question open."""
    present, members = pair
    unanswered = {k: v for k, v in project.items() if not k.startswith("specialistes_")}
    _, verdict = ess(present, members, unanswered)
    alone = answer(unanswered)["values"]["forme_ESS"]
    assert (verdict == "inadaptee") == (alone == "inadaptee")


def test_a_salaried_team_that_wants_the_aci_is_told_of_its_national_agreement() -> None:
    project = {"echelle": "equipe", "mode_exercice": "salarie", "but": ["remuneration_equipe"]}
    assert verdicts(project)["CDS"] == "possible"
    (told,) = (item for item in criteria(answer(project), "CDS") if item["id"] == "CDS_but")
    assert (told["status"], told["detail"]) == ("unknown", ACI_OF_A_CENTRE)
