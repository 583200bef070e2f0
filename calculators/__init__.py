"""Calculators of coordinated primary care in France: eligibility, size, funding.

    from calculators import compute
    compute("aci-cpts", {"population": 39_999})["values"]["taille"]

Pure Python, standard library alone: the same code answers in a program, on the command line,
in a spreadsheet and, through Pyodide, in the reader's browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, cast

from calculators.vocabulary.errors import FieldError, InvalidInput
from calculators.vocabulary.version import VERSION

if TYPE_CHECKING:
    from calculators.vocabulary.calculator import Calculator
    from calculators.vocabulary.result import Json

__version__ = VERSION
__all__ = ["SLUGS", "FieldError", "InvalidInput", "__version__", "compute", "estimate", "find"]

SLUGS = (
    "aci-cpts",
    "aci-msp",
    "calendrier",
    "centre-de-sante",
    "equipe",
    "indemnites-cpts",
    "orientation",
    "repartition-sisa",
    "sisa",
)


def find(slug: str) -> Calculator:
    """Give the calculator called `slug`, importing it alone; `InvalidInput` when unknown."""
    if slug not in SLUGS:
        raise InvalidInput(
            FieldError("calculator", f"« {slug} » est inconnu. Calculs : {', '.join(SLUGS)}.")
        )
    module = import_module(f"calculators.{slug.replace('-', '_')}")
    return cast("Calculator", module.CALCULATOR)


def compute(slug: str, inputs: Mapping[str, object], on: date | str | None = None) -> Json:
    """Compute the result of the contract (a JSON-ready dictionary) with JSON inputs.

    `on` is the date whose texts apply; by default, the day on which they were last checked.
    `InvalidInput` names, in French, every input that cannot be accepted.
    """
    return find(slug).compute(inputs, on)


def estimate(slug: str, inputs: Mapping[str, object], on: date | str | None = None) -> Json:
    """Give the range of the contract in which an amount stands while inputs are unanswered.

    An absent input is unanswered, which is not « no ». `InvalidInput` as `compute`, and when the
    calculator has no amount to estimate or the amount cannot do without an input.
    """
    return find(slug).estimate(inputs, on)
