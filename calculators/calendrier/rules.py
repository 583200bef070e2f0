"""Dates that follow the signature of a contract.

Each subject gives its own (`Calculator.deadlines`), from the text that holds them on the day of the
question; they are only put together here. The CPOM has no calculator of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from calculators import SLUGS, find
from calculators.vocabulary import text
from calculators.vocabulary.dates import months_after, too_soon
from calculators.vocabulary.errors import FieldError, Rejected
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import Deadlines, Event, Ground, Headline, Note, Report, Words
from calculators.vocabulary.scales import Scale, Scales

CONTRACTS = {
    "aci-msp": "ACI d’une maison de santé pluriprofessionnelle (MSP)",
    "aci-cpts": "ACI d’une communauté professionnelle territoriale de santé (CPTS)",
    "cpom": "CPOM avec l’agence régionale de santé (ARS)",
}
START = "demarrage_"
MISSIONS = {
    field.key: field.label
    for field in find("aci-cpts").fields
    if any(other.key == START + field.key for other in find("aci-cpts").fields)
}
# The input of the subject that holds the same date, and says since when such a contract exists.
SIGNATURES = {"aci-msp": "date_contrat", "aci-cpts": "date_signature"}


def check(answers: Answers) -> Iterable[FieldError]:
    """Refuse a contract before its first text, and missions outside it or begun before it."""
    signature = _signature(answers)
    yield from _too_early(answers.choice("contrat"), signature)
    for mission, start in _starts(answers).items():
        key = f"demarrage_{mission}"
        if answers.choice("contrat") != "aci-cpts":
            yield FieldError(key, "Seul le contrat d’une CPTS a des missions. Videz cette date.")
        elif start < signature:
            yield FieldError(key, too_soon(signature))


def _too_early(contract: str, signature: date) -> Iterator[FieldError]:
    for field in find(contract).fields if contract in SIGNATURES else ():
        if field.key == SIGNATURES[contract]:
            try:
                field.accept(signature)
            except Rejected as rejected:
                yield FieldError("date_signature", str(rejected))


def rules(answers: Answers, scale: Scale) -> Report:
    """List the dates of the contract, from its signature to its end."""
    contract, signature = answers.choice("contrat"), _signature(answers)
    told = _deadlines(answers, scale)
    pending = find(contract).scales.pending(signature) if contract in SLUGS else ()
    warnings = [Note(f"texte_{text_.id}", text_.text) for text_ in pending]
    return Report(
        headline=Headline("Fin du contrat", told.end.isoformat(), "", text.day(told.end)),
        values={
            "contrat": contract,
            "date_fin": told.end.isoformat(),
            "nombre_dates": len(told.events),
        },
        words={
            "contrat": Words("Contrat", text=CONTRACTS[contract]),
            "date_fin": Words("Fin du contrat", text=text.day(told.end)),
            "nombre_dates": Words("Dates à tenir"),
        },
        timeline=told.events,
        warnings=[*warnings, *told.notes],
        not_computed=[
            Note(
                "contrat_local",
                "Votre contrat peut fixer d’autres dates. Elles l’emportent sur celles-ci.",
            ),
            Note(
                "renouvellement",
                "Les règles de renouvellement et de rupture n’ont pas été lues\u202f: voyez votre "
                "contrat.",
            ),
        ],
    )


def _signature(answers: Answers) -> date:
    signature: date = answers["date_signature"]
    return signature


def _starts(answers: Answers) -> dict[str, date]:
    given = {mission: answers.day(f"demarrage_{mission}") for mission in MISSIONS}
    return {mission: start for mission, start in given.items() if start}


def _deadlines(answers: Answers, scale: Scale) -> Deadlines:
    contract, signature = answers.choice("contrat"), _signature(answers)
    subject = find(contract) if contract in SLUGS else None
    if subject is None or subject.deadlines is None:
        return _cpom(scale, signature)
    return subject.deadlines(signature, _starts(answers), _text(subject.scales, answers["on"]))


def _text(scales: Scales, on: date) -> Scale:
    """Give the last text that holds the dates: those before it had the same contract."""
    dated = [scale for scale in scales.every if "duree" in scale.figures]
    known = [scale for scale in dated if scale.valid_from <= on]
    return known[-1] if known else dated[0]


def _cpom(scale: Scale, signature: date) -> Deadlines:
    term = scale["duree_cpom"].amount
    end = months_after(signature, 12 * int(term.value))
    return Deadlines(
        [
            Event(signature, "Signature du contrat avec l’agence", Ground.of(term)),
            Event(end, "Fin du contrat au plus tard", Ground.of(term)),
        ],
        end,
    )
