"""Adding up the people of a list of communes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from calculators import territory
from calculators.errors import Rejected
from calculators.territory import MissingSliceError, UnknownCommune, population


@pytest.fixture
def no_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in the browser: nothing is primed and the package holds no slice."""

    def absent(*_: str) -> dict[str, Any]:
        raise FileNotFoundError

    monkeypatch.setattr(territory, "_slices", {})
    monkeypatch.setattr("calculators.data.read", absent)


def test_one_commune() -> None:
    belley = population(["01034"])
    assert (belley.population, belley.names) == (9_388, ("Belley",))
    assert "2023" in belley.vintage


def test_bugey_sud_is_below_the_first_bound(epci: list[dict[str, Any]]) -> None:
    [bugey] = [group for group in epci if group["nom"] == "CC Bugey Sud"]
    codes = [member["code"] for member in bugey["membres"]]
    found = population(codes)
    assert len(found.names) == 41
    assert found.population == 34_382  # so tier 1, below 40 000
    # The package's own figure is of an older year: it must never come through.
    assert bugey["populationMunicipale"] == 34_086


def test_every_epci_can_be_computed(page: Path) -> None:
    for path in (page / "epci").glob("*.json"):
        for name, people, _, codes in json.loads(path.read_bytes()).values():
            assert population(codes).population == people, name


def test_communes_of_several_departments() -> None:
    parts = ["01034", "2A004", "2B033", "97411", "97801"]
    together = population(parts)
    assert together.names == ("Belley", "Ajaccio", "Bastia", "Saint-Denis", "Saint-Martin")
    assert together.population == sum(population([part]).population for part in parts)


@pytest.mark.parametrize(
    ("code", "departement"),
    [("01034", "01"), ("2A004", "2A"), ("2B033", "2B"), ("97411", "974"), ("98818", "988")],
)
def test_department(code: str, departement: str) -> None:
    assert territory.departement_of(code) == departement


@pytest.mark.parametrize(
    "code",
    [
        "01999",
        "20004",
        "99999",
        "97999",
        "2C004",
        "2a004",
        "1034",
        "010340",
        "",
        "../01",
        "0१034",
        "01120",
    ],
)
def test_unknown_code_is_named(code: str) -> None:
    with pytest.raises(UnknownCommune, match="code Insee") as caught:
        population(["01034", code])
    assert caught.value.code == code
    assert f"«\u00a0{code}\u00a0»" in str(caught.value)
    assert isinstance(caught.value, Rejected)


def test_arrondissements_count_like_communes() -> None:
    assert population(["75113", "75114"]).population == 181_271 + 136_455


@pytest.mark.parametrize("codes", [["75056", "75113"], ["69381", "69123"], ["13216", "13055"]])
def test_an_arrondissement_is_not_counted_twice(codes: list[str]) -> None:
    with pytest.raises(Rejected, match="déjà compté"):
        population(codes)


def test_no_published_population_is_not_zero(page: Path) -> None:
    uncounted = json.loads((page / "meta.json").read_bytes())["sans_population"]
    assert uncounted == ["98411", "98412", "98413", "98414", "98415", "98901"]
    for code in uncounted:
        with pytest.raises(Rejected, match=f"{code}.*n’a pas de population publiée"):
            population(["01034", code])


def test_villages_without_inhabitants_add_nothing_and_do_not_stand_alone() -> None:
    assert population(["55545", "55039"]).population == population(["55545"]).population
    with pytest.raises(Rejected, match="aucun habitant"):
        population(["55039", "55050"])


@pytest.mark.usefixtures("no_slice")
def test_missing_data_say_what_to_run() -> None:
    with pytest.raises(MissingSliceError, match=r"département 01 manquent.*make setup"):
        population(["01034"])


@pytest.mark.usefixtures("no_slice")
def test_the_page_primes_what_it_needs(page: Path) -> None:
    territory.prime("01", (page / "01.json").read_text(encoding="utf-8"))
    assert population(["01034"]).population == 9_388
    with pytest.raises(UnknownCommune):
        population(["01999"])
    with pytest.raises(MissingSliceError):
        population(["01034", "2A004"])
