"""What a calculator and a guide leave on paper: the answers, the texts, the day, the way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from calculators import find
from tests.browser.form import SOME, whole
from tests.browser.page import READY

ANSWERS = {
    "amplitude": "12h_et_plus",
    "associes": 12,
    "coordination": True,
    "crise_plan": True,
    "date_contrat": "2024-03-01",
    "patientele": 9_000,
    "sas": "tous_les_medecins",
    "si_standard": True,
    "taux_c2s": 9,
}
MSP = f"calculateurs/aci-msp/#{whole('aci-msp', ANSWERS)}"


@pytest.fixture
def stubbed(page: Page) -> Page:
    """Keep the dialogue of the browser closed: it would wait for someone."""
    page.add_init_script("window.print = () => dispatchEvent(new Event('beforeprint'))")
    return page


def ready(page: Page, where: str) -> None:
    page.goto(where)
    expect(page.locator("form[data-engine]").first).to_have_attribute(
        "data-engine", "ready", timeout=READY
    )
    expect(page.locator(".calc-status").first).to_contain_text("à jour", timeout=READY)


def on_paper(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")


def test_the_answers_the_day_and_the_way_back_are_on_paper(stubbed: Page) -> None:
    page = stubbed
    ready(page, MSP)
    expect(page.locator(".calc-paper")).to_have_count(0)
    page.locator("[data-action=print]").first.click()
    expect(page.locator(".calc-paper")).to_be_hidden()
    page.emulate_media(media="print")
    paper = page.locator(".calc-paper")
    expect(paper).to_be_visible()
    day = page.evaluate("new Date().toLocaleDateString('fr-FR', {dateStyle: 'long'})")
    expect(paper).to_contain_text(f"Imprimé le {day}")
    link = paper.locator("a")
    assert link.inner_text() == page.url == link.get_attribute("href")
    assert "patientele=9000" in page.url
    said = dict(
        zip(
            paper.locator("dt").all_inner_texts(),
            paper.locator("dd").all_inner_texts(),
            strict=True,
        )
    )
    fields = {field.key: field for field in find("aci-msp").fields}
    for key, words in {
        "patientele": "9000",
        "coordination": "oui",
        "stages": "0",
        "si_avance": "non",
        # These two stand in folds of the form.
        "taux_c2s": "9",
        "date_contrat": "01/03/2024",
    }.items():
        (label,) = (each for each in said if each.startswith(fields[key].label))
        assert said[label] == words, key
    assert "Tous les médecins, ou réponse à toutes les sollicitations" in said.values()


def test_the_texts_and_the_limits_are_on_paper(stubbed: Page) -> None:
    page = stubbed
    ready(page, MSP)
    page.locator("[data-action=print]").first.click()
    page.emulate_media(media="print")
    result = page.locator("[data-result]")
    for part in ("sources", "not_computed", "lines", "missing"):
        assert result.locator(f"[data-list={part}] > *").count() > 0
        for item in result.locator(f"[data-list={part}] > *").all():
            expect(item).to_be_visible()
    expect(result.locator(".calc-basis")).to_be_visible()
    expect(result.locator("[data-list=sources] a").first).to_contain_text("http")


@pytest.mark.parametrize("slug", SOME)
def test_no_answer_is_cut(page: Page, slug: str) -> None:
    """Each option is whole, and nothing that asks is left."""
    page.goto(f"calculateurs/{slug}/")
    form = page.locator("form[data-calculator]")
    expect(form).to_have_attribute("data-engine", "ready", timeout=READY)
    chosen = page.evaluate(
        """() => [...document.querySelectorAll('.calc-form select')].map((select) => {
          const longest = [...select.options].sort((a, b) => b.text.length - a.text.length)[0];
          longest.selected = true;
          return longest.text.trim();
        })"""
    )
    on_paper(page)
    shown = page.locator(".calc-paper dd").all_inner_texts()
    assert [words for words in chosen if words not in shown] == []
    wide = "e => e.scrollWidth > e.clientWidth + 1"
    assert not any(each.evaluate(wide) for each in page.locator(".calc-paper :is(dt, dd)").all())
    assert not any(
        control.is_visible() for control in page.locator(".calc-form :is(input, select)").all()
    )


def test_a_long_way_back_is_wrapped(stubbed: Page) -> None:
    page = stubbed
    page.goto(MSP)
    page.set_viewport_size({"width": 680, "height": 960})  # a sheet
    on_paper(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 680


def test_the_day_is_that_of_the_last_printing(page: Page) -> None:
    page.goto("calculateurs/sisa/")
    # What writes the paper comes with the form.
    expect(page.locator("form[data-calculator=sisa]")).to_have_attribute(
        "data-alive", "yes", timeout=READY
    )
    on_paper(page)
    page.locator("#sisa-associes_medecins").evaluate("e => e.value = '7'")
    on_paper(page)
    expect(page.locator(".calc-paper")).to_have_count(1)
    assert "7" in page.locator(".calc-paper dd").all_inner_texts()


@pytest.mark.parametrize(
    "where", ["calculateurs/aci-msp/", "calculateurs/aci-cpts/", "comprendre/cpts/"]
)
def test_without_javascript_paper_is_whole(
    open_context: Callable[..., BrowserContext], where: str
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(where)
    page.emulate_media(media="print")
    for item in page.locator("article .calc-sources > li, article .sources > li").all():
        if item.evaluate("e => !e.closest('.calc') || e.closest('.calc').checkVisibility()"):
            expect(item).to_be_visible()
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.calc-form select')].flatMap((select) => {
          if (!select.checkVisibility()) return [];
          const words = document.createElement('span');
          words.style.cssText = 'position: absolute; white-space: nowrap';
          words.style.font = getComputedStyle(select).font;
          words.textContent = [...select.options].map(({text}) => text.trim())
            .sort((a, b) => b.length - a.length)[0];
          document.body.append(words);
          return words.offsetWidth > select.clientWidth - 10 ? [words.textContent] : [];
        })"""
    )
    assert cut == []


def test_folds_of_the_guide_are_on_paper(page: Page) -> None:
    page.goto("calculateurs/orientation/")
    page.emulate_media(media="print")
    for case in page.locator("details.case").all():
        expect(case.locator("p").first).to_be_visible()
