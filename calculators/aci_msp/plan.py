"""The year of a MSP as a plan: what is reached, to prove, and still possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from calculators.aci_msp import deadlines
from calculators.aci_msp.account import Account, account, account_with, prerequisites
from calculators.aci_msp.contract import MONTHS, contract_months
from calculators.aci_msp.estimate import ASKED, most
from calculators.aci_msp.gains import ground, proof
from calculators.aci_msp.mechanisms import NONE, Worth
from calculators.vocabulary import text
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.plan import Plan, State, Step

# What a MSP is, which no plan changes once it is known.
GIVEN = frozenset({"patientele", "associes", "ipa", "zone_sous_dense", "crise_caracterisee"})
UNANSWERED = "Une question sans réponse y compte pour «\u00a0non\u00a0»."
WIDER = (
    "«\u00a0Encore possible\u00a0» compte tout ce qui peut être atteint, même ce que vos réponses "
    "n’atteignent pas. «\u00a0Au plus\u00a0», en tête du résultat, garde vos réponses."
)
ORDER: dict[State, int] = {"missing": 0, "unknown": 1, "partial": 2, "met": 3, "not_applicable": 4}


def plan(answer: Answer) -> Plan:
    """Give each indicator: first what is missing, the prerequisites before the others."""
    answers, scale = answer.answers, answer.scale
    now = account(answers, scale)
    year = answers.integer("exercice")
    steps = sorted(
        _steps(answer, now, full(answer, now)),
        key=lambda step: (step.id not in now.unmet, ORDER[step.state], -step.possible),
    )
    return Plan(
        f"Plan de l’exercice {year}", steps, answer.found.by_date(), [*_notes(answer, now, steps)]
    )


def years(answer: Answer) -> Iterator[tuple[int, str]]:
    """Give the years of the contract, or as many from the one asked; and what to know of each."""
    answers, scale = answer.answers, answer.scale
    signature = answers.day("date_contrat")
    if signature is None:
        first = answers.integer("exercice")
        for year in range(first, first + int(scale["duree"].amount.value)):
            yield year, ""
        return
    end = deadlines.end(signature, scale).date
    for year in deadlines.years(signature, scale):
        whole = year < end.year or (end.month, end.day) == (12, 31)
        yield year, "" if whole else f"Le contrat finit le {text.day(end)} : année comptée pleine."


def full(answer: Answer, now: Account) -> Account:
    """Compute the year with everything reached, the MSP staying what it says it is."""
    answers, scale, known = answer.answers, answer.scale, GIVEN & answer.given
    opened = {field.key: field for field in ASKED if field.key not in known}
    greatest = most(now.indicators, answers, known, opened, scale)
    return account_with(greatest, now, answers, scale)


def _steps(answer: Answer, now: Account, reached: Account) -> Iterator[Step]:
    answers, scale = answer.answers, answer.scale
    required = prerequisites(now.indicators, answers, scale)
    year = answers.integer("exercice")
    ends, sent = date(year, 12, 31), deadlines.documents(year, scale).date
    open_ = {field.key for field in ASKED} - answer.given
    for id, indicator in now.indicators.items():
        worth, best = now.worths[id], reached.worths[id]
        waits = any(id in now.readers.get(key, ()) for key in open_)
        state = _state(worth, best, waits=waits)
        left = state in ("missing", "unknown", "partial")
        yield Step(
            id=id,
            group=indicator.group,
            label=indicator.label,
            state=state,
            told=_told(state, best if state == "not_applicable" else worth, waits=waits),
            target=text.capital(best.told()) if left else "",
            proof="" if state == "not_applicable" else proof([id], reached),
            by=None if state == "not_applicable" else ends if left else sent,
            what="À atteindre au plus tard" if left else "Preuves à envoyer au plus tard",
            earned=now.euros[id],
            possible=max(NONE, reached.euros[id] - now.euros[id]),
            ground=ground(id, reached, scale),
            risk="Prérequis\u202f: sans lui, rien n’est versé pour l’année."
            if id in required
            else "",
        )


def _state(worth: Worth, best: Worth, *, waits: bool) -> State:
    if worth.points >= best.points:
        return "met" if worth.points else "not_applicable"
    if worth.points:
        return "partial"
    return "unknown" if waits else "missing"


def _told(state: State, worth: Worth, *, waits: bool) -> str:
    """Say where an indicator stands: nothing of what is not answered."""
    if state == "unknown":
        return ""
    told = text.capital(worth.told())
    return f"{told}. {UNANSWERED}" if state == "partial" and waits else told


def _notes(answer: Answer, now: Account, steps: Sequence[Step]) -> Iterator[str]:
    unmet = [step for step in steps if step.id in now.unmet]
    if missing := [step.label for step in unmet if step.state != "unknown"]:
        yield f"Un prérequis manque, rien n’est versé sans lui\u202f: {text.listing(missing)}."
    if unknown := [step.label for step in unmet if step.state == "unknown"]:
        yield f"Prérequis sans réponse, rien n’est versé sans eux\u202f: {text.listing(unknown)}."
    yield "Sommes d’une année pleine, sans la majoration de précarité."
    reachable = text.total(step.earned + step.possible for step in steps)
    if answer.ends and reachable != account(answer.ends[1], answer.scale).before_uplift:
        yield WIDER
    months = contract_months(answer.answers)
    if months < MONTHS:
        yield f"Cet exercice compte {months} mois sous contrat sur {MONTHS}."
