"""Two or three forms read side by side on a phone, without a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 390, "height": 844}
ASKED = (
    "Revenus et charges",
    "Temps de travail",
    "Ce que l’on risque",
    "Qui décide",
    "Temps pour la monter",
    "Comment on en part",
)

type Open = Callable[..., BrowserContext]


@pytest.fixture(params=[True, False], ids=["scripts", "no script"])
def phone(open_context: Open, request: pytest.FixtureRequest) -> Page:
    page = open_context(viewport=PHONE, java_script_enabled=request.param).new_page()
    page.goto("comprendre/comparer/")
    return page


def answers(page: Page, question: str) -> Locator:
    row = page.locator(".side-by-side tr", has=page.get_by_text(question, exact=True))
    return row.locator("td:not(:first-child):visible")


def test_two_forms_stand_side_by_side_and_a_third_joins_them(phone: Page) -> None:
    for question in ASKED:
        two = answers(phone, question)
        expect(two).to_have_count(2)
        left, right = (box.bounding_box() for box in two.all())
        assert left is not None
        assert right is not None
        assert left["y"] == right["y"]
        assert right["x"] + right["width"] <= PHONE["width"]
    phone.get_by_label("CPTS").check()
    three = answers(phone, "Revenus et charges")
    expect(three).to_have_count(3)
    expect(three.last).to_contain_text("48\u202f060\u00a0€")
    assert len({box["y"] for each in three.all() if (box := each.bounding_box())}) == 1
    expect(phone.get_by_role("group", name="Formes à comparer, trois au plus")).to_be_visible()
    phone.get_by_label("MSP").uncheck()
    expect(answers(phone, "Qui décide")).to_have_count(2)


def test_each_answer_says_whose_it_is(phone: Page) -> None:
    said = "cell => getComputedStyle(cell, '::before').content"
    cells = answers(phone, "Qui décide")
    assert [cell.evaluate(said) for cell in cells.all()] == ['"MSP"', '"CDS"']


def test_nothing_picked_says_what_to_do(phone: Page) -> None:
    for name in ("MSP", "CDS"):
        phone.get_by_label(name).uncheck()
    expect(phone.locator(".side-by-side table")).to_be_hidden()
    said = "place => getComputedStyle(place, '::after').content"
    assert "Cochez" in phone.locator(".side-by-side").evaluate(said)


def test_a_fourth_form_is_refused_in_words(open_context: Open) -> None:
    page = open_context(viewport=PHONE).new_page()
    page.goto("comprendre/comparer/")
    told = page.locator(".pick [role=status]")
    page.get_by_label("CPTS").check()
    expect(told).to_be_empty()
    page.get_by_label("DAC").click()
    expect(told).to_contain_text("Trois formes au plus")
    expect(page.get_by_label("DAC")).not_to_be_checked()
    page.get_by_label("CPTS").uncheck()
    expect(told).to_be_empty()
    page.get_by_label("DAC").check()
