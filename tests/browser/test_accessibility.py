"""The nine calculators as people who do not see, or do not point, meet them.

On the narrowest screen: 320 pixels, which is 1280 enlarged four times.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from calculators import SLUGS, find
from tests.browser import trees
from tests.browser.form import EVERY, SOME, open_form, whole
from tests.browser.page import READY, SAVES_DATA
from tests.browser.reached import focused, unseen, walk

type Open = Callable[..., BrowserContext]

PHONE = {"width": 320, "height": 640}
# A window of 1280 by 1024 enlarged four times.
ENLARGED = {"width": 320, "height": 256}
KINDS = (
    "",
    "comprendre/comparer/",
    "comprendre/cpts/",
    "construire/creer-une-msp/",
    "references/baremes/",
    "references/chiffres/",
    "references/glossaire/",
    *(f"calculateurs/{slug}/" for slug in SLUGS),
)


def example(slug: str) -> dict[str, list[str]]:
    """Give what a reader would answer: the first example, every question answered."""
    link = parse_qs(whole(slug, find(slug).examples[0].inputs))
    return {key: value.split(",") for key, (value,) in link.items()}


# --- What is heard ------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SOME)
def test_what_is_heard_is_what_was_read(open_context: Open, slug: str) -> None:
    page = open_context(viewport=PHONE).new_page()
    told = (trees.FOLDER / f"{slug}.txt").read_text("utf-8")
    assert trees.states(page, slug) == told, "run `python -m tests.browser.trees`, read the diff"


# What is heard of each amount that stands apart: its words, less those for the eye alone.
HEARD = """() => [...document.querySelectorAll(
  ".calc-answer strong, .calc-answer dd, [data-field], .gain, .timeline strong, " +
  "[data-amount-bar] > strong, .calc-status"
)].filter((one) => one.checkVisibility() && !one.closest("[aria-hidden=true]")).map((one) => {
  const copy = one.cloneNode(true);
  for (const silent of copy.querySelectorAll("[aria-hidden=true]")) silent.remove();
  return copy.textContent.trim();
})"""


@pytest.mark.parametrize("slug", SOME)
def test_a_figure_is_heard_as_one_number(open_context: Open, slug: str) -> None:
    """A screen reader says « 97 », then « 300 », of digits that are set apart."""
    page = open_context(viewport=PHONE).new_page()
    open_form(page, slug)
    for fragment in (trees.HALF[slug], whole(slug, find(slug).examples[0].inputs)):
        trees.answered(page, fragment)
        heard = page.evaluate(HEARD)
        assert heard
        assert [words for words in heard if re.search(r"\d\u202f\d[^.]*(€|euro)", words)] == []
    result = find(slug).compute(find(slug).examples[0].inputs)["headline"]
    assert any(result["spoken"] in words for words in heard)


# --- By keyboard --------------------------------------------------------------------------------


def answer(page: Page, stop: dict[str, Any], wanted: list[str]) -> None:
    """Answer the question that has the focus, with keys alone."""
    match stop["kind"]:
        case "checkbox":
            if stop["value"] in wanted:
                page.keyboard.press("Space")
            # A box that was ticked is not answered yet.
            if page.evaluate("document.activeElement.checked") != (stop["value"] in wanted):
                page.keyboard.press("Space")
        case "select-one":
            for key in ("ArrowDown", "ArrowUp"):
                for _ in range(12):
                    if focused(page)["value"] == wanted[0]:
                        return
                    page.keyboard.press(key)
            pytest.fail(f"{stop['key']}: no key gives {wanted[0]}")
        case "textarea":
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.insert_text(",".join(wanted))
        case "text":
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type(",".join(wanted))


# The longest form and the table stand for the others, one in a window that is low too.
JOURNEYS = [("aci-msp", ENLARGED), ("repartition-sisa", PHONE)]
if EVERY:
    JOURNEYS += [("repartition-sisa", ENLARGED)]
    JOURNEYS += [(slug, PHONE) for slug in SLUGS if slug != "repartition-sisa"]


@pytest.mark.parametrize(("slug", "size"), JOURNEYS)
def test_keys_alone_lead_to_the_result(open_context: Open, slug: str, size: dict[str, int]) -> None:
    page = open_context(viewport=size, reduced_motion="reduce").new_page()
    page.goto(f"calculateurs/{slug}/")
    form = page.locator(f"form[data-calculator={slug}]")
    expect(form).to_have_attribute("data-engine", "ready", timeout=READY)
    waiting, wrong, asked = example(slug), [], ""
    for stop in walk(page):
        wrong.append(unseen(stop))
        asked = stop["key"] or asked
        if stop["key"] in waiting:
            answer(page, stop, waiting[stop["key"]])
        elif stop["name"].startswith("Non\N{NARROW NO-BREAK SPACE}:") and waiting.get(asked) == [
            "false"
        ]:
            page.keyboard.press("Space")
        elif stop["what"].startswith("SUMMARY") and page.evaluate(HOLDS, list(waiting)):
            page.keyboard.press("Enter")
        elif stop["kind"] == "submit" and stop["name"] == "Voir le résultat":
            break
    expect(form).to_have_attribute("data-fresh", "true", timeout=READY)
    page.keyboard.press("Enter")
    expect(page.locator(f"#{slug}-resultat")).to_be_focused(timeout=READY)
    expect(page.locator(".error-summary")).to_be_hidden()
    result = find(slug).compute(find(slug).examples[0].inputs)["headline"]
    expect(page.locator(".calc-answer .headline")).to_contain_text(result["text"], timeout=READY)
    # From there, the keys go on to the end of the page.
    stops = list(walk(page))
    assert any(stop["name"] == "Copier le lien" for stop in stops)
    assert [one for one in [*wrong, *map(unseen, stops)] if one] == []


# Whether what is folded here holds a question that waits for its answer.
HOLDS = """keys => {
  const at = document.activeElement.parentElement;
  return !at.open && keys.some((key) => at.querySelector(`[name="${key}"]`));
}"""


# --- As the reader has set the machine ----------------------------------------------------------

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
# Words that a box cuts. The theme cuts the title in the header, which the page says whole.
CUT = """() => [...document.querySelectorAll("article *")].filter((box) => {
  const style = getComputedStyle(box);
  if (!box.checkVisibility() || !box.textContent.trim()) return false;
  if (box.closest(".visually-hidden")) return false;
  const hides = (way) => ["hidden", "clip"].includes(style[way]);
  return (hides("overflowX") && box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 1)
    || (hides("overflowY") && box.scrollHeight > box.clientHeight + 1 && box.clientHeight > 1);
}).map((box) => `${box.tagName}.${box.className}: ${box.textContent.trim().slice(0, 60)}`)"""


@pytest.mark.parametrize("width", [320, 1280] if EVERY else [320])
def test_text_may_be_spaced_out(open_context: Open, width: int) -> None:
    """WCAG 1.4.12: nothing is cut, nothing goes out of the screen."""
    context = open_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    context.add_init_script(SAVES_DATA)
    page = context.new_page()
    wrong = {}
    for address in KINDS:
        page.goto(address)
        page.evaluate(SPACED)
        over = page.evaluate("document.documentElement.scrollWidth") - width
        if (cut := page.evaluate(CUT)) or over > 0:
            wrong[address] = over, cut
    assert wrong == {}


LARGE = """() => {
  document.documentElement.style.fontSize = "200%";
  for (const fold of document.querySelectorAll("article details")) fold.open = true;
}"""


def test_text_may_be_twice_as_large(open_context: Open) -> None:
    """WCAG 1.4.4, on a phone: nothing goes out of the screen."""
    context = open_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    context.add_init_script(SAVES_DATA)
    page = context.new_page()
    wrong = {}
    for address in (*KINDS, "comprendre/msp/"):
        page.goto(address)
        page.evaluate(LARGE)
        over = page.evaluate("document.documentElement.scrollWidth") - 390
        if over > 0:
            wrong[address] = over
    assert wrong == {}


@pytest.mark.parametrize("slug", SOME)
def test_a_result_holds_in_a_narrow_screen(open_context: Open, slug: str) -> None:
    page = open_context(viewport=ENLARGED).new_page()
    open_form(page, slug)
    for fragment in (trees.HALF[slug], whole(slug, find(slug).examples[0].inputs)):
        trees.answered(page, fragment)
        assert page.evaluate("document.documentElement.scrollWidth") <= ENLARGED["width"]
        assert page.evaluate(CUT) == []


MOVING = """() => {
  const seconds = (list) => Math.max(...list.split(",").map(parseFloat));
  const moves = [...document.querySelectorAll("*")].filter((one) => {
    const style = getComputedStyle(one);
    return seconds(style.transitionDuration) > 0.01 || style.scrollBehavior === "smooth"
      || (style.animationName !== "none" && seconds(style.animationDuration) > 0.01);
  });
  const running = document.getAnimations().filter(({ playState }) => playState === "running");
  return [...moves.map((one) => `${one.tagName}.${one.className}`), ...running.map(String)];
}"""


def test_nothing_moves_for_who_asked_for_none(open_context: Open) -> None:
    page = open_context(viewport=PHONE, reduced_motion="reduce").new_page()
    for address in ("", "comprendre/cpts/", "mon-dossier/"):
        page.goto(address)
        assert page.evaluate(MOVING) == []
    open_form(page, "aci-msp")
    trees.answered(page, trees.HALF["aci-msp"])
    assert page.evaluate(MOVING) == []


# What only a colour would show, where the machine chooses every colour.
FAINT = """() => [...document.querySelectorAll(
  "main :is(input:not([type=file], .md-toggle, .md-option), select, textarea, button)"
)].filter((one) => one.checkVisibility()).filter((one) => {
  const style = getComputedStyle(one);
  const drawn = parseFloat(style.borderTopWidth) || parseFloat(style.borderBottomWidth);
  return !drawn || style.borderBottomColor === style.backgroundColor;
}).map((one) => one.name || one.textContent)"""


def test_colours_chosen_by_the_machine_hide_nothing(open_context: Open) -> None:
    context = open_context(viewport=PHONE, forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    open_form(page, "aci-msp")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    trees.answered(page, whole("aci-msp", find("aci-msp").examples[0].inputs))
    assert page.evaluate(FAINT) == []
    # A box ticked and one that is not do not look alike.
    ticked, empty = "[name=coordination]", "[name=ipa]"
    mark = "box => getComputedStyle(box, '::after').borderBottomColor"
    drawn = "box => getComputedStyle(box, '::after').content"
    expect(page.locator(ticked)).to_be_checked()
    expect(page.locator(empty)).not_to_be_checked()
    around = page.locator(ticked).evaluate("box => getComputedStyle(box).backgroundColor")
    assert page.locator(ticked).evaluate(mark) != around
    assert page.locator(ticked).evaluate(drawn) != page.locator(empty).evaluate(drawn)
    # A refusal is told in words, and the focus is drawn.
    page.locator("[name=patientele]").fill("beaucoup")
    expect(page.locator("#aci-msp-patientele-error")).to_be_visible(timeout=READY)
    page.locator("body").evaluate("body => body.focus()")
    page.goto("")
    assert [wrong for stop in walk(page) if (wrong := unseen(stop))] == []
