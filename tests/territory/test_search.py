"""The search of the page, run under Node on the files that the site serves."""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.territoires import populations

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


@pytest.mark.parametrize(
    ("query", "code"),
    [
        # Small words and plurals that people change, letters they leave out, words in any order.
        ("Martignas en Jalles", "33273"),
        ("jalles martignas", "33273"),
        ("chalons s/ saone", "71076"),
        ("lhay les roses", "94038"),
        ("lisle adam", "95313"),
        ("villeneuvedascq", "59009"),
        ("saintetienne", "42218"),
        ("saintemarie la mer", "66182"),
        # EPCI as they are called, whatever their own name says.
        ("Grand Lyon", "200046977"),
        ("communauté urbaine de Lyon", "200046977"),
        ("grand dijon", "242100410"),
        ("Grand Toulouse", "243100518"),
        ("agglo annecy", "200066793"),
        # Slips of the finger.
        ("Anncey", "74010"),
        ("Marseile", "13055"),
        ("boulogne bilancourt", "92012"),
        ("montelimard", "26198"),
    ],
)
def test_a_name_as_people_write_it(search: Search, query: str, code: str) -> None:
    [answer] = search([query])
    assert answer["codes"][0] == code
    assert answer["first"]["near"] is True
    assert len(answer["files"]) <= 10


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("2a004", "2A004"),
        ("ste marie aux mines", "68298"),
        ("lyon 3eme", "69383"),
        ("lyon 03", "69383"),
        ("metropole de lyon", "200046977"),
        ("issy moulineaux", "92040"),
    ],
)
def test_what_is_as_good_as_exact_is_not_called_near(search: Search, query: str, code: str) -> None:
    [answer] = search([query])
    assert answer["codes"][0] == code
    assert "near" not in answer["first"]


@pytest.mark.parametrize(
    ("query", "former", "code", "departement"),
    [
        ("seynod", "Seynod", "74010", "74"),
        ("74268", "Seynod", "74010", "74"),
        ("Balmont", "Balmont", "74010", "74"),  # lost in 1973, no longer even a delegated commune
        ("pont farcy", "Pont-Farcy", "50592", "50"),
        ("14507", "Pleines-Œuvres", "50592", "50"),
    ],
)
def test_a_former_commune_leads_to_the_one_of_today(
    search: Search, query: str, former: str, code: str, departement: str
) -> None:
    [answer] = search([query])
    first = answer["first"]
    assert (first["code"], first["former"], first["departement"]) == (code, former, departement)
    assert first["communes"] == [code]
    if query.isdigit():
        assert first["since"] in (2017, 2018)


def test_every_former_code_is_known_to_the_page(search: Search, page: Path) -> None:
    formers = {
        code: row
        for path in (page / "anciens").glob("*.json")
        for code, row in json.loads(path.read_bytes()).items()
    }
    answers = search(list(formers))
    for (code, (_, since, now, *_)), answer in zip(formers.items(), answers, strict=True):
        # A postcode is one first of all.
        assert since == 0 or answer["codes"] == [now], code


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


def test_an_epci_gives_its_communes(search: Search) -> None:
    [answer] = search(["CC Bugey Sud"])
    first = answer["first"]
    assert (first["kind"], first["departement"], first["population"]) == ("epci", "01", 34_382)
    assert len(first["communes"]) == 41
