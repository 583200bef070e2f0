"""How many people live in a list of communes.

The data are slices by department, made from the package named below by `macros.populations`.
CPython reads them from this folder; the browser, which must not load France to add ten
communes, primes the few slices that it needs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from calculators import data
from calculators.errors import Rejected

# The README of the package dates its content: version 6.0.0 is the year 2026, its populations
# are the Insee file of page 8680726, which is the populations de référence 2023 (limits of the
# communes on 1 January 2025, in force on 1 January 2026), and the page of 2017 for Mayotte.
# `build/population.js` of its repository reads the column PMUN, the municipal population. The
# same package gives populations of EPCI of an older year: they are not used, see macros.
PACKAGE = "@etalab/decoupage-administratif"
VERSION = "6.0.0"
VINTAGE = (
    "populations municipales 2023 de l’Insee, en vigueur au 1er\u00a0janvier\u00a02026\u202f; "
    "Mayotte\u202f: recensement de 2017"
)
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
class Territory:
    """Communes taken together."""

    population: int
    """Sum of their municipal populations."""
    names: tuple[str, ...]
    vintage: str = VINTAGE


def population(codes: Sequence[str]) -> Territory:
    """Add up communes given by their INSEE codes, each given once.

    The municipal arrondissements of Paris, Lyon and Marseille count as communes do, unless their
    commune is there too. A code without people to count is refused, never taken for 0.
    """
    names, total = [], 0
    for code in codes:
        name, people = _commune(code)
        whole = commune_of(code)
        if whole != code and whole in codes:
            raise UncountedCommunes(
                f"«\u00a0{code}\u00a0» ({name}) est déjà compté dans «\u00a0{whole}\u00a0». "
                "Gardez la commune entière, ou ses arrondissements."
            )
        names.append(name)
        total += people
    if not total:
        raise UncountedCommunes(
            "Ces communes ne comptent aucun habitant. Indiquez au moins une commune habitée."
        )
    return Territory(total, tuple(names))


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


def prime(departement: str, text: str) -> None:
    """Supply the slice of a department as JSON text, where the data files are absent."""
    _slices[departement] = json.loads(text)


def _commune(code: str) -> tuple[str, int]:
    row = _slice(departement_of(code)).get(code)
    if row is None:
        raise UnknownCommune(code)
    name, people = row
    if not isinstance(people, int):
        raise UncountedCommunes(
            f"«\u00a0{code}\u00a0» ({name}) n’a pas de population publiée. Retirez ce code."
        )
    return str(name), people


def _slice(departement: str) -> dict[str, list[object]]:
    if departement not in _slices:
        try:
            _slices[departement] = data.read("territoires", departement)
        except (OSError, ImportError):
            # Without the JSON, `data` looks for TOML, which the browser's library leaves out.
            raise MissingSliceError(departement) from None
    return _slices[departement]
