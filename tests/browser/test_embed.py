"""A calculator inside another site: its links leave the frame, and a cage says what it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Frame, FrameLocator, Page, expect

from macros.editions.checks import LEAST_CONTRAST, contrast
from tests.browser.form import EVERY
from tests.browser.page import READY

WANTED = "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads"


@contextmanager
def framed(
    browser: Browser, host: str, address: str, sandbox: str | None
) -> Iterator[tuple[Page, FrameLocator]]:
    """Show a calculator in a page of another site."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    cage = "" if sandbox is None else f'sandbox="{sandbox}"'
    page.goto(
        host + quote(f'<iframe src="{address}" width="1000" height="800" {cage}></iframe>', safe="")
    )
    yield page, page.frame_locator("iframe")
    context.close()


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-forms allow-popups"])
def test_a_cage_says_what_to_add(chromium: Browser, host: str, address: str, sandbox: str) -> None:
    with framed(chromium, host, f"{address}embed/sisa/", sandbox) as (_, frame):
        expect(frame.locator(".calc-status")).to_contain_text(f'sandbox="{WANTED}"')
        expect(frame.locator("form")).to_have_attribute("data-engine", "error")


@pytest.mark.parametrize("sandbox", [None, WANTED])
def test_every_link_leaves_the_frame(
    chromium: Browser, host: str, address: str, sandbox: str | None
) -> None:
    with framed(chromium, host, f"{address}embed/orientation/", sandbox) as (page, frame):
        form = frame.locator("form")
        expect(form).to_have_attribute("data-engine", "ready", timeout=READY)
        form.locator("select, input[type=checkbox]").first.focus()
        form.get_by_text("Partir d’un exemple").click()
        form.locator(".form-examples a").first.click()
        expect(frame.locator(".calc-status")).to_contain_text("Résultat à jour")
        with page.context.expect_page() as opened:
            frame.get_by_role("link", name="Lire la page").first.click()
        assert "/embed/" not in opened.value.url
        expect(form).to_be_visible()


def test_links_of_every_embed_are_written_so(page: Page) -> None:
    for slug in ("aci-msp", "orientation", "equipe"):
        page.goto(f"embed/{slug}/")
        links = page.locator("a[href]:not([href^='#'])")
        assert links.count() > 0
        kept = links.evaluate_all(
            "links => links.filter(({ target, rel }) => target !== '_blank' || rel !== 'noopener')"
            ".map((link) => link.outerHTML)"
        )
        assert kept == []


LINK = "population=60000&qualite=true"


def code_of(page: Page, accent: str = "") -> str:
    """Take the code that the page of a calculator gives."""
    page.goto(f"calculateurs/aci-cpts/#{LINK}")
    form = page.locator("form[data-calculator]")
    expect(form).to_have_attribute("data-fresh", "true", timeout=READY)
    page.locator("[data-action=embed]").press("Enter")
    page.get_by_label("Avec les réponses").check()
    if accent:
        page.get_by_label("Couleur d’accent").fill(accent)
    return page.get_by_label("Code à coller").input_value()


@contextmanager
def hosted(
    browser: Browser, host: str, code: str, **options: Any
) -> Iterator[tuple[Page, FrameLocator, Frame]]:
    """Paste the code in the page of another site."""
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto(host + quote(f"<!doctype html><h1>Un autre site</h1>{code}", safe=""))
    yield page, page.frame_locator("iframe"), page.frames[1]
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_code_shows_the_answers_at_their_height(
    chromium: Browser, page: Page, host: str, width: int
) -> None:
    code = code_of(page)
    size = {"width": width, "height": 800}
    with hosted(chromium, host, code, viewport=size) as (outside, frame, inside):
        sent: list[str] = []
        outside.on("request", lambda request: sent.append(request.url))
        form = frame.locator("form[data-calculator]")
        expect(form).to_have_attribute("data-fresh", "true", timeout=READY)
        expect(frame.locator("[name=population]")).to_have_value("60000")
        expect(frame.locator("[data-field=taille]")).to_have_attribute("data-value", "2")
        fits = "document.documentElement.scrollHeight <= innerHeight + 1"
        inside.wait_for_function(fits, timeout=READY)
        before = outside.locator("iframe").evaluate("frame => frame.offsetHeight")
        frame.locator(".calc-detail > summary").click()
        outside.wait_for_function(
            "before => document.querySelector('iframe').offsetHeight !== before", arg=before
        )
        inside.wait_for_function(fits, timeout=READY)
        assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert not any("?" in url or "60000" in url for url in sent)
        # Nothing of the reader is kept.
        assert frame.locator("[data-action=keep]").count() == 0
        assert inside.evaluate("localStorage.length") == 0
        kept = inside.evaluate("indexedDB.databases()")
        assert "exercice-coordonne-dossier" not in [base["name"] for base in kept]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("accent", ["#ffd400", "#003366", "#777777"] if EVERY else ["#777777"])
def test_a_colour_of_another_site_is_read(
    chromium: Browser, page: Page, host: str, accent: str, scheme: str
) -> None:
    code = code_of(page, accent)
    assert f"#accent={accent[1:]}&amp;population" in code
    with hosted(chromium, host, code, color_scheme=scheme) as (_, frame, inside):
        form = frame.locator("form[data-calculator]")
        expect(form).to_have_attribute("data-fresh", "true", timeout=READY)
        expect(frame.locator(".calc-done")).to_be_empty()
        link = frame.locator(".embed-footer a")
        colour = hexadecimal(link.evaluate("link => getComputedStyle(link).color"))
        behind = hexadecimal(inside.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert contrast(colour, behind) >= LEAST_CONTRAST
        assert inside.evaluate("location.hash").startswith(f"#accent={accent[1:]}&")
        if contrast(accent, behind) >= LEAST_CONTRAST:
            assert colour == accent


def hexadecimal(colour: str) -> str:
    """Write a colour that the browser gives, `rgb(0, 51, 102)`, as a style sheet does."""
    return "#{:02x}{:02x}{:02x}".format(*map(int, re.findall(r"\d+", colour)[:3]))
