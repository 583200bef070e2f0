"""What holds, in one table: criterion, figure, date.

`python -m bench.audit.reliability` writes the page from what was recorded; names of checks after it
run them first and record what came out: `python -m bench.audit.reliability html keys`. `all` runs
every one of them, which takes an hour.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from bench import report as speed
from bench.__main__ import KEPT
from bench.audit import lighthouse
from bench.audit.checks import run
from bench.audit.report import day, duration, percent, table
from bench.audit.results import ROOT, read, record, today
from bench.figures import Results
from calculators import SLUGS
from calculators.vocabulary.text import number
from macros.pages import rgaa

PAGE = ROOT / "docs" / "contribuer" / "fiabilite.md"
PART = "checks"


@dataclass(frozen=True)
class Check:
    """A criterion, and the tests that hold it."""

    criterion: str
    words: Sequence[str]
    """What pytest is given."""
    more: Mapping[str, str] = field(default_factory=dict)


CHECKS: Mapping[str, Check] = {
    "html": Check(
        "Pages valides (vérificateur Nu, html-validate)", ["tests/site/test_validity.py"]
    ),
    "links": Check("Liens, titres, en-têtes, politique de chaque page", ["tests/site"]),
    "axe": Check(
        "axe-core sans erreur, rien qui déborde, toutes les pages, deux thèmes, deux largeurs",
        ["tests/browser/test_site.py", "-k", "accessibility or overflows"],
        {"EVERY_PAGE": "1"},
    ),
    "keys": Check(
        "Neuf calculateurs au clavier seul, à 320 pixels",
        ["tests/browser/test_accessibility.py", "-k", "keys_alone"],
        {"EVERY_CASE": "1"},
    ),
    "tools": Check(
        "Chaque outil au clavier seul, à 320 pixels, dans Chromium et Firefox",
        ["tests/browser/test_tools.py"],
        {"EVERY_CASE": "1"},
    ),
    "heard": Check(
        "Ce qu’entend un lecteur d’écran\u202f: noms, rôles, chiffres",
        ["tests/browser/test_accessibility.py", "-k", "heard"],
        {"EVERY_CASE": "1"},
    ),
    "set": Check(
        "Texte espacé, agrandi quatre fois, couleurs imposées, sans mouvement",
        ["tests/browser/test_accessibility.py", "-k", "not keys_alone and not heard"],
        {"EVERY_CASE": "1"},
    ),
    "sheet": Check(
        "Chaque exemple sur une feuille, rien de plus large que l’écran",
        ["tests/browser/test_fiche.py", "tests/browser/test_widths.py"],
        {"EVERY_CASE": "1"},
    ),
    "lists": Check(
        "Chaque cas, par chaque entrée, dans la page",
        ["tests/browser/test_lists.py"],
        {"EVERY_CASE": "1"},
    ),
    "webkit": Check(
        "Du formulaire au chiffre dans WebKitGTK, neuf calculateurs",
        ["tests/browser/test_webkit.py"],
        {"EVERY_BROWSER": "1"},
    ),
    "faults": Check(
        "Chaque panne dite en mots, dans Chromium, Firefox et WebKitGTK",
        ["tests/browser/test_faults.py", "-k", "every_browser"],
        {"EVERY_BROWSER": "1"},
    ),
    "bytes": Check(
        "Un octet changé dans un fichier du moteur est vu",
        ["tests/browser/test_engine.py", "-k", "one_byte"],
        {"EVERY_CASE": "1"},
    ),
    "leaks": Check("Rien ne part du navigateur", ["tests/browser/test_nothing_leaves.py"]),
    "command": Check(
        "Commande\u202f: pannes dites, mémoire et temps bornés, cent mille lignes",
        ["tests/doors/test_command_line.py"],
        {"ROWS": "100000"},
    ),
    "hosts": Check(
        "nginx et Apache\u202f: en-têtes, cache, cadres, deux cents lecteurs",
        ["tests/macros/site/test_hosts.py"],
        {"EVERY_HOST": "1"},
    ),
}


def main(names: Sequence[str]) -> int:
    """Run these checks, then write the page; 1 when one of them failed."""
    failed = 0
    for name in CHECKS if names == ["all"] else names:
        print(f"reliability: {CHECKS[name].criterion}", flush=True)
        found = passed(CHECKS[name])
        record(PART, name, found)
        failed |= found["failed"] > 0
    PAGE.write_text(page(read(), Results.load(KEPT)), "utf-8")
    return int(failed)


def passed(check: Check) -> dict[str, Any]:
    """Run the tests of a check, and count what came out."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.xml"
        _, seconds = run(*check.words, f"--junitxml={told}", more={**os.environ, **check.more})
        (suite,) = ET.parse(told).getroot()  # noqa: S314 (pytest wrote it)
    count = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
    failed = count["failures"] + count["errors"]
    return {
        "day": today(),
        "seconds": round(seconds),
        "passed": count["tests"] - failed - count["skipped"],
        "failed": failed,
        "skipped": count["skipped"],
    }


def page(found: Mapping[str, Any], measured: Results) -> str:
    """Write the page."""
    head = ("Critère", "Chiffre", "Date")
    return HEAD.format(
        tests=table(head, [*_rules(found), *_checks(found)]),
        speed=table(("Promesse", "Objectif", "Mesure", "Tenue"), list(_speed(measured))),
        days=_days([{"day": series.date} for series in measured.series.values()]),
    )


def _rules(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Tell what audits count: changes seen, branches, random inputs, flaws, criteria."""
    hunts = [found.get("mutation", {}).get(slug) for slug in SLUGS]
    hunted = [hunt for hunt in hunts if hunt]
    made = sum(hunt["made"] for hunt in hunted)
    seen = made - sum(len(hunt["survivors"]) for hunt in hunted)
    told = f"{percent(seen, made)} de {number(made)}" if made else TO_DO
    lacking = len(hunts) - len(hunted)
    yield (
        "Changements faits exprès dans les règles, vus par les tests",
        told + (f", {lacking} calculateurs à faire" if lacking and made else ""),
        _days(hunted),
    )
    covered = found.get("coverage", {}).get("calculators")
    yield (
        "Branches des calculateurs parcourues par les tests",
        percent(covered["covered_branches"], covered["num_branches"]) if covered else TO_DO,
        _days([covered]),
    )
    for key, words in (("promises", "Python"), ("engine", "le moteur de la page")):
        drawn = found.get("random", {}).get(key)
        yield (
            f"Saisies au hasard par calculateur, dans {words}, sans écart",
            number(drawn["cases"]) if drawn else TO_DO,
            _days([drawn]),
        )
    known = found.get("vulnerabilities", {})
    for registry in ("PyPI", "npm"):
        asked = known.get(registry)
        yield (
            f"Failles connues des bibliothèques de {registry}",
            TO_DO if asked is None else str(len(asked["found"])),
            _days([asked]),
        )
    yield from _lighthouse(found.get(lighthouse.PART, {}))
    held = sum(one["status"] in {"conforme", "non applicable"} for one in rgaa.criteria())
    yield (
        "Critères du RGAA tenus par un test ou sans objet",
        f"{held} sur {len(rgaa.criteria())}, [le reste attend des personnes](../a-propos/rgaa.md)",
        rgaa.checked_on(),
    )


def _lighthouse(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Tell the lowest marks of the pages that Lighthouse read."""
    performance, *rules = lighthouse.SUBJECTS
    for words, subjects in (
        ("vitesse d’une page lue sur un téléphone", [performance]),
        ("accessibilité, bonnes pratiques, référencement", rules),
    ):
        lowest = min((one[subject] for one in found.values() for subject in subjects), default=None)
        yield (
            f"Lighthouse, {words}, note la plus basse de {len(lighthouse.PAGES)} pages",
            TO_DO if lowest is None else f"{lowest} sur 100",
            _days(list(found.values())),
        )


def _checks(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, check in CHECKS.items():
        told = found.get(PART, {}).get(name)
        if not told:
            yield check.criterion, TO_DO, ""
            continue
        count = _counted(told["passed"], "essai réussi", "essais réussis")
        if failed := told["failed"]:
            count += f", **{_counted(failed, 'échoué', 'échoués')}**"
        if skipped := told["skipped"]:
            count += f", {_counted(skipped, 'laissé de côté', 'laissés de côté')}"
        yield check.criterion, f"{count}, en {duration(told['seconds'])}", day(told["day"])


def _counted(count: int, one: str, several: str) -> str:
    return f"{number(count)} {one if count < 2 else several}"


def _speed(measured: Results) -> Iterator[tuple[str, str, str, str]]:
    for target in speed.targets(measured):
        held = {True: "oui", False: "**non**", None: TO_DO}[target.held]
        yield target.what, target.promised, target.found, held


def _days(found: Sequence[Mapping[str, Any] | None]) -> str:
    days = sorted({one["day"] for one in found if one})
    return " au ".join(day(one) for one in dict.fromkeys([*days[:1], *days[-1:]]))


TO_DO = "à faire"
HEAD = """\
---
title: Fiabilité
description: "Ce qui tient : chaque critère, son chiffre et sa date, écrits par une commande."
---

# Fiabilité

Page écrite par `make reliability`. Ne la corrigez pas à la main.

Chaque ligne vient de ce qu’un essai ou une mesure a noté.
« À faire » veut dire que rien n’a été noté.
`make reliability CHECKS="html keys"` refait ces essais ; `CHECKS=all` les refait tous.

## Ce que les essais tiennent {{ data-search-exclude }}

{tests}

## Ce que les mesures tiennent {{ data-search-exclude }}

Mesuré le {days}. Le détail est dans [Mesures du moteur](mesures.md).

{speed}

## Ce que seules des personnes peuvent dire {{ data-search-exclude }}

- Si un lecteur d’écran dit bien ce que la page lui donne : NVDA, JAWS, VoiceOver, TalkBack.
- Si l’on comprend les questions, les résultats et les mises en garde sans aide.
- Si un coordinateur retrouve dans le résultat ce que sa caisse lui a versé.
- Si la page tient sur un vrai téléphone, un vrai réseau, un Safari d’Apple.
- Si les textes ont été bien lus : seule une seconde lecture des sources le dit.
- Si le guide répond à la question que l’on se posait.
"""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
