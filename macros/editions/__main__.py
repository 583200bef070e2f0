"""`python -m macros.editions build|check|new`: editions, from the command line."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from mkdocs.exceptions import Abort

from macros.editions import ask, pages
from macros.editions.build import build
from macros.editions.schema import FOLDER, STATEMENTS, Edition, Refused, find, read

OLD = 3
"""Years after which a figure is told old."""


def main(arguments: list[str] | None = None) -> int:
    """Answer the command; 1 when an edition is refused, or has something to mend."""
    parser = argparse.ArgumentParser(prog="macros.editions")
    parser.add_argument("verb", choices=("build", "check", "new"))
    parser.add_argument("name", nargs="?", default="")
    asked = parser.parse_args(arguments)
    today = date.today()  # noqa: DTZ011 - the calendar of who publishes
    try:
        if asked.verb == "new":
            print(f"edition-new: {ask.write(asked.name)}")
            return 0
        if asked.verb == "check":
            return _check(asked.name, today)
        return _build(asked.name, today)
    except Refused as problem:
        print(f"edition : refusée\n{problem}", file=sys.stderr)
    except pages.Unknown as problem:
        print(f"edition: {problem}", file=sys.stderr)
    except (KeyboardInterrupt, EOFError):
        print("\nedition : arrêtée, rien n’est écrit", file=sys.stderr)
    return 1


def _build(name: str, today: date) -> int:
    edition = read(find(name))
    for problem in to_mend(edition, today):
        print(f"edition: {problem}", file=sys.stderr)
    # What the generator warns of stops the build: it is told.
    logging.basicConfig(level=logging.WARNING, format="edition : %(message)s")
    started = time.monotonic()
    try:
        site = build(edition, today)
    except Abort as problem:
        print(f"edition: {problem}", file=sys.stderr)
        return 1
    print(f"edition : {site} en {time.monotonic() - started:.0f} s, à servir tel quel")
    return 0


def _check(name: str, today: date) -> int:
    files = [find(name)] if name else sorted(FOLDER.glob("*.toml"))
    found = [problem for file in files for problem in _problems(file, today)]
    print("\n".join(found) or "edition-check : rien à reprendre")
    return int(bool(found))


def _problems(file: Path, today: date) -> list[str]:
    try:
        return list(to_mend(read(file), today))
    except Refused as problem:
        return str(problem).split("\n")


def to_mend(edition: Edition, today: date) -> Iterator[str]:
    """List what is missing, old or expired in an edition that builds."""
    for key in pages.to_fill(edition):
        yield f"{edition.where('editeur', key=key)} : {key} reste à renseigner"
    for section in ("contacts", "chiffres"):
        if not edition.all(section):
            yield f"{edition.where('edition')} : aucune partie [[{section}]]"
    for rank, news in enumerate(edition.all("actualites")):
        if news["jusqu_au"] < today:
            where = edition.where("actualites", rank, "jusqu_au")
            yield f"{where} : « {news['titre']} » a pris fin, ce n’est plus montré"
    for section in STATEMENTS:
        for rank, entry in enumerate(edition.all(section)):
            key = "vu_le" if section == "contacts" else "date"
            if int(str(entry[key])[:4]) < today.year - OLD:
                where = edition.where(section, rank, key)
                said = entry.get("titre") or entry.get("intitule") or entry["nom"]
                yield f"{where} : « {said} » date de plus de {OLD} ans, cherchez plus récent"
    for rank, one in enumerate(edition.all("non_trouve")):
        yield f"{edition.where('non_trouve', rank)} : pas trouvé : {one['sujet']}"


if __name__ == "__main__":
    sys.exit(main())
