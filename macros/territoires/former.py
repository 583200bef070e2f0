"""Draw the former codes of communes from the movements of Insee's code officiel géographique.

`python -m macros.territoires.former mouvements-communes.csv` rewrites `former.csv`, which is
committed: the npm package of the communes lists former codes without their names nor dates. The
file read is `sources/mouvements-communes.csv` of the package's own repository, at the tag of its
version.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from calculators.territory.inhabitants import PACKAGE, UnknownCommune, departement_of

NPM = Path(__file__).parents[2] / "node_modules" / PACKAGE
CURRENT = frozenset({"commune-actuelle", "arrondissement-municipal"})
FILE = Path(__file__).with_name("former.csv")
COLUMNS = ("code", "nom", "devenu", "depuis")

# Départements cut in 1968 and 1976: their thousand older codes are in use nowhere, and those of
# Corsica, which began by 20, are its postcodes of today.
OLDEST_CROSSING = "1977"
MERGERS = frozenset({"31", "32", "33", "34", "35"})

type Move = Mapping[str, str]


def former(moves: Iterable[Move], current: frozenset[str]) -> list[tuple[str, str, str, str]]:
    """Give the code, the name, the successor of today and the day since when, of lost communes.

    The day is the one of the last merger, or of the last change of code when nothing merged. A
    commune cut up between several others has no successor.
    """
    last = _last_moves(moves, current)
    found = []
    for code in sorted(last):
        successor, since = _follow(code, last, current)
        if successor and (
            since >= OLDEST_CROSSING or _departement(code) == _departement(successor)
        ):
            found.append((code, last[code][0]["LIBELLE_AV"], successor, since))
    return found


def _last_moves(moves: Iterable[Move], current: frozenset[str]) -> dict[str, list[Move]]:
    last: dict[str, list[Move]] = defaultdict(list)
    for move in moves:
        code, into = _code(move, "AV"), _code(move, "AP")
        whole = move["TYPECOM_AV"] == move["TYPECOM_AP"] == "COM"
        if not whole or code == into or code in current:
            continue
        known = last[code]
        if known and known[0]["DATE_EFF"] < move["DATE_EFF"]:
            known.clear()
        if not known or known[0]["DATE_EFF"] == move["DATE_EFF"]:
            known.append(move)
    return last


def _follow(code: str, last: dict[str, list[Move]], current: frozenset[str]) -> tuple[str, str]:
    merged = moved = ""
    while code not in current:
        if len({_code(move, "AP") for move in last[code]}) != 1:
            return "", ""
        move = last[code][0]
        moved = move["DATE_EFF"]
        merged = moved if move["MOD"] in MERGERS else merged
        code = _code(move, "AP")
    return code, merged or moved


def _code(move: Move, when: str) -> str:
    return move[f"COM_{when}"].zfill(5)


def _departement(code: str) -> str:
    try:
        return departement_of(code)
    except UnknownCommune:
        return ""


def main(source: str) -> None:
    """Rewrite the file from the movements that Insee publishes."""
    entries = json.loads((NPM / "data" / "communes.json").read_bytes())
    current = frozenset(e["code"] for e in entries if e["type"] in CURRENT)
    with Path(source).open(encoding="utf-8", newline="") as moves:
        found = former(csv.DictReader(moves), current)
    with FILE.open("w", encoding="utf-8", newline="") as written:
        lines = csv.writer(written, lineterminator="\n")
        lines.writerow(COLUMNS)
        lines.writerows(found)
    print(f"former: {len(found)} codes.")


if __name__ == "__main__":
    main(sys.argv[1])
