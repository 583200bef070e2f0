"""Life of a SISA: the minimum of partners, what it may employ, what a departure starts.

CSP, articles L. 4041-2 and L. 4041-4. Since 29/12/2023 a SISA under its minimum has three years,
where it had six months; the same law did not say what becomes of those already under it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Literal

from calculators.sisa.fields import HIRING, PARTNERS, SCALES
from calculators.vocabulary import text
from calculators.vocabulary.dates import months_after
from calculators.vocabulary.errors import FieldError
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import (
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
from calculators.vocabulary.scales import Scale

LIMIT = "date_limite_regularisation"
SALARIED = "salaries_professionnels_de_sante"
MINIMUM = {
    "associes_medecins": "medecins",
    "associes_auxiliaires": "auxiliaires",
}
PEOPLE = {
    "associes_medecins": ("médecin", "médecins"),
    "associes_auxiliaires": ("auxiliaire médical", "auxiliaires médicaux"),
    "associes_autres": ("autre", "autres"),
}
EMPLOYS_SINCE = SCALES["sisa-2021"].valid_from
ANSWERED: Mapping[str | None, Literal["met", "missing", "unknown"]] = {
    "oui": "met",
    "non": "missing",
    None: "unknown",
}
EMPLOYMENT = Ground("esp-csp-l4041-2", "art. L. 4041-2, 3°", "officiel")
HIRING_RULES = {
    "maison_de_sante": (
        "Seule une SISA qui porte une maison de santé peut salarier des soignants.",
        EMPLOYMENT,
    ),
    "clause_salariat": ("À défaut, modifiez d’abord les statuts.", EMPLOYMENT),
    "inscription_ordre": (
        "Elle se demande avant l’embauche.",
        Ground("esp-lex-sisa", "art. R. 4041-7, I", "officiel"),
    ),
}


def check(answers: Answers) -> Iterable[FieldError]:
    """Refuse more liberal partners than partners."""
    partners = _partners(answers)
    if answers.given("associes_liberaux") and answers.integer("associes_liberaux") > partners:
        yield FieldError(
            "associes_liberaux",
            f"Vous indiquez {text.quantity(partners, 'associés')} en tout. "
            f"Indiquez un nombre entier entre 0 et {text.number(partners)}.",
        )


def as_of(answers: Answers, on: date) -> date:
    """Take the texts of the asked day, or of a departure that is still to come."""
    return max(on, answers.day("date_perte_minimum") or on)


def _partners(answers: Answers) -> int:
    return sum(answers.integer(key) for key in PARTNERS)


def _liberals(answers: Answers) -> int:
    if answers.given("associes_liberaux"):
        return answers.integer("associes_liberaux")
    return _partners(answers)


def lacking(answers: Answers, scale: Scale) -> dict[str, int]:
    """Give the partners that are missing, by input; empty when the minimum is reached."""
    gaps = {
        key: int(scale["minimum"][kind].value) - answers.integer(key)
        for key, kind in MINIMUM.items()
    }
    return {key: gap for key, gap in gaps.items() if gap > 0}


def salaried_at_most(answers: Answers, scale: Scale) -> int:
    """Give the most salaried health professionals: strictly fewer than liberal partners."""
    if not employs(scale):
        return 0
    return max(_liberals(answers) - int(scale["ecart_salaries"].value), 0)


def employs(scale: Scale) -> bool:
    """Say whether the text lets a SISA employ health professionals: since 14/05/2021."""
    return "ecart_salaries" in scale.figures


def salaried_allowed(answers: Answers, scale: Scale) -> bool:
    """Say whether the salaried professionals are allowed, as far as the answers tell."""
    salaried = answers.integer(SALARIED)
    refused = any(answers[key] == "non" for key in asked_to_hire(scale))
    return not salaried or (salaried <= salaried_at_most(answers, scale) and not refused)


def asked_to_hire(scale: Scale) -> list[str]:
    """Give the questions that the text asks before hiring."""
    return [key for key in HIRING if key != "inscription_ordre" or "declaration" in scale.figures]


def delay_since(scale: Scale) -> date:
    """Give the first day of the rule of delay that `scale` holds."""
    same = [older for older in SCALES.every if older["delai"].value == scale["delai"].value]
    return same[0].valid_from


def limit(answers: Answers, scale: Scale) -> date | None:
    """Give the day from which a dissolution may be asked, when the texts read tell it.

    A company that is back to its minimum has none.
    """
    lost = answers.day("date_perte_minimum")
    delay = int(scale["delai"].value)
    if lost is None or not lacking(answers, scale) or not delay or lost < delay_since(scale):
        return None
    return months_after(lost, delay)


# ------------------------------------------------------------------ the answer


def rules(answers: Answers, scale: Scale) -> Report:
    """Answer on the minimum, on the employees, and on the delay that a departure starts."""
    gaps = lacking(answers, scale)
    allowed = salaried_allowed(answers, scale)
    at_most = salaried_at_most(answers, scale)
    missing_people = text.listing([_people(key, gap) for key, gap in gaps.items()])
    met = f"Non atteint\u202f: il manque {missing_people}" if gaps else "Atteint"
    but = "et" if gaps else "mais"
    refused = "" if allowed else f", {but} ces salariés ne sont pas admis"
    last = limit(answers, scale)
    return Report(
        headline=Headline("Minimum d’associés", value=not gaps, unit="", text=met + refused),
        values={
            "minimum_atteint": not gaps,
            "salaries_admis": allowed,
            "salaries_maximum": at_most,
            "associes": _partners(answers),
            **({LIMIT: last.isoformat()} if last else {}),
        },
        words={
            "minimum_atteint": Words(
                "Minimum d’associés",
                text=met,
                detail="Deux médecins, et non deux généralistes, et un auxiliaire médical.",
                guide="comprendre/sisa",
            ),
            "salaries_admis": Words("Salariés professionnels de santé admis"),
            **({LIMIT: _told_limit(last)} if last else {}),
        },
        lines=_lines(answers, scale),
        criteria=chain(
            _minimum_criteria(answers, scale),
            _hiring_criteria(answers, scale),
            _dissolution_criteria(scale) if gaps else (),
        ),
        missing=_missing(answers, scale),
        timeline=_timeline(answers, scale),
        warnings=_warnings(answers, scale),
        not_computed=_not_computed(),
    )


def _told_limit(last: date) -> Words:
    return Words(
        "Pour retrouver le minimum, avant",
        text=text.day(last),
        detail="À partir de ce jour, toute personne intéressée peut demander la dissolution.",
    )


def _people(key: str, number: int) -> str:
    return f"{number} {PEOPLE[key][number > 1]}"


def _duration(months: Decimal) -> str:
    years, rest = divmod(months, 12)
    return text.quantity(months, "mois") if rest else text.quantity(years, "ans")


def _lines(answers: Answers, scale: Scale) -> Iterator[Line]:
    yield Line(
        id="associes",
        group="Associés",
        label="Associés",
        formula=" + ".join(_people(key, answers.integer(key)) for key in PARTNERS),
        value=_partners(answers),
        unit="associés",
        ground=Ground.of(*scale["minimum"].amounts.values()),
    )
    if employs(scale):
        margin = scale["ecart_salaries"].amount
        yield Line(
            id="salaries_maximum",
            group="Salariés",
            label="Professionnels de santé salariés, au plus",
            formula=f"{text.quantity(_liberals(answers), 'associés')} en libéral, moins {margin}, "
            "car il faut strictement moins de salariés\u202f; jamais moins de zéro",
            value=salaried_at_most(answers, scale),
            unit="salariés",
            ground=Ground.of(margin),
        )


def _minimum_criteria(answers: Answers, scale: Scale) -> Iterator[Criterion]:
    gaps = lacking(answers, scale)
    for key, kind in MINIMUM.items():
        amount = scale["minimum"][kind]
        have = answers.integer(key)
        yield Criterion(
            id=f"minimum_{kind}",
            label=f"Au moins {_people(key, int(amount.value))} parmi les associés",
            status="missing" if key in gaps else "met",
            detail=f"Il manque {_people(key, gaps[key])}."
            if key in gaps
            else f"Vous en avez {have}, il en faut {amount}.",
            ground=Ground.of(amount),
            verdict="minimum_atteint",
        )
    if answers.integer("associes_autres"):
        yield Criterion(
            id="associes_autres",
            label="Autres associés, hors du minimum",
            status="not_applicable",
            detail="Sage-femme, chirurgien-dentiste et pharmacien s’associent, mais ne remplissent "
            "ni la case du médecin ni celle de l’auxiliaire médical.",
            ground=Ground("esp-csp-l4041-1", "art. L. 4041-1", "deduit"),
            verdict="minimum_atteint",
            decides=False,
        )


def _hiring_criteria(answers: Answers, scale: Scale) -> Iterator[Criterion]:
    salaried = answers.integer(SALARIED)
    if not employs(scale):
        yield Criterion(
            id="salaries_nombre",
            label="Salarier des professionnels de santé",
            status="missing" if salaried else "not_applicable",
            detail=f"Une SISA ne le peut que depuis le {text.day(EMPLOYS_SINCE)}.",
            ground=EMPLOYMENT,
            verdict="salaries_admis",
        )
        return
    at_most = salaried_at_most(answers, scale)
    yield Criterion(
        id="salaries_nombre",
        label="Moins de professionnels de santé salariés que d’associés libéraux",
        status=_compared(salaried, _liberals(answers), at_most),
        detail=f"{text.quantity(salaried, 'salariés')} pour "
        f"{text.quantity(_liberals(answers), 'associés')} en libéral\u202f: {at_most} au plus.",
        ground=Ground.of(scale["ecart_salaries"].amount),
        verdict="salaries_admis",
    )
    for key in asked_to_hire(scale) if salaried else ():
        advice, ground = HIRING_RULES[key]
        if key == "inscription_ordre":
            month = scale["declaration"].amount
            advice += f" Tout changement se déclare ensuite sous {month}."
        yield Criterion(
            id=key,
            label=HIRING[key],
            status=ANSWERED[answers[key]],
            detail=advice,
            ground=ground,
            verdict="salaries_admis",
        )


def _compared(
    salaried: int, liberals: int, at_most: int
) -> Literal["met", "missing", "not_applicable"]:
    if not salaried and not liberals:
        return "not_applicable"
    return "met" if salaried <= at_most else "missing"


def _dissolution_criteria(scale: Scale) -> Iterator[Criterion]:
    more = scale["prolongation"].amount
    yield Criterion(
        id="dissolution",
        label="Une dissolution n’est jamais automatique",
        status="unknown",
        detail="Il faut une demande et un jugement. Le tribunal peut ajouter "
        f"{_duration(more.value)} au plus.",
        ground=Ground.of(more),
        decides=False,
    )
    if "prolongation_employeur" not in scale.figures:
        return
    longer = scale["prolongation_employeur"].amount
    yield Criterion(
        id="prolongation",
        label="Un délai plus long pour une société qui emploie",
        status="unknown",
        detail=f"Un délai passe à {_duration(longer.value)} si la société emploie autant de "
        "médecins, ou d’auxiliaires médicaux, qu’il en manque parmi les associés. "
        + _which_delay(scale),
        ground=Ground.of(longer),
        decides=False,
    )
    if scale["delai"].value < longer.value:
        return
    yield Criterion(
        id="regularisation",
        label="Un minimum retrouvé sauve la société",
        status="unknown",
        detail="Pas de dissolution si, le jour du jugement, le minimum est de nouveau atteint.",
        ground=Ground("esp-csp-l4041-4", "art. L. 4041-4, I", "officiel"),
        decides=False,
    )


def _which_delay(scale: Scale) -> str:
    """Say which delay becomes one year: the text of 2021 can be read in two ways."""
    waiting, added = (_duration(scale[key].value) for key in ("delai", "prolongation"))
    if scale["delai"].value > scale["prolongation_employeur"].value:
        return f"Nous lisons\u202f: les {added} que le tribunal peut ajouter."
    return (
        f"Le texte a deux lectures\u202f: les {waiting} d’attente, de droit, ou les {added} que le "
        f"tribunal peut ajouter. Par prudence, nous comptons {waiting}."
    )


def _missing(answers: Answers, scale: Scale) -> Iterator[Missing]:
    gaps = lacking(answers, scale)
    if gaps:
        yield Missing(
            id="minimum",
            label=f"Accueillir {text.listing([_people(key, gap) for key, gap in gaps.items()])}",
            gain=Decimal(0),
            unit="",
            text="Le minimum d’associés est alors atteint.",
            proof="Statuts modifiés, signés par les associés.",
            changes={key: answers.integer(key) + gap for key, gap in gaps.items()},
            brings={"minimum_atteint": True},
            ground=Ground.of(*scale["minimum"].amounts.values()),
        )
    if not salaried_allowed(answers, scale):
        yield _hiring_missing(answers, scale)


def _hiring_missing(answers: Answers, scale: Scale) -> Missing:
    excess = answers.integer(SALARIED) - salaried_at_most(answers, scale)
    changes: dict[str, object] = {
        key: "oui" for key in asked_to_hire(scale) if answers[key] == "non"
    }
    steps = [f"«\u00a0{HIRING[key]}\u00a0»" for key in changes]
    other = ""
    if excess > 0:
        changes[SALARIED] = salaried_at_most(answers, scale)
        steps.append(f"{text.quantity(excess, 'salariés')} de moins")
        if employs(scale):
            other = f" Ou bien\u202f: {text.quantity(excess, 'associés')} en libéral de plus."
    return Missing(
        id="salaries",
        label=f"Pour salarier\u202f: {text.listing(steps)}",
        gain=Decimal(0),
        unit="",
        text=f"Les salariés sont alors admis.{other}",
        proof="Statuts et, depuis juillet 2023, inscription à l’ordre de la profession salariée.",
        changes=changes,
        brings={"salaries_admis": True},
        ground=Ground("esp-csp-l4041-4", "art. L. 4041-2, 3° et L. 4041-4, II", "officiel"),
    )


def _timeline(answers: Answers, scale: Scale) -> Iterator[Event]:
    lost, last = answers.day("date_perte_minimum"), limit(answers, scale)
    if lost is None or last is None:
        return
    delay = scale["delai"].amount
    yield Event(lost, "Le minimum d’associés est perdu", Ground.of(delay))
    yield Event(
        last,
        f"{_duration(delay.value)} sous le minimum\u202f: la dissolution peut être demandée",
        Ground.of(delay),
    )


def _warnings(answers: Answers, scale: Scale) -> Iterator[Note]:
    lost = answers.day("date_perte_minimum")
    if lost and not lacking(answers, scale):
        yield Note(
            "minimum_retrouve",
            "Le minimum est de nouveau atteint\u202f: aucune date limite ne joue plus.",
        )
    elif lost and lost < delay_since(scale):
        yield _transition(lost, scale)
    elif lost and not scale["delai"].value:
        yield Note(
            "sans_delai",
            "Avec le texte de cette date, la dissolution pouvait être demandée sans attendre.",
            grave=True,
        )
    if answers.integer(SALARIED) and employs(scale) and "declaration" not in scale.figures:
        yield Note(
            "salariat_bloque",
            f"Le salariat est ouvert en droit depuis le {text.day(EMPLOYS_SINCE)}, mais bloqué en "
            "pratique jusqu’au décret du 18\u00a0juillet\u00a02023.",
            grave=True,
        )
    if not answers.given("associes_liberaux") and answers.integer(SALARIED):
        yield Note("tous_liberaux", "Nous supposons que tous les associés exercent en libéral.")


def _transition(lost: date, scale: Scale) -> Note:
    old, new = SCALES.at(lost)["delai"].amount, scale["delai"].amount
    then = "sans attendre"
    if old.value:
        then = f"après {_duration(old.value)} sous le minimum"
    return Note(
        "droit_transitoire",
        f"Le minimum a été perdu avant le {text.day(delay_since(scale))}, jour où la règle a "
        "changé. Nous n’avons trouvé aucune règle de transition\u202f: nous ne donnons donc pas de "
        f"date. Avec l’ancien texte, la dissolution pouvait être demandée {then}. Avec le "
        f"nouveau, compté depuis ce jour, ce serait à partir du "
        f"{text.day(months_after(lost, int(new.value)))}. Demandez conseil à un avocat.",
    )


def _not_computed() -> list[Note]:
    return [
        Note(
            "date_du_jugement",
            "La date d’un jugement ne se calcule pas\u202f: le délai que le tribunal peut ajouter "
            "n’est pas dans le calendrier.",
        ),
        Note(
            "responsabilite",
            "Ce que les associés doivent payer des dettes de la société n’est pas calculé\u202f: "
            "nous n’avons pas lu en entier l’article L.\u00a04042-4. Demandez à un avocat avant de "
            "signer.",
        ),
    ]
