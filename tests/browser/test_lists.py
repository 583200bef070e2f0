"""The page never contradicts the engine: each list of a result holds the items of the answer.

Whatever the way in: by a link, by a reload, by back and forward, by typing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from calculators import compute, find
from calculators.vocabulary.answer import Answer
from macros.pages.calculator_page import answered
from macros.pages.merged import merged
from tests.browser.form import EVERY, SOME, last_result, whole
from tests.browser.page import FOLLOW, READY, RECORD, SHOWN
from tests.support import cases_of

SAYS = """
([slug, text]) => document.querySelector(`[data-result=${slug}] .headline [data-slot=text]`)
  .textContent === text
"""
# Each way by which the page differs from what an answer says in words.
DIFFERENCES = """
(result, view) => {
  const wrong = [];
  const check = (where, shown, said) => {
    if (shown !== said) wrong.push([where, shown, said]);
  };
  const words = (element) => element?.textContent;
  for (const slot of result.querySelectorAll(".headline [data-slot]"))
    check("headline", words(slot), view.headline[slot.dataset.slot]);
  check("basis", words(result.querySelector("[data-slot=basis]")), view.basis);
  check("more", words(result.querySelector("[data-slot=more]")), view.more);
  check("ics", result.querySelector("[data-action=ics]").hidden, view.timeline.length === 0);
  const names = ["warnings", "missing", "lines", "criteria"];
  for (const name of [...names, "timeline", "not_computed", "summary", "sources"]) {
    const list = result.querySelector(`[data-list=${name}]`);
    const items = view[name];
    const children = [...list.children].filter((child) => !child.matches(".group"));
    check(`${name}, items`, children.length, items.length);
    check(`${name}, hidden`, list.closest("[data-part]")?.hidden ?? !items.length, !items.length);
    const groups = items.map(({ group }) => group ?? "");
    const headings = groups.filter((group, rank) => group && group !== groups[rank - 1]);
    const grouped = [...list.querySelectorAll(":scope > .group [data-slot=group]")].map(words);
    if (grouped.length || name === "lines" || name === "criteria")
      check(`${name}, groups`, grouped.join(), headings.join());
    items.slice(0, children.length).forEach((item, rank) => {
      const slots = [...children[rank].querySelectorAll("[data-slot]")];
      if (children[rank].dataset.slot) slots.push(children[rank]);
      check(`${name} ${rank}, slots`, slots.length > 0, true);
      for (const slot of slots)
        check(`${name} ${rank}, ${slot.dataset.slot}`, words(slot), item[slot.dataset.slot]);
      for (const part of ["gain_text", "proof", "detail", "guide_href", "points_id", "url"])
        for (const optional of children[rank].querySelectorAll(`[data-if=${part}]`))
          check(`${name} ${rank}, ${part}`, Boolean(optional), Boolean(item[part]));
      const figure = children[rank].querySelector("[data-field]");
      if (figure) check(`${name} ${rank}, value`, figure.dataset.field, item.id);
      check(`${name} ${rank}, set aside`, children[rank].hidden, Boolean(item.set_aside));
    });
  }
  return wrong;
}
"""
SETTLED = """
(slug) => {
  const { fresh, engine } = document.querySelector(`form[data-calculator=${slug}]`).dataset;
  return fresh === "true" && engine === "ready";
}
"""
# One control after the other, as fast as a machine types.
TYPE = """
(form, typed) => {
  form.reset();
  for (const [key, value] of Object.entries(typed)) {
    for (const control of form.querySelectorAll(`[name=${key}]`)) {
      const wanted = control.closest("fieldset.field") ? control.value : "true";
      if (control.type === "checkbox") control.checked = value.split(",").includes(wanted);
      else control.value = value;
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}
"""


def answers(slug: str) -> list[tuple[str, Answer]]:
    """Give the fragment and the answer of each example and each shared case."""
    calculator = find(slug)
    cases = [(case["inputs"], case["on"]) for case in cases_of(slug)]
    assert cases
    examples = [(example.inputs, example.on) for example in calculator.examples]
    given = []
    for inputs, on in [*examples, *cases]:
        found = calculator.answer(inputs, date.fromisoformat(on) if isinstance(on, str) else on)
        link = found.link() | ({"on": str(on)} if on else {})
        given.append((urlencode(sorted(link.items())), found))
    return given


def some(given: list[tuple[str, Answer]]) -> list[tuple[str, Answer]]:
    """Keep, where time is short, a few answers that do not fill the same lists."""
    if EVERY:
        return given
    kept: dict[tuple[bool, ...], tuple[str, Answer]] = {}
    for fragment, found in given:
        result = found.result()
        lists = (result[name] for name in ("warnings", "missing", "lines", "timeline"))
        kept.setdefault(tuple(bool(items) for items in lists), (fragment, found))
    return list(kept.values())[:2]


def differences(page: Page, slug: str, found: Answer) -> Any:
    page.wait_for_function(SETTLED, arg=slug, timeout=READY)
    return page.locator(f"[data-result={slug}]").evaluate(DIFFERENCES, shown_of(found))


def shown_of(found: Answer) -> dict[str, Any]:
    """Give what a page says of an answer: its amount is a range while questions wait."""
    view, estimate = merged(found), found.estimate
    if estimate and not estimate.exact:
        view["headline"] |= found.words()["estimate"]
    return view


def comes_to(page: Page, slug: str, found: Answer) -> None:
    """Wait until the page says an answer: a browser tells a step in its history a little later."""
    page.wait_for_function(SAYS, arg=[slug, shown_of(found)["headline"]["text"]], timeout=READY)
    assert differences(page, slug, found) == []


def figures(page: Page, slug: str) -> Any:
    return page.locator(f"[data-result={slug}]").evaluate(SHOWN)


def written(found: Answer) -> set[tuple[str, str]]:
    """Give each figure of a result, as pages write it for programs; not those that wait."""
    view = merged(found)
    return {
        (
            item["id"],
            item["value"] if isinstance(item["value"], str) else json.dumps(item["value"]),
        )
        for item in (*view["summary"], *view["lines"])
        if not item.get("set_aside")
    }


@pytest.mark.parametrize("slug", SOME)
def test_by_a_link_by_back_and_by_typing(page: Page, slug: str) -> None:
    page.goto(f"calculateurs/{slug}/")
    form = page.locator(f"form[data-calculator={slug}]")
    expect(form).to_have_attribute("data-engine", "ready", timeout=READY)
    shown, example = page.locator(f"[data-result={slug}]"), find(slug).examples[0]
    printed = merged(answered(find(slug), example))
    assert shown.evaluate(DIFFERENCES, printed) == []
    expect(shown).to_have_attribute("data-state", "example")
    # Where nothing is answered, nothing is computed.
    given = [(fragment, found) for fragment, found in answers(slug) if fragment]
    form.evaluate(RECORD)
    for fragment, found in given[:: 1 if EVERY else 2]:
        page.evaluate("() => { window.results.length = 0 }")
        page.evaluate(FOLLOW, fragment)
        assert last_result(page) == found.result(), fragment
        assert differences(page, slug, found) == [], fragment
        assert figures(page, slug).items() >= written(found), fragment
    for fragment, found in some(given):
        form.evaluate(TYPE, dict(parse_qsl(fragment, keep_blank_values=True)))
        assert differences(page, slug, found) == [], fragment
    page.goto(f"calculateurs/{slug}/")
    for fragment, found in some(given):
        page.evaluate(FOLLOW, fragment)
        assert differences(page, slug, found) == []
        page.go_back()
        expect(shown.locator(".calc-needs")).to_have_text(find(slug).needs)
        expect(shown).to_have_attribute("data-state", re.compile("example|needs"))
        page.go_forward()
        comes_to(page, slug, found)
        page.go_back()


@pytest.mark.parametrize("slug", SOME)
def test_by_a_link_opened_then_reloaded(page: Page, slug: str) -> None:
    # Where nothing is answered, nothing is computed.
    given = some([each for each in answers(slug) if each[0]])
    for fragment, found in given if EVERY else given[:1]:
        page.goto("about:blank")
        page.goto(f"calculateurs/{slug}/#{fragment}")
        assert differences(page, slug, found) == [], fragment
        page.reload()
        assert differences(page, slug, found) == [], fragment


def test_what_is_missing_is_folded_on_the_screen_alone(page: Page) -> None:
    inputs = {"patientele": 4_000, "associes": 13}
    result = compute("aci-msp", inputs)
    assert len(result["missing"]) > 8
    page.goto(f"calculateurs/aci-msp/#{whole('aci-msp', inputs)}")
    expect(page.locator("form[data-calculator]")).to_have_attribute(
        "data-fresh", "true", timeout=READY
    )
    items = page.locator("[data-list=missing] > li")
    fold = page.locator("[data-list=missing] + .more")
    assert items.count() == len(result["missing"])
    assert len([item for item in items.all() if item.is_visible()]) == 6
    fold.locator("summary").click()
    assert all(item.is_visible() for item in items.all())
    fold.locator("summary").click()
    page.emulate_media(media="print")
    assert all(item.is_visible() for item in items.all())


def test_without_javascript_nothing_that_is_missing_is_folded(
    open_context: Callable[..., BrowserContext],
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto("calculateurs/aci-msp/")
    assert all(item.is_visible() for item in page.locator("[data-list=missing] > li").all())
    expect(page.locator("[data-list=missing] + .more")).to_be_hidden()
