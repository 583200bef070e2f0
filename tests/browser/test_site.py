"""The site as people meet it: by keyboard, on a phone, without colours, without JavaScript."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, ViewportSize, expect

from tests.browser.faults import Tab, opened
from tests.browser.form import whole
from tests.browser.page import READY, SAVES_DATA
from tests.browser.reached import focused, unseen, walk
from tests.site.reading import SITE, every_page
from tests.support import listening

ROOT = Path(__file__).parents[2]
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
FRENCH = (ROOT / "node_modules/axe-core/locales/fr.json").read_text(encoding="utf-8")
RUN_AXE = f"""async () => {{
  axe.configure({{ locale: {FRENCH} }});
  const found = await axe.run(document, {{
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"],
    resultTypes: ["violations"],
  }});
  const places = found.violations.flatMap(rule => rule.nodes.map(node => ({{ ...rule, ...node }})));
  return places.map(({{ id, help, tags, target, any }}) => [
    id,
    help,
    tags.filter(tag => tag.startsWith("RGAA-")).join(" "),
    target.join(" "),
    any.map(check => check.message).join(" "),
  ].join(" | "));
}}"""

# One page of each kind, looked at in every way.
KINDS = (
    "",
    "404.html",
    "a-propos/mentions-legales/",
    "calculateurs/aci-cpts/",
    "comprendre/comparer/",
    "comprendre/cpts/",
    "construire/creer-une-msp/",
    "embed/aci-cpts/",
    "references/baremes/",
    "references/chiffres/",
    "references/glossaire/",
)
# `make audit` applies the rules to every page; it takes minutes.
WHOLE = bool(os.environ.get("EVERY_PAGE"))
CHECKED = [page.address.removeprefix("/") for page in every_page()] if WHOLE else KINDS
PHONE: ViewportSize = {"width": 320, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 900}
WAYS: list[tuple[Literal["light", "dark"], ViewportSize]] = [("light", DESK), ("dark", PHONE)]
if WHOLE:
    WAYS += [("dark", DESK), ("light", PHONE)]

type Open = Callable[..., BrowserContext]


@pytest.fixture
def phone(open_context: Open) -> Page:
    """Give a watched page of the narrowest screen: 1280 pixels enlarged four times."""
    return open_context(viewport=PHONE).new_page()


# --- Rules that a program can check ------------------------------------------------------------


def test_no_page_breaks_a_rule_of_accessibility(open_context: Open) -> None:
    context = open_context(reduced_motion="reduce")
    context.add_init_script(SAVES_DATA)
    page = context.new_page()
    found = {}
    for address in CHECKED:
        page.goto(address)
        page.evaluate(AXE)
        for scheme, size in WAYS:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            if not address.startswith("embed/"):  # always light, as most pages that hold it
                expect(page.locator("body")).to_have_css("color-scheme", scheme)
            if wrong := page.evaluate(RUN_AXE):
                found[address, scheme, size["width"]] = wrong
    assert found == {}


def test_no_page_overflows_a_narrow_screen(open_context: Open) -> None:
    page = open_context(java_script_enabled=False, viewport=PHONE).new_page()
    wide = []
    for address in CHECKED:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wide.append(address)
    assert wide == []


# --- By keyboard --------------------------------------------------------------------------------


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", ["", "calculateurs/indemnites-cpts/"])
def test_the_focus_is_seen_at_every_stop(
    open_context: Open, path: str, viewport: dict[str, int]
) -> None:
    page = open_context(viewport=viewport, reduced_motion="reduce").new_page()
    page.goto(path)
    stops = list(walk(page))
    assert len(stops) > 10
    assert [wrong for stop in stops if (wrong := unseen(stop))] == []


def test_the_menu_opens_walks_and_closes_on_a_phone(phone: Page) -> None:
    phone.goto("comprendre/cpts/")
    button = phone.get_by_role("button", name="Menu")
    for _ in range(4):
        phone.keyboard.press("Tab")
        if focused(phone)["name"] == "Menu":
            break
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    phone.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    phone.wait_for_function("() => document.activeElement.closest('#navigation') !== null")
    phone.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


def test_a_browser_that_restores_what_was_open_finds_it_closed(address: str) -> None:
    """Firefox gives boxes back as they were, those that open the menu and the search too."""
    boxes = "['__drawer', '__search'].map((name) => document.getElementById(name))"
    with opened("firefox") as tab:
        tab.reach(f"{address}comprendre/cpts/")
        wait_for(tab, "document.querySelectorAll('.md-header button[aria-controls]').length === 2")
        tab.evaluate(f"({boxes}.map((box) => (box.checked = true)), location.reload(), 1)")
        time.sleep(0.5)
        wait_for(tab, "document.querySelectorAll('.md-header button[aria-controls]').length === 2")
        assert tab.evaluate(f"{boxes}.map((box) => box.checked)") == [False, False]


def wait_for(tab: Tab, code: str) -> None:
    for _ in range(200):
        with suppress(RuntimeError):  # between two pages
            if tab.evaluate(code):
                return
        time.sleep(0.1)
    pytest.fail(f"never so: {code}")


def test_the_search_opens_answers_and_closes_on_a_phone(phone: Page) -> None:
    phone.goto("")
    button = phone.get_by_role("button", name="Rechercher")
    button.focus()
    phone.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(phone.get_by_role("textbox", name="Rechercher")).to_be_focused()
    phone.keyboard.type("maison de sante")
    expect(phone.locator(".md-search-result__item").first).to_be_visible()
    phone.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


def test_no_single_key_does_anything(page: Page) -> None:
    page.goto("comprendre/cpts/")
    before = page.url
    for key in "np.,fs/":
        for stop in ("body", "a.md-skip", ".calc button"):
            page.locator(stop).first.focus()
            page.keyboard.press(key)
        page.wait_for_timeout(200)
        assert page.url == before, key
        assert page.locator("#__search").is_checked() is False, key


# --- What is fetched ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "where",
    ["", "calculateurs/aci-cpts/", "comprendre/aci/", "comprendre/cpts/", "comprendre/msp/"],
)
def test_who_reads_fetches_little(phone: Page, where: str) -> None:
    phone.context.add_init_script(SAVES_DATA)
    fetched: dict[str, int] = {}

    def weigh(response: Response) -> None:
        path = SITE / urlsplit(response.url).path.lstrip("/")
        file = path / "index.html" if path.is_dir() else path
        copy = file.with_name(f"{file.name}.br")
        if response.url.startswith("http"):
            sent = copy if copy.exists() else file
            fetched[file.relative_to(SITE).as_posix()] = sent.stat().st_size

    phone.on("response", weigh)
    phone.goto(where, wait_until="networkidle")
    assert not [name for name in fetched if "search_index" in name or "engine" in name]
    assert sum(fetched.values()) < 80 * 1024, fetched


def test_a_calculator_wakes_when_the_reader_comes_near(phone: Page) -> None:
    phone.goto("comprendre/cpts/", wait_until="networkidle")
    assert phone.locator(".territory").count() == 0
    phone.locator("summary:has(#calculer)").click()
    phone.locator("[name=population]").fill("30000")
    expect(phone.locator("[data-field=taille]")).to_have_attribute(
        "data-value", "1", timeout=60_000
    )
    expect(phone.get_by_label("Chercher une commune ou une intercommunalité")).to_be_visible()


# --- Moving about ---------------------------------------------------------------------------------


def test_instant_navigation_keeps_the_page_alive(page: Page) -> None:
    page.goto("")
    page.evaluate("window.kept = true")
    page.get_by_role("link", name="Comparez-les").click()
    expect(page.locator("h1")).to_contain_text("Comparer")
    assert page.evaluate("window.kept") is True
    # The menu that came with the new page is still the one that the button opens.
    assert page.locator("#navigation").count() == 1


def test_colours_follow_the_device_then_the_reader(open_context: Open) -> None:
    page = open_context(color_scheme="dark", viewport=DESK).new_page()
    page.goto("")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("label[title^='Couleurs']").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_a_lost_reader_is_led_back(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address)
    answer = page.goto("comprendre/rien/")
    assert answer is not None
    assert answer.status == 404
    page.get_by_role("link", name="Revenir à l’accueil").click()
    expect(page.locator("h1")).to_contain_text("Exercer à plusieurs")
    page.close()


def test_without_javascript_the_page_reads_whole(open_context: Open) -> None:
    page = open_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto("calculateurs/aci-cpts/")
    expect(page.locator("[data-result] .headline")).to_contain_text("€")
    # The theme's own label still opens the menu; what cannot work is not shown.
    page.locator(".md-header label[for=__drawer]").click()
    expect(page.locator(".md-sidebar--primary .md-nav__link").first).to_be_attached()
    expect(page.locator(".md-search")).to_be_hidden()


def test_paper_keeps_the_text_and_the_result(page: Page) -> None:
    page.goto("calculateurs/aci-cpts/")
    page.emulate_media(media="print")
    for shown in ("h1", ".calc-form", "[data-result] .headline", "table.lines"):
        expect(page.locator(shown).first).to_be_visible()
    for hidden in (".md-header", ".md-sidebar--primary", ".actions", ".neighbours"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_paper_has_the_guide_and_the_addresses_of_its_sources(page: Page) -> None:
    page.goto("comprendre/cpts/")
    page.emulate_media(media="print")
    said = "link => getComputedStyle(link, '::after').content"
    source = page.locator(".sources a").first
    assert str(source.get_attribute("href")) in source.evaluate(said)
    assert "http" not in page.locator(".src a").first.evaluate(said)
    assert page.locator(".related a").first.evaluate(said) == "none"
    # Nobody asked it anything.
    expect(page.locator(".calc")).to_be_hidden()


def test_a_list_to_tick_prints_alone(page: Page) -> None:
    page.add_init_script("window.print = () => {}")
    page.goto("construire/fonder-une-sisa/")
    # The list is alive: its button prints.
    expect(page.locator(".checklist-state")).not_to_contain_text("pas encore")
    page.emulate_media(media="print")
    step, source = page.locator("#etape-1-verifier-le-minimum"), page.locator(".sources")
    expect(step).to_be_visible()
    page.locator(".checklist [data-action=print]").dispatch_event("click")
    for shown in ("h1", ".checklist li"):
        expect(page.locator(shown).first).to_be_visible()
    for hidden in (step, source):
        expect(hidden).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(step).to_be_visible()


def test_paper_shows_what_is_folded_and_the_screen_folds_it_again(page: Page) -> None:
    page.goto("calculateurs/aci-cpts/")
    # The tools of a form that lives are not on paper.
    expect(page.locator("details.rare")).to_be_attached(timeout=READY)
    folded = page.locator("details:not([open], .rare)")
    before = folded.count()
    assert before > 3
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert folded.count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert folded.count() == before


def test_the_result_is_printed_alone(page: Page) -> None:
    page.goto(f"calculateurs/aci-cpts/#{whole('aci-cpts', {'population': 60_000})}")
    page.evaluate("() => { window.print = () => { window.printed = true } }")
    expect(page.locator("form[data-calculator]")).to_have_attribute(
        "data-fresh", "true", timeout=READY
    )
    page.get_by_role("button", name="Imprimer").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    for shown in ("h1", "[data-result] .headline", "table.lines >> nth=0"):
        expect(page.locator(shown).first).to_be_visible()
    expect(page.locator("details.case").first).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("details.case").first).to_be_visible()


# --- Inside another site --------------------------------------------------------------------------


@pytest.fixture
def elsewhere(address: str) -> Iterator[str]:
    """Serve, from another origin, a page that frames the one named by its path."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = (
                '<!doctype html><html lang="fr"><title>Ailleurs</title>'
                f'<iframe src="{address}{self.path.lstrip("/")}" width="600" height="600"></iframe>'
            ).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with listening(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as server:
        # Another host name makes another site, on the same machine.
        yield f"http://localhost:{server.server_port}/"


def test_only_the_pages_made_for_it_are_framed(chromium: Browser, elsewhere: str) -> None:
    page = chromium.new_page()
    frame = page.frame_locator("iframe")
    try:
        page.goto(f"{elsewhere}embed/aci-cpts/")
        expect(frame.locator("[data-result] .headline")).to_contain_text("€")
        expect(frame.locator(".md-header")).to_have_count(0)
        expect(frame.locator(".embed-footer")).to_contain_text("indicatif")
        page.goto(f"{elsewhere}calculateurs/aci-cpts/")
        expect(frame.locator("body")).not_to_contain_text("Financement")
        assert page.frames[1].url.startswith("chrome-error:")
    finally:
        page.close()
