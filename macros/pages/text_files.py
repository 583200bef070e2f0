"""Writes `docs/baremes/`, a page a text: `python -m macros.pages.text_files`.

`make format` calls it. A page says nothing itself but the title of its text.
"""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

from calculators import SLUGS, find
from calculators.vocabulary.calculator import Calculator
from calculators.vocabulary.scales import Scale
from macros.pages.forms import dressed
from macros.pages.scale_page import applies
from macros.pages.texts import FOLDER, file_of

PAGE = Template((Path(__file__).parent / "templates" / "text.md.txt").read_text("utf-8"))
ACRONYM = re.compile(r"\b[A-Z]{3,}s?\b")


def pages() -> dict[Path, str]:
    """Give the page of every text, by its file."""
    return {
        FOLDER / file_of(slug, scale): _page(find(slug), scale)
        for slug in SLUGS
        for scale in find(slug).scales.every
    }


def _page(calculator: Calculator, scale: Scale) -> str:
    form = dressed(calculator.slug)
    said = ", ".join(f'"{each.rstrip("s")}"' for each in ACRONYM.findall(scale.title))
    return PAGE.substitute(
        title=scale.title,
        description=f"Barème «\u00a0{calculator.title}\u00a0» {applies(scale)}\u202f: "
        "chaque chiffre, sa source, et ce que le texte a changé.",
        form=f" {{{form} }}" if form else "",
        slug=calculator.slug,
        id=scale.id,
        acronyms=f"\n{{{{ acronyms_in_full({said}) }}}}\n" if said else "",
    )


def main() -> None:
    """Write the page of every text, and remove those of texts that are no more."""
    every = pages()
    FOLDER.mkdir(exist_ok=True)
    for gone in set(FOLDER.glob("*-*.md")) - every.keys():
        gone.unlink()
    for file, words in every.items():
        file.write_text(words, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
