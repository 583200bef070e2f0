"""The territory of a CPTS: how many people live in it, and the size that they make."""

from __future__ import annotations

from collections.abc import Iterable

from calculators import text
from calculators.errors import FieldError, Rejected
from calculators.fields import Answers
from calculators.scales import Scale


def unknown_communes(codes: tuple[str, ...]) -> Iterable[FieldError]:
    """Refuse communes whose inhabitants cannot be counted."""
    from calculators.territory import population

    try:
        population(codes)
    except Rejected as rejected:
        yield FieldError("communes", str(rejected))


def inhabitants(answers: Answers) -> tuple[int, str]:
    """Count the people of the territory, and say where the number comes from."""
    codes = answers.several("communes")
    if not codes:
        return answers.integer("population"), "population indiquée"
    from calculators.territory import population

    territory = population(codes)
    communes = text.quantity(len(codes), "communes")
    return territory.population, f"{communes}, {territory.vintage}"


def size(population: int, scale: Scale) -> int:
    """Give the size of a CPTS, from 1 to 4, by its number of inhabitants."""
    return sum(population >= first.value for first in scale["bornes"].amounts.values())


def to_next_size(population: int, scale: Scale, tier: int) -> int:
    """Count the inhabitants missing before the next size; zero at the largest."""
    firsts = scale["bornes"].amounts
    return int(firsts[tier].value) - population if tier in firsts else 0
