"""A team in bars, against the minimum of each form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calculators.equipe.conditions import COUNTS, minima_of
from calculators.equipe.professions import Team
from calculators.equipe.rules import FORMS
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.picture import Bar, Picture

# The agreement of a maison de santé asks the same people as the maison itself.
SHOWN = [kind for kind in FORMS if kind != "aci_msp"]


def pictures(answer: Answer) -> Iterator[Picture]:
    """Show who is there, and who is asked."""
    team, region = Team(answer.answers), answer.answers["region"]
    bars = []
    for kind in SHOWN:
        minima: dict[str, int] = {}
        # What a single source says, or what is usual elsewhere, is no minimum of this team.
        for id in (kind, f"{kind}_{region}"):
            figure = answer.scale.figures.get(id)
            for count, required in minima_of(figure) if figure else ():
                minima[count] = max(required, minima.get(count, 0))
        bars += [_bar(kind, count, team.sure(count), minima[count]) for count in minima]
    yield Picture(
        "minima",
        "Votre équipe, face au minimum de chaque forme",
        bars,
        "Les nombres seuls\u202f: les autres conditions sont plus bas.",
    )


def _bar(kind: str, count: str, have: int, required: int) -> Bar:
    words = f"{have} pour {required} au moins"
    label = f"{FORMS[kind].acronym}\u202f: {COUNTS[count][1]}"
    return Bar(label, Decimal(have), Decimal(required), words=words)
