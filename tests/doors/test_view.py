"""A result in words: every sentence that the page shows, the same at build and in the browser."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from calculators import SLUGS, compute, find
from calculators.vocabulary.view import CRITERION, STATUS, confidence_text, view

RESULT = compute(
    "aci-cpts",
    {"population": 120_000, "qualite": False, "date_signature": "2024-02-29"},
    "2025-06-30",
)


def test_what_needs_no_more_words_is_kept() -> None:
    shown = view(RESULT)
    for part in ("headline", "warnings", "not_computed"):
        assert shown[part] == RESULT[part]
    assert shown["calculator"] == "aci-cpts"


def test_each_statement_shows_its_confidence_and_points_to_its_source() -> None:
    shown = view(RESULT)
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
    result = compute("sisa", {"associes_medecins": 1})
    for entry, shown in zip(result["sources"].values(), view(result)["sources"], strict=True):
        assert ("dans une copie" in shown["read_text"]) is (entry["kind"] == "copie")


def test_a_date_that_comes_back_is_marked_for_the_eye() -> None:
    shown = view(RESULT)["timeline"]
    seen: list[str] = []
    for event in shown:
        assert event["again"] is (seen[-1:] == [event["date"]])
        seen.append(event["date"])
    assert {event["again"] for event in shown} == {True, False}


def test_a_statement_without_a_page_shows_the_title_alone() -> None:
    result = copy.deepcopy(RESULT)
    result["lines"][0]["page"] = ""
    title = result["sources"][result["lines"][0]["reference"]]["title"]
    assert view(result)["lines"][0]["source_text"].startswith(f"{title}\u00a0[")


def test_conditions_of_many_verdicts_stand_under_them() -> None:
    result = compute("equipe", {"mg": 2, "infirmier": 1, "psychologue": 1})
    shown = view(result)["criteria"]
    groups = list(dict.fromkeys(item["group"] for item in shown))
    assert groups == [*(item["label"] for item in result["summary"][:5]), ""]
    texts = {item["group"]: item["group_text"] for item in shown if item["group"]}
    assert list(texts.values()) == [item["text"] for item in result["summary"][:5]]
    assert shown[0]["label"] == "Au moins 1 médecin généraliste"
    assert shown[-1]["label"] == result["criteria"][-1]["label"]


@pytest.mark.parametrize("slug", ["aci-cpts", "aci-msp", "centre-de-sante", "sisa"])
def test_conditions_of_few_verdicts_stay_in_their_order(slug: str) -> None:
    result = compute(slug, find(slug).start)
    shown = view(result)["criteria"]
    assert {item["group"] for item in shown} == {""}
    assert [item["label"] for item in shown] == [item["label"] for item in result["criteria"]]


def test_a_long_tail_of_what_is_missing_is_folded_not_left_out() -> None:
    result = compute("aci-msp", {"patientele": 4000, "associes": 13})
    shown = view(result)
    assert len(result["missing"]) > 8
    assert [item["id"] for item in shown["missing"]] == [item["id"] for item in result["missing"]]
    assert shown["more"] == f"Voir les {len(result['missing']) - 6} autres"
    assert view(compute("equipe", {}))["more"] == ""


@pytest.mark.parametrize("slug", SLUGS)
def test_every_source_that_is_pointed_to_is_listed(slug: str) -> None:
    shown = view(compute(slug, find(slug).start))
    anchors = {f"#{source['id']}" for source in shown["sources"]}
    for part in ("lines", "criteria", "missing", "timeline"):
        assert {item["source_href"] for item in shown[part]} <= anchors
    for source in shown["sources"]:
        assert source.keys() == {"id", "title", "publisher", "read_text", "url"}
        assert source["read_text"].startswith(", lu le ")


def test_a_source_says_when_it_was_read() -> None:
    (source,) = (one for one in view(RESULT)["sources"] if one["id"] == "aci-cpts-source-doc-s001")
    assert source["read_text"] == ", lu le 21\u00a0novembre\u00a02026"


def test_what_decides_nothing_and_is_not_a_question_is_told_for_information() -> None:
    result = copy.deepcopy(RESULT)
    result["criteria"][0] |= {"status": "unknown", "decides": False}
    assert view(result)["criteria"][0]["status_text"] == "à savoir"
    result["criteria"][0] |= {"status": "met"}
    assert view(result)["criteria"][0]["status_text"] == "remplie"


def test_a_criterion_shows_its_status_in_words() -> None:
    result = copy.deepcopy(RESULT)
    for status, words in CRITERION.items():
        result["criteria"][0]["status"] = status
        assert view(result)["criteria"][0]["status_text"] == words
    assert CRITERION.keys() == {"met", "missing", "unknown", "not_applicable"}


@pytest.mark.parametrize(
    ("points", "words"),
    [(800, "800\u00a0points"), (1.5, "1,5\u00a0point"), (1234.25, "1\u202f234,25\u00a0points")],
)
def test_points_are_shown_with_their_id(points: float, words: str) -> None:
    result: Any = copy.deepcopy(RESULT)
    result["lines"][0]["points"] = points
    line, other = view(result)["lines"][:2]
    assert (line["points_id"], line["points_text"]) == (f"points_{line['id']}", words)
    assert "points_id" not in other


@pytest.mark.parametrize("status", STATUS)
def test_the_basis_says_which_text_and_when_it_was_checked(status: str) -> None:
    result = copy.deepcopy(RESULT)
    result["scale"]["status"] = status
    assert view(result)["basis"] == (
        "Calcul indicatif, fait avec ce texte\u202f: Avenant 2 du 20\u00a0décembre 2021 à l’accord "
        f"conventionnel interprofessionnel ({STATUS[status]}). Textes vérifiés le "
        f"21\u00a0novembre\u00a02026. Version {result['model_version']} du modèle. Ce calcul ne "
        "remplace pas la réponse de votre caisse primaire d’assurance maladie ni de votre agence "
        "régionale de santé."
    )


def test_a_value_leads_to_the_page_to_read_next() -> None:
    result = copy.deepcopy(RESULT)
    result["summary"][0]["page"] = "comprendre/cpts"
    first, second = view(result)["summary"][:2]
    assert first.items() >= result["summary"][0].items()
    assert (first["page_href"], first["page_text"]) == ("../../comprendre/cpts/", "Lire la page")
    assert (second["page_href"], second["page_text"]) == ("", "")
