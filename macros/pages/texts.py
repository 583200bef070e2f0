"""The texts of the calculators: their list, a page each with what it changed, and all of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from calculators import SLUGS, find
from calculators.vocabulary.scales import Scale
from calculators.vocabulary.text import capital, day
from macros.pages.citations import src
from macros.pages.scale_page import dates, scale_table

MACROS = ("every_scale", "links_to_texts", "list_of_texts", "scale_changes", "text_page")

FOLDER = Path(__file__).parents[2] / "docs" / "baremes"


def list_of_texts() -> str:
    """List the texts of every calculator, the last first, each with its dates and its page."""
    parts = ["\n".join(f"- [{find(slug).title}](#{slug})" for slug in SLUGS)]
    for slug in SLUGS:
        parts.append(f"## {find(slug).title} {{ #{slug} }}")
        listed = [_listed(slug, scale) for scale in reversed(find(slug).scales.every)]
        parts.append(_unsearched("\n\n".join(listed)))
        parts += _known(slug)
    return "\n\n".join(parts)


def links_to_texts() -> str:
    """Link to the page of each text, for the map of the site."""
    links = [
        f"- [{find(slug).title}\u202f: {scale.title}](../baremes/{file_of(slug, scale)})"
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
    parts = [f"{calculator.title}\u202f: {dates(scale)}.", " · ".join(ways)]
    for before in older if scale.figures else ():
        said = _compared(before, scale) or "Aucun chiffre commun aux deux textes n’a changé."
        parts += [
            "## Ce qui change { #ce-qui-change }",
            _unsearched(said),
        ]
    figures = scale_table(slug, id) or "Le calculateur suit les règles de ce texte, sans chiffre."
    parts += ["## Tous les chiffres { #chiffres }", f'<div class="figures">{figures}</div>']
    return "\n\n".join(parts)


def every_scale() -> str:
    """Print the scales of every calculator, the last text first."""
    parts = ["\n".join(f"- [{find(slug).title}](#{slug})" for slug in SLUGS)]
    for slug in SLUGS:
        parts.append(f"## {find(slug).title} {{ #{slug} }}")
        for scale in reversed(find(slug).scales.every):
            parts.append(f"### {scale.title} {{ #{slug}-{scale.id} }}")
            parts.append(scale_table(slug, scale.id))
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
    known = [f"- {each.text} {src(each.source, each.page)}" for each in find(slug).scales.unencoded]
    title = f"### Textes connus, sans montants ici {{ #{slug}-sans-montants }}"
    return [title, "\n".join(known)] if known else []


def _unsearched(text: str) -> str:
    """Set apart what the search finds elsewhere."""
    return f'<div class="unsearched" markdown>\n\n{text}\n\n</div>'


def _compared(old: Scale, new: Scale) -> str:
    """Print what differs from a text to the next, or nothing."""
    rows = [
        f"| {_ranked(new if id in new.figures else old, id)} | {before} | {after} |"
        for id, before, after in _changes(old, new)
    ]
    head = f"| Ce que dit le texte | Avant | Depuis le {day(new.valid_from)} |"
    return "\n".join([head, "| --- | --- | --- |", *rows]) if rows else ""


def _changes(old: Scale, new: Scale) -> Iterator[tuple[str, str, str]]:
    """Give the figures that differ; what comes or goes only when one text continues the other."""
    for id in dict.fromkeys([*new.figures, *old.figures]):
        before, after = (_amounts(scale, id) if id in scale.figures else "" for scale in (old, new))
        if before != after and ((before and after) or new.continues == old.id):
            yield id, before or "rien", after or "supprimé"


def _ranked(scale: Scale, id: str) -> str:
    """Name a figure, and the ranks of its values when it has several."""
    figure = scale[id]
    several = len(figure.amounts) > 1 and len(figure.amounts) == len(scale.columns)
    last = scale.columns[-1][0].lower() + scale.columns[-1][1:] if several else ""
    return figure.label + (f" <br> {scale.columns[0]} à {last}" if several else "")


def _amounts(scale: Scale, id: str) -> str:
    return " <br> ".join(str(amount) for amount in scale[id].amounts.values())
