"""Cut the communes, EPCI and populations of France into files that a page can afford to load.

`python -m macros.territoires.populations` writes two folders that git ignores:

- `calculators/territoires/`: a slice by department, `anciens/` with the codes that each
  department lost (see `macros.territoires.former`), and `meta.json`, for Python;
- `docs/assets/territoires/`: the same slices for the page, and what its search needs.
  `noms/` is an index of names by the first letters of their words, `postes/` of postcodes by
  their first two digits, `epci/` holds the EPCI by department.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NotRequired, TypedDict, cast

from calculators.aci_cpts.territory import OUTSIDE
from calculators.territory import inhabitants
from macros.territoires import former

ROOT = Path(__file__).parents[2]
NPM = ROOT / "node_modules" / inhabitants.PACKAGE
PYTHON = ROOT / "calculators" / "territoires"
PAGE = ROOT / "docs" / "assets" / "territoires"

# A file of names longer than this, in bytes, is cut again by one more letter.
BOUND = 20_000
# What a cut file still shows to who has typed no more letters: its most populated places.
SAMPLE = 40
# Words so common that an index by them would hold half of France.
STOP = {"au", "aux", "ca", "cc", "cu", "de", "des", "du", "en", "et", "la", "le", "les"}
STOP |= {"arrondissement", "saint", "sainte", "sous", "sur"}

type Row = list[Any]


class Commune(TypedDict):
    """What is read of an entry of `communes.json`."""

    code: str
    nom: str
    type: str
    departement: str
    population: NotRequired[int]
    codesPostaux: NotRequired[list[str]]
    chefLieu: NotRequired[str]


class Epci(TypedDict):
    """What is read of an entry of `epci.json`.

    Its `populationMunicipale` is older than the `population` of the communes by a vintage. The
    population of an EPCI is therefore always the sum of its communes.
    """

    code: str
    nom: str
    membres: list[Commune]


def main() -> None:
    """Write both folders and say what they hold."""
    meta = write(NPM, PYTHON, PAGE)
    print(f"populations: {meta['communes']} communes, {meta['epci']} EPCI, {meta['vintage']}.")


def write(package: Path, python: Path, page: Path) -> dict[str, Any]:
    """Write the folders `python` and `page` from the npm package, and give what is counted."""
    version = _load(package / "package.json")["version"]
    if version != inhabitants.VERSION:
        raise SystemExit(
            "populations: calculators/territory/inhabitants.py dates the content of "
            f"{inhabitants.PACKAGE} "
            f"{inhabitants.VERSION}, but {version} is installed. Read its README, then date it."
        )
    entries = cast("list[Commune]", _load(package / "data" / "communes.json"))
    groups = cast("list[Epci]", _load(package / "data" / "epci.json"))
    current = _counted(entries)
    names = _names(current, _merged(entries, current), groups)

    for folder in (python, page):
        shutil.rmtree(folder, ignore_errors=True)
    for departement, rows in _slices(current).items():
        _dump(python / f"{departement}.json", rows)
        _dump(page / f"{departement}.json", rows)
    for departement, rows in _anciens(current).items():
        _dump(python / "anciens" / f"{departement}.json", rows)
        _dump(page / "anciens" / f"{departement}.json", rows)
    for key, found in names.items():
        _dump(page / "noms" / f"{key}.json", found)
    for start, postcodes in _postcodes(current).items():
        _dump(page / "postes" / f"{start}.json", postcodes)
    for departement, rows in _epci(current, groups).items():
        _dump(page / "epci" / f"{departement}.json", rows)

    types = [entry["type"] for entry in entries]
    meta = {
        "vintage": inhabitants.VINTAGE,
        "vintages": inhabitants.VINTAGES,
        "source": inhabitants.SOURCE,
        "licence": inhabitants.LICENCE,
        "package": f"{inhabitants.PACKAGE} {version}",
        "communes": types.count("commune-actuelle"),
        "arrondissements": types.count("arrondissement-municipal"),
        "epci": len(groups),
        "sans_population": [c for c, entry in current.items() if "population" not in entry],
    }
    _dump(python / "meta.json", meta)
    departements = _load(package / "data" / "departements.json")
    index = {
        "departements": {each["code"]: each["nom"] for each in departements},
        "stop": sorted(STOP),
        "keys": sorted(names),
        "outside": OUTSIDE,
    }
    _dump(page / "meta.json", meta | index)
    return meta


def _counted(entries: list[Commune]) -> dict[str, Commune]:
    """Give by code, in order, the communes of today and their arrondissements."""
    return {
        entry["code"]: entry
        for entry in sorted(entries, key=lambda entry: entry["code"])
        if entry["type"] in former.CURRENT
    }


def words(name: str) -> list[str]:
    """Give the words of a name as one types them: no capital, no accent, no punctuation."""
    name = name.lower().replace("œ", "oe").replace("æ", "ae")
    letters = (c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    whole = {"st": "saint", "ste": "sainte"}
    return [whole.get(word, word) for word in re.findall(r"[a-z0-9]+", "".join(letters))]


def _slices(counted: dict[str, Commune]) -> dict[str, dict[str, Row]]:
    slices: dict[str, dict[str, Row]] = defaultdict(dict)
    for code, entry in counted.items():
        slices[entry["departement"]][code] = [entry["nom"], entry.get("population")]
    return slices


def _anciens(counted: dict[str, Commune]) -> dict[str, dict[str, Row]]:
    """Give by department `[former name, year, code, name, population]` of each former code.

    The last three are the commune of today. The year is 0 for a code that is also a postcode:
    nobody can tell which of the two is meant.
    """
    postcodes = {postcode for e in counted.values() for postcode in e.get("codesPostaux", ())}
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for code, name, now, since in _former():
        year = 0 if code in postcodes else int(since[:4])
        today = counted[now]
        row = [name, year, now, today["nom"], today.get("population")]
        found[inhabitants.departement_of(code)][code] = row
    return found


def _former() -> list[list[str]]:
    with former.FILE.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))[1:]


def _merged(entries: list[Commune], counted: dict[str, Commune]) -> list[tuple[str, str]]:
    """Give the former names and the code of today: delegated communes, then lost ones."""
    parts = [e for e in entries if "chefLieu" in e and e is not counted.get(e["code"])]
    delegated = {(part["nom"], part["chefLieu"]) for part in parts}
    return sorted(delegated | {(name, now) for _, name, now, _ in _former()})


def _names(
    counted: dict[str, Commune], merged: list[tuple[str, str]], groups: list[Epci]
) -> dict[str, list[Row]]:
    """Index `[code, name, population]`, then the department of an EPCI or a former name."""
    named: list[tuple[str, Row]] = [
        (entry["nom"], [code, entry["nom"], entry.get("population")])
        for code, entry in counted.items()
    ]
    for name, code in merged:
        now = counted[code]
        if words(name) != words(now["nom"]):
            named.append((name, [code, now["nom"], now.get("population"), name]))
    for group in groups:
        people = _by_departement(counted, group)
        row = [
            group["code"],
            group["nom"],
            sum(people.values()),
            max(people, key=people.__getitem__),
        ]
        named.append((group["nom"], row))
    named.sort(key=lambda pair: [str(cell) for cell in pair[1]])

    starts: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for name, row in named:
        for word in _significant(words(name)):
            starts[word[:2]].append((word, row))
    files: dict[str, list[Row]] = {}
    for start in sorted(starts):
        _cut(start, starts[start], files)
    return files


def _significant(name: list[str]) -> set[str]:
    return {w for w in name if len(w) > 1 and w[0].isalpha() and w not in STOP} or set(name)


def _cut(start: str, found: list[tuple[str, Row]], files: dict[str, list[Row]]) -> None:
    """Write the file of `start`, sending words to files of longer starts until it is short."""
    longer: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for word, row in found:
        longer[word[: len(start) + 1]].append((word, row))
    largest = sorted(longer.keys() - {start}, key=lambda key: (len(longer[key]), key))
    sample: list[Row] = []
    while len(_json(rows := _unique([*(row for _, row in found), *sample]))) > BOUND:
        sample = sample or sorted(rows, key=lambda row: -(row[2] or 0))[:SAMPLE]
        apart = largest.pop()
        _cut(apart, longer[apart], files)
        found = [(word, row) for word, row in found if not word.startswith(apart)]
    files[start] = rows


def _postcodes(counted: dict[str, Commune]) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for code, entry in counted.items():
        for postcode in entry.get("codesPostaux", ()):
            found[postcode[:2]][postcode].append(code)
    return found


def _epci(counted: dict[str, Commune], groups: list[Epci]) -> dict[str, dict[str, Row]]:
    """Give `[name, population, department, codes]` of each EPCI, in all its departments."""
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for group in sorted(groups, key=lambda group: group["code"]):
        people = _by_departement(counted, group)
        codes = sorted(member["code"] for member in group["membres"])
        seat = max(people, key=people.__getitem__)
        for departement in people:
            found[departement][group["code"]] = [group["nom"], sum(people.values()), seat, codes]
    return found


def _by_departement(counted: dict[str, Commune], group: Epci) -> dict[str, int]:
    people: dict[str, int] = defaultdict(int)
    for member in group["membres"]:
        commune = counted[member["code"]]
        people[commune["departement"]] += commune["population"]
    return people


def _unique(rows: Iterable[Row]) -> list[Row]:
    return list({id(row): row for row in rows}.values())


def _load(path: Path) -> Any:
    return json.loads(path.read_bytes())


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _dump(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_json(value))


if __name__ == "__main__":
    main()
