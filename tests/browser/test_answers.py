"""The search answers first with a card, and forgives a slip of the finger."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.form import EVERY
from tests.browser.page import READY
from tests.browser.test_search import ask

QUESTIONS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("questions.toml").read_text("utf-8")
)
ANSWERS = ".search-answers"


def open_search(page: Page) -> None:
    """Open the search, and wait for what it loads."""
    page.goto("")
    page.get_by_role("textbox", name="Rechercher").click()
    expect(page.locator(ANSWERS)).to_be_attached(timeout=READY)


def cards(page: Page) -> list[str]:
    """Give the places that the cards lead to, the first first."""
    found: list[str] = page.locator(f"{ANSWERS} a").evaluate_all(
        "links => links.map(link => link.pathname.slice(1) + link.hash)"
    )
    return found


def test_questions_find_their_page(page: Page) -> None:
    open_search(page)
    missed = {}
    for question in QUESTIONS["question"][:: 1 if EVERY else 3]:
        results = [urlsplit(link) for link in ask(page, question["asked"])[:1]]
        first = [f"{link.path.removeprefix('/')}#{link.fragment}" for link in results]
        seen = [*cards(page), *first]
        # A page is found by any of its parts, a part by itself.
        if not {*seen, *(place.partition("#")[0] for place in seen)} & set(question["pages"]):
            missed[question["asked"]] = seen
    assert len([each for each in QUESTIONS["question"] if "heading" in each]) == 10
    assert len(missed) <= len(QUESTIONS["question"]) - QUESTIONS["score"], missed


def test_an_acronym_is_answered_by_what_it_is_and_how_much(page: Page) -> None:
    open_search(page)
    ask(page, "MSP")
    card = page.locator(".search-answer").first
    expect(card).to_contain_text("est une équipe de soins de proximité")
    expect(card).to_contain_text("80 040 €")
    expect(card.get_by_role("link", name="Rémunération d’une maison de santé")).to_be_visible()


def test_a_term_of_the_glossary_is_defined(page: Page) -> None:
    open_search(page)
    ask(page, "ald")
    expect(page.locator(".search-answer")).to_contain_text("Affection de longue durée")


def test_a_result_is_named_and_holds_a_link(page: Page) -> None:
    open_search(page)
    ask(page, "combien touche une CPTS")
    results = page.locator("[data-search-result]")
    expect(page.locator(".md-search-result__item").first).to_have_attribute(
        "data-search-result", ""
    )
    assert results.count() > 2
    assert all(result.locator("a[href]").count() for result in results.all())


def test_a_slip_is_forgiven_and_what_was_typed_stays(page: Page) -> None:
    open_search(page)
    assert ask(page, "agremant")
    expect(page.locator(".search-mended")).to_have_text("Réponses pour « agrément »")
    field = page.get_by_role("textbox", name="Rechercher")
    # The theme reads the mended words; a reader still sees her own.
    shown = field.evaluate(
        "field => Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')"
        ".get.call(field)"
    )
    assert shown == "agremant"
    # The list stays when the focus leaves the field for it.
    field.press("ArrowDown")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".md-content h1")).not_to_contain_text("Exercice coordonné")


def test_words_that_are_right_stay_as_they_are(page: Page) -> None:
    open_search(page)
    for words in (
        *("je suis sage-femme", "combien je vais toucher", "xyzzyx", "maisons de santé"),
        *("l’ars dans le finistère", "un médecin dans le village"),
    ):
        ask(page, words)
        expect(page.locator(".search-mended")).to_have_count(0)


def test_a_department_leads_to_the_contacts_of_its_region(page: Page) -> None:
    open_search(page)
    ask(page, "numéro de l’ARS 29")
    card = page.locator(".search-answer").first
    expect(card).to_contain_text("Bretagne : les contacts de votre région")
    expect(card).to_contain_text("Finistère (29). Trouvé : l’ARS")
    # « Somme » and « centre » are words first of all.
    ask(page, "quelle somme pour un centre de santé")
    assert not [place for place in cards(page) if place.startswith("annuaire/")]


def test_a_result_shows_what_was_asked_and_nothing_of_the_machine(page: Page) -> None:
    open_search(page)
    ask(page, "est ce que 2 médecins suffisent")
    marked = page.locator(".md-search-result__list mark").all_text_contents()
    assert marked
    assert not [words for words in marked if words[0].isdigit() and words != "2"]
    assert not {"est", "ce", "que"} & set(marked)
    ask(page, "remplaçant en msp")
    expect(page.locator(".md-search-result").get_by_text("Non trouvé").first).to_be_hidden()


def test_enter_opens_the_page_of_the_card(page: Page) -> None:
    open_search(page)
    ask(page, "comment quitter une SISA")
    page.keyboard.press("Enter")
    expect(page.locator(".md-content h1")).to_contain_text("SISA")
    expect(page.locator("#si-un-associe-sen-va")).to_be_in_viewport()


def test_who_reads_a_page_fetches_no_answer(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto("comprendre/msp/")
    page.wait_for_load_state("networkidle")
    assert not [path for path in asked if "answers" in path or "search_index" in path]
    page.get_by_role("textbox", name="Rechercher").click()
    expect(page.locator(ANSWERS)).to_be_attached(timeout=READY)
    assert "/search/answers.json" in asked
