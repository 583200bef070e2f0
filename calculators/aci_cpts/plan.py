"""The contract of a CPTS as a plan: its missions, their deadlines, their payments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from calculators.aci_cpts.delays import delays_known, late_start, unknown_delays
from calculators.aci_cpts.estimate import MOST
from calculators.aci_cpts.fields import MISSIONS, SOCLE
from calculators.aci_cpts.funding import Part, parts
from calculators.aci_cpts.gains import PROOFS
from calculators.aci_cpts.territory import inhabitants, size
from calculators.aci_cpts.timeline import contract, undated_missions
from calculators.vocabulary import text
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.dates import months_after
from calculators.vocabulary.plan import Plan, State, Step
from calculators.vocabulary.result import Ground

NOTHING = Decimal(0)


def plan(answer: Answer) -> Plan:
    """Give each mission, and every payment and limit of the contract."""
    return Plan("Plan de la CPTS", [*_steps(answer)], answer.found.by_date(), [*_notes(answer)])


def _steps(answer: Answer) -> Iterator[Step]:
    answers, scale = answer.answers, answer.scale
    tier = size(inhabitants(answers)[0], scale)
    every = answers.with_changes({**dict.fromkeys(MISSIONS, True), **MOST})
    low, _ = answer.ends or (answers, answers)
    earned = _by_mission(list(parts(low, scale, tier)))
    for mission, best in _by_mission(list(parts(every, scale, tier))).items():
        now = _total(earned.get(mission, []))
        most = _total(best)
        by, what, told = _limit(answer, mission)
        state = _state(answer, mission, met=now >= most)
        if state == "unknown":
            told = ""
        elif state == "partial" and answer.ends and _waits(answer, mission):
            told = f"{told} Ce qui est sans réponse y compte au plus bas."
        yield Step(
            id=mission,
            group="Missions du socle" if mission in SOCLE else "Missions au choix",
            label=MISSIONS[mission],
            state=state,
            told=told,
            target="" if state == "met" else _target(best),
            proof=PROOFS[mission],
            by=by,
            what=what,
            earned=now,
            possible=max(NOTHING, most - now),
            ground=Ground.of(*(amount for part in best for amount in part.amounts)),
        )


def _state(answer: Answer, mission: str, *, met: bool) -> State:
    if met:
        return "met"
    if answer.answers.flag(mission):
        return "partial"
    return "missing" if mission in answer.given else "unknown"


def _waits(answer: Answer, mission: str) -> bool:
    """Say whether what a mission brings has a question without answer."""
    asked = "crise_plan" if mission == "crise" else f"taux_{mission}"
    return asked not in answer.given


def _by_mission(found: list[Part]) -> dict[str, list[Part]]:
    missions: dict[str, list[Part]] = {}
    for part in found:
        missions.setdefault(part.mission, []).append(part)
    return missions


def _total(found: list[Part]) -> Decimal:
    return text.total(part.value for part in found)


def _target(best: list[Part]) -> str:
    told = [f"part {part.kind} {text.euros(part.value)}" for part in best if part.value]
    return text.capital(" + ".join(told))


def _limit(answer: Answer, mission: str) -> tuple[date | None, str, str]:
    """Give the next limit of a mission, what it asks, and where the mission stands."""
    answers, scale = answer.answers, answer.scale
    start, signature = answers.day(f"demarrage_{mission}"), answers.day("date_signature")
    if not answers.flag(mission):
        told = "La mission n’est pas prise."
    elif start is None:
        told = "La mission est prise, son démarrage n’est pas daté."
    else:
        told = f"Démarrage le {text.day(start)}."
    if signature is None or not delays_known(signature, scale):
        return None, "", told
    starts = scale["demarrage"].amounts.get(mission)
    if starts and start and (late := late_start(signature, start, starts)):
        told = f"{told} {late}"
    limit = scale["deploiement" if start else "demarrage"].amounts.get(mission)
    if limit is None:
        return None, "", told
    what = "Déploiement complet au plus tard" if start else "Démarrage au plus tard"
    return months_after(signature, int(limit.value)), what, told


def _notes(answer: Answer) -> Iterator[str]:
    answers, scale = answer.answers, answer.scale
    yield "Sommes d’une année pleine de contrat, fonctionnement à part."
    signature = answers.day("date_signature")
    if signature is None:
        yield "Indiquez la date de signature\u202f: les limites et les versements seront datés."
    elif not delays_known(signature, scale):
        yield unknown_delays(scale).text
    elif contract(answers, scale) and (idle := undated_missions(answers)):
        names = text.listing(idle)
        yield f"Sans date de démarrage, leurs versements ne sont pas datés\u202f: {names}."
