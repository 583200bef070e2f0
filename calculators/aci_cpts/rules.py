"""Size of a CPTS, yearly funding mission by mission, and when the money comes.

Accord conventionnel interprofessionnel of 20/06/2019 and its avenant 2. People make a size
(`territory`); at this size each mission brings a fixed part and a variable part paid according
to results, and the crisis mission a fixed part for its plan and another sum only when a crisis
is recognised (`funding`). What is left to gain is in `gains`, the calendar in `timeline`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from calculators.aci_cpts.delays import delays_known, late_start, unknown_delays
from calculators.aci_cpts.fields import MISSIONS, RATED, SOCLE
from calculators.aci_cpts.funding import HUNDRED, Part, formula, has_crisis, parts, total
from calculators.aci_cpts.gains import missing
from calculators.aci_cpts.territory import (
    inhabitants,
    notes,
    overseas,
    size,
    to_next_size,
    unknown_communes,
)
from calculators.aci_cpts.timeline import (
    account_lines,
    account_values,
    contract,
    idle_starts,
    timeline,
    undated_missions,
)
from calculators.vocabulary import text
from calculators.vocabulary.dates import too_soon
from calculators.vocabulary.errors import FieldError
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import Criterion, Ground, Headline, Line, Note, Report, Words
from calculators.vocabulary.scales import Scale

CRUISING: Mapping[str, object] = {
    **dict.fromkeys(MISSIONS, True),
    **{f"taux_{mission}": HUNDRED for mission in RATED},
    "crise_plan": "mise_a_jour",
    "crise_survenue": False,
}


def check(answers: Answers) -> Iterable[FieldError]:
    """Refuse two territories, none, unknown communes, and missions begun before the contract."""
    communes, population = answers.several("communes"), answers["population"]
    if communes and population is not None:
        yield FieldError(
            "communes", "Choisissez les communes ou indiquez la population, pas les deux."
        )
    elif communes:
        yield from unknown_communes(communes)
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
            yield FieldError(key, too_soon(signature))


def rules(answers: Answers, scale: Scale) -> Report:
    """Compute size, funding line by line, what is missing, and the calendar."""
    population, where = inhabitants(answers)
    tier = size(population, scale)
    running = scale["fonctionnement"][tier - 1]
    ceiling = scale["maximum"][tier - 1]
    shares = list(parts(answers, scale, tier))
    fixed = running.value + sum(part.value for part in shares if part.kind == "fixe")
    variable = text.total(part.value for part in shares if part.kind == "variable")
    to_next = to_next_size(population, scale, tier)
    return Report(
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
            **account_values(answers, scale, tier),
        },
        words={
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
        },
        lines=_lines(answers, scale, tier, shares),
        criteria=_criteria(answers, scale, population, where),
        missing=missing(answers, scale, tier, to_next),
        timeline=timeline(answers, scale, tier),
        warnings=_warnings(answers, scale, population),
        not_computed=_not_computed(answers, scale),
    )


def _lines(answers: Answers, scale: Scale, tier: int, shares: Iterable[Part]) -> Iterator[Line]:
    running = scale["fonctionnement"][tier - 1]
    yield from _landmarks(answers, scale, tier)
    yield Line(
        id="fonctionnement",
        group="Fonctionnement",
        label="Fonctionnement",
        formula=f"{running} pour une CPTS de taille {tier}",
        value=running.value,
        ground=Ground.of(running),
        total="total_euros",
    )
    yield from (_line(part, answers) for part in shares)
    yield from account_lines(answers, scale, tier)


def _line(part: Part, answers: Answers) -> Line:
    what = "part fixe" if part.kind == "fixe" else "part variable"
    if part.mission == "crise":
        what = "plan" if part.kind == "fixe" else "crise survenue"
    return Line(
        id=part.id,
        group="Missions du socle" if part.mission in SOCLE else "Missions au choix",
        label=f"{MISSIONS[part.mission]}, {what}",
        formula=formula(part, answers),
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


def _criteria(answers: Answers, scale: Scale, population: int, where: str) -> Iterator[Criterion]:
    tier = size(population, scale)
    to_next = to_next_size(population, scale, tier)
    following = (
        f"Il manque {text.quantity(to_next, 'habitants')} pour la taille {tier + 1}."
        if to_next
        else "C’est la plus grande taille."
    )
    yield Criterion(
        id="taille",
        label=f"Taille {tier}",
        status="met",
        detail=f"{text.quantity(population, 'habitants')} ({where}). {following}",
        ground=Ground.of(scale["bornes"][tier - 1]),
    )
    yield from overseas(answers)
    yield from (_mission_criterion(mission, answers, scale) for mission in SOCLE)


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
    if start and signature and delays_known(signature, scale):
        limit = scale["demarrage"][mission]
        ground = Ground.of(limit)
        if late := late_start(signature, start, limit):
            return Criterion(id, label, "missing", late, ground)
    return Criterion(id, label, "met", "Mission prise en compte.", ground)


def _warnings(answers: Answers, scale: Scale, population: int) -> Iterator[Note]:
    yield from notes(answers)
    if population == scale["bornes"][2].value:
        yield Note(
            "borne_80000",
            "À 80\u202f000 habitants exactement, aucun texte lu ne tranche entre les tailles "
            "2 et 3. Nous retenons la taille 3\u202f: c’est une convention de ce site.",
        )
    yield from _calendar_notes(answers, scale)


def _not_computed(answers: Answers, scale: Scale) -> Iterator[Note]:
    yield Note(
        "aides_au_demarrage",
        "Les aides avant le contrat (lettre d’intention, amorçage, fonds d’intervention "
        "régional) ne sont pas comptées\u202f: leurs montants définitifs n’ont pas été lus "
        "et varient selon la région.",
    )
    yield Note(
        "majorations",
        "Aucune majoration (précarité, zone, outre-mer) n’a été trouvée dans les textes lus.",
    )
    yield Note(
        "indicateurs_locaux",
        "Vos indicateurs et leurs paliers sont fixés par votre contrat\u202f: la part variable "
        "est calculée ici en proportion simple du taux que vous indiquez.",
    )
    if answers.day("date_signature") and contract(answers, scale) is None:
        yield Note(
            "versements_2019",
            "Avec le texte de 2019, les versements ne sont pas datés\u202f: nous n’y avons pas "
            "lu la part fixe et la part variable de chaque mission.",
        )


def _calendar_notes(answers: Answers, scale: Scale) -> Iterator[Note]:
    """Say what the calendar supposes, and what it leaves out."""
    signed = contract(answers, scale)
    if signed is None:
        if answers.day("date_signature"):
            yield Note(
                "calendrier_2019", "Le calendrier des versements n’est calculé que depuis 2022."
            )
        return
    idle = list(idle_starts(answers, signed))
    if idle:
        yield Note(
            "demarrages_non_comptes",
            "Ces dates de démarrage ne comptent pas, car la mission n’est pas prise ou le "
            f"contrat est fini\u202f: {text.listing(idle)}.",
        )
    if undated := undated_missions(answers):
        yield Note(
            "demarrages_absents",
            "Sans date de démarrage, une mission n’entre pas dans le calendrier des versements"
            f"\u202f: {text.listing(undated)}.",
        )
    if not delays_known(signed.signature, scale):
        yield unknown_delays(scale)
    if signed.signature < scale.valid_from:
        yield Note(
            "montants_avant_2022",
            "Le calendrier compte toutes les années du contrat avec les montants de ce texte. "
            f"Avant le {text.day(scale.valid_from)}, d’autres montants s’appliquaient.",
        )
    yield Note("annees_semblables", _alike(answers))
    yield Note(
        "prorata_au_mois",
        "L’unité du prorata de la première année n’est pas écrite dans les passages lus. "
        "Nous comptons en mois, le mois entamé compte entier.",
    )


def _alike(answers: Answers) -> str:
    words = "Le calendrier suppose chaque année la même taille et les mêmes objectifs atteints."
    if answers.flag("crise") and answers.choice("crise_plan") == "redaction":
        words += " Le plan de crise, écrit la première année, est mis à jour les suivantes."
    if answers.flag("crise") and answers.flag("crise_survenue"):
        words += " Une crise reconnue est comptée chaque année."
    return words
