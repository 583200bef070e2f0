"""The page that tells maintainers what the last audits found: `python -m bench.audit.report`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from bench.audit.results import GOAL, ROOT, Change, read, reasons
from calculators import SLUGS
from calculators.vocabulary import text
from calculators.vocabulary.text import number

PAGE = ROOT / "docs" / "contribuer" / "audit.md"


def write() -> None:
    """Write the page again."""
    PAGE.write_text(page(read()), encoding="utf-8")


def page(results: dict[str, Any]) -> str:
    """Write the page."""
    return HEAD + "\n\n".join(
        [
            *mutation(results),
            *coverage(results),
            *random(results),
            *counts(results),
            *vulnerabilities(results),
            LIMITS,
        ]
    )


def mutation(results: dict[str, Any]) -> Iterator[str]:
    """Tell the changes made to the rules and those that nobody notices."""
    yield "## Changements faits exprès { data-search-exclude }"
    yield CHANGES.format(goal=GOAL)
    rows, told, known = [], [], reasons()
    for slug in SLUGS:
        found = results.get("mutation", {}).get(slug)
        if not found:
            rows.append((f"`{slug}`", "à faire", "", "", "", ""))
            continue
        made, missed = found["made"], len(found["survivors"])
        rows.append((
            f"`{slug}`", day(found["day"]), number(made), number(made - missed),
            percent(made - missed, made), duration(found["seconds"]),
        ))  # fmt: skip
        told += [
            f"```diff\n# {change['function']}\n- {change['before']}\n+ {change['after']}\n```\n\n"
            f"{known.get(Change(**change), 'Sans raison écrite.')}\n"
            for change in found["survivors"]
        ]
    yield table(("Calculateur", "Audit du", "Changements", "Vus", "Part vue", "Durée"), rows)
    endless = sum(found["endless"] for found in results.get("mutation", {}).values())
    if endless:
        yield (
            f"Parmi les changements vus, {number(endless)} font tourner le calcul sans fin\u202f: "
            "le test est alors arrêté après dix fois sa durée ordinaire."
        )
    before = sum(found.get("before", 0) for found in results.get("mutation", {}).values())
    if before:
        yield (
            f"{number(before)} de ces changements avaient été vus lors d’un essai précédent, dans "
            "une fonction restée la même. Ils n’ont pas été essayés de nouveau."
        )
    yield "### Changements que les tests ne voient pas { data-search-exclude }"
    yield "\n".join(["{% raw %}", *told, "{% endraw %}"]) if told else "Aucun."


def coverage(results: dict[str, Any]) -> Iterator[str]:
    """Tell the lines and branches that the tests go through."""
    yield "## Code parcouru par les tests"
    found = results.get("coverage", {}).get("calculators")
    if not found:
        yield "À faire."
        return
    yield (
        f"Le {day(found['day'])}, les tests parcourent {number(found['covered_lines'])} lignes "
        f"sur {number(found['num_statements'])} et {number(found['covered_branches'])} branches "
        f"sur {number(found['num_branches'])} de `calculators/`, soit "
        f"{percent(found['covered_branches'], found['num_branches'])} des branches. "
        f"Durée\u202f: {duration(found['seconds'])}."
    )


def random(results: dict[str, Any]) -> Iterator[str]:
    """Tell the inputs drawn at random."""
    yield "## Saisies tirées au hasard"
    told = {
        "promises": "dans Python, contre les promesses du contrat (explications, sommes, sources)",
        "engine": "dans le moteur de la page, contre la réponse de Python, à la lettre",
    }
    lines = []
    for key, words in told.items():
        found = results.get("random", {}).get(key)
        lines.append(
            f"- Le {day(found['day'])}, {number(found['cases'])} saisies pour chacun des "
            f"{len(SLUGS)} calculateurs, {words}\u202f: aucun écart, en "
            f"{duration(found['seconds'])}."
            if found
            else f"- À faire\u202f: {words}."
        )
    yield "\n".join(lines)


def counts(results: dict[str, Any]) -> Iterator[str]:
    """Tell how many tests each subject has of its own."""
    yield "## Tests propres à chaque calculateur { data-search-exclude }"
    yield COUNTS
    rows = [
        (f"`{slug}`", number(found["cases"]), number(found["named"]), number(found["properties"]))
        for slug, found in results.get("counts", {}).items()
    ]
    yield table(("Calculateur", "Cas partagés", "Tests nommés", "Propriétés"), rows)


def vulnerabilities(results: dict[str, Any]) -> Iterator[str]:
    """Tell the known vulnerabilities of the packages."""
    yield "## Failles connues des bibliothèques"
    known = results.get("vulnerabilities", {})
    if not known:
        yield "Pas encore demandées\u202f: il faut le réseau (`make audit-known`)."
    else:
        yield "\n".join(
            f"- {registry}, le {day(found['day'])}\u202f: {', '.join(found['found']) or 'aucune'}."
            for registry, found in known.items()
        )


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Write a table in Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def day(iso: str) -> str:
    """Write a date in full."""
    return text.day(date.fromisoformat(iso))


def percent(part: int, whole: int) -> str:
    """Write a share with one decimal, never rounded up to the whole."""
    tenths = part * 1_000 // whole
    return f"{tenths // 10},{tenths % 10}\u00a0%"


def duration(seconds: int) -> str:
    """Write how long it took."""
    return f"{seconds}\u00a0s" if seconds < 120 else f"{round(seconds / 60)}\u00a0min"


HEAD = """\
---
title: Dernier audit des règles
description: "Dernier audit des règles\u202f: ce que les tests voient quand on casse le code."
---

# Dernier audit des règles

Page écrite par `make audit`. Ne la corrigez pas à la main.

"""
CHANGES = """\
Un outil change le code des règles, un détail à la fois, puis relance les tests.
Un changement que personne ne voit montre un test absent.
L’objectif est de {goal}\u00a0% de changements vus, et une raison écrite pour chacun des autres.

Avant de compter, l’audit vérifie que les mêmes tests passent tous sur les règles intactes, dans un ordre puis dans l’autre.
Un changement n’est vu que si un test échoue. Une panne de l’audit lui-même arrête tout\u202f: elle ne compte jamais comme un changement vu."""  # noqa: E501
COUNTS = """\
Les cas partagés viennent des textes ou des faits relevés\u202f: Python, le moteur de la page et le navigateur les calculent tous.
Une propriété vaut pour toute saisie\u202f: l’outil en tire des centaines pour la mettre en défaut.
S’y ajoutent les promesses communes à tous les calculateurs."""  # noqa: E501
LIMITS = """\
## Ce que l’audit ne couvre pas

- Les chiffres eux-mêmes\u202f: un montant mal recopié d’un texte reste faux si le test le recopie aussi. Seule la relecture de la source le montre.
- Les changements portent sur le corps des fonctions des règles. Les déclarations (libellés, bornes, tableaux de constantes) et le code commun à tous les calculateurs sont tenus par d’autres tests, sans changements faits exprès.
- Les propriétés calculées d’une ligne (`@property`), que l’outil laisse intactes.
- Le JavaScript, la construction du site et les pages du guide.
- Deux défauts présents ensemble, dont l’un cacherait l’autre.
"""  # noqa: E501

if __name__ == "__main__":
    write()
