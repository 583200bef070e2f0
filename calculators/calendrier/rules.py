"""Dates that follow the signature of a contract.

Every delay is read in the scale of its subject: ACI of a MSP, ACI of a CPTS, CPOM.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from calculators import SLUGS, find
from calculators.aci_cpts.delays import delays_known, late_start, unknown_delays
from calculators.aci_cpts.fields import MISSIONS
from calculators.vocabulary import text
from calculators.vocabulary.dates import months_after
from calculators.vocabulary.errors import FieldError, Rejected
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import Event, Ground, Headline, Note, Report, Words
from calculators.vocabulary.scales import Figure, Scale

CONTRACTS = {
    "aci-msp": "ACI d’une maison de santé pluriprofessionnelle (MSP)",
    "aci-cpts": "ACI d’une communauté professionnelle territoriale de santé (CPTS)",
    "cpom": "CPOM avec l’agence régionale de santé (ARS)",
}

END = "Fin du contrat"
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
            yield FieldError(
                key,
                f"Une mission commence après la signature, le {text.day(signature)}. "
                "Indiquez une date à partir de ce jour.",
            )


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
    match contract:
        case "aci-msp":
            events = list(_msp(signature))
        case "aci-cpts":
            events = list(_cpts(answers, signature))
        case _:
            events = list(_cpom(scale, signature))
    end = next(event.date for event in events if event.label.startswith(END))
    warnings = [
        Note(f"texte_{text_.id}", text_.text)
        for text_ in (find(contract).scales.pending(signature) if contract in SLUGS else ())
    ]
    if contract == "aci-cpts":
        warnings += _delay_notes(answers, signature)
    idle = [MISSIONS[mission] for mission, start in _starts(answers).items() if start >= end]
    if idle:
        warnings.append(
            Note(
                "demarrages_non_comptes",
                "Ces missions commencent après la fin du contrat et ne sont pas comptées\u202f: "
                f"{text.listing(idle)}.",
            )
        )
    return Report(
        headline=Headline("Fin du contrat", end.isoformat(), "", text.day(end)),
        values={
            "contrat": contract,
            "date_fin": end.isoformat(),
            "nombre_dates": len(events),
        },
        words={
            "contrat": Words("Contrat", text=CONTRACTS[contract]),
            "date_fin": Words("Fin du contrat", text=text.day(end)),
            "nombre_dates": Words("Dates à tenir"),
        },
        timeline=events,
        warnings=warnings,
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


def _msp(signature: date) -> Iterator[Event]:
    figures = _latest("aci-msp")
    company, first, term = (
        figures[key].amount for key in ("societe_delai", "avance_delai", "duree")
    )
    end = months_after(signature, 12 * int(term.value))
    yield Event(signature, "Signature du contrat à trois", Ground.of(term))
    yield Event(
        months_after(signature, int(first.value)),
        "Première avance versée au plus tard",
        Ground.of(first),
    )
    yield Event(
        months_after(signature, int(company.value)),
        "Société (SISA, société interprofessionnelle de soins ambulatoires) créée au plus tard",
        Ground.of(company),
    )
    last_day = end - timedelta(days=1)
    for year in range(signature.year, last_day.year + 1):
        advance = _yearly(figures["avance_limite"], year, f"Avance {year} versée au plus tard")
        if signature.year < year and advance.date <= end:
            yield advance
        yield _yearly(
            figures["justificatifs_limite"], year + 1, f"Justificatifs {year} envoyés au plus tard"
        )
        yield _yearly(figures["solde_limite"], year + 1, f"Solde {year} versé au plus tard")
    yield Event(end, END, Ground.of(term))


def _yearly(limit: Figure, year: int, words: str) -> Event:
    day, month = limit["jour"], limit["mois"]
    return Event(date(year, int(month.value), int(day.value)), words, Ground.of(day))


def _delay_notes(answers: Answers, signature: date) -> Iterator[Note]:
    """Tell each mission that starts too late, or that no delay was read."""
    scale = _latest("aci-cpts")
    if not delays_known(signature, scale):
        yield unknown_delays(scale)
        return
    for mission, start in _starts(answers).items():
        delay = scale["demarrage"].amounts.get(mission)
        if delay and (late := late_start(signature, start, delay)):
            words = f"{MISSIONS[mission]}, démarrage le {text.day(start)}. {late}"
            yield Note(f"demarrage_tardif_{mission}", words)


def _cpts(answers: Answers, signature: date) -> Iterator[Event]:
    figures = _latest("aci-cpts")
    advance, term = figures["avance"].amount, figures["duree"].amount
    years = int(term.value)
    end = months_after(signature, 12 * years)
    yield Event(
        signature, "Signature\u202f: fonctionnement de la première année", Ground.of(advance)
    )
    starts = _starts(answers)
    known = delays_known(signature, figures)
    for mission, label in MISSIONS.items():
        start = starts.get(mission, end)
        if start < end:
            yield Event(
                start, f"{label}\u202f: démarrage, avance de {advance} du fixe", Ground.of(advance)
            )
        for limit, words in (("demarrage", "démarrage"), ("deploiement", "déploiement complet")):
            delay = figures[limit].amounts.get(mission)
            if known and delay:
                yield Event(
                    months_after(signature, int(delay.value)),
                    f"{label}\u202f: {words} au plus tard",
                    Ground.of(delay),
                )
    for year in range(1, years + 1):
        paid = f"Anniversaire\u202f: solde de l’année {year}"
        if year < years:
            paid += f", avance de {advance} de l’année {year + 1}"
        yield Event(months_after(signature, 12 * year), paid, Ground.of(advance))
    yield Event(end, END, Ground.of(term))


def _cpom(scale: Scale, signature: date) -> Iterator[Event]:
    term = scale["duree_cpom"].amount
    yield Event(signature, "Signature du contrat avec l’agence", Ground.of(term))
    yield Event(
        months_after(signature, 12 * int(term.value)),
        f"{END} au plus tard",
        Ground.of(term),
    )


def _latest(slug: str) -> Scale:
    """Give the newest scale that holds the dates: those before it had the same contract."""
    return find(slug).scales.every[-1]
