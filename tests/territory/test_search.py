"""The search of the page, run under Node on the files that the site serves."""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros import populations

type Search = Callable[[list[str]], list[dict[str, Any]]]


def bare(name: str) -> str:
    """Write a name without accents, as on a keyboard that has none."""
    name = name.replace("œ", "oe").replace("Œ", "OE")
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def test_every_place_is_found_by_its_name_without_accents(
    search: Search, communes: list[dict[str, Any]], epci: list[dict[str, Any]]
) -> None:
    places = [*communes, *epci]
    assert len(places) == 34_969 + 1_255
    answers = search([bare(place["nom"]) for place in places])
    lost = [p["nom"] for p, a in zip(places, answers, strict=True) if p["code"] not in a["codes"]]
    assert lost == []
    # The picker shows the first 50: an exact name stands before names that only start so.
    assert all(a["codes"].index(p["code"]) < 20 for p, a in zip(places, answers, strict=True))


def test_every_place_is_found_by_its_postcodes(
    search: Search, communes: list[dict[str, Any]], epci: list[dict[str, Any]]
) -> None:
    expected: dict[str, set[str]] = defaultdict(set)
    group_of = {member["code"]: group["code"] for group in epci for member in group["membres"]}
    for commune in communes:
        for postcode in commune.get("codesPostaux", []):
            expected[postcode] |= {commune["code"], group_of.get(commune["code"], commune["code"])}
    answers = search(list(expected))
    for (postcode, codes), answer in zip(expected.items(), answers, strict=True):
        assert codes <= set(answer["codes"]), postcode
        # The rest is arrondissements, never a place without this postcode.
        assert all(code[:3] in ("751", "132", "693") for code in set(answer["codes"]) - codes)
    reached = set().union(*expected.values())
    assert {group["code"] for group in epci} <= reached
    # The French Southern and Antarctic Lands have no postcode in the package.
    assert {c["code"] for c in communes} - reached == {f"9841{n}" for n in range(1, 6)}


def test_first_place_found(search: Search) -> None:
    expected = {
        "belley": "01034",
        "  BELLEY ": "01034",
        "bell": "69019",  # Belleville-en-Beaujolais, the most populated that starts so
        "haÿ les roses": "94038",
        "l'hay-les-roses": "94038",
        "l’île d’yeu": "85113",
        "st etienne": "42218",
        "saint de": "97411",
        "ste marie": "97418",
        "le saint": "56201",
        "y": "80829",
        "Œting": "57521",
        "bugey sud": "200040350",
        "cc bugey": "200040350",
        "communauté de communes bugey sud": "200040350",
        "paris 13": "75113",
        "cordieux": "01262",  # an associated commune leads to its commune
        "2A004": "2A004",
        "01034": "01034",  # no such postcode
        "01300": "200040350",
        "0130": "200040350",
    }
    answers = search(list(expected))
    assert dict(zip(expected, (a["codes"][0] for a in answers), strict=True)) == expected


def test_nothing_found(search: Search) -> None:
    queries = ["", " ", "'", "a", "01", "99999", "zzzz", "belley xyz", "20999"]
    assert [answer["codes"] for answer in search(queries)] == [[]] * len(queries)


def test_exact_then_start_then_word_then_population(search: Search, page: Path) -> None:
    rows = json.loads((page / "noms" / "vie.json").read_bytes())
    names = {code: (name, people) for code, name, people, *_ in rows}
    former = {row[0] for row in rows if len(row) == 4 and len(row[0]) == 5}
    [answer] = search(["vienne"])
    ranks = []
    for code in answer["codes"]:
        if code in former:
            continue
        name, people = names[code]
        words = populations.words(name)
        while words[0] in populations.STOP | {"l"}:
            words.pop(0)
        rank = 0 if words == ["vienne"] else 1 if words[0].startswith("vienne") else 2
        ranks.append((rank, -people))
    assert {rank for rank, _ in ranks} == {0, 1, 2}
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("query", "files"),
    [
        ("belley", ["meta.json", "noms/bel.json"]),
        ("bugey sud", ["meta.json", "noms/bu.json"]),
        ("saint-martin", ["meta.json", "noms/mart.json"]),
        ("01300", ["postes/01.json", "01.json", "epci/01.json"]),
        ("2B033", ["2B.json"]),
    ],
)
def test_a_search_reads_little(search: Search, page: Path, query: str, files: list[str]) -> None:
    [answer] = search([query])
    assert answer["files"] == files
    assert sum((page / file).stat().st_size for file in files) < 40_000


def test_an_epci_gives_its_communes_and_python_its_slice(search: Search, page: Path) -> None:
    [answer] = search(["CC Bugey Sud"])
    first = answer["first"]
    assert (first["kind"], first["departement"], first["population"]) == ("epci", "01", 34_382)
    assert len(first["communes"]) == 41
    assert first["primed"] == len((page / "01.json").read_text(encoding="utf-8"))
