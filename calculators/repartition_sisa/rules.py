"""Three keys of sharing (equal, hours, actions), and cents that all find their owner.

No text fixes the key: the statutes of the SISA do. Shares are exact fractions of the amount, cut
to the cent; the cents left over go to the largest remainders, so that the lines make the amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from calculators import text
from calculators.errors import FieldError
from calculators.fields import Answers
from calculators.result import Ground, Headline, Line, Note, Report, Words
from calculators.scales import Scale

HUNDRED = Decimal(100)
STATUTES = Ground("esp-csp-l4041-2", "objet de la société, 3°", "deduit")
KEYS = {"part_temps": "heures", "part_actions": "actions"}


def check(answers: Answers) -> Iterable[FieldError]:
    """Refuse keys that do not make the whole."""
    shares = [answers.number(key) for key in ("part_fixe", *KEYS)]
    if sum(shares) != HUNDRED:
        yield FieldError(
            "part_fixe",
            f"Les trois parts font {text.percent(sum(shares))}. Leur somme doit être "
            f"{text.percent(HUNDRED)}.",
        )


def rules(answers: Answers, _scale: Scale) -> Report:
    """Share the amount, one line for each associate."""
    amount = answers.number("montant")
    people: Sequence[Mapping[str, Any]] = answers["associes"]
    parts = split(amount, weights(answers, people))
    report = Report(
        headline=Headline(f"Partagés entre {text.quantity(len(people), 'associés')}", amount),
        values={"montant": amount},
        words={"montant": Words("Montant partagé", "€")},
    )
    for rank, person in enumerate(people):
        id, part = f"associe_{rank + 1}", parts[rank]
        report.values[id] = part
        report.lines.append(
            Line(
                id=id,
                group="Les parts",
                label=person["nom"],
                formula=_formula(answers, person, people),
                value=part,
                ground=STATUTES,
                total="montant",
            )
        )
    for key, what in KEYS.items():
        if answers.number(key) and not sum(person[what] for person in people):
            report.warnings.append(
                Note(
                    f"sans_{what}",
                    f"Aucun associé n’a d’{what}\u202f: cette part est partagée également.",
                )
            )
    report.not_computed.append(
        Note(
            "statuts",
            "La clé de partage vient de vos statuts ou d’une décision des associés. Aucun texte "
            "lu n’en impose une. Les impôts de chacun ne sont pas calculés.",
        )
    )
    return report


def weights(answers: Answers, people: Sequence[Mapping[str, Any]]) -> list[int]:
    """Weigh each associate by the three keys together, in whole numbers: no digit is lost."""
    equal = _hundredths(answers.number("part_fixe"))
    time, actions = (_hundredths(answers.number(key)) for key in KEYS)
    hours, deeds = (_counts(what, people) for what in KEYS.values())
    every_hour, every_deed, everyone = sum(hours), sum(deeds), len(people)
    return [
        equal * every_hour * every_deed
        + time * hours[rank] * everyone * every_deed
        + actions * deeds[rank] * everyone * every_hour
        for rank in range(everyone)
    ]


def split(amount: Decimal, weights: Sequence[int]) -> list[Decimal]:
    """Share an amount by weights, to the cent, by largest remainder; ties go to the first."""
    cents, total = _hundredths(amount), sum(weights)
    shares = [divmod(cents * weight, total) for weight in weights]
    left = cents - sum(share for share, _ in shares)
    luckiest = sorted(range(len(shares)), key=lambda rank: -shares[rank][1])[:left]
    return [
        Decimal(share + (rank in luckiest)).scaleb(-2) for rank, (share, _) in enumerate(shares)
    ]


def _counts(what: str, people: Sequence[Mapping[str, Any]]) -> list[int]:
    counts = [_hundredths(person[what]) for person in people]
    return counts if any(counts) else [1] * len(people)


def _hundredths(value: Decimal) -> int:
    return int(value * 100)


def _formula(
    answers: Answers, person: Mapping[str, Any], people: Sequence[Mapping[str, Any]]
) -> str:
    words = {"part_fixe": f"à parts égales entre {text.quantity(len(people), 'associés')}"}
    for key, what in KEYS.items():
        every = sum(row[what] for row in people)
        words[key] = (
            f"selon les {what}\u202f: {text.number(person[what])} sur {text.number(every)}"
            if every
            else f"à parts égales, faute d’{what}"
        )
    return "\u202f; ".join(
        f"{text.percent(answers.number(key))} {how}"
        for key, how in words.items()
        if answers.number(key)
    )
