"""Yearly remuneration of a MSP (maison de santé pluriprofessionnelle).

Accord conventionnel interprofessionnel and its avenant 1, as the guide of the Cnam explains it:
indicators bring points (`indicators`), points make euros (`account`), a missing prerequisite
loses the year, and what is paid comes as an advance and a balance (`payments`). Lines add up in
steps: indicators make `total_hors_majoration`; with the uplift, `total_sans_prerequis`; less what
a missing prerequisite takes away, `total_euros`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import chain

from calculators.aci_msp import indicators, payments
from calculators.aci_msp.account import (
    RATES,
    Account,
    account,
    excess,
    prerequisites,
)
from calculators.aci_msp.contract import MONTHS, contract_months
from calculators.aci_msp.gains import missing
from calculators.vocabulary import text
from calculators.vocabulary.dates import months_after
from calculators.vocabulary.errors import FieldError
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import (
    Criterion,
    Ground,
    Headline,
    Line,
    Note,
    Report,
    Value,
    Words,
)
from calculators.vocabulary.scales import Scale

TOTALS = "Totaux"
NOT_COMPUTED = (
    Note(
        "prorata_logiciel",
        "Si votre premier logiciel labellisé date de l’exercice, la part du système "
        "d’information est réduite depuis son acquisition. L’unité de ce prorata n’a pas été "
        "trouvée\u202f: l’année est comptée entière.",
    ),
    Note(
        "hors_bareme",
        "Les assistants médicaux et la télésanté n’ont pas d’indicateur dans l’avenant 1.",
    ),
    Note(
        "partage",
        "La rémunération va à la structure. Son partage entre associés se calcule à part.",
    ),
)


def complete(answers: Answers, on: date) -> Answers:
    """Take the year of the asked date when no year is given."""
    return answers if answers.given("exercice") else answers.with_changes({"exercice": on.year})


def as_of(answers: Answers, _on: date) -> date:
    """Choose the text by the year."""
    return date(answers.integer("exercice"), 12, 31)


def check(answers: Answers) -> Iterable[FieldError]:
    """Refuse a contract signed after the year."""
    signature, year = answers.day("date_contrat"), answers.integer("exercice")
    if signature and signature.year > year:
        yield FieldError(
            "date_contrat",
            f"Ce contrat commence après l’exercice {year}. "
            f"Indiquez une date jusqu’au {text.day(date(year, 12, 31))}, ou un autre exercice.",
        )


def rules(answers: Answers, scale: Scale) -> Report:
    """Compute the year line by line, what is missing, what is paid and when."""
    year = account(answers, scale)
    paid = payments.payments(answers, scale, year)
    exercise = answers.integer("exercice")
    label = f"Rémunération de l’exercice {exercise}"
    if year.unmet:
        label = f"Prérequis manquant, aucune rémunération pour l’exercice {exercise}"
    elif (months := contract_months(answers)) < MONTHS:
        label = f"Somme due pour l’exercice {exercise}, {months} mois sous contrat"
    elif paid.guaranteed:
        label = f"Somme due pour l’exercice {exercise}, garantie comprise"
    # A gain is that of a whole year: the headline, in a part of a year, does not move by it.
    unit = "€" if payments.is_whole_year(answers, scale) else text.EUROS_A_YEAR
    return Report(
        headline=Headline(label, paid.due),
        values=_values(year, paid),
        words={
            "total_points": Words("Total des points", "points"),
            "total_euros": Words("Rémunération d’une année pleine", "€"),
            "prerequis_atteints": Words("Tous les prérequis sont atteints"),
            "du_euros": Words("Somme due pour l’exercice", "€"),
        },
        lines=chain(_lines(answers, scale, year), payments.lines(answers, scale, year, paid)),
        criteria=_criteria(answers, scale, year),
        missing=(replace(item, unit=unit) for item in missing(answers, scale, year)),
        timeline=payments.timeline(answers, scale, paid),
        warnings=chain(_of_other_texts(answers, scale), _warnings(answers, scale, year, paid)),
        not_computed=NOT_COMPUTED,
    )


def _values(year: Account, paid: payments.Payments) -> dict[str, Value]:
    return {
        **{f"points_{id}": worth.points for id, worth in year.worths.items()},
        "points_majoration_precarite": 0,
        "total_points": year.points,
        "total_euros": year.total,
        "total_hors_majoration": year.before_uplift,
        "total_sans_prerequis": year.without_prerequisites,
        "majoration_precarite": year.uplift,
        "prerequis_atteints": not year.unmet,
        "socles_euros": paid.core_total,
        "avance_euros": paid.advance,
        "du_euros": paid.due,
        "solde_euros": paid.balance,
    }


def _lines(answers: Answers, scale: Scale, year: Account) -> Iterator[Line]:
    point = scale["point"].amount
    for id, indicator in year.indicators.items():
        worth = year.worths[id]
        price = f", à {point} le point" if worth.points else ""
        yield Line(
            id=id,
            group=indicator.group,
            label=indicator.label,
            formula=worth.told() + price,
            value=year.euros[id],
            ground=Ground.of(*worth.amounts, point),
            total="total_hors_majoration",
            points=worth.points,
        )
    yield _uplift(answers, scale, year)
    yield Line(
        id="total_hors_majoration",
        group=TOTALS,
        label="Total des indicateurs",
        formula="somme des indicateurs, chacun arrondi au centime",
        value=year.before_uplift,
        ground=Ground.of(point),
        total="total_sans_prerequis",
        points=year.points,
    )
    yield Line(
        id="total_sans_prerequis",
        group=TOTALS,
        label="Total avec la majoration de précarité",
        formula=f"{text.euros(year.before_uplift)} + {text.euros(year.uplift)} de majoration",
        value=year.without_prerequisites,
        ground=Ground.of(point),
        total="total_euros",
    )
    if year.unmet:
        names = text.listing([year.indicators[id].label for id in year.unmet])
        yield Line(
            id="prerequis_manquant",
            group=TOTALS,
            label="Perdu faute de prérequis",
            formula=f"un prérequis manquant fait perdre toute l’année\u202f: {names}",
            value=-year.without_prerequisites,
            ground=Ground.of(*year.worths[year.unmet[0]].amounts),
            total="total_euros",
        )


def _uplift(answers: Answers, scale: Scale, year: Account) -> Line:
    cap, national = scale["majoration_plafond"].amount, scale["taux_nationaux"]
    gaps = " + ".join(
        f"{label}, {text.percent(answers.number(key))} − {national[key]} national"
        for key, label in RATES.items()
        if excess(key, answers, scale)
    )
    at_most = f", {cap} au plus" if year.rate == cap.value else ""
    if gaps:
        formula = f"{text.euros(year.before_uplift)} × {text.percent(year.rate)} ({gaps}{at_most})"
    elif any(answers.given(key) for key in RATES):
        formula = "aucun taux au-dessus du taux national"
    else:
        formula = "taux de la maison de santé non indiqués"
    return Line(
        id="majoration_precarite",
        group="Majoration de précarité",
        label="Majoration de précarité",
        formula=formula,
        value=year.uplift,
        ground=Ground.of(*national.amounts.values(), cap),
        total="total_sans_prerequis",
        points=Decimal(0),
    )


def _criteria(answers: Answers, scale: Scale, year: Account) -> Iterator[Criterion]:
    required = prerequisites(year.indicators, answers, scale)
    for id, indicator in year.indicators.items():
        if not indicator.prerequisite:
            continue
        worth, label = year.worths[id], f"Prérequis\u202f: {indicator.label}"
        ground = Ground.of(*worth.amounts)
        if id not in required:
            since = scale[indicator.since].amount
            detail = f"Prérequis depuis l’exercice {since.value} seulement."
            yield Criterion(id, label, "not_applicable", detail, Ground.of(since))
        elif id in year.unmet:
            detail = " ".join(filter(None, (_sentence(worth.told()), indicator.to_do)))
            yield Criterion(id, label, "missing", detail, ground)
        else:
            yield Criterion(id, label, "met", _sentence(worth.told()), ground)
    yield from _conditions(answers, year)
    yield _guarantee(answers, scale)


def _conditions(answers: Answers, year: Account) -> Iterator[Criterion]:
    """Tell, of what the reader says is done, what is paid and what is not."""
    for id, indicator in year.indicators.items():
        if indicator.claimed(answers):
            worth = year.worths[id]
            yield Criterion(
                f"condition_{id}",
                indicator.label,
                "met" if worth.points else "missing",
                _sentence(worth.told()),
                Ground.of(*worth.amounts),
            )


def _guarantee(answers: Answers, scale: Scale) -> Criterion:
    years, amount = scale["garantie_annees"].amount, scale["garantie"].amount
    label, ground = "Montant garanti aux structures nouvelles", Ground.of(years)
    if not answers.flag("structure_nouvelle"):
        detail = "À la signature, le projet de santé doit être déposé depuis moins d’un an."
        return Criterion("garantie", label, "not_applicable", detail, ground)
    if not answers.given("date_contrat"):
        detail = "Indiquez la date du contrat\u202f: la garantie dépend de l’année d’adhésion."
        return Criterion("garantie", label, "unknown", detail, ground)
    detail = f"{amount} par an, pendant {years} à partir de l’année d’adhésion."
    if payments.is_guaranteed(answers, scale):
        return Criterion("garantie", label, "met", detail, ground)
    return Criterion("garantie", label, "missing", detail, ground)


def _sentence(words: str) -> str:
    return f"{text.capital(words)}."


def _of_other_texts(answers: Answers, scale: Scale) -> Iterator[Note]:
    if unpaid := indicators.answered_in_vain(answers, scale):
        yield Note(
            "hors_texte",
            "Le texte de cet exercice n’a pas ces indicateurs, et vos réponses n’y changent rien"
            f"\u202f: {text.listing(unpaid)}.",
            grave=True,
        )


def _warnings(
    answers: Answers, scale: Scale, year: Account, paid: payments.Payments
) -> Iterator[Note]:
    if year.unmet:
        names = text.listing([year.indicators[id].label for id in year.unmet])
        yield Note(
            "prerequis_manquant",
            f"Aucune rémunération pour l’année, faute de prérequis\u202f: {names}. "
            f"Les indicateurs atteints vaudraient {text.euros(year.without_prerequisites)}. "
            "Le prérequis se vérifie quand vous envoyez vos justificatifs.",
            grave=True,
        )
    if not answers.integer("patientele"):
        yield Note("patientele", "Patientèle non indiquée\u202f: les parts variables sont à zéro.")
    if answers.flag("si_standard") and not answers.integer("associes"):
        yield Note(
            "associes",
            "Nombre d’associés non indiqué\u202f: seule la part fixe du système d’information "
            "est comptée.",
        )
    last, rated = int(scale["taux_nationaux_exercice"].value), any(map(answers.given, RATES))
    if rated:
        yield Note(
            "taux_denominateur",
            "Aucun texte lu ne dit à quel nombre de patients rapporter ces taux. La calculette "
            "d’AVECsanté (mai 2022) compte les patients concernés qui ont eu un acte de médecine "
            "générale dans l’année, et les rapporte à la patientèle. Vérifiez auprès de votre "
            "caisse primaire d’assurance maladie.",
        )
    if rated and answers.integer("exercice") > last:
        national = scale["taux_nationaux"]
        yield Note(
            "taux_nationaux",
            f"Les taux nationaux retenus ({national['taux_c2s']} et {national['taux_ame']}) sont "
            f"ceux de 2022 et {last}. Ils changent chaque année\u202f: demandez ceux de votre "
            "exercice à votre caisse primaire d’assurance maladie.",
        )
    months = contract_months(answers)
    if months < MONTHS:
        yield Note(
            "prorata_au_mois",
            f"Année d’adhésion\u202f: {text.euros(paid.rights)} pour {months} mois sur {MONTHS}. "
            "L’unité du prorata n’est pas écrite dans les passages lus. Nous comptons en mois, "
            "le mois entamé compte entier.",
        )
    if answers.flag("ipa"):
        yield Note(
            "avance_ipa",
            "L’avance compte aussi les suppléments d’infirmier en pratique avancée (IPA) des "
            "protocoles et de la concertation. C’est notre lecture\u202f: aucun exemple publié ne "
            "le montre.",
        )
    if payments.is_guaranteed(answers, scale):
        yield from _guarantee_notes(answers, scale, paid)
    if paid.balance < 0:
        yield Note(
            "avance_superieure",
            f"L’avance dépasse la somme due de {text.euros(-paid.balance)}. Les règles de "
            "récupération n’ont pas été lues.",
            grave=True,
        )
    yield from _contract_over(answers, scale)


def _guarantee_notes(answers: Answers, scale: Scale, paid: payments.Payments) -> Iterator[Note]:
    yield Note(
        "garantie",
        "Les conditions de la garantie des structures nouvelles n’ont pas été lues. Nous ne la "
        "comptons que si tous les prérequis sont atteints, sans prorata.",
    )
    if paid.by_month is None:
        return
    guarantee, minimum = scale["garantie"].amount, scale["avance_minimum"].amount
    due, advance = map(text.euros, paid.by_month)
    yield Note(
        "garantie_deux_lectures",
        f"Deux lectures de la garantie. La nôtre, sans prorata\u202f: {text.euros(paid.due)} dus, "
        f"{text.euros(paid.advance)} d’avance. CMV Médiforce écrit que {guarantee} garantis et "
        f"{minimum} d’avance valent pour une année entière\u202f: pour "
        f"{contract_months(answers)} mois, {due} dus, {advance} d’avance. Demandez à votre caisse "
        "primaire d’assurance maladie laquelle elle applique.",
    )


def _contract_over(answers: Answers, scale: Scale) -> Iterator[Note]:
    signature, term = answers.day("date_contrat"), scale["duree"].amount
    if signature is None:
        return
    end = months_after(signature, MONTHS * int(term.value))
    if end.year <= answers.integer("exercice"):
        yield Note(
            "contrat_echu",
            f"Ce contrat de {term} finit le {text.day(end)}. Les règles de renouvellement n’ont "
            "pas été lues\u202f: nous comptons l’année entière.",
            grave=True,
        )
