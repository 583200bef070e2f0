"""The picker of communes in a real browser, alone with a form and a strict content policy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.territoires import populations
from tests.browser.form import hold
from tests.support import listening

FORM = """<!doctype html><html lang="fr"><title>Essai</title>
<link rel="stylesheet" href="/assets/stylesheets/territory.css">
<script type="module" src="/mount.js"></script>
<main class="md-typeset"><h1>Essai</h1><form class="calc"><div class="field">
<label for="communes">Codes Insee</label><input type="text" id="communes" name="communes">
</div><button type="reset">Effacer</button></form></main></html>"""
MOUNT = """import { mountTerritory } from "/assets/javascripts/communes/picker.js";
window.events = [];
for (const type of ["input", "change"]) {
  document.forms[0].addEventListener(type, (event) => window.events.push(event.target.name));
}
mountTerritory(document.querySelector(".field"));
mountTerritory(document.querySelector(".field"));
"""
MADE = {
    "/": ("text/html", FORM),
    "/mount.js": ("text/javascript", MOUNT),
    "/favicon.ico": ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
}


class Handler(SimpleHTTPRequestHandler):
    """Serve `docs/`, and the form around it."""

    def do_GET(self) -> None:
        if self.path not in MADE:
            super().do_GET()
            return
        kind, content = MADE[self.path]
        body = content.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", "default-src 'self'")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def picker() -> Iterator[str]:
    directory = str(populations.ROOT / "docs")
    handler = partial(Handler, directory=directory)
    with listening(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as server:
        yield f"http://127.0.0.1:{server.server_port}/"


@pytest.fixture
def form(chromium: Browser, picker: str) -> Iterator[Page]:
    context = chromium.new_context(has_touch=True, viewport={"width": 390, "height": 800})
    opened = context.new_page()
    problems: list[str] = []
    opened.on("console", lambda message: problems.append(message.text))
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.goto(picker)
    yield opened
    context.close()
    assert [p for p in problems if "net::ERR_FAILED" not in p] == []


def add(form: Page, query: str, name: str) -> None:
    form.get_by_role("combobox").fill(query)
    form.get_by_role("option", name=name).first.tap()


def codes(form: Page) -> list[str]:
    return [code for code in form.locator("[name=communes]").input_value().split(",") if code]


def test_an_epci_by_the_keyboard(form: Page) -> None:
    search, status = form.get_by_role("combobox"), form.get_by_role("status")
    search.press_sequentially("bugey sud")
    expect(status).to_have_text("1\u00a0résultat.")
    expect(search).to_have_attribute("aria-expanded", "true")
    search.press("ArrowDown")
    option = form.get_by_role("option", selected=True)
    expect(option).to_have_text(
        "CC Bugey Sud communauté de communes, Ain (01), 34\u202f382\u00a0habitants"
    )
    active = search.get_attribute("aria-activedescendant")
    assert active == option.get_attribute("id")
    assert form.evaluate("events") == []
    search.press("Enter")
    total = "Total\u202f: 41\u00a0communes, 34\u202f382\u00a0habitants."
    expect(status).to_have_text(f"CC Bugey Sud\u202f: 41\u00a0communes en plus. {total}")
    assert len(codes(form)) == 41
    assert "01034" in codes(form)
    assert form.evaluate("events") == ["communes", "communes"]
    expect(search).to_have_value("")
    expect(search).to_be_focused()
    expect(search).to_have_attribute("aria-expanded", "false")
    expect(
        form.get_by_text("Chiffres\u202f: populations municipales 2023 de l’Insee")
    ).to_be_visible()


def test_nothing_is_counted_twice(form: Page) -> None:
    status = form.get_by_role("status")
    add(form, "01300", "Belley")
    expect(status).to_contain_text("Belley est ajouté à la liste.")
    add(form, "belley", "Belley")
    expect(status).to_contain_text("Belley était déjà compté dans la liste.")
    add(form, "bugey sud", "CC Bugey Sud")
    expect(status).to_contain_text("40\u00a0communes en plus. 1\u00a0commune déjà dans la liste")
    assert len(codes(form)) == len(set(codes(form))) == 41


def test_a_commune_replaces_its_arrondissements(form: Page) -> None:
    add(form, "paris 13", "Paris 13e")
    add(form, "belley", "Belley")
    add(form, "paris", "Paris Paris (75)")
    expect(form.get_by_role("status")).to_contain_text("remplace ses arrondissements")
    assert codes(form) == ["01034", "75056"]
    add(form, "paris 14", "Paris 14e")
    expect(form.get_by_role("status")).to_contain_text("déjà compté")
    assert codes(form) == ["01034", "75056"]


def test_communes_are_removed(form: Page) -> None:
    add(form, "belley", "Belley")
    add(form, "culoz", "Culoz-Béon")
    form.get_by_role("button", name="Retirer Belley").tap()
    assert codes(form) == ["01138"]
    expect(form.get_by_role("status")).to_contain_text("Belley n’est plus dans la liste.")
    expect(form.get_by_role("combobox")).to_be_focused()
    form.get_by_role("button", name="Tout retirer").tap()
    assert codes(form) == []
    expect(form.get_by_role("status")).to_have_text("Toutes les communes sont retirées.")
    expect(form.get_by_role("button", name="Tout retirer")).to_be_hidden()


def test_codes_typed_in_the_field_are_listed(form: Page) -> None:
    field = form.locator("[name=communes]")
    field.fill("01034, 2A004 01999 98901")
    chosen = form.get_by_role("list", name="Communes choisies").get_by_role("listitem")
    expect(chosen).to_have_count(4)
    expect(chosen.nth(0)).to_contain_text("Belley, 9\u202f388\u00a0habitants")
    expect(chosen.nth(2)).to_contain_text("01999, code inconnu")
    expect(chosen.nth(3)).to_contain_text("Clipperton, population non publiée")
    form.get_by_role("button", name="Effacer").click()
    expect(chosen).to_have_count(0)


def test_a_former_code_is_listed_with_its_commune_and_counted_once(form: Page) -> None:
    field = form.locator("[name=communes]")
    field.fill("74268,74010,2a004")
    chosen = form.get_by_role("list", name="Communes choisies").get_by_role("listitem")
    expect(chosen).to_have_count(3)
    expect(chosen.nth(0)).to_contain_text(
        "74268 (Seynod), dans Annecy (74010) depuis 2017, 132\u202f117\u00a0habitants"
    )
    expect(chosen.nth(1)).to_contain_text("Annecy, déjà compté")
    expect(chosen.nth(2)).to_contain_text("Ajaccio, ")
    expect(form.get_by_text("Total\u202f: 2\u00a0communes, 20")).to_be_visible()
    form.get_by_role("button", name="Retirer 74268 (Seynod)").tap()
    assert codes(form) == ["74010", "2A004"]
    expect(chosen.nth(0)).to_contain_text("Annecy, 132\u202f117\u00a0habitants")


def test_a_commune_there_under_its_former_code_is_not_added_again(form: Page) -> None:
    form.locator("[name=communes]").fill("74268")
    expect(form.get_by_role("button", name="Retirer 74268 (Seynod)")).to_be_visible()
    add(form, "seynod", "Annecy")
    expect(form.get_by_role("status")).to_contain_text("Annecy était déjà compté dans la liste.")
    assert codes(form) == ["74268"]


def test_a_name_that_is_near_is_said_so(form: Page) -> None:
    form.get_by_role("combobox").fill("Martignas en Jalles")
    status = form.get_by_role("status")
    expect(status).to_have_text("Pas de nom exact. Proche\u202f: 1\u00a0résultat.")
    expect(form.get_by_role("option")).to_contain_text("Martignas-sur-Jalle")
    form.get_by_role("combobox").fill("Grand Lyon")
    expect(form.get_by_role("option").first).to_contain_text("Métropole de Lyon")


def test_a_commune_outside_the_agreement_is_not_added(form: Page) -> None:
    add(form, "noumea", "Nouméa")
    status = form.get_by_role("status")
    expect(status).to_contain_text("Nouméa n’est pas ajouté. La Nouvelle-Calédonie est seule")
    expect(status).to_contain_text("Igas, rapport 2018-013R")
    expect(form.get_by_role("listbox")).to_be_hidden()
    assert codes(form) == []


def test_each_territory_says_its_year(form: Page) -> None:
    field, vintage = form.locator("[name=communes]"), form.locator(".territory-vintage")
    field.fill("97611")
    expect(vintage).to_contain_text("Chiffres\u202f: Mayotte\u202f: recensement de 2017. Source")
    field.fill("97611,01034")
    expect(vintage).to_contain_text(
        "1er\u00a0janvier\u00a02026\u202f; Mayotte\u202f: recensement de 2017. Source"
    )


def test_a_commune_without_population_is_refused(form: Page) -> None:
    add(form, "clipperton", "Clipperton")
    expect(form.get_by_role("status")).to_contain_text("n’a pas de population publiée")
    assert codes(form) == []


def test_what_is_typed_while_communes_arrive_is_kept(form: Page) -> None:
    waiting = hold(form, "**/epci/*")
    add(form, "bugey sud", "CC Bugey Sud")
    search = form.get_by_role("combobox")
    search.fill("belley")
    expect(form.get_by_role("option").first).to_be_visible()
    for route in waiting:
        route.continue_()
    expect(form.get_by_role("status")).to_contain_text("41\u00a0communes en plus")
    expect(search).to_have_value("belley")
    expect(form.get_by_role("option").first).to_be_visible()


def test_escape_closes_then_clears(form: Page) -> None:
    search, options = form.get_by_role("combobox"), form.get_by_role("listbox")
    search.fill("belley")
    expect(options).to_be_visible()
    search.press("Escape")
    expect(options).to_be_hidden()
    expect(search).to_have_value("belley")
    search.press("ArrowUp")
    expect(options).to_be_visible()
    search.press("Escape")
    search.press("Escape")
    expect(search).to_have_value("")
    search.press("Enter")
    assert form.evaluate("location.search") == ""


def test_a_failure_is_said_and_can_be_tried_again(form: Page) -> None:
    form.route("**/noms/*", lambda route: route.abort())
    form.get_by_role("combobox").fill("belley")
    expect(form.get_by_role("status")).to_contain_text("n’a pas pu être chargée")
    form.unroute("**/noms/*")
    add(form, "belley ", "Belley")
    assert codes(form) == ["01034"]


def test_the_picker_is_accessible(form: Page) -> None:
    axe = populations.ROOT / "node_modules" / "axe-core" / "axe.min.js"
    add(form, "bugey sud", "CC Bugey Sud")
    form.get_by_role("combobox").fill("saint-martin")
    expect(form.get_by_role("option").first).to_be_visible()
    form.get_by_role("combobox").press("ArrowDown")
    form.evaluate(axe.read_text(encoding="utf-8"))
    found = form.evaluate("axe.run('.territory').then(({violations}) => violations)")
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
