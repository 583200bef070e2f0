"""The guide on a phone: the first screen answers, the rest folds, and all of it is reached."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.site.reading import every_page

PHONE: ViewportSize = {"width": 390, "height": 844}
FORMS = ("esp", "msp", "cds", "cpts", "dac", "sisa", "aci", "cpom")
GUIDE = [
    page.address.removeprefix("/")
    for page in every_page()
    if page.address.startswith(("/comprendre/", "/construire/"))
]
LONG = (
    *("references/baremes/", "baremes/aci-msp-avenant-1/"),
    *("references/historique/", "references/sources/", "references/sources-secondaires/"),
)
QUESTIONS = 4
FIRST, WHOLE = 1.2, 12
SCREENS = "document.documentElement.scrollHeight / innerHeight"

type Open = Callable[..., BrowserContext]


@pytest.fixture
def phone(open_context: Open) -> Page:
    return open_context(viewport=PHONE).new_page()


@pytest.mark.parametrize("form", FORMS)
def test_the_first_screen_answers_in_words_and_in_a_picture(phone: Page, form: str) -> None:
    phone.goto(f"comprendre/{form}/")
    card = phone.locator(".card")
    expect(card.locator("dt")).to_have_count(QUESTIONS)
    assert all(len(answer) > 40 for answer in card.locator("dd").all_inner_texts())
    for part in (card, phone.locator("figure")):
        box = part.first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= FIRST * PHONE["height"]
    tint = card.evaluate("card => getComputedStyle(card).borderTopColor")
    expect(phone.locator("h1 .form-icon")).to_have_css("fill", tint)


def test_the_page_of_the_mayor_answers_first(phone: Page) -> None:
    phone.goto("comprendre/commune/")
    expect(phone.locator(".card dt")).to_have_count(QUESTIONS)
    box = phone.locator(".card").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= FIRST * PHONE["height"]
    expect(phone.locator(".options li")).to_have_count(4)
    expect(phone.locator("summary:has-text('ne peut pas')")).to_be_visible()


def test_no_page_of_the_guide_opens_long(phone: Page) -> None:
    long = {}
    for address in (*GUIDE, *LONG):
        phone.goto(address)
        if (screens := phone.evaluate(SCREENS)) > WHOLE:
            long[address] = screens
    assert long == {}


def test_a_link_a_click_and_an_address_open_the_part_that_they_lead_to(phone: Page) -> None:
    phone.goto("comprendre/msp/#cas-particuliers")
    expect(phone.locator("#cas-particuliers")).to_be_in_viewport()
    money = phone.locator("details:has(> summary #largent)")
    expect(money).not_to_have_attribute("open", "")
    phone.goto("comprendre/cds/")
    phone.get_by_role("link", name="Cochez vos activités").click()
    expect(phone.locator("form[data-calculator]")).to_be_visible()
    phone.goto("comprendre/cds/#largent")
    phone.get_by_role("link", name="label France Santé").click()
    expect(phone.locator("h1")).to_contain_text("MSP")
    expect(phone.locator("#france-sante")).to_be_in_viewport()


def test_an_address_with_answers_opens_the_calculator(phone: Page) -> None:
    phone.goto("comprendre/cpts/#population=60000")
    expect(phone.locator("form[data-calculator]")).to_be_in_viewport()


def test_who_comes_back_finds_open_what_she_left_open(phone: Page) -> None:
    phone.goto("comprendre/cpts/")
    trap = phone.locator("details:has(> summary #les-etapes)")
    trap.locator("summary").click()
    link = trap.get_by_role("link", name="créer une CPTS")
    link.scroll_into_view_if_needed()
    before = phone.evaluate("scrollY")
    # The theme keeps the place a tenth of a second later: no reader is faster.
    place_is_kept = "y => Math.abs(history.state?.y - y) < 1"
    phone.wait_for_function(place_is_kept, arg=before)
    link.click()
    expect(phone.locator("h1")).to_contain_text("Créer une communauté")
    phone.wait_for_function(place_is_kept, arg=0)
    phone.go_back()
    expect(phone.locator("h1")).to_contain_text("CPTS : communauté")
    expect(link).to_be_in_viewport()
    assert abs(phone.evaluate("scrollY") - before) < 50


def test_everything_unfolds_at_once_and_folds_again(phone: Page) -> None:
    phone.goto("comprendre/sisa/")
    every, closed = phone.locator("details.part"), phone.locator("details.part:not([open])")
    button = phone.get_by_role("button", name="Tout déplier")
    button.click()
    expect(closed).to_have_count(0)
    phone.get_by_role("button", name="Tout replier").click()
    expect(closed).to_have_count(every.count())


def test_what_is_folded_is_on_paper(phone: Page) -> None:
    phone.goto("comprendre/msp/")
    words = phone.get_by_text("Un ostéopathe exclusif peut")
    expect(words).to_be_hidden()
    phone.emulate_media(media="print")
    expect(words).to_be_visible()
    expect(phone.locator(".unfold")).to_be_hidden()


def test_without_javascript_a_part_opens_by_its_heading(open_context: Open) -> None:
    page = open_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto("comprendre/msp/")
    expect(page.locator(".unfold")).to_be_hidden()
    part = page.locator("details.part").first
    part.locator("summary").click()
    expect(part.locator("p").first).to_be_visible()


def test_a_step_tells_folded_who_acts_and_what_to_write(phone: Page) -> None:
    phone.goto("construire/creer-une-msp/")
    step = phone.locator(".step").nth(3)
    told = step.locator(".told")
    expect(told).to_have_count(3)
    expect(told.last).to_contain_text("trois à cinq mois")
    step.locator("summary").click()
    expect(told.first).to_be_hidden()
    expect(step.locator("li").first).to_be_visible()
