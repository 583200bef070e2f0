"""The conditions of the five questions, as the texts ask them.

A condition that decides is about people, or about how they practise; the others are steps that
remain. Each says how the team stands, in words, and the text that asks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from calculators.equipe.fields import REGIONS
from calculators.equipe.professions import Team
from calculators.one_answer import ACI_OF_A_CENTRE
from calculators.vocabulary import text
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import Ground
from calculators.vocabulary.scales import Amount, Figure, Scale

type Outcome = Literal["eligible", "depends", "unknown", "not_eligible"]
WORST_LAST: tuple[Outcome, ...] = ("eligible", "depends", "unknown", "not_eligible")
COUNTS = {
    "generalistes": ("médecin généraliste", "médecins généralistes"),
    "medecins": ("médecin de toute spécialité", "médecins de toute spécialité"),
    "auxiliaires": ("auxiliaire médical", "auxiliaires médicaux"),
    "soignants": (
        "professionnel médical ou auxiliaire médical",
        "professionnels médicaux ou auxiliaires médicaux",
    ),
    "professionnels": ("professionnel de santé", "professionnels de santé"),
    "liberaux": ("professionnel de santé libéral", "professionnels de santé libéraux"),
    "professions": ("profession de santé", "professions de santé"),
}
# Those who are taken for what they are not: named when they do not count.
CONFUSED = {
    "generalistes": ("autre_medecin", "autre_profession_medicale"),
    "medecins": ("autre_profession_medicale", "pharmacien"),
    "auxiliaires": (
        "autre_profession_medicale",
        "pharmacien",
        "autre_profession_de_sante",
        "hors_code",
        "non_soignant",
    ),
}
ALL_SALARIED = "Une équipe toute salariée relève du centre de santé (CDS)."
DISPUTED = (
    "À vérifier avec l’agence régionale de santé (ARS)\u202f: les sources ne classent pas toutes "
    "de même une profession de votre équipe."
)
ONLY_LIBERALS = "Pour une réponse sûre, ne comptez ici que les libéraux."
MSP_MODES: Mapping[str, tuple[Outcome, str]] = {
    "liberal": ("eligible", "Des salariés de la SISA pourront s’y ajouter."),
    "salarie": ("not_eligible", ALL_SALARIED),
    "mixte": (
        "unknown",
        "À vérifier avec l’agence régionale de santé (ARS). " + ONLY_LIBERALS,
    ),
}
SISA_MODES = {
    "liberal": "Le minimum se compte parmi les associés.",
    "salarie": ALL_SALARIED,
    "mixte": "Un salarié de la société ne remplit aucune case. " + ONLY_LIBERALS,
}
HELPERS = (
    "Salariés ou non, ils ne comptent dans aucun minimum, et n’y changent rien\u202f: {}. Si un "
    "médecin ou un auxiliaire médical est salarié lui aussi, ne comptez ici que les libéraux."
)
CDS_MODES: Mapping[str, tuple[Outcome, str]] = {
    "liberal": ("not_eligible", "Une équipe de libéraux relève plutôt de l’ESP ou de la MSP."),
    "salarie": ("eligible", "Le gestionnaire du centre les emploie."),
    "mixte": (
        "unknown",
        "Seuls des salariés y exercent. Pour une réponse sûre, ne comptez ici qu’eux.",
    ),
}
UNWRITTEN = "Le projet de santé est à écrire, à faire signer, puis à transmettre."
ACI_PROJECTS: Mapping[str, tuple[Outcome, str]] = {
    "aucun": ("not_eligible", UNWRITTEN),
    "en_cours": ("not_eligible", UNWRITTEN),
    "transmis": (
        "depends",
        "Le projet de santé est transmis\u202f: attendez l’avis de l’agence régionale de santé.",
    ),
    "conforme": ("eligible", "L’agence régionale de santé (ARS) a jugé le projet conforme."),
}
ACI_MSP: Mapping[Outcome, str] = {
    "eligible": "La condition de composition de la maison de santé est remplie.",
    "depends": "La condition de composition de la maison de santé dépend de la région.",
    "unknown": "La condition de composition de la maison de santé est à vérifier.",
    "not_eligible": "La condition de composition de la maison de santé n’est pas remplie.",
}


@dataclass(frozen=True)
class Condition:
    """One condition of one question, and how the team stands."""

    id: str
    label: str
    outcome: Outcome
    detail: str
    ground: Ground
    decides: bool = True
    fix: Mapping[str, str] = field(default_factory=dict)
    """The answers, other than people, that would make it met."""


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Give the worst of some outcomes."""
    return max(outcomes, key=WORST_LAST.index)


def judge(conditions: Iterable[Condition]) -> Outcome:
    """Give the verdict that conditions make."""
    return worst(condition.outcome for condition in conditions if condition.decides)


# ------------------------------------------------------------------ minima


def quantity(count: str, number: int) -> str:
    """Write so many people of a count."""
    return f"{number} {COUNTS[count][number > 1]}"


def reach(team: Team, count: str, required: int) -> Outcome:
    """Say whether a team reaches a minimum, for certain or not."""
    if team.sure(count) >= required:
        return "eligible"
    return "unknown" if team.perhaps(count) >= required else "not_eligible"


def reach_all(team: Team, minima: Figure) -> Outcome:
    """Say whether a team reaches every minimum of a table."""
    return worst(reach(team, count, required) for count, required in minima_of(minima))


def minima_of(minima: Figure) -> Iterator[tuple[str, int]]:
    """Give the counts of a table and what each must reach."""
    for count, amount in minima.amounts.items():
        yield str(count), int(amount.value)


def _minima(kind: str, team: Team, scale: Scale) -> Iterator[Condition]:
    for count, amount in scale[kind].amounts.items():
        yield _minimum(kind, team, str(count), amount)


def _minimum(kind: str, team: Team, count: str, amount: Amount) -> Condition:
    required = int(amount.value)
    outcome = reach(team, count, required)
    return Condition(
        id=f"{kind}_{count}",
        label=f"au moins {quantity(count, required)}",
        outcome=outcome,
        detail=_stands(team, count, required, outcome),
        ground=Ground.of(amount),
    )


def _stands(team: Team, count: str, required: int, outcome: Outcome) -> str:
    have = team.sure(count)
    if outcome == "eligible":
        return f"Vous en avez {have}, il en faut {required}."
    gap = f"Il manque {quantity(count, required - have)}."
    if outcome == "unknown":
        return DISPUTED
    others = team.named(categories=CONFUSED.get(count, ()))
    return f"{gap} Hors de ce compte\u202f: {text.listing(others)}." if others else gap


def _gaps(team: Team, minima: Figure) -> list[str]:
    return [
        quantity(count, required - team.sure(count))
        for count, required in minima_of(minima)
        if team.sure(count) < required
    ]


# ------------------------------------------------------------------ ESP


def _esp(answers: Answers, team: Team, scale: Scale) -> Iterator[Condition]:
    yield from _minima("esp", team, scale)
    region = answers["region"]
    regional = _regional("esp", team, region, scale)
    if region is None:
        yield _no_region(team, scale)
    elif regional is None:
        yield _unread_region(team, region, scale)
    else:
        yield regional
    yield Condition(
        id="esp_projet",
        label="un projet de santé écrit par l’équipe",
        outcome="eligible" if _written(answers) else "not_eligible",
        detail="Transmettez-le à l’agence régionale de santé (ARS) pour demander une aide.",
        ground=Ground("esp-csp-l1411-11-1", "art. L. 1411-11-1", "officiel"),
        decides=False,
    )


def _no_region(team: Team, scale: Scale) -> Condition:
    usual = scale["esp_courant"]
    stands = {
        region: condition.outcome
        for region in REGIONS
        if (condition := _regional("esp", team, region, scale))
    }
    there = [REGIONS[region] for region, outcome in stands.items() if outcome == "eligible"]
    not_there = [REGIONS[region] for region, outcome in stands.items() if outcome != "eligible"]
    detail = "Indiquez votre région pour une réponse plus sûre."
    if there:
        detail += f" Minimum atteint\u202f: {text.listing(there)}."
    if not_there:
        detail += f" Minimum non atteint, ou discuté\u202f: {text.listing(not_there)}."
    return Condition(
        id="esp_region",
        label="le minimum de votre région",
        outcome="eligible" if reach_all(team, usual) == "eligible" else "depends",
        detail=detail,
        ground=Ground.of(*usual.amounts.values()),
    )


def _unread_region(team: Team, region: str, scale: Scale) -> Condition:
    usual = scale["esp_courant"]
    gaps = _gaps(team, usual)
    detail = (
        "Nous n’avons pas lu le minimum de cette région. Demandez-le à son agence régionale de "
        "santé (ARS)."
    )
    return Condition(
        id="esp_region",
        label=f"le minimum de la région {REGIONS[region]}",
        outcome="depends",
        detail=f"{detail} Le plus courant est "
        + (f"incomplet\u202f: il manque {text.listing(gaps)}." if gaps else "atteint."),
        ground=Ground.of(*usual.amounts.values()),
    )


def _regional(kind: str, team: Team, region: str | None, scale: Scale) -> Condition | None:
    """Give what a region asks, and what a single source asks there, when something was read."""
    agreed = scale.figures.get(f"{kind}_{region}")
    debated = scale.figures.get(f"{kind}_{region}_selon_une_source")
    said = agreed or debated
    if said is None:
        return None
    among_liberals = "liberaux" in said.amounts and team.mode != "liberal"
    outcome = reach_all(team, agreed) if agreed else "eligible"
    detail = "Minimum atteint."
    if outcome == "unknown":
        detail = ONLY_LIBERALS if among_liberals else DISPUTED
    elif outcome == "not_eligible":
        detail = f"Il manque {text.listing(_gaps(team, said))}."
    elif debated and (gaps := _gaps(team, debated)):
        outcome = "depends"
        detail = (
            f"{debated.label}\u202f: il manquerait {text.listing(gaps)}. "
            f"{_elsewhere(kind, scale)}Demandez à l’agence régionale de santé (ARS)."
        )
        said = debated
    return Condition(
        id=f"{kind}_region",
        label=f"le minimum de la région {REGIONS[str(region)]}",
        outcome=outcome,
        detail=detail,
        ground=Ground.of(*said.amounts.values()),
        fix={"mode_exercice": "liberal"} if among_liberals else {},
    )


def _elsewhere(kind: str, scale: Scale) -> str:
    """Name the minimum that the team has, beside the one that its region may ask."""
    national = [quantity(count, required) for count, required in minima_of(scale[kind])]
    return f"Ailleurs, {text.listing(national)} suffisent. " if kind == "msp" else ""


def _written(answers: Answers) -> bool:
    return answers.choice("projet_de_sante") in ("transmis", "conforme")


# ------------------------------------------------------------------ MSP


def _msp(answers: Answers, team: Team, scale: Scale) -> Iterator[Condition]:
    yield from _minima("msp", team, scale)
    if regional := _regional("msp", team, answers["region"], scale):
        yield regional
    outcome, detail = MSP_MODES[team.mode]
    if team.mode == "mixte" and team.helpers:
        outcome, detail = "eligible", _helpers(team)
    yield Condition(
        id="msp_mode",
        label="une équipe de libéraux",
        outcome=outcome,
        detail=detail,
        ground=Ground("esp-csp-l4041-2", "art. L. 4041-2, 3°", "deduit"),
        fix={"mode_exercice": "liberal"},
    )
    signers = team.named(associate="non")
    yield Condition(
        id="msp_projet",
        label="un projet de santé signé, transmis à l’agence régionale de santé (ARS)",
        outcome="eligible" if _written(answers) else "not_eligible",
        detail="Chaque professionnel de santé membre le signe. L’ARS contrôle sa conformité."
        + (f" Peuvent aussi le signer\u202f: {text.listing(signers)}." if signers else ""),
        ground=Ground("esp-csp-l6323-3", "art. L. 6323-3", "officiel"),
        decides=False,
    )
    created = answers.choice("structure_juridique") != "aucune"
    yield Condition(
        id="msp_structure",
        label="une personne morale",
        outcome="eligible" if created else "not_eligible",
        detail="La loi n’impose pas la SISA\u202f: une association convient aussi.",
        ground=Ground("esp-csp-l6323-3", "art. L. 6323-3", "deduit"),
        decides=False,
    )


def _helpers(team: Team) -> str:
    return HELPERS.format(text.listing([who.quantity(number) for who, number in team.helpers]))


# ------------------------------------------------------------------ SISA


def _sisa(answers: Answers, team: Team, scale: Scale) -> Iterator[Condition]:
    yield from _minima("sisa", team, scale)
    least = sum(int(amount.value) for amount in scale["sisa"].amounts.values())
    # In a mixed team somebody is paid a salary: without one person more, a seat stays empty.
    outcome: Outcome = "unknown" if team.mode == "mixte" and team.size > least else "not_eligible"
    detail = SISA_MODES[team.mode]
    if team.mode == "liberal":
        outcome = "eligible"
    elif team.mode == "mixte" and team.helpers:
        outcome, detail = "eligible", _helpers(team)
    yield Condition(
        id="sisa_mode",
        label="des associés libéraux",
        outcome=outcome,
        detail=detail,
        ground=Ground("esp-csp-l4041-4", "art. L. 4041-4", "deduit"),
        fix={"mode_exercice": "liberal"},
    )
    created = answers.choice("structure_juridique") == "sisa"
    yield Condition(
        id="sisa_personnes",
        label="des associés en leur nom",
        outcome="eligible" if created else "unknown",
        detail="Seules des personnes physiques s’associent\u202f: une société d’exercice (SELARL, "
        "SCP…) ne le peut pas, mais chacun de ses associés le peut en son nom.",
        ground=Ground("esp-csp-l4041-1", "art. L. 4041-1", "officiel"),
        decides=False,
    )


# ------------------------------------------------------------------ ACI


def _aci(answers: Answers, team: Team, scale: Scale) -> Iterator[Condition]:
    if team.mode == "salarie":
        yield from _aci_of_a_centre(answers, team, scale)
        return
    msp = [condition for condition in _msp(answers, team, scale) if condition.decides]
    yield _third_of_any_profession(answers["region"], msp, team, scale) or Condition(
        id="aci_msp",
        label="une composition de maison de santé",
        outcome=judge(msp),
        detail=ACI_MSP[judge(msp)],
        ground=Ground("msp-fif-b", "conditions d’accès", "secondaire"),
        fix=fixes(msp),
    )
    yield _aci_project(answers)
    delay = scale["aci_delai_sisa"].amount
    created = answers.choice("structure_juridique") == "sisa"
    yield Condition(
        id="aci_sisa",
        label="une SISA",
        outcome="eligible" if created else "depends",
        detail="La SISA existe."
        if created
        else f"La SISA est à créer au plus tard {delay} après la signature de l’accord.",
        ground=Ground.of(delay),
        fix={"structure_juridique": "sisa"},
    )


def _aci_project(answers: Answers, *, decides: bool = True) -> Condition:
    outcome, detail = ACI_PROJECTS[answers.choice("projet_de_sante")]
    return Condition(
        id="aci_projet",
        label="un projet de santé jugé conforme",
        outcome=outcome,
        detail=detail,
        ground=Ground("msp-fif-b", "conditions d’accès", "secondaire"),
        fix={"projet_de_sante": "conforme"},
        decides=decides,
    )


def _third_of_any_profession(
    region: str | None, msp: Iterable[Condition], team: Team, scale: Scale
) -> Condition | None:
    """Give the wider reading of a region, for a team that only that reading lets sign."""
    wider = scale.figures.get(f"aci_msp_{region}")
    by_mode = worst(condition.outcome for condition in msp if condition.id == "msp_mode")
    seats = reach_all(team, scale["msp"])
    if not wider or by_mode != "eligible" or seats == "eligible":
        return None
    if reach_all(team, wider) != "eligible":
        return None
    return Condition(
        id="aci_msp",
        label="une composition de maison de santé",
        outcome="depends",
        detail="Les agences régionales de santé (ARS) demandent deux généralistes et un auxiliaire "
        f"médical. En {REGIONS[str(region)]}, la fédération régionale écrit, dans une page sans "
        "date, deux généralistes et un autre professionnel de santé, quel qu’il soit. Demandez à "
        "votre caisse avant de signer.",
        ground=Ground.of(*wider.amounts.values()),
    )


def _aci_of_a_centre(answers: Answers, team: Team, scale: Scale) -> Iterator[Condition]:
    composition = reach_all(team, scale["msp"])
    yield Condition(
        id="aci_msp",
        label="une composition de maison de santé",
        outcome=composition,
        detail=ACI_MSP[composition],
        ground=Ground("msp-fif-b", "conditions d’accès", "secondaire"),
    )
    yield Condition(
        id="aci_accord_national",
        label="un centre de santé qui n’adhère pas à l’accord national",
        outcome="depends",
        detail=ACI_OF_A_CENTRE,
        ground=Ground("msp-paps", "structures concernées", "officiel"),
    )
    yield _aci_project(answers, decides=False)


# ------------------------------------------------------------------ CDS


def _cds(answers: Answers, team: Team, scale: Scale) -> Iterator[Condition]:
    yield from _minima("cds", team, scale)
    outcome, detail = CDS_MODES[team.mode]
    yield Condition(
        id="cds_mode",
        label="des soignants salariés",
        outcome=outcome,
        detail=detail,
        ground=Ground("cds-l5", "art. L. 6323-1-5, I", "officiel"),
        fix={"mode_exercice": "salarie"},
    )
    yield Condition(
        id="cds_gestionnaire",
        label="un gestionnaire admis par la loi",
        outcome="unknown",
        detail="Association, commune, établissement de santé… Le calculateur Centre de santé "
        "répond à cette question.",
        ground=Ground("cds-l3", "art. L. 6323-1-3", "officiel"),
        decides=False,
    )
    yield Condition(
        id="cds_projet",
        label="un projet de santé avec son règlement de fonctionnement",
        outcome="eligible" if _written(answers) else "not_eligible",
        detail="Le règlement est annexé au projet de santé.",
        ground=Ground("cds-l7", "art. L. 6323-1-10", "officiel"),
        decides=False,
    )


# ------------------------------------------------------------------ together

QUESTIONS = {"esp": _esp, "msp": _msp, "sisa": _sisa, "aci_msp": _aci, "cds": _cds}


def conditions(kind: str, answers: Answers, team: Team, scale: Scale) -> list[Condition]:
    """Give the conditions of one question, in the order of the texts."""
    return list(QUESTIONS[kind](answers, team, scale))


def asked(kind: str, answers: Answers, scale: Scale) -> Iterator[Figure]:
    """Give every table of minima that makes a question `eligible` once it is reached."""
    region = answers["region"]
    if kind == "aci_msp":
        kind = "msp"
        # What a region asks of a maison de santé, it does not ask of a centre.
        region = None if answers.choice("mode_exercice") == "salarie" else region
    ids = [kind, f"{kind}_{region}", f"{kind}_{region}_selon_une_source"]
    if kind == "esp" and region is None:
        ids.append("esp_courant")
    for id in ids:
        if id in scale.figures:
            yield scale[id]


def fixes(conditions: Iterable[Condition]) -> dict[str, str]:
    """Give the answers, other than people, that would meet the conditions that are not met."""
    return {
        key: value
        for condition in conditions
        if condition.decides and condition.outcome != "eligible"
        for key, value in condition.fix.items()
    }
