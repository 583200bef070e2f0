"""What a field that leads to a region or an edition makes of what is typed, run under Node."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from macros.pages.regions import region_names

type Search = Callable[..., list[dict[str, Any]]]

SURE = {
    "région Normandie": ["Normandie"],
    "Corse": ["Corse"],
    "20": ["Corse"],
    "Grand Est": ["Grand Est"],
    "ile de france": ["Île-de-France"],
    "IDF": ["Île-de-France"],
    "Occitanie": ["Occitanie"],
    "Paca": ["Provence-Alpes-Côte d’Azur"],
    "provence alpes cote d'azur": ["Provence-Alpes-Côte d’Azur"],
    "aura": ["Auvergne-Rhône-Alpes"],
    "Alsace": ["Grand Est"],
    "Hauts-de-France": ["Hauts-de-France"],
    "Nouvelle-Aquitaine": ["Nouvelle-Aquitaine"],
    "finistère": ["Finistère (29)"],
    "dans le Finistère": ["Finistère (29)"],
    "Seine-Saint-Denis 93": ["Seine-Saint-Denis (93)"],
    "93": ["Seine-Saint-Denis (93)"],
    "Saint-Denis 93": ["Saint-Denis, Seine-Saint-Denis (93)"],
    "saint denis (974)": ["Saint-Denis, La Réunion (974)"],
    "93200 Saint-Denis": ["Saint-Denis, Seine-Saint-Denis (93)"],
    "75012 Paris": ["Paris, Paris (75)"],
    "Lyon, 69003": ["Lyon, Rhône (69)"],
    "Bastia 20200": ["Bastia, Haute-Corse (2B)"],
    "Lyon": ["Lyon, Rhône (69)"],
}
AMONG = {
    "Saint-Denis": ["Saint-Denis, La Réunion (974)", "Saint-Denis, Seine-Saint-Denis (93)"],
    "Villeneuve": ["Villeneuve, Alpes-de-Haute-Provence (04)", "Villeneuve, Aveyron (12)"],
    "Sainte-Colombe": ["Sainte-Colombe, Rhône (69)", "Sainte-Colombe, Gironde (33)"],
    "saint martin": ["Saint-Martin (978)", "Saint-Martin, Gers (32)"],
    "bretagne": ["Bretagne", "Bretagne, Territoire de Belfort (90)"],
    "Allier": ["Allier (03)", "Allier, Hautes-Pyrénées (65)"],
}
NEAR = {
    "1234": "Bozouls, Aveyron (12)",
    "finistaire": "Finistère (29)",
    "bretagn": "Bretagne",
    "Marseile": "Marseille, Bouches-du-Rhône (13)",
}


@pytest.fixture(scope="module")
def regions() -> str:
    return json.dumps(region_names())


def test_a_name_that_one_place_bears(search: Search, regions: str) -> None:
    told = dict(zip(SURE, search(list(SURE), regions), strict=True))
    assert {typed: each["where"] for typed, each in told.items()} == SURE
    assert all(each["sure"] for each in told.values())


def test_every_namesake_of_another_department_is_told(search: Search, regions: str) -> None:
    for (typed, some), told in zip(AMONG.items(), search(list(AMONG), regions), strict=True):
        assert told["sure"], typed
        assert set(some) <= set(told["where"]), (typed, told["where"])
        assert len(told["where"]) == len(set(told["where"])) > 1


def test_what_is_only_near_is_told_as_such(search: Search, regions: str) -> None:
    for (typed, place), told in zip(NEAR.items(), search(list(NEAR), regions), strict=True):
        assert not told["sure"], typed
        assert place in told["where"], (typed, told["where"])
    assert search(["xyzxyz", "belley xyz"], regions) == [{"sure": False, "where": []}] * 2
