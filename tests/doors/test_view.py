"""A result in words: every sentence that the page shows, the same at build and in the browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from calculators import SLUGS, find
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.result import Json
from calculators.vocabulary.scales import Scales, Status
from calculators.vocabulary.view import CRITERION, STATUS, confidence_text
from macros.pages.merged import LISTS, merged


def answer(slug: str, inputs: Mapping[str, object], on: str | None = None) -> Answer:
    return find(slug).answer(inputs, on)


def fresh() -> Answer:
    return answer(
        "aci-cpts",
        {"population": 120_000, "qualite": False, "date_signature": "2024-02-29"},
        "2025-06-30",
    )


ANSWER = fresh()
RESULT = ANSWER.result()


def shown_with(part: str, **changes: Any) -> Json:
    """Show the same answer, the first item of a part changed."""
    first, *others = getattr(ANSWER.found, part)
    lists: dict[str, Any] = {part: [replace(first, **changes), *others]}
    return merged(replace(ANSWER, report=replace(ANSWER.found, **lists)))


def test_what_needs_no_more_words_is_kept() -> None:
    shown = merged(ANSWER)
    for part in ("calculator", "headline", "warnings", "not_computed", "values"):
        assert shown[part] == RESULT[part]


@pytest.mark.parametrize("slug", SLUGS)
def test_words_never_repeat_the_result(slug: str) -> None:
    for case in find(slug).examples:
        found = find(slug).answer(case.inputs, case.on)
        result, words = found.result(), found.words()
        for name in LISTS:
            for item, more in zip(result[name], words.get(name, ()), strict=name in words):
                # But for a condition, told without the name of the group above it.
                again = item.keys() & more.keys()
                assert again <= {"label", "text"}
                assert all(item[key] != more[key] for key in again)
        for key, more in words["sources"].items():
            assert result["sources"][key].keys().isdisjoint(more)


def test_the_faces_of_an_answer_may_be_asked_in_any_order() -> None:
    first, again = fresh(), fresh()
    words, result = first.words(), first.result()
    assert (again.result(), again.words()) == (result, words)
    assert (again.result(), again.words()) == (result, words)
    assert result == RESULT


def test_each_statement_shows_its_confidence_and_points_to_its_source() -> None:
    shown = merged(ANSWER)
    for part in ("lines", "criteria", "missing", "timeline"):
        assert len(shown[part]) == len(RESULT[part]) > 0
        for item, told in zip(RESULT[part], shown[part], strict=True):
            assert told.items() >= item.items()
            kind = RESULT["sources"][item["reference"]]["kind"]
            assert told["confidence_text"] == confidence_text(item["confidence"], kind)
            rank = list(RESULT["sources"]).index(item["reference"]) + 1
            assert told["source_text"] == f"{item['page']}\u00a0[{rank}]"
            assert told["source_title"] == RESULT["sources"][item["reference"]]["title"]
            assert shown["sources"][rank - 1]["title"] == told["source_title"]
            assert told["source_href"] == f"#aci-cpts-source-{item['reference']}"


@pytest.mark.parametrize(
    ("confidence", "kind", "words"),
    [
        ("officiel", "texte", "texte officiel"),
        ("officiel", "administration", "texte officiel"),
        ("officiel", "copie", "texte officiel, lu dans une copie"),
        ("deduit", "copie", "notre lecture"),
        ("secondaire", "copie", "source secondaire"),
    ],
)
def test_a_text_read_in_a_copy_is_told(confidence: str, kind: str, words: str) -> None:
    assert confidence_text(confidence, kind) == words


def test_the_list_of_texts_tells_the_copies() -> None:
    found = answer("sisa", {"associes_medecins": 1})
    entries = found.result()["sources"].values()
    for entry, shown in zip(entries, merged(found)["sources"], strict=True):
        assert ("dans une copie" in shown["read_text"]) is (entry["kind"] == "copie")


def test_a_date_that_comes_back_is_marked_for_the_eye() -> None:
    shown = merged(ANSWER)["timeline"]
    seen: list[str] = []
    for event in shown:
        assert event["again"] is (seen[-1:] == [event["date"]])
        seen.append(event["date"])
    assert {event["again"] for event in shown} == {True, False}


def test_a_statement_without_a_page_shows_the_title_alone() -> None:
    (first, *_) = ANSWER.found.lines
    shown = shown_with("lines", ground=replace(first.ground, page=""))
    title = ANSWER.sources[first.ground.source].title
    assert shown["lines"][0]["source_text"].startswith(f"{title}\u00a0[")


def test_conditions_of_many_verdicts_stand_under_them() -> None:
    found = answer("equipe", {"mg": 2, "infirmier": 1, "psychologue": 1})
    result, shown = found.result(), merged(found)["criteria"]
    groups = list(dict.fromkeys(item.get("group", "") for item in shown))
    assert groups == [*(item["label"] for item in result["summary"][:5]), ""]
    texts = {item["group"]: item["group_text"] for item in shown if "group" in item}
    assert list(texts.values()) == [item["text"] for item in result["summary"][:5]]
    assert shown[0]["label"] == "Au moins 1 médecin généraliste"
    assert result["criteria"][0]["label"] == "ESP\u202f: au moins 1 médecin généraliste"
    assert shown[-1]["label"] == result["criteria"][-1]["label"]


@pytest.mark.parametrize("slug", ["aci-cpts", "aci-msp", "centre-de-sante", "sisa"])
def test_conditions_of_few_verdicts_stay_in_their_order(slug: str) -> None:
    found = answer(slug, find(slug).start)
    result, shown = found.result(), merged(found)["criteria"]
    assert not any("group" in item for item in shown)
    assert [item["label"] for item in shown] == [item["label"] for item in result["criteria"]]


def test_a_long_tail_of_what_is_missing_is_folded_not_left_out() -> None:
    found = answer("aci-msp", {"patientele": 4000, "associes": 13})
    result, shown = found.result(), merged(found)
    assert len(result["missing"]) > 8
    assert [item["id"] for item in shown["missing"]] == [item["id"] for item in result["missing"]]
    assert shown["more"] == f"Voir les {len(result['missing']) - 6} autres"
    assert answer("equipe", {}).words()["more"] == ""


@pytest.mark.parametrize("slug", SLUGS)
def test_every_source_that_is_pointed_to_is_listed(slug: str) -> None:
    shown = merged(answer(slug, find(slug).start))
    anchors = {f"#{source['id']}" for source in shown["sources"]}
    for part in ("lines", "criteria", "missing", "timeline"):
        assert {item["source_href"] for item in shown[part]} <= anchors
    for source in shown["sources"]:
        assert source.keys() >= {"id", "title", "publisher", "read_text", "url"}
        assert source["read_text"].startswith(", lu le ")


def test_a_source_says_when_it_was_read() -> None:
    (source,) = (
        one for one in merged(ANSWER)["sources"] if one["id"] == "aci-cpts-source-doc-s001"
    )
    assert source["read_text"] == ", lu le 21\u00a0novembre\u00a02026"


def test_what_decides_nothing_and_is_not_a_question_is_told_for_information() -> None:
    for status, words in (("unknown", "à savoir"), ("met", "remplie")):
        shown = shown_with("criteria", status=status, decides=False)
        assert shown["criteria"][0]["status_text"] == words


def test_a_criterion_shows_its_status_in_words() -> None:
    for status, words in CRITERION.items():
        assert shown_with("criteria", status=status)["criteria"][0]["status_text"] == words
    assert CRITERION.keys() == {"met", "missing", "unknown", "not_applicable"}


@pytest.mark.parametrize("label", ["oui\u202f: non", "Deux\u202f: trois"])
def test_a_group_is_declared_and_never_read_in_the_words(label: str) -> None:
    shown = shown_with("criteria", label=label, verdict="taille")["criteria"][0]
    assert (shown["label"], "group" in shown) == (label, False)
    shown = shown_with("criteria", label=label, verdict="taille", group="A")["criteria"][0]
    assert shown["label"].lower() == label.lower()
    assert shown["group"] == "Taille de la CPTS"


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ("800", "800\u00a0points"),
        ("1.5", "1,5\u00a0point"),
        ("1234.25", "1\u202f234,25\u00a0points"),
    ],
)
def test_points_are_shown_with_their_id(points: str, words: str) -> None:
    line, other = shown_with("lines", points=Decimal(points))["lines"][:2]
    assert (line["points_id"], line["points_text"]) == (f"points_{line['id']}", words)
    assert "points_id" not in other


@pytest.mark.parametrize("status", STATUS)
def test_the_basis_says_which_text_and_when_it_was_checked(
    status: Status, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Scales, "status", lambda *_: status)
    assert fresh().words()["basis"] == (
        "Calcul indicatif, fait avec ce texte\u202f: Avenant 2 du 20\u00a0décembre 2021 à l’accord "
        f"conventionnel interprofessionnel ({STATUS[status]}). Textes vérifiés le "
        f"21\u00a0novembre\u00a02026. Version {RESULT['model_version']} du modèle. Ce calcul ne "
        "remplace pas la réponse de votre caisse primaire d’assurance maladie ni de votre agence "
        "régionale de santé."
    )


def test_a_value_leads_to_the_page_to_read_next() -> None:
    (key, fact), *others = ANSWER.found.words.items()
    told = {key: replace(fact, guide="comprendre/cpts"), **dict(others)}
    shown = merged(replace(ANSWER, report=replace(ANSWER.found, words=told)))
    first, second = shown["summary"][:2]
    assert first["guide"] == "comprendre/cpts"
    assert (first["guide_href"], first["guide_text"]) == ("../../comprendre/cpts/", "Lire la page")
    assert second["guide"] == ""
    assert "guide_href" not in second
