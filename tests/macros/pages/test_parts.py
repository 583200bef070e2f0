"""What the title of a page asks for: folded parts, the steps of a journey, a pictogram."""

from __future__ import annotations

from markdown import Markdown

from macros.pages.citations import src
from macros.pages.forms import forms, icon

EXTENSIONS = ["attr_list", "md_in_html", "toc", "macros.pages.parts"]


def html(text: str) -> str:
    return Markdown(extensions=EXTENSIONS).convert(text)


def test_each_part_folds_under_its_heading() -> None:
    folded = html("# Titre { .folds }\n\nDébut.\n\n## Un\n\nMot.\n\n### Plus\n\n## Deux\n\nFin.")
    start, _, rest = folded.partition("<button")
    assert start.startswith('<h1 id="titre">Titre</h1>\n<p>Début.</p>')
    assert "Tout déplier" in rest
    first, second = rest.split("</details>")[:2]
    assert '<details class="part"><summary><h2 id="un">Un</h2>' in first
    assert "<p>Mot.</p>" in first
    assert '<h3 id="plus">' in first
    assert '<h2 id="deux">' in second
    assert " open" not in rest


def test_a_heading_that_folds_holds_no_link() -> None:
    permalinks = Markdown(
        extensions=EXTENSIONS, extension_configs={"toc": {"permalink": "#"}}
    ).convert("# Titre { .folds }\n\n## Un\n\n### Plus")
    assert '<summary><h2 id="un">Un</h2>' in permalinks
    assert '<h3 id="plus">Plus<a class="headerlink"' in permalinks


def test_a_page_that_does_not_ask_stays_as_it_is() -> None:
    text = "# Titre\n\n## Un\n\nMot."
    assert "<details" not in html(text)


def test_what_says_so_the_sources_and_the_links_to_read_next_stay_in_sight() -> None:
    folded = html(
        "# Titre { .folds }\n\n## Un { .open }\n\nMot.\n\n## Deux\n\nFin.\n\n"
        '<nav class="related" markdown>\n\nSuite\n\n</nav>\n\n## Sources\n\nListe.'
    )
    assert folded.count("<details") == 1
    after = folded.partition("</details>")[2]
    assert 'class="related"' in after
    assert "Liste." in after
    assert "Mot." in folded.partition("<details")[0]


def test_a_block_with_headings_of_its_own_folds_apart() -> None:
    folded = html(
        "# Titre { .folds }\n\n## Un\n\nMot.\n\n"
        '<div class="glossary" markdown>\n\n## A\n\nTerme.\n\n## B\n\nTerme.\n\n</div>'
    )
    first, _, block = folded.partition('<div class="glossary">')
    assert first.count("<details") == first.count("</details>") == 1
    assert block.count("<details") == 2
    assert folded.count("Tout déplier") == 1


def test_a_step_says_folded_who_writes_what_and_how_long_without_a_link() -> None:
    step = (
        "- **Qui**\u202f: les [porteurs](a.md).\n"
        f"- **À produire**\u202f: des statuts {src('cpts-s1')}. "
        f"Plus tard, un bail.\n- **Durée**\u202f: un mois {src('cpts-s1', confidence='deduit')}.\n"
        "- **Ensuite**\u202f: signer."
    )
    folded = html("# Titre { .folds }\n\n## Étape 1 — Fonder\n\n" + step)
    summary = folded.partition("<summary>")[2].partition("</summary>")[0]
    assert '<details class="part step">' in folded
    assert '<span class="told">Qui\u202f: les porteurs</span>' in summary
    assert '<span class="told">À produire\u202f: des statuts</span>' in summary
    assert '<span class="told">Durée\u202f: un mois</span>' in summary
    assert "Ensuite" not in summary
    assert "<a" not in summary
    assert "<strong>Ensuite</strong>" in folded


def test_a_title_bears_the_pictogram_of_its_form() -> None:
    titled = html('# MSP { data-form="msp" }')
    assert titled == f'<h1 data-form="msp" id="msp"><span>{icon("msp")}</span>MSP</h1>'
    assert len({form.icon for form in forms().values()}) == len(forms()) == 8


def test_the_steps_of_a_form_are_a_line_of_time_and_no_other_list_is() -> None:
    steps = "1. **Réunir** une équipe.\n2. **Écrire**."
    folded = html(f"# Titre {{ .folds }}\n\n## Les étapes\n\n{steps}\n\n## Le reste\n\n{steps}")
    first, second = folded.split('<details class="part">')[1:]
    assert '<ol class="timeline">' in first
    assert "<ol>" in second
