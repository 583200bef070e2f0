"""How fresh the guide is, printed from the data: what was checked when, disputed, known, next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from markupsafe import escape

from calculators import SLUGS, find
from calculators.doors.freshness import MONTHS, State, state
from calculators.vocabulary.dates import months_after
from calculators.vocabulary.scales import Scale
from calculators.vocabulary.sources import every_source
from calculators.vocabulary.text import NARROW_SPACE, day, number
from macros.day import of_the_build
from macros.pages import charts, reference_data
from macros.pages.citations import known, src

MACROS = ("coverage", "disputed", "freshness", "known_not_encoded", "next_to_check")


def badge(slug: str) -> str:
    """Say on a calculator when its figures were checked, by which text, and what ends when."""
    now = state(slug, of_the_build().date())
    return (
        f'<p class="freshness"><a class="badge" href="../../references/fraicheur/#{slug}">'
        f"Vérifié le {day(now.checked_on)}</a> {escape(now.scale.title)}. "
        f"{_until(now)}</p>"
    )


def freshness() -> str:
    """Print, for each calculator, its text, when it was checked and until when it holds."""
    today = of_the_build().date()
    rows = []
    for slug in SLUGS:
        now = state(slug, today)
        rows.append(
            f"| [{find(slug).title}](../calculateurs/{slug}.md){{ #{slug} }} | {now.scale.title} "
            f"{src(now.scale.source)} <br> Vérifié le {day(now.checked_on)}. {_until(now)} |"
        )
    return _table(("Calculateur", "Texte employé, jour de la vérification, et ensuite"), rows)


def coverage() -> str:
    """Count what is encoded for each calculator, by how sure it is."""
    rows = []
    for slug in SLUGS:
        scales = find(slug).scales
        sure = Counter(_sureness(scales.every))
        counts = " | ".join(
            number(sure[kind]) for kind in ("officiel", "secondaire", "deduit", "non_verifie")
        )
        rows.append(
            f"| {find(slug).title} | {len(scales.every)} | {counts} | {len(scales.unencoded)} |"
        )
    head = ("Calculateur", "Textes chiffrés", "Chiffres officiels", "Secondaires")
    return _table((*head, "Notre lecture", "Non vérifiés", "Textes connus, non chiffrés"), rows)


def next_to_check() -> str:
    """List what ends, or will have been checked too long ago, the soonest first."""
    today = of_the_build().date()
    found = sorted({*_ends(today), *_ages()})
    items = [f"- **{day(when)}**{NARROW_SPACE}: {what}" for when, what in found if when >= today]
    return "\n".join(items)


def disputed() -> str:
    """List what the sources say in several ways, and which one the site follows."""
    questions = [
        f"{each.question}\n:   {each.meanwhile} **Où chercher{NARROW_SPACE}:** {each.where}."
        for each in reference_data.questions()
        if each.disputed
    ]
    points = [
        f"- {series.title}, {point.date}{NARROW_SPACE}: "
        f"{charts.shown(series, point)} ici. {point.note}"
        + "".join(f" {src(key)}" for key in point.sources)
        + "."
        for series in reference_data.statistics()
        for point in series.points
        if point.disputed
    ]
    figures = f"Des chiffres publiés diffèrent selon la source{NARROW_SPACE}:"
    return "\n\n".join([*questions, figures, "\n".join(points)])


def known_not_encoded() -> str:
    """List the texts that are known, and whose figures the calculators do not have."""
    return "\n".join(
        f"- **[{find(slug).title}](../calculateurs/{slug}.md)**{NARROW_SPACE}: {known(each)}"
        for slug in SLUGS
        for each in find(slug).scales.unencoded
    )


def _until(now: State) -> str:
    if now.ends_on and now.ends_on < of_the_build().date():
        return f"A pris fin le {day(now.ends_on)}."
    if now.ends_on:
        return f"Prend fin le {day(now.ends_on)}."
    if now.pending:
        return "Un texte plus récent n’est pas chiffré ici."
    return f"À revérifier avant le {day(months_after(now.checked_on, MONTHS))}."


def _ends(today: date) -> Iterator[tuple[date, str]]:
    for slug in SLUGS:
        now = state(slug, today)
        if now.ends_on:
            yield now.ends_on, f"fin de « {now.scale.title} » ({find(slug).title})."


def _ages() -> Iterator[tuple[date, str]]:
    """Say when each reading will be too old, all those of a day together."""
    scales = (scale for slug in SLUGS for scale in find(slug).scales.every)
    texts = Counter(scale.checked_on for scale in scales)
    sources = Counter(source.read_on for source in every_source())
    for read_on in texts.keys() | sources.keys():
        counted = (_counted(texts[read_on], "texte"), _counted(sources[read_on], "source"))
        yield (
            months_after(read_on, MONTHS),
            f"{' et '.join(filter(None, counted))} à relire, lus le {day(read_on)}.",
        )


def _counted(count: int, what: str) -> str:
    return f"{number(count)} {what}{'s' if count > 1 else ''}" if count else ""


def _sureness(scales: Iterable[Scale]) -> Iterator[str]:
    """Give how sure each figure is; one kept from an older text counts once."""
    seen = {
        id(amount): amount
        for scale in scales
        for figure in scale.figures.values()
        for amount in figure.amounts.values()
    }
    yield from (amount.confidence if amount.verified else "non_verifie" for amount in seen.values())


def _table(head: tuple[str, ...], rows: Iterable[str]) -> str:
    return "\n".join([f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |", *rows])
