"""How many people live in a list of communes.

The data are slices by department, made from the package named below by
`macros.territoires.populations`, and beside each the codes that its communes no longer bear.
CPython reads them from this package; the browser, which must not load France to add ten communes,
primes the few files that it needs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import cast

from calculators.vocabulary import data
from calculators.vocabulary.errors import Rejected

# The README of the package dates its content: version 6.0.0 is the year 2026, its populations
# are the Insee file of page 8680726, which is the populations de référence 2023 (limits of the
# communes on 1 January 2025, in force on 1 January 2026), and the page of 2017 for Mayotte.
# `build/population.js` of its repository reads the column PMUN, the municipal population. The
# same package gives populations of EPCI of an older year: they are not used, see macros.
# Page 8680702 of Insee, which it names for the overseas collectivities, dates them: 2023 for
# 975, 977 and 978, counted every year as communes are, and a general census for the three others.
PACKAGE = "@etalab/decoupage-administratif"
VERSION = "6.0.0"
VINTAGE = "populations municipales 2023 de l’Insee, en vigueur au 1er\u00a0janvier\u00a02026"
IN_FORCE = 2026
# The departments whose figures are of another year than the others.
VINTAGES = {
    "976": "Mayotte\u202f: recensement de 2017",
    "986": "Wallis-et-Futuna\u202f: recensement de 2023",
    "987": "Polynésie française\u202f: recensement de 2022",
    "988": "Nouvelle-Calédonie\u202f: recensement de 2025",
}
SOURCE = "Insee, Direction générale des collectivités locales et La Poste, réunis par Etalab"
LICENCE = "Licence Ouverte"

DEPARTEMENTS = frozenset(
    [f"{n:02}" for n in range(1, 96) if n != 20]
    + ["2A", "2B", "971", "972", "973", "974", "975", "976", "977", "978"]
    + ["984", "986", "987", "988", "989"]
)
_CODE = re.compile(r"(\d{2}|2A|2B)\d{3}", re.ASCII)
# The three communes whose arrondissements have a code and a population of their own.
_ARRONDISSEMENTS = {"751": "75056", "132": "13055", "6938": "69123"}

_slices: dict[str, dict[str, list[object]]] = {}


class UnknownCommune(Rejected):
    """A code that no commune bears in this vintage."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(
            f"«\u00a0{code}\u00a0» n’est pas le code Insee d’une commune actuelle. "
            "Indiquez le code Insee et non le code postal, par exemple 01034 pour Belley."
        )


class PostcodeOrFormer(UnknownCommune):
    """A former code that is also a postcode: nobody can tell which of the two is meant."""

    def __init__(self, code: str, name: str, now: str, now_name: str) -> None:
        self.code = code
        Rejected.__init__(
            self,
            f"«\u00a0{code}\u00a0» est un code postal, et l’ancien code Insee de {name}, "
            f"aujourd’hui dans {now_name} ({now}). "
            f"Indiquez {now} si c’est elle, sinon le code Insee et non le code postal.",
        )


class UncountedCommunes(Rejected):
    """Communes whose inhabitants cannot be added up."""


class MissingSliceError(RuntimeError):
    """The data files of a department are not there."""

    def __init__(self, departement: str) -> None:
        super().__init__(
            f"Les populations du département {departement} manquent. "
            "Lancez make setup\u202f: cette commande prépare les données."
        )


@dataclass(frozen=True)
class Former:
    """A code that no commune bears any more, and the commune that it leads to."""

    code: str
    name: str
    now: str
    now_name: str
    since: int
    """The year of the merger, or of the new code of the same commune."""

    def __str__(self) -> str:
        """Say what the code became."""
        old, new = f"{self.code} ({self.name})", f"({self.now}) depuis {self.since}"
        if self.name == self.now_name:
            return f"{old} est l’ancien code de la même commune {new}"
        return f"{old} fait partie {_of(self.now_name)} {new}"


@dataclass(frozen=True)
class Territory:
    """Communes taken together."""

    population: int
    """Sum of their municipal populations."""
    names: tuple[str, ...]
    vintage: str = VINTAGE
    """The year of the figures, each where there are several."""
    former: tuple[Former, ...] = ()
    """The former codes among those given."""
    once: tuple[str, ...] = ()
    """The names of the communes given by several codes, and counted once."""


def population(codes: Sequence[str]) -> Territory:
    """Add up communes given by their INSEE codes, each given once.

    A former code counts as the commune that it leads to, once if both are given. The municipal
    arrondissements of Paris, Lyon and Marseille count as communes do, unless their commune is
    there too. A code without people to count is refused, never taken for 0.
    """
    found = [_commune(code) for code in codes]
    counted: dict[str, _Commune] = {}
    again: dict[str, str] = {}
    for commune in found:
        if commune.code in counted:
            again[commune.code] = commune.name
        counted[commune.code] = commune
    for commune in found:
        whole = commune_of(commune.code)
        if whole != commune.code and whole in counted:
            raise UncountedCommunes(
                f"«\u00a0{commune.code}\u00a0» ({commune.name}) est déjà compté dans "
                f"«\u00a0{whole}\u00a0». Gardez la commune entière, ou ses arrondissements."
            )
    total = sum(commune.people for commune in counted.values())
    if not total:
        raise UncountedCommunes(
            "Ces communes ne comptent aucun habitant. Indiquez au moins une commune habitée."
        )
    return Territory(
        total,
        tuple(commune.name for commune in counted.values()),
        vintage({departement_of(code) for code in counted}),
        tuple(commune.former for commune in found if commune.former),
        tuple(again.values()),
    )


def vintage(departements: Collection[str]) -> str:
    """Say of which year the populations of departments are."""
    common = [VINTAGE] if any(each not in VINTAGES for each in departements) else []
    return "\u202f; ".join(
        common + [words for each, words in VINTAGES.items() if each in departements]
    )


def departement_of(code: str) -> str:
    """Give the department of a commune, from its code."""
    if _CODE.fullmatch(code):
        departement = code[:3] if code[:2] in ("97", "98") else code[:2]
        if departement in DEPARTEMENTS:
            return departement
    raise UnknownCommune(code)


def commune_of(code: str) -> str:
    """Give the commune of a municipal arrondissement, and any other code as it is."""
    for prefix, commune in _ARRONDISSEMENTS.items():
        if code.startswith(prefix):
            return commune
    return code


def prime(key: str, text: str) -> None:
    """Supply a data file as JSON text, where they are absent: `74`, or `anciens/74`."""
    _slices[key] = json.loads(text)


@dataclass(frozen=True)
class _Commune:
    code: str
    name: str
    people: int
    former: Former | None = None


def _commune(code: str) -> _Commune:
    departement = departement_of(code)
    row = _slice(departement).get(code)
    if row is None:
        return _successor(code, departement)
    name, people = row
    if not isinstance(people, int):
        raise UncountedCommunes(
            f"«\u00a0{code}\u00a0» ({name}) n’a pas de population publiée. Retirez ce code."
        )
    return _Commune(code, str(name), people)


def _successor(code: str, departement: str) -> _Commune:
    row = _former_codes(departement).get(code)
    if row is None:
        raise UnknownCommune(code)
    # The row brings the name and the people: the slice of another department may be absent.
    name, since, now, now_name, people = cast("tuple[str, int, str, str, int]", row)
    if not since:
        raise PostcodeOrFormer(code, name, now, now_name)
    return _Commune(now, now_name, people, Former(code, name, now, now_name, since))


def _of(name: str) -> str:
    for article, linked in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return linked + name.removeprefix(article)
    # An H is sometimes silent, and « de » is understood before all of them.
    return ("d’" if name[0] in "AÂEÉÈÊIÎOÔUŒY" else "de ") + name


def _slice(departement: str) -> dict[str, list[object]]:
    if departement not in _slices:
        try:
            _slices[departement] = data.read("territoires", departement)
        except (OSError, ImportError):
            # Without the JSON, `data` looks for TOML, which the browser's library leaves out.
            raise MissingSliceError(departement) from None
    return _slices[departement]


def _former_codes(departement: str) -> dict[str, list[object]]:
    key = f"anciens/{departement}"
    if key not in _slices:
        try:
            _slices[key] = data.read("territoires", "anciens", departement)
        except (OSError, ImportError):
            # Not every department lost a commune, and the page only loads what is needed.
            return {}
    return _slices[key]
