"""The territory of a CPTS: how many people live in it, and the size that they make."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from calculators.vocabulary import text
from calculators.vocabulary.errors import FieldError, Rejected
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import Criterion, Ground, Note
from calculators.vocabulary.scales import Scale

if TYPE_CHECKING:
    from calculators.territory.inhabitants import Territory

# Departments where the Assurance maladie that signs the agreement insures nobody.
OUTSIDE = {
    "986": "Wallis-et-Futuna n’a pas de régime d’assurance maladie\u202f: l’agence de santé y "
    "soigne gratuitement (vice-rectorat de Wallis-et-Futuna, 2023).",
    "987": "La Polynésie française a son propre régime de sécurité sociale (Cleiss), et la "
    "fédération nationale des CPTS n’y connaît aucune CPTS.",
    "988": "La Nouvelle-Calédonie est seule compétente pour sa protection sociale (Igas, rapport "
    "2018-013R), et la fédération nationale des CPTS n’y connaît aucune CPTS.",
}
# Departments where nothing that was read says whether the agreement applies.
UNSURE = {
    "975": (
        "Saint-Pierre-et-Miquelon",
        (
            "Ce territoire a son propre régime de sécurité sociale, et la fédération nationale des "
            "CPTS n’y connaît aucune CPTS."
        ),
        Ground("cpts-spm", "", "secondaire"),
    ),
    "977": (
        "Saint-Barthélemy",
        (
            "L’île relève du même régime de sécurité sociale que l’hexagone\u202f; nous n’y avons "
            "trouvé aucune CPTS."
        ),
        Ground("cpts-spm", "", "deduit"),
    ),
    "978": (
        "Saint-Martin",
        "Une CPTS y a été lancée le 29\u00a0juin\u00a02023\u202f; nous n’avons pas lu son contrat.",
        Ground("cpts-sxm", "", "secondaire"),
    ),
}


def unknown_communes(codes: tuple[str, ...]) -> Iterable[FieldError]:
    """Refuse communes whose inhabitants cannot be counted, or do not count."""
    try:
        _count(codes)
    except Rejected as rejected:
        yield FieldError("communes", str(rejected))
        return
    for departement, why in OUTSIDE.items():
        out = [f"{_count((c,)).names[0]} ({c})" for c in codes if c.startswith(departement)]
        if out:
            yield FieldError(
                "communes",
                f"{why} L’accord entre les CPTS et l’Assurance maladie n’y donne aucun montant. "
                f"Retirez {text.listing(out)}.",
            )


def inhabitants(answers: Answers) -> tuple[int, str]:
    """Count the people of the territory, and say where the number comes from."""
    codes = answers.several("communes")
    if not codes:
        return answers.integer("population"), "population indiquée"
    territory = _count(codes)
    communes = text.quantity(len(territory.names), "communes")
    return territory.population, f"{communes}, {territory.vintage}"


def overseas(answers: Answers) -> list[Criterion]:
    """Say what is known of the islands where the agreement may not apply."""
    codes = answers.several("communes")
    return [
        Criterion(
            id=f"territoire_{departement}",
            label=f"{name}\u202f: l’accord s’y applique-t-il\u202f?",
            status="unknown",
            detail=known,
            ground=ground,
        )
        for departement, (name, known, ground) in UNSURE.items()
        if any(code.startswith(departement) for code in codes)
    ]


def notes(answers: Answers) -> Iterable[Note]:
    """Say which codes were read otherwise than as given, and of which year the people are."""
    codes = answers.several("communes")
    if not codes:
        return
    from calculators.territory.inhabitants import IN_FORCE, VINTAGE

    territory = _count(codes)
    if territory.former:
        former = "\u202f; ".join(map(str, territory.former))
        once = "".join(f" {name} n’est compté qu’une fois." for name in territory.once)
        yield Note("anciens_codes", f"{former}. La commune d’aujourd’hui compte en entier.{once}")
    asked = answers.get("on")
    if asked and asked.year != IN_FORCE:
        # A census stays in force for years.
        others = "ne sont pas" if VINTAGE in territory.vintage else "ne sont peut-être pas"
        yield Note(
            "population_d_une_autre_date",
            f"Habitants comptés\u202f: {territory.vintage}. Ce {others} les chiffres en vigueur le "
            f"{text.day(asked)}, que ce site n’a pas\u202f: la taille pouvait être une autre.",
        )
    if any(code[:3] in UNSURE for code in codes):
        yield Note(
            "accord_a_confirmer",
            "Ces montants sont ceux du barème national. Aucun texte lu ne dit s’il s’applique à "
            "toutes ces communes\u202f: demandez-le à l’agence de santé avant d’y compter.",
        )


@lru_cache(maxsize=1)
def _count(codes: tuple[str, ...]) -> Territory:
    # Who gives a population does not wait for what counts communes.
    from calculators.territory.inhabitants import population

    return population(codes)


def size(population: int, scale: Scale) -> int:
    """Give the size of a CPTS, from 1 to 4, by its number of inhabitants."""
    return sum(population >= first.value for first in scale["bornes"].amounts.values())


def to_next_size(population: int, scale: Scale, tier: int) -> int:
    """Count the inhabitants missing before the next size; zero at the largest."""
    firsts = scale["bornes"].amounts
    return int(firsts[tier].value) - population if tier in firsts else 0
