"""The dates that the contract of a CPTS sets, whatever its size and its amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from calculators.aci_cpts.delays import delays_known, late_start, unknown_delays
from calculators.aci_cpts.fields import MISSIONS
from calculators.vocabulary import text
from calculators.vocabulary.dates import months_after
from calculators.vocabulary.result import Deadlines, Event, Ground, Note
from calculators.vocabulary.scales import Scale

YEAR = 12


def of_contract(signature: date, starts: Mapping[str, date], scale: Scale) -> Deadlines:
    """Give every date of a contract signed on that day, whose missions start on these days."""
    last = end(signature, scale)
    events = [
        signing(signature, scale),
        *_starts(starts, last.date, scale),
        *limits(signature, MISSIONS, scale),
        *_anniversaries(signature, scale),
    ]
    return Deadlines([*events, last], last.date, [*_notes(signature, starts, last.date, scale)])


def signing(signature: date, scale: Scale) -> Event:
    """Give the signature, on which the running costs of the first year are paid."""
    label = "Signature\u202f: fonctionnement de la première année"
    return Event(signature, label, Ground.of(scale["avance"].amount))


def limits(signature: date, missions: Iterable[str], scale: Scale) -> Iterator[Event]:
    """Give the days by which missions start, then are wholly deployed, where they are known."""
    if not delays_known(signature, scale):
        return
    for limit, words in (("demarrage", "démarrage"), ("deploiement", "déploiement complet")):
        for mission in missions:
            if amount := scale[limit].amounts.get(mission):
                label = f"{MISSIONS[mission]}\u202f: {words} au plus tard"
                yield Event(months_after(signature, int(amount.value)), label, Ground.of(amount))


def end(signature: date, scale: Scale) -> Event:
    """Give the end of the contract."""
    term = scale["duree"].amount
    return Event(months_after(signature, YEAR * int(term.value)), "Fin du contrat", Ground.of(term))


def _starts(starts: Mapping[str, date], last: date, scale: Scale) -> Iterator[Event]:
    advance = scale["avance"].amount
    for mission, start in starts.items():
        if start < last:
            label = f"{MISSIONS[mission]}\u202f: démarrage, avance de {advance} du fixe"
            yield Event(start, label, Ground.of(advance))


def _anniversaries(signature: date, scale: Scale) -> Iterator[Event]:
    advance, years = scale["avance"].amount, int(scale["duree"].value)
    for year in range(1, years + 1):
        paid = f"Anniversaire\u202f: solde de l’année {year}"
        if year < years:
            paid += f", avance de {advance} de l’année {year + 1}"
        yield Event(months_after(signature, YEAR * year), paid, Ground.of(advance))


def _notes(signature: date, starts: Mapping[str, date], last: date, scale: Scale) -> Iterator[Note]:
    """Tell that no delay was read, each mission that starts too late, and those after the end."""
    known = delays_known(signature, scale)
    if not known:
        yield unknown_delays(scale)
    for mission, start in starts.items() if known else ():
        delay = scale["demarrage"].amounts.get(mission)
        if delay and (late := late_start(signature, start, delay)):
            words = f"{MISSIONS[mission]}, démarrage le {text.day(start)}. {late}"
            yield Note(f"demarrage_tardif_{mission}", words)
    if idle := [MISSIONS[mission] for mission, start in starts.items() if start >= last]:
        yield Note(
            "demarrages_non_comptes",
            "Ces missions commencent après la fin du contrat et ne sont pas comptées\u202f: "
            f"{text.listing(idle)}.",
        )
