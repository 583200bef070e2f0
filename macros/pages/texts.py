"""The texts of the calculators: their list, a page each with what it changed, and all of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from calculators import SLUGS, find
from calculators.vocabulary.scales import Amount, Scale
from calculators.vocabulary.text import capital, day
from macros.pages.citations import known, src
from macros.pages.filters import amount_label
from macros.pages.scale_page import dates, scale_table

MACROS = ("every_scale", "links_to_texts", "list_of_texts", "scale_changes", "text_page")

NO_FIGURE = "Ce texte n’a pas de chiffre\u202f: le calculateur en suit les règles."
FOLDER = Path(__file__).parents[2] / "docs" / "baremes"


def list_of_texts() -> str:
    """List the texts of every calculator, the last first, each with its dates and its page."""
    links = (f"- [{find(slug).title}](#{slug})" for slug in SLUGS)
    parts = ["Allez droit à un calculateur\u202f:", "\n".join(links)]
    for slug in SLUGS:
        parts.append(f"## {find(slug).title} {{ #{slug} }}")
        listed = [_listed(slug, scale) for scale in reversed(find(slug).scales.every)]
        parts.append(_unsearched("\n\n".join(listed)))
        parts += _known(slug)
    return "\n\n".join(parts)


def links_to_texts() -> str:
    """Link to the page of each text, for the map of the site."""
    links = [
        f"- [{_led(find(slug).title, scale.title)}](../baremes/{file_of(slug, scale)})"
        for slug in SLUGS
        for scale in reversed(find(slug).scales.every)
        if (FOLDER / file_of(slug, scale)).exists()
    ]
    return _unsearched("\n".join(["- [Barèmes complets](../baremes/tous.md)", *links]))


def text_page(slug: str, id: str) -> str:
    """Print a text: from when to when it applies, what it changed, each of its figures."""
    calculator = find(slug)
    every = calculator.scales.every
    rank = [scale.id for scale in every].index(id)
    scale, older, newer = every[rank], every[rank - 1 : rank], every[rank + 1 : rank + 2]
    ways = [
        f"[Tous les barèmes](../references/baremes.md#{slug})",
        *(f"[Texte d’avant]({file_of(slug, text)})" for text in older),
        *(f"[Texte d’après]({file_of(slug, text)})" for text in newer),
        f"[Calculateur](../calculateurs/{slug}.md)",
    ]
    if calculator.scales.unencoded and not newer:
        ways.append(
            f"[Textes connus, sans montants](../references/baremes.md#{slug}-sans-montants)"
        )
    text = f"{_led(calculator.title, dates(scale))} {src(scale.source)}."
    parts = [text, "\u00a0· ".join(ways)]
    for before in older if scale.figures else ():
        parts += ["## Ce qui change { #ce-qui-change }", _unsearched(_compared(before, scale))]
    if figures := scale_table(slug, id):
        parts += ["## Tous les chiffres { #chiffres }", f'<div class="figures">{figures}</div>']
    else:
        parts.append(NO_FIGURE)
    return "\n\n".join(parts)


def every_scale() -> str:
    """Print the scales of every calculator, the last text first."""
    parts: list[str] = []
    for slug in SLUGS:
        parts.append(f"## {find(slug).title} {{ #{slug} }}")
        for scale in reversed(find(slug).scales.every):
            parts.append(f"### {scale.title} {{ #{slug}-{scale.id} }}")
            parts.append(scale_table(slug, scale.id) or NO_FIGURE)
        parts += _known(slug)
        parts.append(f"[Ouvrir le calculateur](../calculateurs/{slug}.md)")
    return "\n\n".join(parts)


def scale_changes(slug: str) -> str:
    """Print the figures of a subject that a text changed, beside those of the text before."""
    return "\n\n".join(
        f"Avant\u202f: {old.title}. Ensuite\u202f: {new.title}.\n\n{_compared(old, new)}"
        for old, new in pairwise(find(slug).scales.every)
    )


def file_of(slug: str, scale: Scale) -> str:
    """Name the page of a text, in its folder."""
    return f"{slug}-{scale.id}.md"


def _listed(slug: str, scale: Scale) -> str:
    file, anchor = file_of(slug, scale), f"{slug}-{scale.id}"
    # A text that was just written has no page before `make format`.
    page = f"../baremes/{file}" if (FOLDER / file).exists() else f"../baremes/tous.md#{anchor}"
    return f"[{scale.title}]({page}) <br> {capital(dates(scale))}.\n{{ #{anchor} }}"


def _known(slug: str) -> list[str]:
    """List the texts that are known without figures, if any."""
    listed = [f"- {known(each)}" for each in find(slug).scales.unencoded]
    title = f"### Textes connus, sans montants ici {{ #{slug}-sans-montants }}"
    return [title, "\n".join(listed)] if listed else []


def _unsearched(text: str) -> str:
    """Set apart what the search finds elsewhere."""
    return f'<div class="unsearched" markdown>\n\n{text}\n\n</div>'


def _led(title: str, rest: str) -> str:
    """Write what a title leads to: a question has its own stop."""
    return f"{title} {capital(rest)}" if title.endswith("?") else f"{title}\u202f: {rest}"


def _compared(old: Scale, new: Scale) -> str:
    """Print what differs from a text to the next, then what only one of the two says."""
    rows = [f"| {' | '.join(row)} |" for row in _changes(old, new)]
    head = f"| Ce que dit le texte | Avant | Depuis le {day(new.valid_from)} |"
    table = [head, "| --- | --- | --- |", *rows]
    parts = ["\n".join(table) if rows else "Aucun chiffre commun aux deux textes n’a changé."]
    for text, other, which in ((new, old, "d’avant"), (old, new, "nouveau")):
        alone = [
            figure.label
            for id, figure in text.figures.items()
            if id not in other.figures and not _told(new, old, id)
        ]
        if alone:
            parts.append(
                f"Non lu dans le texte {which}\u202f: "
                f"{', '.join(f'«\u00a0{label}\u00a0»' for label in alone)}."
            )
    return "\n\n".join(parts)


def _changes(old: Scale, new: Scale) -> Iterator[tuple[str, str, str]]:
    """Give each amount that differs; what comes or goes only when the new text tells it."""
    for id in dict.fromkeys([*new.figures, *old.figures]):
        before, after = (scale.figures.get(id) for scale in (old, new))
        indexes = [index for each in (after, before) if each for index in each.amounts]
        for index in dict.fromkeys(indexes):
            was, now = (each.amounts.get(index) if each else None for each in (before, after))
            if (str(was) != str(now)) and ((was and now) or _told(new, old, id)):
                yield (
                    _named(new if now else old, id, index),
                    _shown(was) if was else "nouveau",
                    _shown(now) if now else "n’y est plus",
                )


def _told(new: Scale, old: Scale, id: str) -> bool:
    """Say whether a text tells that it brings a figure, or no longer has it."""
    return new.continues == old.id or id in (*new.brings, *new.drops)


def _named(scale: Scale, id: str, index: str | int | None) -> str:
    """Name an amount as the table of its text does."""
    figure = scale[id]
    if isinstance(index, int) and len(figure.amounts) == len(scale.columns):
        return f"{figure.label}, {scale.columns[index][0].lower()}{scale.columns[index][1:]}"
    return amount_label(figure, index)


def _shown(amount: Amount) -> str:
    """Write an amount, and that it is our reading."""
    ours = ' <span class="confidence" data-confidence="deduit">notre lecture</span>'
    return f"{amount}{ours if amount.confidence == 'deduit' else ''}"
