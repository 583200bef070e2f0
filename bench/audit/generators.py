"""Build the tree with MkDocs and its successors; list what differs, and try our tests on each.

`python -m bench.audit.generators UV` needs the network, for the successors alone.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from bench.audit import trial
from bench.audit.results import ROOT
from calculators.vocabulary import text
from macros.day import of_the_build
from macros.prose.typography import fixed
from macros.site import finish

WORK = ROOT / "build" / "generators"
PAGE = ROOT / "docs" / "contribuer" / "decisions" / "generateurs.md"
TREE = ("docs", "overrides", "macros", "calculators", "editions", "mkdocs.yml", "pyproject.toml")
COMMON = ("mkdocs-macros-plugin==1.5.0", "jinja2>=3.1.6", "brotli", "vl-convert-python")
SHOWN = 12
"""Differences of a kind that are named; the others are counted."""


@dataclass(frozen=True)
class Generator:
    """A program that builds the tree: what to install, and how it is called."""

    name: str
    version: str
    packages: tuple[str, ...]
    command: Callable[[Path], list[str]]

    @property
    def slug(self) -> str:
        """Name its folders."""
        return self.name.lower()


GENERATORS = (
    Generator(
        "ProperDocs",
        "1.6.7",
        ("properdocs==1.6.7", "mkdocs-material==9.8.1", *COMMON),
        lambda home: [f"{home}/bin/properdocs", "build", "--strict", "--quiet"],
    ),
    Generator(
        "Zensical",
        "0.0.73",
        ("zensical==0.0.73", *COMMON[1:]),
        lambda home: [f"{home}/bin/zensical", "build", "--clean"],
    ),
)


class _Reader(HTMLParser):
    """Reads what a page says, where it leads and what can be linked to."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.words: list[str] = []
        self.inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inside += tag == "article"
        if not self.inside:
            return
        self.ids.add(given.get("id") or "")
        if tag == "a" and given.get("href"):
            self.links.add(given["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "article"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.words.append(data)


@dataclass(frozen=True)
class Page:
    """What the article of a page says."""

    ids: frozenset[str]
    links: frozenset[str]
    words: str


@dataclass(frozen=True)
class Built:
    """A site as a generator left it."""

    folder: Path
    seconds: float = 0.0

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """Read each page, by its address."""
        files = sorted(self.folder.rglob("*.html"))
        return {file.relative_to(self.folder).as_posix(): _page(file) for file in files}

    @property
    def search(self) -> int:
        """Count the parts that the search knows."""
        for name, key in (("search/search_index.json", "docs"), ("search.json", "items")):
            if (file := self.folder / name).is_file():
                return len(json.loads(file.read_text("utf-8"))[key])
        return 0

    @property
    def weight(self) -> int:
        """Weigh the pages, compressed: what a reader is sent of them."""
        return sum(len(gzip.compress(file.read_bytes())) for file in self.folder.rglob("*.html"))

    @property
    def assets(self) -> int:
        """Weigh the scripts and styles of the theme, compressed."""
        files = (f for kind in ("js", "css") for f in self.folder.glob(f"assets/*/*.{kind}"))
        return sum(len(gzip.compress(file.read_bytes())) for file in files)

    def lost_links(self) -> list[str]:
        """Name the links that lead nowhere in the site."""
        return [
            f"{address} → {link}"
            for address, page in self.pages.items()
            if address != "404.html"
            for link in sorted(page.links)
            if not self._leads(address, link)
        ]

    def _leads(self, address: str, link: str) -> bool:
        if urlsplit(link).scheme:
            return True
        path, anchor = urldefrag(urljoin(f"/{address}", link))
        name = unquote(path).lstrip("/")
        name += "index.html" if not name or name.endswith("/") else ""
        if name not in self.pages:
            return (self.folder / name).is_file()
        return not anchor or "=" in anchor or unquote(anchor) in self.pages[name].ids


@dataclass(frozen=True)
class Tried:
    """What a generator does: its site, where it differs from ours, what follows the build."""

    name: str
    built: Built | None = None
    said: str = ""
    """What stopped it, when it has no site."""
    found: Mapping[str, list[str]] = field(default_factory=dict)
    stopped: list[str] = field(default_factory=list)
    kept: Mapping[str, trial.Kept] = field(default_factory=dict)

    def finished(self) -> Tried:
        """Try what follows the build, then our browser tests."""
        if self.built is None:
            return self
        site, stopped = trial.finished(self.built.folder)
        return replace(self, stopped=stopped, kept=trial.tested(site))


def main(uv: str) -> int:
    """Build, compare, and write the page; 1 when ProperDocs no longer builds the same."""
    ours = _built(
        "mkdocs", [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"], sys.prefix
    )
    if isinstance(ours, str):
        print(f"generators: MkDocs: {ours}", file=sys.stderr)
        return 1
    successors = [_tried(generator, ours, uv) for generator in GENERATORS]
    every = [one.finished() for one in (Tried("MkDocs et Material", ours), *successors)]
    PAGE.write_text(page(every), "utf-8", newline="")
    for one in every:
        counts = ", ".join(f"{len(names)} {kind}" for kind, names in one.found.items() if names)
        failed = sum(len(kept.failed) for kept in one.kept.values())
        said = one.said or f"{counts or 'no difference'}, {failed} browser tests failed"
        print(f"generators: {one.name}: {said}")
    return int(any(one.built is None for one in every))


def _tried(generator: Generator, ours: Built, uv: str) -> Tried:
    name = f"{generator.name} {generator.version}"
    home = WORK / f"{generator.slug}-home"
    try:
        _install(uv, home, generator.packages)
    except subprocess.CalledProcessError:
        return Tried(name, said="n’a pas pu être installé ici")
    built = _built(generator.slug, generator.command(home), str(home))
    if isinstance(built, str):
        return Tried(name, said=built)
    return Tried(name, built, found=differences(ours, built))


def _install(uv: str, home: Path, packages: tuple[str, ...]) -> None:
    if not (home / "bin" / "python").exists():
        _run([uv, "venv", "--quiet", "--python", sys.executable, str(home)])
    _run([uv, "pip", "install", "--quiet", "--python", f"{home}/bin/python", *packages])


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)


def _built(name: str, command: list[str], home: str) -> Built | str:
    """Build a copy of the tree; what stopped it, when it did not."""
    tree = WORK / name
    shutil.rmtree(tree, ignore_errors=True)
    for part in TREE:
        source, target = ROOT / part, tree / part
        if source.is_dir():
            shutil.copytree(source, target, copy_function=os.link)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    (tree / "node_modules").symlink_to(ROOT / "node_modules")
    environment = {**os.environ, "PYTHONPATH": str(tree), "VIRTUAL_ENV": home}
    started = time.monotonic()
    done = subprocess.run(
        command, cwd=tree, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        told = (done.stdout + done.stderr).strip().splitlines()
        return f"s’arrête : {told[-1] if told else done.returncode}"
    return Built(tree / "site", time.monotonic() - started)


def _page(file: Path) -> Page:
    reader = _Reader()
    reader.feed(file.read_text("utf-8"))
    words = re.sub(r"\s+", " ", " ".join(reader.words)).strip()
    return Page(frozenset(reader.ids - {""}), frozenset(reader.links), words)


def _targets(address: str, page: Page) -> set[str]:
    """Give where the links of a page lead, from a site under `/guide/`."""
    return {urljoin(f"/guide/{address}", link) for link in page.links}


def differences(ours: Built, theirs: Built) -> dict[str, list[str]]:
    """List, by kind, what a site does not do as ours."""
    both = [name for name in ours.pages if name in theirs.pages]
    known = set(ours.lost_links())
    return {
        "pages absentes": [name for name in ours.pages if name not in theirs.pages],
        "pages en plus": [name for name in theirs.pages if name not in ours.pages],
        "ancres absentes": [
            f"{name}#{id}"
            for name in both
            for id in sorted(ours.pages[name].ids - theirs.pages[name].ids)
        ],
        "liens changés": [
            f"{name} → {link}"
            for name in both
            for link in sorted(
                _targets(name, ours.pages[name]) ^ _targets(name, theirs.pages[name])
            )
        ],
        "liens sans arrivée": [link for link in theirs.lost_links() if link not in known],
        "pages au texte changé": [
            name for name in both if ours.pages[name].words != theirs.pages[name].words
        ],
    }


def page(every: list[Tried]) -> str:
    """Write what was found, for who decides."""
    head = ("Générateur", "Pages", "Différences", "Parties de la recherche", "Pages compressées")
    table = [*head, "Programmes et styles du thème", "Construction", "`macros.site.finish`"]
    parts = [_HEAD.format(day=text.day(of_the_build().date()))]
    parts.append(_table(table, map(_row, every)))
    parts.append(_TESTS)
    tried = [one for one in every if one.kept]
    parts.append(
        _table(
            ["Ce que le site promet", *(one.name for one in tried)],
            ([promise, *(str(one.kept[promise]) for one in tried)] for promise in trial.PROMISES),
        )
    )
    for one in every:
        parts += _list(one)
    return fixed("\n\n".join(parts) + "\n", ".md")


def _row(one: Tried) -> list[str]:
    built = one.built
    if built is None:
        return [one.name, "–", one.said, "–", "–", "–", "–", "–"]
    count = sum(map(len, one.found.values()))
    steps = len(finish.STEPS)
    return [
        one.name,
        text.number(len(built.pages)),
        text.number(count) if count else "aucune",
        text.number(built.search),
        f"{text.number(built.weight // 1000)} ko",
        f"{text.number(built.assets // 1000)} ko",
        f"{built.seconds:.0f} s",
        f"{steps - len(one.stopped)} étapes sur {steps}" if one.stopped else "passe",
    ]


def _list(one: Tried) -> list[str]:
    found = {kind: names for kind, names in one.found.items() if names}
    found |= {"étapes qui s’arrêtent": one.stopped} if one.stopped else {}
    failed = [name for kept in one.kept.values() for name in kept.failed]
    found |= {"essais qui échouent": failed} if failed else {}
    if not found:
        return []
    parts = [f"## {one.name} : ce qui diffère"]
    for kind, names in found.items():
        more = f" et {len(names) - SHOWN} autres" if len(names) > SHOWN else ""
        items = "\n".join(f"- `{name}`" for name in names[:SHOWN])
        parts.append(f"**{text.capital(kind)} : {len(names)}**{more and ', dont :'}\n\n{items}")
    return parts


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


_HEAD = """\
---
title: Trois générateurs
description: "Le même dossier construit par MkDocs et par ses successeurs : ce qui diffère."
search:
  boost: 0.5
---

# Trois générateurs

Le {day}, `make audit` a construit ce dossier avec MkDocs et avec ses successeurs.
La page est écrite par la mesure. La décision est dans [les décisions](index.md).

Sont comparés : les pages, puis dans chaque article le texte, les liens et les ancres.
Le reste est pesé, avant ce que `macros.site.finish` retire."""

_TESTS = """\
Nos essais de navigateur tournent ensuite sur chaque site, fini comme le nôtre. Une étape qui \
s’arrête laisse les autres se faire : ce qui reste à refaire est nommé en entier."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
