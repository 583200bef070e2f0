"""Long words may be cut where they are narrow, and their text stays whole."""

from __future__ import annotations

import pytest
from markdown import Markdown

from macros.pages.hyphens import CUT, cut, cut_html


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("pluriprofessionnelle", "plu-ri-pro-fes-sion-nelle"),
        ("interprofessionnel", "inter-pro-fes-sionnel"),
        ("Normandie", "Nor-mandie"),
        ("Guadeloupe", "Gua-de-loupe"),
        ("Bourgogne", "Bour-gogne"),
        ("gestionnaire", "ges-tion-naire"),
        ("soignants", "soi-gnants"),
        ("signatures", "signa-tures"),
    ],
)
def test_a_word_is_cut_between_its_syllables(word: str, pieces: str) -> None:
    assert "-".join(cut(word)) == pieces


def test_a_word_of_a_picture_is_cut_once_near_its_middle() -> None:
    printed = cut_html("orientation, pluriprofessionnelle, recettes, l’aide", 8)
    assert printed == "orien&shy;tation, pluriprofes&shy;sionnelle, recettes, l’aide"


def test_only_titles_and_narrow_places_are_cut_and_no_character_is_added() -> None:
    extensions = ["macros.pages.hyphens", "md_in_html", "toc"]
    page = Markdown(extensions=extensions)
    printed = page.convert(
        "# Maison pluriprofessionnelle\n\nUne pluriprofessionnelle.\n\n"
        '<nav class="regions" markdown="1">\n\n[Normandie](#a)\n\n</nav>'
    )
    assert f"plu{CUT}ri{CUT}pro" in printed
    assert f"Nor{CUT}mandie" in printed
    assert "Une pluriprofessionnelle." in printed
    assert "\u00ad" not in printed
    assert "pluriprofessionnelle" in page.toc_tokens[0]["name"]  # type: ignore[attr-defined]
