"""Figures and tables of the scales, so that a page never types what the data hold."""

from __future__ import annotations

from calculators import find
from calculators.vocabulary.scales import Scale
from calculators.vocabulary.text import day
from macros.pages.templating import render

MACROS = ("figure", "scale_table", "scale_tables")


def figure(slug: str, scale: str, id: str, index: int | str | None = None) -> str:
    """Write one figure of a scale; `index` is its rank or its key when it holds several."""
    figures = find(slug).scales[scale].figures
    if id not in figures:
        raise KeyError(f"{slug} {scale}: no figure {id}; known: {', '.join(figures)}")
    amounts = figures[id].amounts
    if index not in amounts:
        raise KeyError(f"{slug} {scale} {id}: no {index!r}; known: {list(amounts)}")
    return str(amounts[index])


def scale_table(slug: str, scale: str, *, folded: bool = False) -> str:
    """Print a scale: each figure, its value, its confidence, its source; closed if `folded`."""
    found = find(slug).scales[scale]
    every = found.figures.values()
    # Four missions are as many amounts as four sizes: only the ranks tell them apart.
    ranks = list(range(len(found.columns)))
    ranked = [f for f in every if ranks and list(f.amounts) == ranks]
    return render(
        "tables.html",
        "scale_table",
        found,
        ranked,
        [figure for figure in every if figure not in ranked],
        dates(found),
        folded,
    )


def scale_tables(slug: str) -> str:
    """Print every scale of a subject, closed, the last text first."""
    scales = reversed(find(slug).scales.every)
    return "\n\n".join(scale_table(slug, scale.id, folded=True) for scale in scales)


def applies(scale: Scale) -> str:
    """Say from when to when a scale applies."""
    if scale.valid_until:
        return f"du {day(scale.valid_from)} au {day(scale.valid_until)}"
    return f"depuis le {day(scale.valid_from)}"


def dates(scale: Scale) -> str:
    """Say from when to when a scale applies, and when it was checked."""
    return f"{applies(scale)}, vérifié le {day(scale.checked_on)}"
