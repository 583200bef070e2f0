"""On the national site, from a commune to her edition."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize(
    ("typed", "said", "edition"),
    [
        ("Lyon", "Lyon, Rhône (69)", "rhone"),
        ("84000", "Avignon, Vaucluse (84)", "vaucluse"),
        ("Bourg-en-Bresse", "Bourg-en-Bresse, Ain (01)", "ain"),
        ("Le Mans", "Le Mans, Sarthe (72)", "pays-de-la-loire"),
    ],
)
def test_a_commune_leads_to_her_edition(page: Page, typed: str, said: str, edition: str) -> None:
    page.goto("annuaire/editions/")
    page.get_by_label("Votre commune").press_sequentially(typed)
    answer = page.locator("[data-editions] [role=status]")
    expect(answer).to_contain_text(said)
    answer.get_by_role("link").click()
    expect(page).to_have_url(re.compile(f"#{edition}$"))
    expect(page.locator(f"#{edition}")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Marseille", "pas encore d’édition"),
        ("xyzxyz", "Aucune commune de ce nom"),
        ("pays de la loire", "Pays de la Loire : édition Pays de la Loire"),
        ("Villeneuve", "Villeneuve, Ain (01) : édition Ain"),
    ],
)
def test_a_commune_without_edition_is_told(page: Page, typed: str, said: str) -> None:
    page.goto("annuaire/editions/")
    page.get_by_label("Votre commune").press_sequentially(typed)
    expect(page.locator("[data-editions] [role=status]")).to_contain_text(said)
