"""Which forms of coordinated practice the composition of a team allows, and what would change it.

A verdict is the worst outcome of the conditions that decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Literal

from calculators.equipe import aids
from calculators.equipe.conditions import (
    Condition,
    Outcome,
    asked,
    conditions,
    fixes,
    judge,
    minima_of,
    quantity,
)
from calculators.equipe.fields import REGIONS
from calculators.equipe.professions import Team
from calculators.vocabulary import text
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import (
    Criterion,
    Ground,
    Headline,
    Line,
    Missing,
    Note,
    Report,
    Words,
)
from calculators.vocabulary.scales import Scale

STATUS: Mapping[Outcome, Literal["met", "missing", "unknown"]] = {
    "eligible": "met",
    "depends": "unknown",
    "unknown": "unknown",
    "not_eligible": "missing",
}


@dataclass(frozen=True)
class Form:
    """One of the five questions."""

    acronym: str
    name: str
    guide: str
    met: str = "Condition de composition remplie"
    unmet: str = "Condition de composition non remplie"
    depends: str = "Selon la région"
    proof: str = ""


FORMS: Mapping[str, Form] = {
    "esp": Form(
        "ESP",
        "Équipe de soins primaires (ESP)",
        "comprendre/esp",
        proof="Projet de santé écrit par l’équipe.",
    ),
    "msp": Form(
        "MSP",
        "Maison de santé pluriprofessionnelle (MSP)",
        "comprendre/msp",
        proof="Projet de santé signé par chaque professionnel de santé membre.",
    ),
    "sisa": Form(
        "SISA",
        "Société interprofessionnelle de soins ambulatoires (SISA)",
        "comprendre/sisa",
        proof="Statuts signés par les associés, chacun en son nom.",
    ),
    "aci_msp": Form(
        "ACI",
        "Accord conventionnel interprofessionnel (ACI) des maisons de santé",
        "comprendre/aci",
        met="Conditions remplies",
        unmet="Conditions non remplies",
        depends="Possible sous condition",
        proof="Projet de santé jugé conforme et statuts de la SISA.",
    ),
    "cds": Form(
        "CDS",
        "Centre de santé (CDS)",
        "comprendre/cds",
        proof="Contrats de travail avec le gestionnaire du centre.",
    ),
}
SWITCHES = {
    ("mode_exercice", "liberal"): "exercer tous en libéral",
    ("mode_exercice", "salarie"): "être tous salariés d’un gestionnaire",
    ("projet_de_sante", "conforme"): "faire juger conforme le projet de santé par l’agence "
    "régionale de santé (ARS)",
    ("structure_juridique", "sisa"): "créer la SISA",
}


# ------------------------------------------------------------------ what would change an answer


def smallest_addition(
    kind: str, stands: list[Condition], answers: Answers, team: Team, scale: Scale
) -> tuple[dict[str, object], Outcome]:
    """Give the fewest people, and the answers, that meet every condition, and the verdict then.

    The verdict stays short of `eligible` where nobody has read what the region asks. A
    généraliste counts wherever a médecin does, and an infirmier in every other count: adding
    others never takes fewer people.
    """
    changes: dict[str, object] = dict(fixes(stands))
    if changes:
        team = Team(answers.with_changes(changes))
    lacking: Counter[str] = Counter()
    for minima in asked(kind, answers, scale):
        for count, required in minima_of(minima):
            lacking[count] = max(lacking[count], required - team.sure(count))
    doctors = max(lacking["generalistes"], lacking["medecins"])
    new_profession = int(doctors > 0 and team.sure("medecins") == 0)
    others = max(
        lacking["auxiliaires"],
        max(lacking["soignants"], lacking["professionnels"], lacking["liberaux"]) - doctors,
        lacking["professions"] - new_profession,
    )
    for code, more in (("mg", doctors), ("infirmier", others)):
        if more > 0:
            changes[code] = answers.integer(code) + more
    after = answers.with_changes(changes)
    return changes, judge(conditions(kind, after, Team(after), scale))


def _missing(
    every: Mapping[str, list[Condition]], answers: Answers, team: Team, scale: Scale
) -> Iterator[Missing]:
    for kind, stands in every.items():
        unmet = [c for c in stands if c.decides and c.outcome != "eligible"]
        if not unmet:
            continue
        changes, reached = smallest_addition(kind, stands, answers, team, scale)
        if not changes:
            continue
        form = FORMS[kind]
        yield Missing(
            id=kind,
            label=f"{form.acronym}\u202f: {text.listing(_steps(kind, answers, changes))}",
            gain=Decimal(0),
            unit="",
            text=f"La réponse devient «\u00a0{_words(form, reached)}\u00a0».",
            proof=form.proof,
            changes=changes,
            brings={f"verdict_{kind}": reached},
            ground=unmet[0].ground,
        )


def _steps(kind: str, answers: Answers, changes: Mapping[str, object]) -> list[str]:
    steps = [SWITCHES[key, value] for key, value in changes.items() if isinstance(value, str)]
    doctor = "medecins" if kind == "sisa" else "generalistes"
    other = "soignants" if kind == "cds" else "auxiliaires"
    people = []
    for code, count, example in (
        ("mg", doctor, ""),
        ("infirmier", other, " (par exemple un infirmier)"),
    ):
        more = int(str(changes.get(code, answers.integer(code)))) - answers.integer(code)
        if more:
            people.append(f"{quantity(count, more)}{example}")
    return [*steps, f"ajouter {text.listing(people)}"] if people else steps


# ------------------------------------------------------------------ the answer


def rules(answers: Answers, scale: Scale) -> Report:
    """Answer the five questions, with every condition and what would change a « no »."""
    team = Team(answers)
    stands = {kind: conditions(kind, answers, team, scale) for kind in FORMS}
    verdicts = {kind: judge(found) for kind, found in stands.items()}
    met = [kind for kind in FORMS if kind != "aci_msp" and verdicts[kind] == "eligible"]
    return Report(
        headline=Headline(
            label="Votre équipe",
            value=",".join(met) or "aucune",
            unit="",
            text=f"Condition de composition remplie\u202f: "
            f"{', '.join(FORMS[kind].acronym for kind in met)}"
            if met
            else "Aucune condition de composition remplie pour l’instant",
        ),
        values={
            **{f"verdict_{kind}": outcome for kind, outcome in verdicts.items()},
            "nombre_mg": team.sure("generalistes"),
            "nombre_medecins": team.sure("medecins"),
            "nombre_auxiliaires": team.sure("auxiliaires"),
        },
        words={
            f"verdict_{kind}": Words(
                label=form.name,
                text=_words(form, verdicts[kind]),
                detail=_why(stands[kind], verdicts[kind]),
                guide=form.guide,
            )
            for kind, form in FORMS.items()
        },
        lines=_lines(team, scale),
        criteria=chain(_criteria(stands, answers["region"]), _beside(team)),
        missing=_missing(stands, answers, team, scale),
        warnings=_warnings(),
        not_computed=_not_computed(answers["region"]),
    )


def _words(form: Form, outcome: Outcome) -> str:
    return {
        "eligible": form.met,
        "not_eligible": form.unmet,
        "depends": form.depends,
        "unknown": "À vérifier",
    }[outcome]


def _why(stands: list[Condition], outcome: Outcome) -> str:
    if outcome != "eligible":
        return " ".join(c.detail for c in stands if c.decides and c.outcome == outcome)
    steps = [c.label for c in stands if not c.decides and c.outcome != "eligible"]
    return f"Il reste\u202f: {text.listing(steps)}." if steps else ""


def _criterion(kind: str, condition: Condition) -> Criterion:
    return Criterion(
        id=condition.id,
        group=FORMS[kind].acronym,
        label=condition.label,
        status=STATUS[condition.outcome],
        detail=condition.detail,
        ground=condition.ground,
        verdict=f"verdict_{kind}",
        decides=condition.decides,
    )


def _lines(team: Team, scale: Scale) -> Iterator[Line]:
    for id, count, unit, label, minima in (
        ("nombre_mg", "generalistes", "généralistes", "Généralistes", "msp"),
        ("nombre_medecins", "medecins", "médecins", "Médecins, toutes spécialités", "sisa"),
        ("nombre_auxiliaires", "auxiliaires", "auxiliaires", "Auxiliaires médicaux", "sisa"),
    ):
        amount = scale[minima][count]
        yield Line(
            id=id,
            group="Qui compte",
            label=label,
            formula=" + ".join(team.named(count=count)) or "aucun dans l’équipe indiquée",
            value=team.sure(count),
            unit=unit,
            ground=Ground(amount.source, amount.page, "deduit"),
        )


def _beside(team: Team) -> Iterator[Criterion]:
    for id, label, detail, categories in (
        (
            "sans_case",
            "Membres et associés possibles, hors des minima",
            (
                "Ils peuvent être membres d’une MSP et associés d’une SISA, mais ne remplissent "
                "ni la case du médecin ni celle de l’auxiliaire médical"
            ),
            ("autre_profession_medicale", "pharmacien"),
        ),
        (
            "hors_minimum",
            "Ni membres d’une MSP, ni associés d’une SISA",
            (
                "Ils peuvent signer le projet de santé si leur participation y est prévue, mais "
                "ne comptent ni pour la MSP ni pour la SISA"
            ),
            ("autre_profession_de_sante", "hors_code", "non_soignant"),
        ),
    ):
        grounds = [who.ground for who, _ in team.members if who.category in categories]
        if grounds:
            named = text.listing(team.named(categories=categories))
            yield Criterion(
                id=id,
                label=label,
                status="not_applicable",
                detail=f"{named}. {detail}.",
                ground=grounds[0],
                decides=False,
            )


def _criteria(stands: Mapping[str, list[Condition]], region: str | None) -> Iterator[Criterion]:
    for kind, found in stands.items():
        yield from (_criterion(kind, condition) for condition in found)
        if kind == "msp":
            yield from _forms_of(region)


def _forms_of(region: str | None) -> Iterator[Criterion]:
    if region == "28":
        yield Criterion(
            id="psla",
            group=FORMS["msp"].acronym,
            label="ou la forme normande, le pôle de santé libéral et ambulatoire (PSLA)",
            status="unknown",
            detail="Il couvre un territoire plus large qu’une maison de santé, sur un ou plusieurs "
            "sites. Une charte régionale apporte de l’aide au projet et aux locaux. Demandez à "
            "l’agence régionale de santé (ARS) s’il vous convient mieux.",
            ground=Ground("msp-psla", "page du 12\u00a0avril\u00a02024", "officiel"),
            verdict="verdict_msp",
            decides=False,
        )


def _warnings() -> list[Note]:
    return [
        Note(
            "composition_seule",
            "Une condition de composition remplie ne crée pas la structure. Il reste le projet de "
            "santé, la personne morale et l’avis de l’agence régionale de santé (ARS).",
        )
    ]


def _aids(region: str | None) -> Iterator[Note]:
    if region:
        told = aids.told(region)
        found = f"lu pour cette région, {told}" if told else "rien n’a été lu pour cette région"
        yield Note(
            "aides_de_depart",
            f"Les aides de départ ne sont jamais calculées, faute de barème national. "
            f"{REGIONS[region]}\u202f: {found}. Demandez celles de l’année à l’agence régionale de "
            "santé (ARS).",
        )


def _not_computed(region: str | None) -> list[Note]:
    return [
        *_aids(region),
        Note(
            "cpom",
            "Le contrat pluriannuel d’objectifs et de moyens (CPOM) n’est pas une condition pour "
            "exister. La loi (art. L. 1435-3) le demande à une maison ou à un centre de santé que "
            "l’ARS aide. Elle ne cite pas l’ESP\u202f: son aide passe par un autre contrat.",
        ),
        Note(
            "autres_lectures",
            "Des sources secondaires écrivent «\u00a0deux médecins\u00a0» pour la MSP, ou "
            "«\u00a0un autre professionnel de santé\u00a0» pour l’ACI. Nous retenons les agences "
            "régionales de santé\u202f: deux généralistes et un auxiliaire médical.",
        ),
        Note(
            "cas_particuliers",
            "Remplaçant, retraité en cumul emploi-retraite, interne, médecin adjoint\u202f: aucun "
            "texte lu ne dit s’ils comptent dans un minimum. Demandez à l’agence régionale de "
            "santé (ARS).",
        ),
        Note(
            "asalee",
            "Infirmier Asalée\u202f: il peut compter, par dérogation, dans la diversité des "
            "professions de l’ACI. Pour le minimum d’une équipe, rien n’a été lu\u202f: demandez à "
            "l’ARS.",
        ),
        Note(
            "medecin_salarie",
            "Médecin salarié de la SISA\u202f: il ne remplit pas la case d’un associé. Nous "
            "n’avons pas lu si ses patients comptent pour l’ACI\u202f: demandez à votre caisse.",
        ),
        Note(
            "statuts",
            "Ce calcul ne connaît ni vos statuts ni qui est salarié de qui. Le calculateur SISA "
            "répond sur les associés et les salariés.",
        ),
    ]
