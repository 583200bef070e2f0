"""Team work: coordination, protocols, meetings, training, quality, pathways."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calculators.aci_msp.contract import MONTHS, contract_months
from calculators.aci_msp.fields import COORDINATION, MEETINGS, QUALITY
from calculators.aci_msp.indicators.indicator import (
    NO_IPA,
    NOT_REACHED,
    TEAM,
    Indicator,
    Lever,
    always,
    by_level,
    if_reached,
    local,
    up_to,
)
from calculators.aci_msp.mechanisms import (
    Worth,
    at_rate,
    by_tranche,
    fixed,
    nothing,
    per_unit,
    plus,
    prorata,
    stepped,
    truncated_percent,
)
from calculators.vocabulary import text
from calculators.vocabulary.fields import Answers, Boolean, Field, Integer, Level
from calculators.vocabulary.scales import Amount, Scale


def coordination(answers: Answers, scale: Scale) -> Worth:
    """Coordination: a fixed part, and a variable one in two tranches of patients."""
    amount, tranches = scale["coordination"].amount, scale["coordination_variable"]
    if not answers.flag("coordination"):
        return nothing(NOT_REACHED, amount)
    reference = scale["patientele_reference"].amount
    first, beyond = by_tranche(answers.integer("patientele"), scale["coordination_tranche"].amount)
    worths = [fixed(amount), prorata(fixed(tranches[0]), first, reference)]
    if beyond:
        worths.append(prorata(fixed(tranches[1]), beyond, reference))
    return plus(*worths)


def protocols(answers: Answers, scale: Scale) -> Worth:
    """Protocols of the team, eight at most."""
    return _protocols("protocoles", answers, scale)


def protocols_ipa(answers: Answers, scale: Scale) -> Worth:
    """Supplement for an advanced practice nurse, on the same protocols."""
    if not answers.flag("ipa"):
        return nothing(NO_IPA, scale["protocoles_ipa"].amount)
    return _protocols("protocoles_ipa", answers, scale)


def _protocols(figure: str, answers: Answers, scale: Scale) -> Worth:
    return per_unit(
        scale[figure].amount,
        answers.integer("protocoles"),
        "protocoles",
        scale["protocoles_maximum"].amount,
    )


def meetings_required(answers: Answers, scale: Scale) -> int:
    """Count the meetings to hold, fewer in the year when the contract begins."""
    return -(-int(scale["concertation_reunions"].value) * contract_months(answers) // MONTHS)


def files_rate(answers: Answers, scale: Scale) -> Decimal:
    """Give the percentage of files studied, truncated as the guide does."""
    base = answers.integer("concertation_base")
    decimals = int(scale["concertation_decimales"].value)
    files = answers.integer("concertation_dossiers")
    return truncated_percent(files, base, decimals)


def meetings(answers: Answers, scale: Scale) -> Worth:
    """Meetings about patients: enough of them, then in proportion of the files studied."""
    return _meetings(scale["concertation"].amount, answers, scale)


def meetings_ipa(answers: Answers, scale: Scale) -> Worth:
    """Supplement for an advanced practice nurse, in the same proportions."""
    amount = scale["concertation_ipa"].amount
    if not answers.flag("ipa"):
        return nothing(NO_IPA, amount)
    return _meetings(amount, answers, scale)


def _meetings(amount: Amount, answers: Answers, scale: Scale) -> Worth:
    held, least = answers.integer("concertation_reunions"), meetings_required(answers, scale)
    if held < least:
        short = f"{text.quantity(held, 'réunions')}, il en faut {least}"
        return nothing(short, amount)
    if not answers.integer("concertation_dossiers"):
        return nothing("aucun dossier étudié", amount)
    if not answers.integer("concertation_base"):
        return nothing("le nombre de patients concernés n’est pas indiqué", amount)
    rate, full = files_rate(answers, scale), scale["concertation_taux"].amount
    worth = at_rate(local(amount, answers, scale), rate, full)
    if rate >= full.value:
        return worth
    return worth._replace(amounts=(*worth.amounts, scale["concertation_decimales"].amount))


def interns(answers: Answers, scale: Scale) -> Worth:
    """Training: from two interns, four paid at most."""
    return stepped(scale["stages"], answers.integer("stages"), "stagiaires")


def outside_coordination(answers: Answers, scale: Scale) -> Worth:
    """Coordination with the hospital and the others."""
    amount = scale["coordination_externe"].amount
    if not answers.flag("coordination_externe"):
        return nothing(NOT_REACHED, amount)
    return local(amount, answers, scale)


def quality(answers: Answers, scale: Scale) -> Worth:
    """Quality: each level adds to those before it."""
    level, first = answers.integer("qualite_niveau"), scale["qualite"].amount
    if level == 0:
        return nothing(NOT_REACHED, first)
    further = (scale["qualite_variable"][rank] for rank in range(level - 1))
    return plus(fixed(first), *(local(amount, answers, scale) for amount in further))


def national_protocols(answers: Answers, scale: Scale) -> Worth:
    """National protocols of cooperation, six at most."""
    return per_unit(
        scale["protocoles_nationaux"].amount,
        answers.integer("protocoles_nationaux"),
        "protocoles",
        scale["protocoles_nationaux_maximum"].amount,
    )


def heart_failure(answers: Answers, scale: Scale) -> Worth:
    """Pathway of heart failure."""
    amount = scale["insuffisance_cardiaque"].amount
    if not answers.flag("parcours_insuffisance_cardiaque"):
        return nothing(NOT_REACHED, amount)
    return local(amount, answers, scale)


def child_obesity(answers: Answers, scale: Scale) -> Worth:
    """Pathway of the overweight child: with two missions, or a single one on that theme."""
    amount = scale["obesite_enfant"].amount
    if answers.flag("parcours_obesite_enfant") and not opens_child_obesity(answers, scale):
        least = scale["obesite_enfant_missions"].amount
        return nothing(f"il faut {least}, ou une seule sur ce thème", amount)
    return if_reached("parcours_obesite_enfant", amount, answers)


def opens_child_obesity(answers: Answers, scale: Scale) -> bool:
    """Say whether the missions open the pathway of the overweight child."""
    done = answers.integer("missions_sante_publique")
    return done >= scale["obesite_enfant_missions"].value or (
        done == 1 and answers.flag("mission_obesite")
    )


# What the form asks


def _coordination(_scale: Scale) -> tuple[Field, ...]:
    return (
        Boolean(
            key="coordination",
            label="La fonction de coordination est assurée",
            hint="Prérequis.",
            group=COORDINATION,
        ),
    )


def _protocols_input(scale: Scale) -> tuple[Field, ...]:
    return (
        Integer(
            key="protocoles",
            label="Protocoles pluriprofessionnels",
            hint=f"{scale['protocoles_maximum'].amount} au plus sont payés.",
            group=COORDINATION,
            unit="protocoles",
            default=0,
            maximum=1_000,
        ),
    )


def _meetings_inputs(scale: Scale) -> tuple[Field, ...]:
    return (
        Integer(
            key="concertation_reunions",
            label="Réunions de concertation tenues dans l’année",
            hint=f"Au moins {scale['concertation_reunions'].amount}.",
            group=MEETINGS,
            unit="réunions",
            default=0,
            maximum=1_000,
        ),
        Integer(
            key="concertation_dossiers",
            label="Dossiers de patients étudiés",
            group=MEETINGS,
            unit="dossiers",
            default=0,
            maximum=500_000,
        ),
        Integer(
            key="concertation_base",
            label="Patients concernés par la concertation",
            hint="Patients en affection de longue durée (ALD), et patients de plus de 75 ans, "
            "sans double compte, au 31\u00a0décembre.",
            group=MEETINGS,
            unit="patients",
            default=0,
            maximum=500_000,
        ),
    )


def _interns(scale: Scale) -> tuple[Field, ...]:
    steps = _steps(scale)
    return (
        Integer(
            key="stages",
            label="Stagiaires différents accueillis",
            hint=f"Rien en dessous de {steps[0]}, le maximum à {steps[-1]}.",
            group=QUALITY,
            unit="stagiaires",
            default=0,
            maximum=1_000,
        ),
    )


def _outside_coordination(_scale: Scale) -> tuple[Field, ...]:
    return (
        Boolean(
            key="coordination_externe",
            label="La coordination externe est organisée",
            hint="Une procédure de transmission avec l’hôpital et les autres acteurs, "
            "avec le volet de synthèse médicale (VSM).",
            group=COORDINATION,
        ),
    )


def _quality(_scale: Scale) -> tuple[Field, ...]:
    return (
        Level(
            key="qualite_niveau",
            label="Démarche qualité",
            hint="Chaque niveau suppose les précédents.",
            group=QUALITY,
            words=("Aucun niveau", "Niveau 1", "Niveaux 1 et 2", "Niveaux 1, 2 et 3"),
        ),
    )


def _national_protocols(scale: Scale) -> tuple[Field, ...]:
    return (
        Integer(
            key="protocoles_nationaux",
            label="Protocoles nationaux de coopération en soins non programmés",
            hint=f"{scale['protocoles_nationaux_maximum'].amount} au plus sont payés. "
            "À déclarer à l’agence régionale de santé.",
            group=COORDINATION,
            unit="protocoles",
            default=0,
            maximum=1_000,
        ),
    )


def _heart_failure(_scale: Scale) -> tuple[Field, ...]:
    return (
        Boolean(
            key="parcours_insuffisance_cardiaque",
            label="Parcours insuffisance cardiaque mis en place",
            group=QUALITY,
        ),
    )


def _child_obesity(_scale: Scale) -> tuple[Field, ...]:
    return (
        Boolean(
            key="parcours_obesite_enfant",
            label="Parcours surpoids ou obésité de l’enfant mis en place",
            hint="De 3 à 12 ans. Payé avec deux missions, ou une seule sur ce thème.",
            group=QUALITY,
        ),
    )


# What reaches them


def _best_meetings(scale: Scale) -> dict[str, object]:
    return {
        "concertation_reunions": int(scale["concertation_reunions"].value),
        "concertation_dossiers": int(scale["concertation_taux"].value),
        "concertation_base": 100,
    }


def _most_meetings(answers: Answers, given: frozenset[str], scale: Scale) -> dict[str, object]:
    """Study enough files of the patients who are known; of a hundred when none is."""
    rate, files = int(scale["concertation_taux"].value), answers.integer("concertation_dossiers")
    base = answers.integer("concertation_base")
    if "concertation_base" not in given:
        base = files if "concertation_dossiers" in given and files else 100
    return {
        "concertation_reunions": meetings_required(answers, scale),
        "concertation_dossiers": -(-base * rate // 100),
        "concertation_base": base,
    }


def _steps(scale: Scale) -> list[int]:
    return sorted(int(step) for step in scale["stages"].amounts if isinstance(step, str))


def _more_meetings(answers: Answers, scale: Scale) -> Iterator[Lever]:
    """Reach the rate that gives the maximum; where the patients are unknown, as for a hundred."""
    rate, base = int(scale["concertation_taux"].value), answers.integer("concertation_base")
    held = max(answers.integer("concertation_reunions"), meetings_required(answers, scale))
    changes: dict[str, object] = {"concertation_reunions": held}
    if base:
        files = max(answers.integer("concertation_dossiers"), -(-base * rate // 100))
    else:
        files, base = rate, 100
        changes["concertation_base"] = base
    changes["concertation_dossiers"] = files
    words = (
        f"{text.quantity(held, 'réunions')}, et {text.quantity(files, 'dossiers')} "
        f"pour {text.quantity(base, 'patients')} concernés."
    )
    label = "Étudier assez de dossiers en réunion de concertation"
    yield Lever("concertation", label, changes, words)


def _more_interns(_answers: Answers, scale: Scale) -> Iterator[Lever]:
    steps = _steps(scale)
    for count in (steps[0], steps[-1]):
        after = "" if count == steps[0] else f"stages_{steps[0]}"
        label = f"Accueillir {count} stagiaires différents"
        yield Lever(f"stages_{count}", label, {"stages": count}, after=after)


def _child_pathway(answers: Answers, scale: Scale) -> Iterator[Lever]:
    lever = Lever(
        "obesite_enfant",
        "Mettre en place le parcours surpoids ou obésité de l’enfant",
        {"parcours_obesite_enfant": True},
    )
    if opens_child_obesity(answers, scale):
        yield lever
        return
    needed = scale["obesite_enfant_missions"].amount
    yield lever._replace(
        changes={**lever.changes, "missions_sante_publique": int(needed.value)},
        text=f"Avec {needed}.",
        after=f"missions_sante_publique_{needed.value}",
    )


INDICATORS = (
    Indicator(
        id="coordination",
        group=TEAM,
        label="Fonction de coordination",
        worth=coordination,
        inputs=_coordination,
        prerequisite=True,
        to_do="Assurez la fonction de coordination.",
    ),
    Indicator(
        id="protocoles",
        group=TEAM,
        label="Protocoles pluriprofessionnels",
        worth=protocols,
        inputs=_protocols_input,
        core=True,
        best=lambda scale: {"protocoles": int(scale["protocoles_maximum"].value)},
        levers=up_to("protocoles", "Écrire des protocoles pluriprofessionnels", "par protocole"),
    ),
    Indicator(
        id="protocoles_ipa",
        group=TEAM,
        label="Protocoles pluriprofessionnels, supplément IPA",
        worth=protocols_ipa,
        core=True,
        best=lambda _scale: {},
    ),
    Indicator(
        id="concertation",
        group=TEAM,
        label="Concertation pluriprofessionnelle",
        worth=meetings,
        inputs=_meetings_inputs,
        core=True,
        claimed=lambda answers: (
            answers.integer("concertation_reunions") > 0
            or answers.integer("concertation_dossiers") > 0
        ),
        best=_best_meetings,
        most=_most_meetings,
        levers=_more_meetings,
    ),
    Indicator(
        id="concertation_ipa",
        group=TEAM,
        label="Concertation pluriprofessionnelle, supplément IPA",
        worth=meetings_ipa,
        core=True,
        best=lambda _scale: {},
    ),
    Indicator(
        id="stages",
        group=TEAM,
        label="Accueil de stagiaires",
        worth=interns,
        inputs=_interns,
        claimed=lambda answers: answers.integer("stages") > 0,
        best=lambda scale: {"stages": _steps(scale)[-1]},
        levers=_more_interns,
    ),
    Indicator(
        id="coordination_externe",
        group=TEAM,
        label="Coordination externe",
        worth=outside_coordination,
        inputs=_outside_coordination,
        proof="Procédure de transmission (volet de synthèse médicale).",
        levers=always(
            Lever(
                "coordination_externe",
                "Organiser la coordination externe",
                {"coordination_externe": True},
            )
        ),
    ),
    Indicator(
        id="qualite",
        group=TEAM,
        label="Démarche qualité",
        worth=quality,
        inputs=_quality,
        proof="Référent désigné, axe choisi.",
        best=lambda _scale: {"qualite_niveau": 3},
        levers=by_level(
            "qualite", "qualite_niveau", "Démarche qualité", ("Référent et axe choisi.", "", "")
        ),
    ),
    Indicator(
        id="protocoles_nationaux",
        group=TEAM,
        label="Protocoles nationaux de coopération",
        worth=national_protocols,
        inputs=_national_protocols,
        proof="Déclaration à l’agence régionale de santé.",
        best=lambda scale: {
            "protocoles_nationaux": int(scale["protocoles_nationaux_maximum"].value)
        },
        levers=up_to("protocoles_nationaux", "Appliquer des protocoles nationaux", "par protocole"),
    ),
    Indicator(
        id="insuffisance_cardiaque",
        group=TEAM,
        label="Parcours insuffisance cardiaque",
        worth=heart_failure,
        inputs=_heart_failure,
        proof="Pièces chiffrées, exigées à compter de 2023.",
        best=lambda _scale: {"parcours_insuffisance_cardiaque": True},
        levers=always(
            Lever(
                "insuffisance_cardiaque",
                "Mettre en place le parcours insuffisance cardiaque",
                {"parcours_insuffisance_cardiaque": True},
            )
        ),
    ),
    Indicator(
        id="obesite_enfant",
        group=TEAM,
        label="Parcours surpoids ou obésité de l’enfant",
        worth=child_obesity,
        inputs=_child_obesity,
        claimed=lambda answers: answers.flag("parcours_obesite_enfant"),
        best=lambda _scale: {"parcours_obesite_enfant": True},
        levers=_child_pathway,
    ),
)
