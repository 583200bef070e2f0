"""An edition opens its forms with its territory; a link stays what it says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from macros.editions.build import BUILT
from macros.site.serve import Server
from tests.browser.conftest import SITE
from tests.browser.form import last_result, open_form
from tests.support import built_edition, listening

HOME = BUILT / "rhone" / "index.html"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve the edition, built again when the national site is newer."""
    if not HOME.is_file() or HOME.stat().st_mtime < (SITE / "index.html").stat().st_mtime:
        built_edition("rhone")
    with listening(Server(HOME.parent)) as server:
        yield server.address


def test_the_territory_is_chosen_and_a_link_stays_what_it_says(page: Page) -> None:
    open_form(page, "equipe")
    region = page.locator("#equipe-region")
    expect(region).to_have_value("84")
    page.locator("#equipe-mg").fill("2")
    assert last_result(page)["inputs"]["region"] == "84"
    page.get_by_role("button", name="Recommencer").click()
    expect(region).to_have_value("84")

    open_form(page, "equipe", "infirmier=1&mg=2")
    expect(region).to_have_value("")
    assert last_result(page)["inputs"]["region"] is None

    page.goto("calculateurs/aci-cpts/")
    page.locator("input[role=combobox]").press_sequentially("Saint-Laurent-d")
    # In the national guide, a larger commune of another department comes first.
    expect(page.locator("li[role=option]").first).to_contain_text("Saint-Laurent-de-Mure")
