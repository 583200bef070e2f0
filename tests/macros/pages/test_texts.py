"""The texts of the calculators: each has its page, what it changed, and its anchor in the list."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

import calculators
from calculators.vocabulary.scales import Scale
from macros.pages import citations, text_files, texts

EVERY = [
    (slug, scale) for slug in calculators.SLUGS for scale in calculators.find(slug).scales.every
]


@pytest.fixture(autouse=True)
def _a_page() -> None:
    citations.follow(lambda: "baremes/essai.md")


def test_every_text_has_its_page_as_make_format_writes_it() -> None:
    written = {file: file.read_text("utf-8") for file in texts.FOLDER.glob("*-*.md")}
    assert written == text_files.pages()


def test_the_list_keeps_the_anchor_of_each_text_and_leads_to_its_page() -> None:
    printed = texts.list_of_texts()
    for slug, scale in EVERY:
        assert f"## {calculators.find(slug).title} {{ #{slug} }}" in printed
        link = f"[{scale.title}](../baremes/{texts.file_of(slug, scale)})"
        assert link in printed
        assert f"{{ #{slug}-{scale.id} }}" in printed.partition(link)[2].split("\n")[1]


def test_a_text_without_its_page_leads_to_all_of_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(texts, "FOLDER", tmp_path)
    assert "](../baremes/tous.md#aci-cpts-avenant-2)" in texts.list_of_texts()


def test_a_page_shows_what_its_text_changed_beside_the_older_and_leads_to_it() -> None:
    first, last = (texts.text_page("aci-cpts", id) for id in ("aci-2019", "avenant-2"))
    assert "Ce qui change" not in first
    assert "[Texte d’après](aci-cpts-avenant-2.md)" in first
    assert "[Texte d’avant](aci-cpts-aci-2019.md)" in last
    changed = last.partition("## Ce qui change")[2].partition("## Tous les chiffres")[0]
    assert "220\u202f000\u00a0€" in changed
    assert "sans-montants" in last
    assert "sans-montants" not in first


@pytest.mark.parametrize(
    ("slug", "id", "said"),
    [
        ("aci-cpts", "avenant-2", "première année, taille 1 | nouveau | 25\u202f000\u00a0€ |"),
        ("aci-cpts", "avenant-2", "Accès aux soins, taille 2 | 92\u202f500\u00a0€ <span"),
        ("aci-cpts", "avenant-2", "dans le texte d’avant\u202f: «\u00a0Avance sur"),
        ("centre-de-sante", "cds-2023", "agrément\u202f: activité dentaire | non | oui |"),
        ("orientation", "formes-2025", "au moins | nouveau | 10\u00a0% |"),
        ("orientation", "formes-2025", "Quelle forme pour votre projet\u202f? Depuis le"),
    ],
)
def test_what_changes_names_each_amount_what_is_new_and_our_reading(
    slug: str, id: str, said: str
) -> None:
    changed = texts.text_page(slug, id).partition("## Tous les chiffres")[0]
    assert said in changed
    assert "activité médicale" not in changed


@pytest.mark.parametrize(("slug", "scale"), EVERY, ids=lambda each: getattr(each, "id", each))
def test_a_page_holds_every_figure_of_its_text(slug: str, scale: Scale) -> None:
    printed = texts.text_page(slug, scale.id)
    assert all(str(each.label) in unescape(printed) for each in scale.figures.values())
    assert ("<table" in printed) == bool(scale.figures)


def test_a_changed_amount_is_taken_from_the_scales() -> None:
    printed = texts.scale_changes("aci-cpts")
    assert "220\u202f000\u00a0€" in printed
    assert "580\u202f000\u00a0€" in printed
    # Running costs did not change from the first text to the second.
    assert "Fonctionnement" not in printed.split("Ensuite")[1]


def test_every_scale_is_printed_with_its_anchor() -> None:
    printed = texts.every_scale()
    for slug in calculators.SLUGS:
        scales = calculators.find(slug).scales
        assert f"## {calculators.find(slug).title} {{ #{slug} }}" in printed
        for scale in scales.every:
            assert f"### {scale.title} {{ #{slug}-{scale.id} }}" in printed
        for unknown in scales.unencoded:
            assert f"- {unknown.text.removesuffix('.')} <sup" in printed
