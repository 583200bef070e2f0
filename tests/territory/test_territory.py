"""Adding up the people of a list of communes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from calculators.territory import inhabitants
from calculators.territory.inhabitants import MissingSliceError, UnknownCommune, population
from calculators.vocabulary.errors import Rejected


@pytest.fixture
def no_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in the browser: nothing is primed and the package holds no slice."""

    def absent(*_: str) -> dict[str, Any]:
        raise FileNotFoundError

    monkeypatch.setattr(inhabitants, "_slices", {})
    monkeypatch.setattr("calculators.vocabulary.data.read", absent)


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
    assert inhabitants.departement_of(code) == departement


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


@pytest.mark.parametrize(
    ("code", "name", "words"),
    [
        ("74268", "Annecy", "74268 (Seynod) fait partie d’Annecy (74010) depuis 2017"),
        # Part of Seynod from 1973: what counts is the commune of today.
        ("74028", "Annecy", "74028 (Balmont) fait partie d’Annecy (74010) depuis 2017"),
        (
            "50649",
            "Tessy-Bocage",
            "50649 (Pont-Farcy) fait partie de Tessy-Bocage (50592) depuis 2018",
        ),
        (
            "14507",
            "Tessy-Bocage",
            "14507 (Pleines-Œuvres) fait partie de Tessy-Bocage (50592) depuis 2018",
        ),
    ],
)
def test_a_former_code_counts_as_its_commune(code: str, name: str, words: str) -> None:
    found = population([code])
    assert found.names == (name,)
    [former] = found.former
    assert str(former) == words
    assert found.population == population([former.now]).population


def test_a_former_code_and_its_commune_count_once() -> None:
    alone = population(["74010"])
    for codes in (["74268", "74010"], ["74010", "74268"], ["74268", "74011", "74010"]):
        found = population(codes)
        assert (found.population, found.names, found.once) == (132_117, ("Annecy",), ("Annecy",))
    assert (alone.former, alone.once) == ((), ())
    assert population(["74268"]).once == ()


def test_a_code_changed_without_merger_is_said_so() -> None:
    former = inhabitants.Former("12345", "Mont", "12346", "Mont", 1990)
    assert str(former) == "12345 (Mont) est l’ancien code de la même commune (12346) depuis 1990"


@pytest.mark.parametrize(
    ("name", "linked"),
    [
        ("Le Havre", "du Havre"),
        ("Les Abymes", "des Abymes"),
        ("Épagny", "d’Épagny"),
        ("La Baule", "de La Baule"),
        ("L'Isle", "de L'Isle"),
        ("Ham", "de Ham"),
    ],
)
def test_a_name_after_its_preposition(name: str, linked: str) -> None:
    assert f"partie {linked} (" in str(inhabitants.Former("1", "X", "2", name, 2000))


def test_a_former_code_that_is_a_postcode_is_asked_back() -> None:
    with pytest.raises(Rejected, match=r"01300.*code postal.*ancien code Insee.*Indiquez 01204"):
        population(["01300"])


def test_former_and_arrondissement_are_not_counted_twice() -> None:
    with pytest.raises(Rejected, match="déjà compté"):
        population(["69385", "69123", "74268"])


@pytest.mark.parametrize(
    ("codes", "years"),
    [
        (["01034"], [inhabitants.VINTAGE]),
        (["97502", "97701", "97801"], [inhabitants.VINTAGE]),
        (["97611"], ["Mayotte\u202f: recensement de 2017"]),
        (["98818"], ["Nouvelle-Calédonie\u202f: recensement de 2025"]),
        (["98735"], ["Polynésie française\u202f: recensement de 2022"]),
        (["98611"], ["Wallis-et-Futuna\u202f: recensement de 2023"]),
        (
            ["98818", "01034", "97611"],
            [
                inhabitants.VINTAGE,
                "Mayotte\u202f: recensement de 2017",
                "Nouvelle-Calédonie\u202f: recensement de 2025",
            ],
        ),
    ],
)
def test_each_territory_says_its_own_year(codes: list[str], years: list[str]) -> None:
    assert population(codes).vintage == "\u202f; ".join(years)


def test_noumea_is_the_census_of_2025() -> None:
    assert population(["98818"]).population == 85_976


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
    inhabitants.prime("01", (page / "01.json").read_text(encoding="utf-8"))
    assert population(["01034"]).population == 9_388
    with pytest.raises(UnknownCommune):
        population(["01999"])
    with pytest.raises(MissingSliceError):
        population(["01034", "2A004"])
    inhabitants.prime("14", (page / "14.json").read_text(encoding="utf-8"))
    with pytest.raises(UnknownCommune):
        population(["14507"])
    # Its successor is in a department that is not there.
    inhabitants.prime("anciens/14", (page / "anciens" / "14.json").read_text(encoding="utf-8"))
    assert population(["14507"]).population == 2_217
