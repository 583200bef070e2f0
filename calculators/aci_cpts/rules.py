"""Size of a CPTS, yearly funding mission by mission, and when the money comes.

Accord conventionnel interprofessionnel of 20/06/2019 and its avenant 2. Each mission brings a
fixed part and a variable part paid according to results; the crisis mission brings a fixed
part for its plan and another sum only when a crisis is recognised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from calculators import text
from calculators.aci_cpts.fields import MISSIONS, OPTIONS, RATED, SOCLE
from calculators.dates import months_after, whole_months
from calculators.errors import FieldError, Rejected
from calculators.fields import Answers
from calculators.result import (
    Criterion,
    Event,
    Ground,
    Headline,
    Line,
    Missing,
    Note,
    Report,
    Words,
)
from calculators.scales import Amount, Scale

EVERY_MISSION: Mapping[str, object] = dict.fromkeys(OPTIONS, True)
CRUISING: Mapping[str, object] = {
    **dict.fromkeys(MISSIONS, True),
    **{f"taux_{mission}": Decimal(100) for mission in RATED},
    "crise_plan": "mise_a_jour",
    "crise_survenue": False,
}
PROOFS = {
    "acces_soins": "Indicateurs d’action et de résultat fixés au contrat\u202f: accès à un médecin "
    "traitant, soins non programmés.",
    "parcours": "Parcours écrits et suivis, avec les indicateurs fixés au contrat.",
    "prevention": "Actions menées et suivies, avec les indicateurs fixés au contrat.",
    "crise": "Plan de réponse aux crises rédigé, puis mis à jour chaque année.",
    "qualite": "Actions menées et suivies, avec les indicateurs fixés au contrat.",
    "accompagnement": "Actions menées et suivies, avec les indicateurs fixés au contrat.",
}
HUNDRED = Decimal(100)


def check(answers: Answers) -> Iterable[FieldError]:
    """Refuse two territories, none, unknown communes, and missions begun before the contract."""
    communes, population = answers.several("communes"), answers["population"]
    if communes and population is not None:
        yield FieldError(
            "communes", "Choisissez les communes ou indiquez la population, pas les deux."
        )
    elif communes:
        yield from _unknown_communes(communes)
    elif population is None:
        yield FieldError(
            "population",
            "Indiquez la population, de 1 à 3\u202f000\u202f000 habitants, "
            "ou choisissez les communes.",
        )
    signature = answers.day("date_signature")
    for mission in MISSIONS:
        key = f"demarrage_{mission}"
        start = answers.day(key)
        if start and signature is None:
            yield FieldError("date_signature", "Indiquez aussi la date de signature du contrat.")
            return
        if start and signature and start < signature:
            yield FieldError(
                key,
                f"Une mission commence après la signature, le {text.day(signature)}. "
                "Indiquez une date à partir de ce jour.",
            )


def _unknown_communes(codes: tuple[str, ...]) -> Iterable[FieldError]:
    from calculators.territory import population

    try:
        population(codes)
    except Rejected as rejected:
        yield FieldError("communes", str(rejected))


def size(population: int, scale: Scale) -> int:
    """Give the size of a CPTS, from 1 to 4, by its number of inhabitants."""
    return sum(population >= first.value for first in scale["bornes"].amounts.values())


@dataclass(frozen=True)
class Part:
    """The fixed or the variable part of one mission in one year of contract."""

    mission: str
    kind: str
    value: Decimal
    formula: str
    amounts: tuple[Amount, ...]

    @property
    def id(self) -> str:
        """Give the id of the line and of the value."""
        return f"{self.mission}_{self.kind}"


def parts(answers: Answers, scale: Scale, tier: int) -> Iterator[Part]:
    """Give the parts of the missions that are taken up, in the order of the text."""
    for mission in MISSIONS:
        if not answers.flag(mission):
            continue
        if mission == "crise":
            yield from _crisis(answers, scale, tier)
        else:
            yield from _rated(mission, answers, scale, tier)


def _rated(mission: str, answers: Answers, scale: Scale, tier: int) -> Iterator[Part]:
    total, variable = scale[mission][tier - 1], scale[f"{mission}_variable"][tier - 1]
    fixed = total.value - variable.value
    rate = answers.number(f"taux_{mission}")
    yield Part(
        mission,
        "fixe",
        fixed,
        f"{total} pour la mission, moins {variable} de part variable",
        (total, variable),
    )
    yield Part(
        mission,
        "variable",
        text.cents(variable.value * rate / HUNDRED),
        f"{variable} × {text.percent(rate)} d’objectifs atteints",
        (variable,),
    )


def _crisis(answers: Answers, scale: Scale, tier: int) -> Iterator[Part]:
    if not has_crisis(scale):
        return
    plan = scale[f"crise_{answers.choice('crise_plan')}"][tier - 1]
    crisis = scale["crise_survenue"][tier - 1]
    happened = answers.flag("crise_survenue")
    writing = answers.choice("crise_plan") == "redaction"
    done = "rédigé dans l’année" if writing else "mis à jour dans l’année"
    yield Part("crise", "fixe", plan.value, f"{plan} pour le plan {done}", (plan,))
    yield Part(
        "crise",
        "variable",
        crisis.value if happened else Decimal(0),
        f"{crisis} car une crise a été reconnue"
        if happened
        else f"aucune crise reconnue dans l’année, donc {text.euros(0)} au lieu de {crisis}",
        (crisis,),
    )


def has_crisis(scale: Scale) -> bool:
    """Say whether the text knows the crisis mission: not before avenant 2."""
    return "crise_survenue" in scale.figures


def total(answers: Answers, scale: Scale, tier: int) -> Decimal:
    """Give the rights of a full year of contract, in euros."""
    running = scale["fonctionnement"][tier - 1].value
    return running + sum(part.value for part in parts(answers, scale, tier))


def rules(answers: Answers, scale: Scale) -> Report:
    """Compute size, funding line by line, what is missing, and the calendar."""
    population, where = _population(answers)
    tier = size(population, scale)
    running = scale["fonctionnement"][tier - 1]
    ceiling = scale["maximum"][tier - 1]
    shares = list(parts(answers, scale, tier))
    fixed = running.value + sum(part.value for part in shares if part.kind == "fixe")
    variable = text.total(part.value for part in shares if part.kind == "variable")
    to_next = _to_next_size(population, scale, tier)
    report = Report(
        headline=Headline(f"Taille {tier}, montant annuel", fixed + variable),
        values={
            "population": population,
            "taille": tier,
            "fonctionnement": running.value,
            **{f"{mission}_{kind}": 0 for mission in MISSIONS for kind in ("fixe", "variable")},
            **{part.id: part.value for part in shares},
            "total_fixe": fixed,
            "total_variable": variable,
            "total_euros": fixed + variable,
            "maximum_euros": ceiling.value,
            "habitants_avant_palier_suivant": to_next,
        },
    )
    report.explain = partial(_explain, report, answers, scale, where, shares)
    return report


def _explain(
    report: Report, answers: Answers, scale: Scale, where: str, shares: list[Part]
) -> None:
    population, tier, to_next = (
        int(report.values[key])
        for key in ("population", "taille", "habitants_avant_palier_suivant")
    )
    running = scale["fonctionnement"][tier - 1]
    report.words = {
        "taille": Words("Taille de la CPTS"),
        "population": Words("Population retenue", "habitants"),
        "habitants_avant_palier_suivant": Words(
            "Habitants manquants avant la taille suivante",
            "habitants",
            "" if to_next else "c’est la plus grande taille",
        ),
        "total_fixe": Words("Part fixe, fonctionnement compris", "€"),
        "total_variable": Words("Part variable", "€"),
        "total_euros": Words("Total pour une année pleine de contrat", "€"),
    }
    report.lines = [
        *_landmarks(answers, scale, tier),
        Line(
            id="fonctionnement",
            group="Fonctionnement",
            label="Fonctionnement",
            formula=f"{running} pour une CPTS de taille {tier}",
            value=running.value,
            ground=Ground.of(running),
            total="total_euros",
        ),
        *(_line(part) for part in shares),
    ]
    report.criteria = [
        _size_criterion(population, where, scale, tier, to_next),
        *(_mission_criterion(mission, answers, scale) for mission in SOCLE),
    ]
    report.missing = [*_missing(answers, scale, tier)]
    report.timeline = [*_timeline(answers, scale, tier)]
    _notes(report, answers, population, scale)


def _population(answers: Answers) -> tuple[int, str]:
    codes = answers.several("communes")
    if not codes:
        return answers.integer("population"), "population indiquée"
    from calculators.territory import population

    territory = population(codes)
    communes = text.quantity(len(codes), "communes")
    return territory.population, f"{communes}, {territory.vintage}"


def _line(part: Part) -> Line:
    what = "part fixe" if part.kind == "fixe" else "part variable"
    if part.mission == "crise":
        what = "plan" if part.kind == "fixe" else "crise survenue"
    return Line(
        id=part.id,
        group="Missions du socle" if part.mission in SOCLE else "Missions au choix",
        label=f"{MISSIONS[part.mission]}, {what}",
        formula=part.formula,
        value=part.value,
        ground=Ground.of(*part.amounts),
        total="total_euros",
    )


def _landmarks(answers: Answers, scale: Scale, tier: int) -> list[Line]:
    ceiling = scale["maximum"][tier - 1]
    cruising = answers.with_changes(CRUISING)
    amounts = [amount for part in parts(cruising, scale, tier) for amount in part.amounts]
    crisis = has_crisis(scale)
    return [
        Line(
            id="maximum_euros",
            group="Repères de cette taille",
            label="Plafond publié de la taille",
            formula="six missions, tous les objectifs atteints, plan écrit dans l’année et crise "
            "reconnue"
            if crisis
            else "cinq missions, tous les objectifs atteints",
            value=ceiling.value,
            ground=Ground.of(ceiling),
        ),
        Line(
            id="croisiere_euros",
            group="Repères de cette taille",
            label="Ce qu’une CPTS de cette taille reçoit en régime de croisière",
            formula="six missions, tous les objectifs atteints, plan mis à jour, aucune crise"
            if crisis
            else "cinq missions, tous les objectifs atteints",
            value=total(cruising, scale, tier),
            ground=Ground.of(*amounts),
        ),
    ]


def _to_next_size(population: int, scale: Scale, tier: int) -> int:
    firsts = scale["bornes"].amounts
    return int(firsts[tier].value) - population if tier in firsts else 0


def _size_criterion(
    population: int, where: str, scale: Scale, tier: int, to_next: int
) -> Criterion:
    following = (
        f"Il manque {text.quantity(to_next, 'habitants')} pour la taille {tier + 1}."
        if to_next
        else "C’est la plus grande taille."
    )
    return Criterion(
        id="taille",
        label=f"Taille {tier}",
        status="met",
        detail=f"{text.quantity(population, 'habitants')} ({where}). {following}",
        ground=Ground.of(scale["bornes"][tier - 1]),
    )


def _mission_criterion(mission: str, answers: Answers, scale: Scale) -> Criterion:
    id, label = f"mission_{mission}", SOCLE[mission]
    ground = Ground(scale.source, "missions", "officiel")
    if mission == "crise" and not has_crisis(scale):
        detail = "Cette mission n’existait pas dans le texte de 2019."
        return Criterion(id, label, "not_applicable", detail, ground)
    if not answers.flag(mission):
        detail = "Toute CPTS doit assurer cette mission."
        return Criterion(id, label, "missing", detail, ground)
    start, signature = answers.day(f"demarrage_{mission}"), answers.day("date_signature")
    if start and signature and "demarrage" in scale.figures:
        limit = scale["demarrage"][mission]
        ground, last = Ground.of(limit), months_after(signature, int(limit.value))
        if start > last:
            detail = f"Le démarrage était attendu au plus tard le {text.day(last)}."
            return Criterion(id, label, "missing", detail, ground)
    return Criterion(id, label, "met", "Mission prise en compte.", ground)


def _missing(answers: Answers, scale: Scale, tier: int) -> Iterator[Missing]:
    now = total(answers, scale, tier)
    for mission, label in MISSIONS.items():
        if mission == "crise" and not has_crisis(scale):
            continue
        changes: dict[str, object] = {}
        if not answers.flag(mission):
            changes[mission] = True
            words = f"Prendre la mission «\u00a0{label}\u00a0»"
            why = "Mission du socle." if mission in SOCLE else "Mission au choix."
        elif mission in RATED and answers.number(f"taux_{mission}") < HUNDRED:
            rate = answers.number(f"taux_{mission}")
            changes[f"taux_{mission}"] = 100
            words = f"{label}\u202f: atteindre tous les objectifs"
            why = f"Aujourd’hui {text.percent(rate)} de la part variable."
        else:
            continue
        gain = total(answers.with_changes(changes), scale, tier) - now
        ground = Ground.of(
            *(
                amount
                for part in parts(answers.with_changes(changes), scale, tier)
                if part.mission == mission
                for amount in part.amounts
            )
        )
        yield Missing(mission, words, gain, why, PROOFS[mission], changes, ground)


def _timeline(answers: Answers, scale: Scale, tier: int) -> Iterator[Event]:
    """Give the first payments of running costs and of each mission, and the limits to keep.

    Running costs are paid in full at the signature, then by an advance at each anniversary and
    the balance one year later. A mission brings, at its start, the advance on its fixed part for
    the months left before the anniversary; the balance and the variable part come on that day.
    """
    signature = answers.day("date_signature")
    if signature is None or "avance" not in scale.figures:
        return
    advance = scale["avance"].amount
    rate = advance.value / HUNDRED
    running = scale["fonctionnement"][tier - 1]
    paid = Ground.of(advance, running)
    first, second = months_after(signature, 12), months_after(signature, 24)
    yield Event(
        signature, "Signature\u202f: fonctionnement de la première année", paid, running.value
    )
    yield Event(
        first,
        f"Fonctionnement de la deuxième année, avance de {text.percent(advance.value)}",
        paid,
        text.cents(running.value * rate),
    )
    yield Event(
        second,
        "Fonctionnement de la deuxième année, solde",
        paid,
        running.value - text.cents(running.value * rate),
    )
    later = answers.with_changes({"crise_plan": "mise_a_jour"})
    next_year = {part.id: part for part in parts(later, scale, tier)}
    end = _end(signature, scale)
    for part in parts(answers, scale, tier):
        start = answers.day(f"demarrage_{part.mission}")
        label = MISSIONS[part.mission]
        if start is None or start >= end:
            continue
        elapsed = whole_months(signature, start)
        year, months = elapsed // 12 + 1, 12 - elapsed % 12
        anniversary = months_after(signature, 12 * year)
        paid = Ground.of(advance, *part.amounts)
        if part.kind == "variable":
            if part.value:
                what = f"{label}, part variable de l’année {year}"
                yield Event(anniversary, what, paid, part.value)
            continue
        due = text.cents(part.value * months / 12)
        down = text.cents(due * rate)
        share, reading = f"{months} mois sur 12", replace(paid, confidence="deduit")
        yield Event(start, f"{label}, avance au démarrage ({share})", reading, down)
        what = f"{label}, solde du fixe de l’année {year}"
        yield Event(anniversary, what, reading, due - down)
        if anniversary < end:
            what = f"{label}, avance du fixe de l’année {year + 1}"
            following = next_year[part.id]
            paid = Ground.of(advance, *following.amounts)
            yield Event(anniversary, what, paid, text.cents(following.value * rate))
    for limit, words in (("demarrage", "démarrage"), ("deploiement", "déploiement complet")):
        for mission, amount in scale[limit].amounts.items():
            if answers.flag(str(mission)):
                yield Event(
                    months_after(signature, int(amount.value)),
                    f"{MISSIONS[str(mission)]}\u202f: {words} au plus tard",
                    Ground.of(amount),
                )
    yield Event(end, "Fin du contrat", Ground.of(scale["duree"].amount))


def _end(signature: date, scale: Scale) -> date:
    return months_after(signature, 12 * int(scale["duree"].value))


def _idle_starts(answers: Answers, signature: date, scale: Scale) -> Iterator[str]:
    for mission, label in MISSIONS.items():
        start = answers.day(f"demarrage_{mission}")
        if start and (not answers.flag(mission) or start >= _end(signature, scale)):
            yield label


def _notes(report: Report, answers: Answers, population: int, scale: Scale) -> None:
    if population == scale["bornes"][2].value:
        report.warnings.append(
            Note(
                "borne_80000",
                "À 80\u202f000 habitants exactement, aucun texte lu ne tranche entre les tailles "
                "2 et 3. Nous retenons la taille 3\u202f: c’est une convention de ce site.",
            )
        )
    signature = answers.day("date_signature")
    if signature and "avance" not in scale.figures:
        report.warnings.append(
            Note("calendrier_2019", "Le calendrier des versements n’est calculé que depuis 2022.")
        )
    elif signature:
        idle = list(_idle_starts(answers, signature, scale))
        if idle:
            report.warnings.append(
                Note(
                    "demarrages_non_comptes",
                    "Ces dates de démarrage ne comptent pas, car la mission n’est pas prise ou le "
                    f"contrat est fini\u202f: {text.listing(idle)}.",
                )
            )
        report.warnings.append(
            Note(
                "prorata_au_mois",
                "L’unité du prorata de la première année n’est pas écrite dans les passages lus. "
                "Nous comptons en mois, le mois entamé compte entier.",
            )
        )
    report.not_computed = [
        Note(
            "aides_au_demarrage",
            "Les aides avant le contrat (lettre d’intention, amorçage, fonds d’intervention "
            "régional) ne sont pas comptées\u202f: leurs montants définitifs n’ont pas été lus "
            "et varient selon la région.",
        ),
        Note(
            "majorations",
            "Aucune majoration (précarité, zone, outre-mer) n’a été trouvée dans les textes lus.",
        ),
        Note(
            "indicateurs_locaux",
            "Vos indicateurs et leurs paliers sont fixés par votre contrat\u202f: la part variable "
            "est calculée ici en proportion simple du taux que vous indiquez.",
        ),
    ]
