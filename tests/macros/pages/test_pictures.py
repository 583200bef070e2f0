"""Pictures made at build: a team as its words say, the missions of a CPTS as its text says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from calculators import find
from macros.pages import citations, pictures
from macros.pages.reference_data import read
from macros.prose.reading import acronyms_of, in_full

DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture(autouse=True)
def _a_page() -> None:
    citations.follow(lambda: "construire/creer-une-cpts.md")


def test_a_team_has_its_doctors_full_and_the_others_hollow() -> None:
    drawn = pictures.people("sisa", 2, 1)
    assert drawn.startswith('<span data-form="sisa">')
    assert re.findall(r' d="([^"]+)"', drawn) == [pictures.DOCTOR] * 2 + [pictures.OTHER]
    assert drawn.count('aria-hidden="true"') == 3


@pytest.mark.parametrize("flow", read("flows")["flow"], ids=lambda flow: flow["form"])
def test_an_acronym_is_in_full_before_or_in_the_picture_of_a_form(flow: dict[str, Any]) -> None:
    page = (DOCS / "comprendre" / f"{flow['form']}.md").read_text("utf-8")
    drawn = re.sub("<[^>]+>", " ", pictures.flow_picture(flow["form"]).replace("&shy;", ""))
    words = page.partition("{{ flow_picture")[0] + drawn
    assert [each for each in acronyms_of(drawn) if not in_full(each, words)] == []


MINIMUMS = [("esp", 1, 1), ("msp", 2, 1), ("sisa", 2, 1)]


@pytest.mark.parametrize(("form", "doctors", "others"), MINIMUMS)
def test_the_card_of_a_form_with_a_minimum_draws_it(form: str, doctors: int, others: int) -> None:
    page = (DOCS / "comprendre" / f"{form}.md").read_text("utf-8")
    card = page[page.index('<div class="card"') : page.index("</div>")]
    assert f'{{{{ people("{form}", {doctors}, {others}) }}}}' in card


def test_each_mission_starts_and_is_whole_when_its_text_says() -> None:
    drawn = pictures.missions_of_cpts("avenant-2")
    figures = find("aci-cpts").scales["avenant-2"].figures
    heads = re.findall(r'<th scope="col">(\d+) mois</th>', drawn)
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', drawn)
    assert [name for name, _ in rows] == list(pictures.MISSIONS.values())
    for id, (_, row) in zip(pictures.MISSIONS, rows, strict=True):
        said = dict(zip(heads, re.findall(r">([^<]*)</td>", row), strict=True))
        for figure, words in (("demarrage", "démarre"), ("deploiement", "plein régime")):
            assert said[f"{figures[figure].amounts[id].value}"] == words
