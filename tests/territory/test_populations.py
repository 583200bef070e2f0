"""What is written for Python and for the page, against the package it comes from."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from calculators.territory import inhabitants
from macros.territoires import populations


def test_all_communes_and_epci_are_counted(page: Path) -> None:
    meta = json.loads((page / "meta.json").read_bytes())
    for_python = json.loads((populations.PYTHON / "meta.json").read_bytes())
    assert meta["communes"] == 34_969
    assert meta["epci"] == 1_255
    assert meta["vintage"] == inhabitants.VINTAGE
    assert for_python.items() <= meta.items()


def test_slices_hold_every_commune_and_the_arrondissements(
    page: Path, communes: list[dict[str, Any]]
) -> None:
    slices = {p.stem: json.loads(p.read_bytes()) for p in page.glob("*.json") if p.stem != "meta"}
    assert slices.keys() == inhabitants.DEPARTEMENTS
    found = {code: row for rows in slices.values() for code, row in rows.items()}
    assert {c: found[c][1] for c in found if inhabitants.commune_of(c) == c} == {
        entry["code"]: entry.get("population") for entry in communes
    }
    assert sum(inhabitants.commune_of(code) != code for code in found) == 45
    for departement, rows in slices.items():
        assert {inhabitants.departement_of(code) for code in rows} == {departement}


def former_codes() -> dict[str, list[Any]]:
    files = (populations.PYTHON / "anciens").glob("*.json")
    return {code: row for path in files for code, row in json.loads(path.read_bytes()).items()}


def test_former_codes_are_those_of_the_package(communes: list[dict[str, Any]]) -> None:
    known = {old: entry["code"] for entry in communes for old in entry.get("anciensCodes", [])}
    today = {entry["code"]: [entry["nom"], entry["population"]] for entry in communes[:34_875]}
    written = former_codes()
    assert len(written) == 3_326
    for code, (_, _, now, *place) in written.items():
        assert (now, place) == (known[code], today[now])
    left = {code for code in known.keys() - written.keys() if code[:2] not in ("20", "75", "78")}
    # Six cut up between several communes, and those which changed department before 1977.
    assert len(left) == 46


def test_a_former_code_stands_in_the_file_of_its_own_department() -> None:
    rows = json.loads((populations.PYTHON / "anciens" / "14.json").read_bytes())
    assert rows["14507"] == ["Pleines-Œuvres", 2018, "50592", "Tessy-Bocage", 2_217]
    for path in (populations.PYTHON / "anciens").glob("*.json"):
        codes = json.loads(path.read_bytes())
        assert {inhabitants.departement_of(code) for code in codes} == {path.stem}


def test_a_former_code_that_is_a_postcode_has_no_year(communes: list[dict[str, Any]]) -> None:
    postcodes = {postcode for entry in communes for postcode in entry.get("codesPostaux", [])}
    for code, row in former_codes().items():
        assert (row[1] == 0) is (code in postcodes), code


def test_python_and_the_page_share_the_same_slices(page: Path) -> None:
    for departement in inhabitants.DEPARTEMENTS:
        name = f"{departement}.json"
        assert (page / name).read_bytes() == (populations.PYTHON / name).read_bytes()
    former = sorted((page / "anciens").iterdir())
    assert len(former) > 80
    for path in former:
        assert path.read_bytes() == (populations.PYTHON / "anciens" / path.name).read_bytes()


@pytest.mark.parametrize(
    ("prefix", "whole"), [("751", "75056"), ("132", "13055"), ("6938", "69123")]
)
def test_arrondissements_add_up_to_their_commune(prefix: str, whole: str) -> None:
    rows = json.loads((populations.PYTHON / f"{whole[:2]}.json").read_bytes())
    parts = [people for code, (_, people) in rows.items() if code.startswith(prefix)]
    assert sum(parts) == rows[whole][1]


def test_each_epci_is_the_sum_of_its_communes(
    page: Path, communes: list[dict[str, Any]], epci: list[dict[str, Any]]
) -> None:
    people = {entry["code"]: entry.get("population", 0) for entry in communes}
    written: dict[str, list[Any]] = {}
    for path in (page / "epci").glob("*.json"):
        written |= json.loads(path.read_bytes())
    assert len(written) == len(epci) == 1_255
    for group in epci:
        name, population, seat, codes = written[group["code"]]
        assert name == group["nom"]
        assert codes == sorted(member["code"] for member in group["membres"])
        assert population == sum(people[code] for code in codes)
        assert seat in {inhabitants.departement_of(code) for code in codes}


def test_no_file_is_long(page: Path) -> None:
    sizes = {path.relative_to(page): path.stat().st_size for path in page.rglob("*.json")}
    assert len(sizes) > 500
    indexes = [size for path, size in sizes.items() if path.parent.name]
    assert max(indexes) <= populations.BOUND
    assert max(sizes.values()) <= 30_000


def test_the_same_package_gives_the_same_bytes(page: Path, tmp_path: Path) -> None:
    populations.write(populations.NPM, tmp_path / "python", tmp_path / "page")
    again: dict[Path, bytes] = {
        p.relative_to(tmp_path / "page"): p.read_bytes()
        for p in (tmp_path / "page").rglob("*.json")
    }
    assert again == {p.relative_to(page): p.read_bytes() for p in page.rglob("*.json")}


def test_another_version_must_be_dated_first(tmp_path: Path) -> None:
    shutil.copytree(populations.NPM, tmp_path / "npm")
    (tmp_path / "npm" / "package.json").write_text('{"version": "7.0.0"}')
    with pytest.raises(SystemExit, match=r"7\.0\.0 is installed"):
        populations.write(tmp_path / "npm", tmp_path / "python", tmp_path / "page")
    assert not (tmp_path / "python").exists()
