"""Three keys of sharing (fixed, hours, actions), and cents that all find their owner.

No text fixes the key: the statutes of the SISA do. Flat amounts are paid first. Shares are exact
fractions of what is left, cut to the cent; the cents left over go to the largest remainders, so
that the lines make the amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from calculators.vocabulary import text
from calculators.vocabulary.errors import FieldError
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import Ground, Headline, Line, Note, Report, Words
from calculators.vocabulary.scales import Scale

HUNDRED = Decimal(100)
STATUTES = Ground("esp-csp-l4041-2", "objet de la société, 3°", "deduit")
KEYS = {"part_fixe": "poids", "part_temps": "heures", "part_actions": "actions"}

type People = Sequence[Mapping[str, Any]]


def check(answers: Answers) -> Iterable[FieldError]:
    """Refuse keys that do not make the whole, and flat amounts that are more than it."""
    amount, flat = answers.number("montant"), flats(answers["associes"])
    if flat > amount:
        yield FieldError(
            "associes",
            f"Les forfaits font {text.euros(flat)} ensemble, plus que le montant à partager, "
            f"{text.euros(amount)}. Baissez un forfait ou changez le montant.",
        )
    shares = [answers.number(key) for key in KEYS]
    if sum(shares) != HUNDRED:
        share = next(filter(None, shares), HUNDRED)
        yield FieldError(
            "part_fixe",
            f"Les trois parts font {text.percent(sum(shares))}. Leur somme doit être "
            f"{text.percent(HUNDRED)}."
            + (
                f" Comptez-vous {text.percent(share)} ou {text.percent(share * 100)} ? Pour "
                f"{text.percent(share * 100)}, écrivez {text.number(share * 100)}."
                if sum(shares) == 1
                else ""
            ),
        )


def rules(answers: Answers, _scale: Scale) -> Report:
    """Share the amount, one line for each associate."""
    amount = answers.number("montant")
    people: People = answers["associes"]
    parts = split(amount - flats(people), weights(answers, people))
    lines = [
        Line(
            id=f"associe_{rank}",
            group="Les parts",
            label=person["nom"],
            formula=_formula(answers, person, people),
            value=person["forfait"] + part,
            ground=STATUTES,
            total="montant",
        )
        for rank, (person, part) in enumerate(zip(people, parts, strict=True), 1)
    ]
    return Report(
        headline=Headline(f"Partagés entre {text.quantity(len(people), 'associés')}", amount),
        values={"montant": amount, **{line.id: line.value for line in lines}},
        words={"montant": Words("Montant partagé", "€")},
        lines=lines,
        warnings=(
            Note(
                f"sans_{what}",
                f"Aucun associé n’a d’{what}\u202f: cette part est partagée également.",
            )
            for key, what in KEYS.items()
            if answers.number(key) and not any(person[what] for person in people)
        ),
        not_computed=[
            Note(
                "statuts",
                "La clé de partage vient de vos statuts ou d’une décision des associés. Aucun "
                "texte lu n’en impose une. Les impôts de chacun ne sont pas calculés.",
            )
        ],
    )


def flats(people: People) -> Decimal:
    """Add the amounts that are paid before sharing."""
    return text.total(person["forfait"] for person in people)


def weights(answers: Answers, people: People) -> list[int]:
    """Weigh each associate by the three keys together, in whole numbers: no digit is lost."""
    counts = {key: _counts(what, people) for key, what in KEYS.items()}
    totals = {key: sum(column) for key, column in counts.items()}
    weighed, hours, deeds = totals.values()
    whole = weighed * hours * deeds
    # A share of one key, put over the totals of all three.
    factors = {key: _whole(answers.number(key)) * whole // total for key, total in totals.items()}
    return [sum(factors[key] * counts[key][rank] for key in KEYS) for rank in range(len(people))]


def split(amount: Decimal, weights: Sequence[int]) -> list[Decimal]:
    """Share an amount by weights, to the cent, by largest remainder; ties go to the first."""
    cents, total = int(amount.scaleb(2)), sum(weights)
    shares = [divmod(cents * weight, total) for weight in weights]
    left = cents - sum(share for share, _ in shares)
    luckiest = sorted(range(len(shares)), key=lambda rank: -shares[rank][1])[:left]
    return [
        Decimal(share + (rank in luckiest)).scaleb(-2) for rank, (share, _) in enumerate(shares)
    ]


def _counts(what: str, people: People) -> list[int]:
    counts = [_whole(person[what]) for person in people]
    return counts if any(counts) else [1] * len(people)


def _whole(value: Decimal) -> int:
    """Count ten-thousandths: the finest that a share, a weight, an hour may be."""
    return int(value.scaleb(4))


def _formula(answers: Answers, person: Mapping[str, Any], people: People) -> str:
    flat = flats(people)
    rest = f"sur les {text.euros(answers.number('montant') - flat)} qui restent\u202f: "
    first = f"forfait de {text.euros(person['forfait'])}, puis " if person["forfait"] else ""
    shared = "\u202f; ".join(
        f"{text.percent(answers.number(key))} {_how(what, person, people)}"
        for key, what in KEYS.items()
        if answers.number(key)
    )
    return first + (rest if flat else "") + shared


def _how(what: str, person: Mapping[str, Any], people: People) -> str:
    if what == "poids" and len({row[what] for row in people}) == 1:
        return f"à parts égales entre {text.quantity(len(people), 'associés')}"
    if every := text.total(row[what] for row in people):
        return f"selon les {what}\u202f: {text.number(person[what])} sur {text.number(every)}"
    return f"à parts égales, faute d’{what}"
