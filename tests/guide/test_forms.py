"""The visual language: a tint a form, told apart from what is behind it in both themes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from calculators import SLUGS
from macros.editions.checks import LEAST_CONTRAST, contrast
from macros.pages.forms import LEVELS, OF_CALCULATORS, dressed, forms
from macros.pages.reference_data import read

ROOT = Path(__file__).parents[2]
STYLES = (ROOT / "docs" / "assets" / "stylesheets" / "site.css").read_text("utf-8")


def theme(scheme: str) -> dict[str, str]:
    """Give the variables of a theme; the dark one is written over the light one."""
    light, _, dark = STYLES.partition('[data-md-color-scheme="slate"] {')
    found = dict(re.findall(r"--([\w-]+): (#\w+);", light[: light.index("}")]))
    if scheme == "dark":
        found |= dict(re.findall(r"--([\w-]+): (#\w+);", dark[: dark.index("}")]))
    return {"md-default-bg-color": "#ffffff"} | found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("form", forms())
def test_a_tint_reads_as_text_on_what_is_behind_it(form: str, scheme: str) -> None:
    colours = theme(scheme)
    for behind in ("md-default-bg-color", "surface"):
        assert contrast(colours[form], colours[behind]) >= LEAST_CONTRAST, behind


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_form_has_a_tint_of_its_own(scheme: str) -> None:
    assert len({theme(scheme)[form] for form in forms()}) == len(forms()) == 8


def test_every_form_has_a_level_a_page_and_a_picture() -> None:
    drawn = {flow["form"] for flow in read("flows")["flow"]}
    for form in forms().values():
        assert form.level in LEVELS
        page = (ROOT / "docs" / "comprendre" / f"{form.id}.md").read_text("utf-8")
        assert f'data-form="{form.id}"' in page
        assert form.id in drawn


@pytest.mark.parametrize("slug", SLUGS)
def test_a_calculator_and_its_texts_wear_the_tint_of_their_form(slug: str) -> None:
    said = {None} if slug not in OF_CALCULATORS else {dressed(slug).strip()}
    assert OF_CALCULATORS.get(slug, "msp") in forms()
    pages = [ROOT / "docs" / "calculateurs" / f"{slug}.md"]
    for page in [*pages, *(ROOT / "docs" / "baremes").glob(f"{slug}-[!0-9]*.md")]:
        text = page.read_text("utf-8")
        if f'"{slug}"' in text:
            title = re.search(r"^# [^{\n]*?(?: \{ (.*) \})?$", text, re.MULTILINE)
            assert title is not None
            assert {title[1]} == said, page.name


def test_a_picture_is_made_of_words_with_their_sources() -> None:
    for flow in read("flows")["flow"]:
        assert len(flow["sources"]) >= 3
        assert all(giver.get("signs") or giver.get("pays") for giver in flow["from"])
