"""What a reader sees under an answer of the search: words, never the innards of a page."""

from __future__ import annotations

import json
import re
import tomllib
from itertools import pairwise
from typing import Any

import pytest

from macros.site.search_answers import ANSWERS, CARDS, LONGEST
from macros.site.search_index import INDEX, WORDS
from tests.site.reading import SITE, every_page

# Two cells, two marks of an axis, a cell and a label: nothing kept them apart.
RUN_TOGETHER = re.compile(
    r"\d{7,}|[€%]\d|[€%][A-Za-zÀ-ÿ]|(?<![a-z])\d(?!er\b|e\b|re\b|[DdLRT]\b)[A-ZÀ-Ý][a-zà-ÿ]|[a-zà-ÿ]{3}\d{4}"
)
# What a source is called where it stands: the number of a text, of a file, of a nomenclature.
IDENTIFIERS = re.compile(r"https?://\S+|(JORF|LEGI)TEXT\d+|Version \d{14}\b")
INNARDS = re.compile(
    r"data-|aria-|</?(?!p>)[a-z]+|\[\d+\]|\bSource \d+\b|Une réponse est à corriger"
)


@pytest.fixture(scope="module")
def parts() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((SITE / INDEX).read_text("utf-8"))["docs"]
    return found


def said(part: dict[str, Any]) -> list[str]:
    return [text for text in re.split("</?p>", part["text"]) if text]


def test_a_title_is_that_of_one_heading(parts: list[dict[str, Any]]) -> None:
    pages = {page.address: re.sub("<[^>]+>", "<", page.text) for page in every_page()}
    wrong = [
        part["title"]
        for part in parts
        for address, _, anchor in [part["location"].partition("#")]
        if anchor and f"<{part['title']}<" not in pages[f"/{address}"]
    ]
    assert wrong == []


def test_nothing_runs_together(parts: list[dict[str, Any]]) -> None:
    wrong = [
        f"{part['location']}: …{text[max(0, found.start() - 30) : found.end() + 30]}…"
        for part in parts
        for text in said(part)
        for found in RUN_TOGETHER.finditer(IDENTIFIERS.sub("", text))
    ]
    assert wrong == []


def test_no_excerpt_shows_the_innards_of_a_page(parts: list[dict[str, Any]]) -> None:
    wrong = [
        f"{part['location']}: {found[0]}"
        for part in parts
        # The pages for who changes the code show some.
        if not part["location"].startswith("contribuer/")
        for found in INNARDS.finditer(part["text"])
    ]
    assert wrong == []


def test_no_excerpt_reads_the_marks_of_an_axis(parts: list[dict[str, Any]]) -> None:
    """Each chart has its table, whose rows begin by a date: bare numbers in a row are marks."""
    texts = {part["location"]: said(part) for part in parts}
    assert len([place for place in texts if place.startswith("references/chiffres/#")]) > 10
    bare = re.compile(r"[\d\s\u202f\u00a0,]+")
    for place, paragraphs in texts.items():
        for one, other in pairwise(paragraphs):
            assert not (bare.fullmatch(one) and bare.fullmatch(other)), place
    charts = [page for page in every_page() if page.all("figure")]
    assert charts


def test_how_to_read_a_result_is_found(parts: list[dict[str, Any]]) -> None:
    texts = {part["location"]: part["text"] for part in parts}
    assert "plafond publié" in texts["calculateurs/aci-cpts/"]


def test_each_word_that_people_type_leads_to_a_part_of_the_site(
    parts: list[dict[str, Any]],
) -> None:
    words = tomllib.loads(WORDS.read_text("utf-8"))
    assert {part["location"]: part["words"] for part in parts if "words" in part} == words


def test_who_searches_fetches_little() -> None:
    assert (SITE / f"{INDEX}.br").stat().st_size < 85_000


def test_each_answer_says_something_and_leads_to_its_page(parts: list[dict[str, Any]]) -> None:
    answers = json.loads((SITE / ANSWERS).read_text("utf-8"))
    told = tomllib.loads(CARDS.read_text("utf-8"))
    assert len(answers["forms"]) == len(told["form"]) == 9
    places = {part["location"] for part in parts}
    for form in answers["forms"]:
        assert form["page"] in places
        assert all(all(answer) for answer in form["told"].values()), form["page"]
        assert {address for address, _ in form["compute"]} <= places
    for each in answers["questions"]:
        assert each["page"] in places
        assert 20 < len(each["text"]) <= LONGEST, each["page"]
    assert len(answers["terms"]) > 100
    glossary = {page.address: page for page in every_page()}["/references/glossaire/"].ids.keys()
    assert {term["page"].partition("#")[2] for term in answers["terms"]} <= glossary
    for text in re.findall(r'"(?:text|title)":"([^"]*)"', json.dumps(answers, ensure_ascii=False)):
        assert not INNARDS.search(text), text
