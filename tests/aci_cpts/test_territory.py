"""A territory made of communes, on real populations, and every way of getting it wrong."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest

from calculators import compute
from calculators.doors import browser
from calculators.territory.inhabitants import VINTAGE, population
from macros.territoires.populations import NPM
from tests.support import refusal

refused = partial(refusal, compute, "aci-cpts")


@pytest.fixture(scope="module")
def bugey_sud() -> list[str]:
    """Give the communes of the EPCI that a seed document cites (facts, S004)."""
    groups = json.loads((NPM / "data" / "epci.json").read_bytes())
    (group,) = (group for group in groups if group["nom"] == "CC Bugey Sud")
    return [member["code"] for member in group["membres"]]


def test_the_whole_cc_bugey_sud_is_size_1(bugey_sud: list[str]) -> None:
    result = compute("aci-cpts", {"communes": bugey_sud})
    assert len(bugey_sud) == 41
    assert result["values"]["population"] == 34_382
    assert result["values"]["taille"] == 1
    assert result["values"]["habitants_avant_palier_suivant"] == 40_000 - 34_382
    detail = result["criteria"][0]["detail"]
    assert detail.startswith(f"34\u202f382\u00a0habitants (41\u00a0communes, {VINTAGE}).")


def test_communes_and_their_population_give_the_same_amounts(bugey_sud: list[str]) -> None:
    by_codes = compute("aci-cpts", {"communes": bugey_sud})
    by_number = compute("aci-cpts", {"population": population(bugey_sud).population})
    assert by_codes["values"] == by_number["values"]
    assert by_codes["lines"] == by_number["lines"]
    assert by_codes["inputs"]["population"] is None
    assert by_number["inputs"]["communes"] == []


def test_the_order_of_communes_does_not_matter(bugey_sud: list[str]) -> None:
    backwards = compute("aci-cpts", {"communes": bugey_sud[::-1]})
    assert backwards["values"] == compute("aci-cpts", {"communes": bugey_sud})["values"]


def test_a_single_commune_is_written_in_the_singular() -> None:
    detail = compute("aci-cpts", {"communes": ["01034"]})["criteria"][0]["detail"]
    assert "(1\u00a0commune, " in detail


@pytest.mark.parametrize("code", ["00000", "01999", "01300", "99001", "75000", "20001"])
def test_an_unknown_code_is_told(code: str) -> None:
    ((field, message),) = refused({"communes": ["01034", code]})
    assert field == "communes"
    assert code in message
    assert "code postal" in message


def test_the_same_commune_twice_is_told() -> None:
    assert refused({"communes": ["01034", "01138", "01034"]}) == [
        ("communes", "«\u00a001034\u00a0» est indiqué deux fois. Gardez-le une seule fois.")
    ]


def test_communes_and_a_population_together_are_told() -> None:
    both = "Choisissez les communes ou indiquez la population, pas les deux."
    assert refused({"communes": ["01034"], "population": 60_000}) == [("communes", both)]
    # Whatever the codes: the first thing to settle is which of the two counts.
    assert refused({"communes": ["01999"], "population": 60_000}) == [("communes", both)]


@pytest.mark.parametrize("inputs", [{}, {"communes": []}, {"population": None, "communes": None}])
def test_neither_communes_nor_a_population_is_told(inputs: dict[str, Any]) -> None:
    ((field, message),) = refused(inputs)
    assert field == "population"
    assert message == (
        "Indiquez la population, de 1 à 3\u202f000\u202f000 habitants, ou choisissez les communes."
    )


def test_an_empty_list_of_communes_leaves_the_population() -> None:
    result = compute("aci-cpts", {"communes": [], "population": 60_000})
    assert result["values"]["population"] == 60_000


def test_an_arrondissement_counts_as_a_commune_but_not_twice() -> None:
    result = compute("aci-cpts", {"communes": ["69383"]})
    assert result["values"]["taille"] in (3, 4)
    ((field, message),) = refused({"communes": ["69123", "69383"]})
    assert field == "communes"
    assert "déjà compté" in message


def test_villages_without_people_are_told() -> None:
    ((field, message),) = refusal(
        compute, "aci-cpts", {"communes": ["55039", "55050"]}
    )  # destroyed in 1916
    assert field == "communes"
    assert "aucun habitant" in message


def test_a_great_territory_is_beyond_the_last_bound() -> None:
    result = compute("aci-cpts", {"communes": ["75056", "13055"]})
    assert result["values"]["taille"] == 4
    assert result["values"]["population"] > 2_900_000


def told(result: dict[str, Any]) -> dict[str, str]:
    return {warning["id"]: warning["text"] for warning in result["warnings"]}


def test_a_former_code_is_told() -> None:
    result = compute("aci-cpts", {"communes": ["74268"]})
    assert result["values"]["population"] == 132_117
    assert result["inputs"]["communes"] == ["74268"]
    assert told(result)["anciens_codes"] == (
        "74268 (Seynod) fait partie d’Annecy (74010) depuis 2017. "
        "La commune d’aujourd’hui compte en entier."
    )


def test_a_former_code_given_with_its_commune_counts_once_and_it_is_told() -> None:
    result = compute("aci-cpts", {"communes": ["74268", "74010"]})
    assert result["values"] == compute("aci-cpts", {"communes": ["74010"]})["values"]
    assert "(1\u00a0commune, " in result["criteria"][0]["detail"]
    assert told(result)["anciens_codes"].endswith(" Annecy n’est compté qu’une fois.")
    assert "anciens_codes" not in told(compute("aci-cpts", {"communes": ["74010"]}))


@pytest.mark.parametrize(
    ("code", "place", "source"),
    [
        ("98818", "Nouméa (98818)", "Igas, rapport 2018-013R"),
        ("98735", "Papeete (98735)", "Cleiss"),
        ("98613", "Uvea (98613)", "vice-rectorat de Wallis-et-Futuna"),
    ],
)
@pytest.mark.parametrize("others", [[], ["01034"], ["97801", "74268"]])
def test_a_territory_outside_the_agreement_is_refused_with_its_source(
    code: str, place: str, source: str, others: list[str]
) -> None:
    ((field, message),) = refused({"communes": [*others, code]})
    assert field == "communes"
    assert source in message
    assert message.endswith(f"n’y donne aucun montant. Retirez {place}.")


def test_each_territory_outside_has_its_message() -> None:
    errors = refused({"communes": ["98818", "98735", "98805", "01034"]})
    assert [message.partition("Retirez ")[2] for _, message in errors] == [
        "Papeete (98735).",
        "Nouméa (98818) et Dumbéa (98805).",
    ]


@pytest.mark.parametrize(
    ("code", "words", "source"),
    [
        ("97502", "propre régime de sécurité sociale", "cpts-spm"),
        ("97701", "aucune CPTS", "cpts-spm"),
        ("97801", "29\u00a0juin\u00a02023", "cpts-sxm"),
    ],
)
def test_what_is_known_of_an_island_is_told(code: str, words: str, source: str) -> None:
    result = compute("aci-cpts", {"communes": ["01034", code]})
    (known,) = [c for c in result["criteria"] if c["id"].startswith("territoire_")]
    assert (known["status"], known["reference"]) == ("unknown", source)
    assert words in known["detail"]
    assert source in result["sources"]
    assert "accord_a_confirmer" in told(result)


@pytest.mark.parametrize("code", ["01034", "97411", "97611", "97105"])
def test_the_agreement_is_not_doubted_elsewhere(code: str) -> None:
    result = compute("aci-cpts", {"communes": [code]})
    assert "accord_a_confirmer" not in told(result)
    assert not [c for c in result["criteria"] if c["id"].startswith("territoire_")]


def test_a_mixed_territory_says_each_year() -> None:
    detail = compute("aci-cpts", {"communes": ["01034", "97611"]})["criteria"][0]["detail"]
    assert f"(2\u00a0communes, {VINTAGE}\u202f; Mayotte\u202f: recensement de 2017)." in detail


@pytest.mark.parametrize("on", ["2023-06-30", "2027-01-01"])
def test_a_population_asked_for_another_year_says_which_it_counts(on: str) -> None:
    inputs = {"communes": ["01034"]}
    said = told(compute("aci-cpts", inputs, on=on))["population_d_une_autre_date"]
    assert VINTAGE in said
    assert "Ce ne sont pas les chiffres en vigueur le " in said
    assert f"\u00a0{on[:4]}, que ce site n’a pas" in said
    for now in (None, "2026-01-01", "2026-12-31"):
        assert "population_d_une_autre_date" not in told(compute("aci-cpts", inputs, on=now))
    number = compute("aci-cpts", {"population": 9_388}, on=on)
    assert "population_d_une_autre_date" not in told(number)


def test_a_census_may_still_have_been_in_force() -> None:
    result = compute("aci-cpts", {"communes": ["97611"]}, on="2023-06-30")
    assert "Ce ne sont peut-être pas" in told(result)["population_d_une_autre_date"]


def test_a_form_takes_former_codes_and_small_letters() -> None:
    request = {"calculator": "aci-cpts", "typed": {"communes": "2a004, 74268 74010"}}
    answer = json.loads(browser.answer(json.dumps(request)))
    assert answer["result"]["values"]["population"] == population(["2A004", "74010"]).population
    for communes in (["2a004", "74010"], ["2A004", "74268", "74010"]):
        assert compute("aci-cpts", {"communes": communes})["values"] == answer["result"]["values"]
    # The link brings back what was given.
    assert answer["link"]["communes"] == "2A004,74268,74010"
    again = {**request, "typed": answer["link"]}
    assert json.loads(browser.answer(json.dumps(again))) == answer


def test_a_program_may_write_codes_in_small_letters() -> None:
    result = compute("aci-cpts", {"communes": ["2a004", "2b033"]})
    assert result == compute("aci-cpts", {"communes": ["2A004", "2B033"]})
    assert result["inputs"]["communes"] == ["2A004", "2B033"]


def test_a_file_takes_former_codes_and_refuses_row_by_row() -> None:
    lines = ["communes", '"2a004,74268"', "98818", '"01034,98735"', "01300", "1034", "01034 Bellay"]
    request = {"calculator": "aci-cpts", "csv": "\n".join(lines) + "\n"}
    rows = json.loads(browser.batch(json.dumps(request)))["csv"].splitlines()
    expected = str(population(["2A004", "74010"]).population)
    assert expected in rows[1]
    for row, place in ((rows[2], "Nouméa (98818)"), (rows[3], "Papeete (98735)")):
        assert f"Retirez {place}." in row
    assert "code postal" in rows[4]
    # A spreadsheet takes the first zero away.
    assert "Écrivez 01034" in rows[5]
    assert "« Bellay » n’est pas un code" in rows[6]
