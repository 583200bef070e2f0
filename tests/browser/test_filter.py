"""A long list is filtered as one types: the glossary, the sources."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 390, "height": 844}

type Open = Callable[..., BrowserContext]


@pytest.fixture
def phone(open_context: Open) -> Page:
    return open_context(viewport=PHONE).new_page()


def test_the_glossary_keeps_what_is_asked_and_comes_back_whole(phone: Page) -> None:
    phone.goto("references/glossaire/")
    assert phone.evaluate("document.documentElement.scrollHeight / innerHeight") < 5
    shown = phone.locator(".glossary dt:visible")
    expect(shown).to_have_count(0)
    field = phone.get_by_label("Chercher un sigle ou un mot")
    field.fill("maison sante plurip")
    expect(shown.first).to_be_visible()
    assert "MSP" in shown.all_inner_texts()
    assert shown.count() < 8
    expect(phone.locator(".glossary dd:visible").first).to_contain_text("aison de santé")
    expect(phone.get_by_role("status")).to_contain_text("entrée")
    field.fill("zzz")
    expect(phone.get_by_role("status")).to_have_text("Aucune entrée")
    field.fill("")
    expect(phone.locator("details.part[open]")).to_have_count(0)
    expect(phone.locator("details.part:visible")).to_have_count(phone.locator(".part").count())


def test_a_term_is_reached_by_its_address(phone: Page) -> None:
    phone.goto("references/glossaire/#msp")
    expect(phone.locator("dt#msp")).to_be_in_viewport()


def test_the_sources_are_filtered_by_article(phone: Page) -> None:
    phone.goto("references/sources/")
    phone.get_by_label("Chercher une source").fill("L. 4041-4")
    kept = phone.locator(".registry li:visible")
    expect(kept.first).to_contain_text("4041-4")
    assert kept.count() < 10


def test_the_box_works_after_a_page_was_turned(phone: Page) -> None:
    phone.goto("references/")
    phone.get_by_role("link", name="Ouvrir le glossaire").click()
    phone.get_by_label("Chercher un sigle ou un mot").fill("ameli")
    expect(phone.locator(".glossary dt:visible").first).to_be_visible()


def test_without_javascript_there_is_no_box(open_context: Open) -> None:
    page = open_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto("references/glossaire/")
    expect(page.get_by_label("Chercher un sigle ou un mot")).to_be_hidden()
