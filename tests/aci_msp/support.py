"""A MSP in one line of test."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from calculators.aci_msp import CALCULATOR, CORE, EVERYTHING, PREREQUISITES, REFERENCE
from calculators.aci_msp.account import Account, account
from calculators.aci_msp.indicators import INDICATORS
from calculators.aci_msp.mechanisms import Worth
from calculators.vocabulary.fields import Answers
from tests.support import plain

__all__ = ["CORE", "EVERYTHING", "PREREQUISITES", "REFERENCE", "plain"]

SCALE = CALCULATOR.scales["avenant-1"]
IDS = (*INDICATORS, "majoration_precarite")


def answers(**inputs: object) -> Answers:
    return CALCULATOR.answers({"exercice": 2023, **inputs})


def worth(line: str, **inputs: object) -> Worth:
    return INDICATORS[line].worth(answers(**inputs), SCALE)


def points(line: str, **inputs: object) -> Decimal:
    return worth(line, **inputs).points


def formula(line: str, **inputs: object) -> str:
    """Give the sentence of a line with ordinary spaces."""
    return plain(result(**inputs)["lines"][IDS.index(line)]["formula"])


def year(**inputs: object) -> Account:
    return account(answers(**inputs), SCALE)


def result(**inputs: object) -> dict[str, Any]:
    return CALCULATOR.compute({"exercice": 2023, **inputs})


def values(**inputs: object) -> dict[str, Any]:
    return CALCULATOR.values({"exercice": 2023, **inputs})
