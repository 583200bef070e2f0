"""Which articles of the code of social security changed since they were read.

Beside each source of that code, `articles` records the version read: the identifier of Légifrance,
or nothing when the page read did not say it. It is compared with the newest copy of the code.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from calculators.vocabulary import text

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "calculators" / "sources"
CODE = "LEGITEXT000006073189"
IN_FORCE = "VIGUEUR"
COMING = "VIGUEUR_DIFF"
_SPACES = re.compile(r"[\s.]+")


class NoCode(Exception):
    """The folder given holds no copy of the code."""


@dataclass(frozen=True)
class Read:
    """An article as it was read: its version, by which source, on which day."""

    article: str
    version: str
    source: str
    read_on: date

    def __str__(self) -> str:
        return f"{self.article} ({self.source}, lu le {text.day(self.read_on)})"


@dataclass(frozen=True)
class Version:
    """A version of an article in the copy of the code."""

    id: str
    state: str
    since: date


@dataclass(frozen=True)
class Code:
    """A copy of the code: its day, and the versions of each article."""

    day: date
    articles: Mapping[str, tuple[Version, ...]]


def what_was_read() -> list[Read]:
    """List the articles of the code that the sources cite, with the version read."""
    return [
        Read(article, version, key, entry["read_on"])
        for file in sorted(SOURCES.glob("*.toml"))
        for key, entry in tomllib.loads(file.read_text("utf-8")).items()
        for article, version in entry.get("articles", {}).items()
    ]


def copy_of_the_code(package: Path) -> Code:
    """Read the code in an unpacked `@socialgouv/legi-data`; `NoCode` when it is not there."""
    file = package / "data" / f"{CODE}.json"
    try:
        tree = json.loads(file.read_text("utf-8"))
        articles: dict[str, tuple[Version, ...]] = {}
        for article in _articles(tree):
            # An article that was repealed, then written again, stands twice.
            name = _plain(article["num"])
            articles[name] = articles.get(name, ()) + tuple(_versions(article))
        return Code(date.fromisoformat(tree["data"]["dateModif"]), articles)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise NoCode(f"{file} : pas de copie lisible du code ({problem})") from None


def changed(read: list[Read], code: Code) -> Iterator[tuple[Read, str]]:
    """Name the articles whose version is not, or will no longer be, the one that was read."""
    for one in read:
        versions = code.articles.get(_plain(one.article), ())
        now = next((each for each in versions if each.state == IN_FORCE), None)
        if now is None:
            yield one, "n’est plus en vigueur, ou a changé de numéro"
        elif now.id != one.version:
            yield one, f"{one.version or 'version inconnue'} lue ; en vigueur, {_told(now)}"
        yield from ((one, f"changera, {_told(each)}") for each in versions if each.state == COMING)


def pages_citing(source: str) -> list[str]:
    """Name the pages and data that cite a source."""
    files = (*(ROOT / "docs").rglob("*.md"), *(ROOT / "macros" / "pages" / "data").glob("*.toml"))
    found = (file for file in files if f'"{source}"' in file.read_text("utf-8"))
    return sorted(file.relative_to(ROOT).as_posix() for file in found)


def _articles(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if node["type"] == "article" and node["data"].get("num"):
        yield node["data"]
    for child in node.get("children", ()):
        yield from _articles(child)


def _versions(article: Mapping[str, Any]) -> Iterator[Version]:
    for each in article["articleVersions"]:
        since = datetime.fromtimestamp(each["dateDebut"] / 1000, UTC).date()
        yield Version(each["id"], each["etat"], since)


def _plain(article: str) -> str:
    """Name an article as the copy does: `L162-14-1`."""
    return _SPACES.sub("", article)


def _told(version: Version) -> str:
    return f"{version.id} depuis le {text.day(version.since)}"
