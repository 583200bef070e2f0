"""What the figures say: a table for the terminal, a page of the guide for maintainers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

from bench.building import SIZES
from bench.figures import ENOUGH, Key, Results, Series
from bench.rows import JOBS, ROWS
from bench.trials import HEAVIEST, SLOWER
from bench.weight import MOST_TO_COMPUTE, MOST_TO_READ, PAGES
from calculators.vocabulary.text import capital, day

TEMPLATE = Path(__file__).parent / "mesures.md"
PAGE = Path(__file__).parent.parent / "docs" / "contribuer" / "mesures.md"
NARROW, WIDE = "\u202f", "\u00a0"
BROWSERS = {"chromium": "Chromium", "firefox": "Firefox"}
LINES = {
    "local": "sans limite",
    "fast4g": "4G rapide",
    "slow4g": "4G lente",
    f"cpu{SLOWER}": f"processeur {SLOWER} fois plus lent",
}
VARIANTS = {
    "ours": "notre moteur",
    "stock": "Pyodide seul",
    "pyscript": "PyScript",
    "micropython": "MicroPython",
    "javascript": "JavaScript",
}
VISITS = {"cold": "première visite", "warm": "visite suivante", "offline": "hors connexion"}
FOLLOWED = {"shared": "première visite", "shared again": "visite suivante"}
"""Visits that a shared link begins, measured from the navigation."""
LEVERS = {
    "cut": ("WebAssembly réduit aux fonctions utiles", "ours"),
    "trimmed": ("bibliothèque réduite aux modules utiles", "cut"),
    "standins": ("modules de Python et de Pyodide remplacés par les nôtres", "cut"),
    "bytecode": ("code compilé d’avance", "cut"),
    "stored": ("archives laissées à la compression du site", "cut"),
    "early": ("fichiers demandés tous ensemble, d’avance", "ours"),
    "thread": ("un fil à part, hors de la page", "ours"),
    "image": ("image de la mémoire, à la visite suivante", "kept"),
}
"""What each lever is, and the build that it is compared with: itself and nothing else missing."""
COSTS = 1.3
GROWS = 1.25
PAYS = 1.02
"""A lever that gains less does not pay."""
KNOWN = ("cores", "chromium", "firefox", "pyodide", "python", "pyscript", "micropython")
WEIGHTS = {"br": "Brotli", "gzip": "gzip"}


@dataclass(frozen=True, slots=True)
class Target:
    """A promise of the project, and what was measured of it."""

    what: str
    promised: str
    found: str
    held: bool | None


def targets(results: Results) -> Iterator[Target]:
    """List the promises; those that were not measured say so."""
    for browser, name in BROWSERS.items():
        for visit, least in (("cold", 3), ("warm", 5)):
            ratio = results.ratio(
                Key(visit, browser, "local", "stock"), Key(visit, browser, "local", "ours")
            )
            yield Target(
                f"{VISITS[visit].capitalize()}, {name}, face à Pyodide seul",
                f"au moins {least} fois plus vite",
                f"{_number(ratio, 1)} fois" if ratio else "",
                ratio >= least if ratio else None,
            )
    for line in ("local", "fast4g"):
        for visit, when in FOLLOWED.items():
            ratio = results.ratio(
                Key(visit, "chromium", line, "stock"), Key(visit, "chromium", line, "ours")
            )
            yield Target(
                f"Par un lien partagé, {when}, {LINES[line]}, Chromium",
                "au moins 4 fois plus vite",
                f"{_number(ratio, 1)} fois" if ratio else "",
                ratio >= 4 if ratio else None,
            )
    yield _most(
        results,
        Key("shared frozen", "chromium", "local"),
        "Plus long blocage de nos programmes, par un lien partagé, Chromium",
        50,
    )
    for browser, name in BROWSERS.items():
        yield _most(results, Key("second", browser, "local"), f"Second calculateur, {name}", 50)
        yield _most(
            results, Key("keystroke", browser, "local"), f"Nouveau calcul, {name}", 50, percent=95
        )
        yield _most(
            results,
            Key("keystroke", browser, "local", HEAVIEST),
            f"Nouveau calcul le plus lourd, {name}",
            50,
            percent=95,
        )
        what = f"Premier chiffre après 5{WIDE}s de lecture, 4G rapide, {name}"
        yield _most(results, Key("typed", browser, "fast4g"), what, 200)
    yield _most(
        results, Key("frozen", "chromium", "local"), "Plus long blocage de la page, Chromium", 50
    )
    for coding, most in MOST_TO_COMPUTE.items():
        yield _bytes(
            results, coding, "calcul", f"Octets du premier calcul, {WEIGHTS[coding]}", most
        )
    for name in PAGES:
        for coding, most in MOST_TO_READ.items():
            what = f"Octets de lecture, {name}, {WEIGHTS[coding]}"
            yield _bytes(results, coding, name, what, most)
    ratio = results.ratio(Key("build", variant="with"), Key("build", variant="without"))
    yield Target(
        "Construction avec les macros et leurs données",
        f"au plus 30{WIDE}% de plus",
        f"{_number((ratio - 1) * 100)}{WIDE}% de plus" if ratio else "",
        ratio <= COSTS if ratio else None,
    )
    growth = growth_of(results)
    yield Target(
        f"Construction de {_number(SIZES[-1])} pages",
        "temps proportionnel au nombre de pages",
        f"{_number(growth, 2)} fois le temps d’une page de plus" if growth else "",
        growth <= GROWS if growth else None,
    )


def growth_of(results: Results) -> float | None:
    """Say how many times a page more costs when there are many, against when there are few."""
    times = [results.get("build pages", "", "", f"{size:04}") for size in SIZES]
    known = [series.median for series in times if series]
    if len(known) < len(SIZES):
        return None
    few = (known[1] - known[0]) / (SIZES[1] - SIZES[0])
    many = (known[2] - known[1]) / (SIZES[2] - SIZES[1])
    return many / few


def _most(results: Results, key: Key, what: str, most: int, percent: float | None = None) -> Target:
    series = results.series.get(key)
    if series is None:
        return Target(what, f"au plus {most}{WIDE}ms", "", None)
    value = series.median if percent is None else series.percentile(percent)
    how = "" if percent is None else f" ({_number(percent)}{WIDE}% des frappes)"
    return Target(what, f"au plus {most}{WIDE}ms{how}", f"{_number(value)}{WIDE}ms", value <= most)


def _bytes(results: Results, coding: str, name: str, what: str, most: int) -> Target:
    series = results.get("weight", "", coding, name)
    promised = f"au plus {_number(most)}"
    if series is None:
        return Target(what, promised, "", None)
    return Target(what, promised, _number(series.median), series.median <= most)


def _number(value: float, decimals: int = 0) -> str:
    return f"{value:,.{decimals}f}".replace(",", NARROW).replace(".", ",")


def _range(series: Series | None) -> str:
    if series is None:
        return "non mesuré"
    return f"{_number(series.median)} ({_number(series.low)} à {_number(series.high)})"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    titles = list(head)
    lines = [titles, ["---"] * len(titles), *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _verdict(target: Target) -> str:
    return {True: "atteint", False: "**non atteint**", None: "non mesuré"}[target.held]


def _visits(results: Results, line: str) -> str:
    rows = []
    for browser, name in BROWSERS.items():
        for visit, when in VISITS.items():
            compared = _compared(results, visit, browser, line, VARIANTS)
            rows += [(name, when, *row) for row in compared]
    head = ("Navigateur", "Visite", "Moteur", "Rapport à notre moteur", "Millisecondes")
    return _table(head, rows)


def _compared(
    results: Results, visit: str, browser: str, line: str, variants: Iterable[str]
) -> Iterator[tuple[str, str, str]]:
    """Give, for each variant that was measured, its name, its ratio to ours and its times."""
    ours = Key(visit, browser, line, "ours")
    for variant in variants:
        series = results.get(visit, browser, line, variant)
        if series is not None:
            ratio = results.ratio(Key(visit, browser, line, variant), ours)
            told = _number(ratio, 1) if ratio and variant != "ours" else "–"
            yield VARIANTS[variant], told, _range(series)


def _shared(results: Results) -> str:
    """Compare the whole way from a shared link to its figure."""
    rows = []
    for line in ("local", "fast4g"):
        for browser, name in BROWSERS.items():
            for visit, when in FOLLOWED.items():
                compared = _compared(results, visit, browser, line, ("ours", "stock"))
                rows += [(LINES[line], name, when, *row) for row in compared]
    head = ("Ligne", "Navigateur", "Visite", "Page", "Rapport à la nôtre", "Millisecondes")
    return _table(head, rows) if rows else "Non mesuré.\n"


def _gains(results: Results, lever: str) -> list[float | None]:
    """Say what a lever is worth on each line."""
    reference = LEVERS[lever][1]
    return [
        results.ratio(
            Key("lever", "chromium", line, lever), Key("lever", "chromium", line, reference)
        )
        for line in ("local", "fast4g")
    ]


def _levers(results: Results) -> str:
    rows = [
        (what, *(_number(gain, 2) if gain else "–" for gain in _gains(results, lever)))
        for lever, (what, _) in LEVERS.items()
    ]
    return _table(("Levier", "Sans limite", "4G rapide"), rows)


def _unpaid(results: Results) -> str:
    """Name the measured levers that do not pay on any line."""
    best = {
        what: max(gains)
        for lever, (what, _) in LEVERS.items()
        if (gains := [gain for gain in _gains(results, lever) if gain])
    }
    if not best:
        return "Aucun levier n’a encore été mesuré."
    useless = [what for what, gain in best.items() if gain < PAYS]
    if useless:
        return f"Ne rapportent rien ici, à revoir{NARROW}: {', '.join(useless)}."
    return "Chaque levier mesuré rapporte sur au moins une des deux lignes."


def table(results: Results) -> str:
    """Give the figures for the terminal."""
    parts = [_targets(results)]
    if results.get("shared", "chromium", "local", "ours"):
        parts.append(_shared(results))
    parts += [f"{LINES[line]}\n{_visits(results, line)}" for line in LINES if _any(results, line)]
    if results.get("lever", "chromium", "local", "ours"):
        parts.append(_levers(results))
    if results.get("rows", "", "", str(JOBS[0])):
        parts.append(_rows(results))
    return "\n".join(parts)


def _any(results: Results, line: str) -> bool:
    return any(key.line == line and key.what in VISITS for key in results.series)


def _targets(results: Results) -> str:
    rows = [
        (target.what, target.promised, target.found or "–", _verdict(target))
        for target in targets(results)
    ]
    return _table(("Promesse", "Objectif", "Mesure", "Verdict"), rows)


def _memory(results: Results) -> str:
    rows = [
        (VARIANTS[variant], f"{_number(series.median / 2**20, 1)}{WIDE}Mio")
        for variant in ("ours", "stock")
        if (series := results.get("heap", "chromium", "local", variant))
    ]
    return _table(("Moteur", "Mémoire de WebAssembly après le premier calcul"), rows)


def _weights(results: Results) -> str:
    rows = []
    for name in ("calcul", *PAGES):
        sizes = [results.get("weight", "", coding, name) for coding in WEIGHTS]
        rows.append((name, *(_number(size.median) if size else "–" for size in sizes)))
    return _table(("Ce qui est lu", *WEIGHTS.values()), rows)


def _frozen(results: Results) -> str:
    rows = [
        (VARIANTS[variant], _range(results.get("frozen", "chromium", "local", variant)))
        for variant in VARIANTS
    ]
    return _table(("Moteur", "Plus long blocage de la page, en millisecondes"), rows)


def _again(results: Results) -> str:
    rows = []
    for browser, name in BROWSERS.items():
        for what, key in (
            ("page comprise, d’une frappe au chiffre", Key("keystroke", browser, "local")),
            (
                "page comprise, pour une maison de santé",
                Key("keystroke", browser, "local", HEAVIEST),
            ),
            ("question et réponse seules", Key("again", browser, "local")),
            ("la même somme en JavaScript", Key("again", browser, "local", "javascript")),
        ):
            if series := results.series.get(key):
                rows.append(
                    (name, what, _number(series.median, 1), _number(series.percentile(95), 1))
                )
    return _table(("Navigateur", "Nouveau calcul", "Médiane", f"95{WIDE}% au plus"), rows)


def _rows(results: Results) -> str:
    """Say how many rows of a file are computed in a second."""
    rows = [
        (str(jobs), _range(results.get("rows", "", "", str(jobs))))
        for jobs in JOBS
        if results.get("rows", "", "", str(jobs))
    ]
    return _table(("Processeurs", "Lignes par seconde"), rows) if rows else "Non mesuré.\n"


def page(results: Results) -> str:
    """Write the page of the guide."""
    dates = sorted({series.date for series in results.series.values()})
    ends = dict.fromkeys((dates[0], dates[-1]))
    when = " au ".join(day(date.fromisoformat(text)) for text in ends)
    failures = "".join(f"- {failure}\n" for failure in results.failures)
    lost = f"\n## Ce qui n’a pas pu être mesuré\n\n{failures}" if failures else ""
    visits = "\n".join(
        f"### {capital(LINES[line])}\n\n{_visits(results, line)}"
        for line in LINES
        if _any(results, line)
    )
    return Template(TEMPLATE.read_text("utf-8")).substitute(
        dict.fromkeys(KNOWN, "?") | results.versions,
        when=when,
        enough=ENOUGH,
        targets=_targets(results),
        visits=visits,
        shared=_shared(results),
        again=_again(results),
        frozen=_frozen(results),
        levers=_levers(results),
        unpaid=_unpaid(results),
        weights=_weights(results),
        memory=_memory(results),
        rows=_rows(results),
        many=_number(ROWS),
        lost=lost,
    )


def write(results: Results) -> None:
    """Write the page in the guide."""
    PAGE.write_text(page(results), "utf-8")
