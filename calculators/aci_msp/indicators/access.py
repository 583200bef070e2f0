"""Access to care: hours, crises, services, public health, users."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.aci_msp.fields import ALL_DAY, CRISIS, HOURS, PUBLIC_HEALTH, SERVICES, TOO_SHORT
from calculators.aci_msp.indicators.indicator import (
    ACCESS,
    NO_IPA,
    NOT_REACHED,
    Indicator,
    Lever,
    always,
    by_level,
    by_named_level,
    if_reached,
    local,
)
from calculators.aci_msp.mechanisms import Worth, fixed, nothing, per_unit, plus, prorata, reduced
from calculators.vocabulary import text
from calculators.vocabulary.fields import Answers, Boolean, Choice, Field, Integer, Level, Number
from calculators.vocabulary.scales import Scale

AMPLITUDES = {
    "10h_a_12h": "moins de 12 h par jour",
    "8h_a_10h": "moins de 10 h par jour",
}


def opening_hours(answers: Answers, scale: Scale) -> Worth:
    """Count hours and unscheduled care: deductions add up, but some closures lose it all."""
    full = scale["horaires"].amount
    closed = list(_closed(answers, scale))
    if closed:
        return nothing(text.listing(closed), full)
    cuts = []
    amplitude = answers.choice("amplitude")
    if amplitude != ALL_DAY and not answers.flag("derogation_pdsa"):
        cuts.append((scale["horaires_amplitude"][amplitude], AMPLITUDES[amplitude]))
    if not answers.flag("samedi_ouvert"):
        cuts.append((scale["horaires_samedi"].amount, "samedi fermé"))
    if answers.number("fermeture_conges_semaines"):
        cuts.append((scale["horaires_conges"].amount, "fermeture pendant les congés scolaires"))
    return reduced(full, cuts)


def _closed(answers: Answers, scale: Scale) -> Iterator[str]:
    if not answers.flag("soins_non_programmes"):
        yield "pas de soins non programmés organisés chaque jour ouvré"
    if answers.choice("amplitude") == TOO_SHORT and not answers.flag("derogation_pdsa"):
        yield "moins de 8 h d’ouverture par jour, sans dérogation"
    for key, when in (
        ("fermeture_conges", "pendant les congés scolaires"),
        ("fermeture_hors_conges", "hors congés scolaires"),
    ):
        limit = scale[f"{key}_maximum"].amount
        if answers.number(f"{key}_semaines") > limit.value:
            yield f"plus de {limit} de fermeture {when}"


def crisis_plan(answers: Answers, scale: Scale) -> Worth:
    """Plan for a grave crisis."""
    return if_reached("crise_plan", scale["crise_plan"].amount, answers)


def crisis_actions(answers: Answers, scale: Scale) -> Worth:
    """Actions, only when the authorities declare a crisis and the plan is written."""
    amount = scale["crise_actions"].amount
    if not answers.flag("crise_caracterisee"):
        return nothing("aucune crise déclarée par les autorités", amount)
    if not answers.flag("crise_plan"):
        return nothing("le plan n’est pas rédigé", amount)
    return local(amount, answers, scale)


def diversity(answers: Answers, scale: Scale) -> Worth:
    """Professions among the associates; level 2 brings level 1 with it."""
    return by_named_level("diversite", answers, scale)


def second_recourse(answers: Answers, scale: Scale) -> Worth:
    """Consultations of professionals from outside; level 2 brings level 1 with it."""
    return by_named_level("second_recours", answers, scale)


def cstm(answers: Answers, scale: Scale) -> Worth:
    """Hosting a doctor under a solidarity contract, where doctors are lacking."""
    amount = scale["cstm"].amount
    if answers.flag("cstm") and not answers.flag("zone_sous_dense"):
        return nothing("la maison de santé n’est pas en zone sous-dense", amount)
    return if_reached("cstm", amount, answers)


def missions(answers: Answers, scale: Scale) -> Worth:
    """Public health missions, two at most."""
    worth = per_unit(
        scale["missions"].amount,
        answers.integer("missions_sante_publique"),
        "missions",
        scale["missions_maximum"].amount,
    )
    return prorata(worth, answers.integer("patientele"), scale["patientele_reference"].amount)


def missions_ipa(answers: Answers, scale: Scale) -> Worth:
    """Supplement for an advanced practice nurse, from two missions."""
    amount, least = scale["missions_ipa"].amount, scale["missions_ipa_minimum"].amount
    if not answers.flag("ipa"):
        return nothing(NO_IPA, amount)
    if answers.integer("missions_sante_publique") < least.value:
        return nothing(f"il faut au moins {least}", amount)
    return fixed(amount)


def users(answers: Answers, scale: Scale) -> Worth:
    """Involvement of the users; level 2 adds to level 1."""
    first, second = scale["usagers"].amount, scale["usagers_variable"].amount
    level = answers.integer("usagers_niveau")
    if level == 0:
        return nothing(NOT_REACHED, first)
    return plus(fixed(first), local(second, answers, scale)) if level == 2 else fixed(first)


def sas(answers: Answers, scale: Scale) -> Worth:
    """Unscheduled care with the regional service: one of two amounts, never both."""
    share = answers.choice("sas")
    amounts = scale["sas"].amounts
    return fixed(amounts[share]) if share in amounts else nothing(NOT_REACHED, *amounts.values())


# What the form asks


def _hours(scale: Scale) -> tuple[Field, ...]:
    within, outside = (
        scale[f"{key}_maximum"].amount for key in ("fermeture_conges", "fermeture_hors_conges")
    )
    return (
        Boolean(
            key="soins_non_programmes",
            label="Des soins non programmés sont organisés chaque jour ouvré",
            hint="Prérequis.",
            group=HOURS,
        ),
        Choice(
            key="amplitude",
            label="Ouverture par jour",
            hint="Prérequis. La journée complète va de 8 h à 20 h.",
            group=HOURS,
            options={
                ALL_DAY: "12 h et plus",
                "10h_a_12h": "De 10 h à moins de 12 h",
                "8h_a_10h": "De 8 h à moins de 10 h",
                TOO_SHORT: "Moins de 8 h",
            },
            default=TOO_SHORT,
        ),
        Boolean(
            key="derogation_pdsa",
            label="Dérogation liée à la permanence des soins ambulatoires (PDSA)",
            hint="Elle neutralise une ouverture de moins de 12 h.",
            group=HOURS,
        ),
        Boolean(key="samedi_ouvert", label="Ouvert le samedi matin", group=HOURS),
        Number(
            key="fermeture_conges_semaines",
            label="Fermeture pendant les congés scolaires",
            hint=f"Dans l’année. Au-delà de {within}, le prérequis est perdu.",
            group=HOURS,
            unit="semaines",
            default=0,
            maximum=52,
            decimals=2,
        ),
        Number(
            key="fermeture_hors_conges_semaines",
            label="Fermeture hors congés scolaires",
            hint=f"Dans l’année. Au-delà de {outside}, le prérequis est perdu.",
            group=HOURS,
            unit="semaines",
            default=0,
            maximum=52,
            decimals=2,
        ),
    )


def _crisis_plan(scale: Scale) -> tuple[Field, ...]:
    since = scale["crise_plan_prerequis"].value
    return (
        Boolean(
            key="crise_plan",
            label="Le plan de préparation aux crises est rédigé",
            hint=f"Prérequis depuis l’exercice {since}.",
            group=CRISIS,
        ),
    )


def _crisis_actions(_scale: Scale) -> tuple[Field, ...]:
    return (
        Boolean(
            key="crise_caracterisee",
            label="Les autorités ont déclaré une crise dans l’année, et vous avez agi",
            hint="Payé seulement si le plan est rédigé.",
            group=CRISIS,
        ),
    )


def _diversity(_scale: Scale) -> tuple[Field, ...]:
    return (
        Level(
            key="diversite_niveau",
            label="Diversité des professions associées",
            group=SERVICES,
            words=(
                "Aucun niveau",
                "Niveau 1\u202f: un autre métier médical ou un pharmacien, ou trois paramédicaux",
                "Niveau 2\u202f: un autre métier médical ou un pharmacien, et trois paramédicaux",
            ),
        ),
    )


def _second_recourse(_scale: Scale) -> tuple[Field, ...]:
    return (
        Level(
            key="second_recours_niveau",
            label="Consultations de professionnels extérieurs",
            hint="Spécialiste, sage-femme, dentiste ou pharmacien non associé.",
            group=SERVICES,
            words=(
                "Aucun niveau",
                "Niveau 1\u202f: au moins 2 jours par mois",
                "Niveau 2\u202f: au moins 2,5 jours par semaine",
            ),
        ),
    )


def _cstm(_scale: Scale) -> tuple[Field, ...]:
    return (
        Boolean(
            key="cstm",
            label="Accueil d’un médecin sous contrat de solidarité territoriale médecin (CSTM)",
            hint="Médecin non associé. Payé seulement en zone sous-dense.",
            group=SERVICES,
        ),
    )


def _sas(_scale: Scale) -> tuple[Field, ...]:
    return (
        Choice(
            key="sas",
            label="Participation au service d’accès aux soins (SAS)",
            hint="Médecins associés ou vacataires.",
            group=SERVICES,
            options={
                "non": "Moins de la moitié des médecins",
                "moitie_des_medecins": "Au moins la moitié des médecins",
                "tous_les_medecins": "Tous les médecins, ou réponse à toutes les sollicitations",
            },
            default="non",
        ),
    )


def _missions(scale: Scale) -> tuple[Field, ...]:
    return (
        Integer(
            key="missions_sante_publique",
            label="Missions de santé publique réalisées",
            hint=f"{scale['missions_maximum'].amount} au plus sont payées. "
            "Pas deux fois le même thème.",
            group=PUBLIC_HEALTH,
            unit="missions",
            default=0,
            maximum=100,
        ),
        Boolean(
            key="mission_obesite",
            label="Une de ces missions porte sur le surpoids ou l’obésité de l’enfant",
            group=PUBLIC_HEALTH,
        ),
    )


def _users(_scale: Scale) -> tuple[Field, ...]:
    return (
        Level(
            key="usagers_niveau",
            label="Implication des usagers",
            group=PUBLIC_HEALTH,
            words=(
                "Aucun niveau",
                "Niveau 1\u202f: informer, consulter, mesurer la satisfaction",
                "Niveau 2\u202f: niveau 1 et co-construction",
            ),
        ),
    )


# What reaches them


def _all_hours(_scale: Scale) -> dict[str, object]:
    return {
        "soins_non_programmes": True,
        "amplitude": ALL_DAY,
        "samedi_ouvert": True,
        "fermeture_conges_semaines": 0,
        "fermeture_hors_conges_semaines": 0,
    }


def _enough_hours(answers: Answers, scale: Scale) -> dict[str, object]:
    changes: dict[str, object] = {}
    if not answers.flag("soins_non_programmes"):
        changes["soins_non_programmes"] = True
    if answers.choice("amplitude") == TOO_SHORT and not answers.flag("derogation_pdsa"):
        changes["amplitude"] = "8h_a_10h"
    for closure in ("fermeture_conges", "fermeture_hors_conges"):
        most = int(scale[f"{closure}_maximum"].value)
        if answers.number(f"{closure}_semaines") > most:
            changes[f"{closure}_semaines"] = most
    return changes


def _barely_enough_hours(
    answers: Answers, given: frozenset[str], scale: Scale
) -> dict[str, object]:
    return {
        "soins_non_programmes": True,
        "amplitude": "8h_a_10h",
        "derogation_pdsa": "amplitude" in given and answers.choice("amplitude") == TOO_SHORT,
        "fermeture_conges_semaines": scale["fermeture_conges_maximum"].value,
    }


INDICATORS = (
    Indicator(
        id="horaires",
        group=ACCESS,
        label="Horaires et soins non programmés",
        worth=opening_hours,
        inputs=_hours,
        prerequisite=True,
        to_do="À corriger sur chaque site.",
        repair=_enough_hours,
        best=_all_hours,
        bare=_barely_enough_hours,
        proof="Charte d’engagement affichée.",
        levers=always(
            Lever("horaires_amplitude", "Ouvrir au moins 12 h par jour", {"amplitude": ALL_DAY}),
            Lever("horaires_samedi", "Ouvrir le samedi matin", {"samedi_ouvert": True}),
            Lever(
                "horaires_conges",
                "Rester ouvert pendant les congés scolaires",
                {"fermeture_conges_semaines": 0},
            ),
        ),
    ),
    Indicator(
        id="crise_plan",
        group=ACCESS,
        label="Plan de réponse aux crises",
        worth=crisis_plan,
        inputs=_crisis_plan,
        prerequisite=True,
        since="crise_plan_prerequis",
        to_do="Rédigez le plan de préparation aux crises.",
        proof="Plan rédigé.",
        levers=always(Lever("crise_plan", "Rédiger le plan de crise", {"crise_plan": True})),
    ),
    Indicator(
        id="crise_actions",
        group=ACCESS,
        label="Actions pendant une crise",
        worth=crisis_actions,
        inputs=_crisis_actions,
        claimed=lambda answers: answers.flag("crise_caracterisee"),
        best=lambda _scale: {"crise_caracterisee": True, "crise_plan": True},
    ),
    Indicator(
        id="diversite",
        group=ACCESS,
        label="Diversité des services",
        worth=diversity,
        inputs=_diversity,
        best=lambda _scale: {"diversite_niveau": 2},
        levers=by_level(
            "diversite",
            "diversite_niveau",
            "Diversité des professions associées",
            (
                "Un autre métier médical ou un pharmacien, ou trois métiers paramédicaux.",
                "Un autre métier médical ou un pharmacien, et trois métiers paramédicaux.",
            ),
        ),
    ),
    Indicator(
        id="second_recours",
        group=ACCESS,
        label="Consultations de professionnels extérieurs",
        worth=second_recourse,
        inputs=_second_recourse,
        best=lambda _scale: {"second_recours_niveau": 2},
        levers=by_level(
            "second_recours",
            "second_recours_niveau",
            "Consultations de professionnels extérieurs",
            ("Au moins 2 jours par mois.", "Au moins 2,5 jours par semaine."),
        ),
    ),
    Indicator(
        id="cstm",
        group=ACCESS,
        label="Médecin sous contrat de solidarité territoriale",
        worth=cstm,
        inputs=_cstm,
        claimed=lambda answers: answers.flag("cstm"),
        best=lambda _scale: {"cstm": True, "zone_sous_dense": True},
        levers=always(
            Lever(
                "cstm",
                "Accueillir un médecin sous contrat de solidarité territoriale",
                {"cstm": True},
                "Médecin non associé.",
            )
        ),
    ),
    Indicator(
        id="missions_sante_publique",
        figure="missions",
        group=ACCESS,
        label="Missions de santé publique",
        worth=missions,
        inputs=_missions,
        best=lambda scale: {"missions_sante_publique": int(scale["missions_maximum"].value)},
        levers=by_level(
            "missions_sante_publique",
            "missions_sante_publique",
            "Missions de santé publique",
            (
                "Sur un thème de l’annexe 2 de l’accord, ou du projet régional de santé.",
                "Pas deux fois le même thème, ni deux missions du projet régional de santé.",
            ),
            unit="",
        ),
    ),
    Indicator(
        id="missions_ipa",
        group=ACCESS,
        label="Missions de santé publique, supplément IPA (infirmier en pratique avancée)",
        worth=missions_ipa,
        claimed=lambda answers: (
            answers.flag("ipa") and answers.integer("missions_sante_publique") > 0
        ),
        best=lambda _scale: {"ipa": True},
        levers=always(
            Lever(
                "ipa",
                "Travailler avec un infirmier en pratique avancée",
                {"ipa": True},
                "Supplément sur les missions, les protocoles et la concertation.",
                indicator="protocoles_ipa",
            )
        ),
    ),
    Indicator(
        id="usagers",
        group=ACCESS,
        label="Implication des usagers",
        worth=users,
        inputs=_users,
        best=lambda _scale: {"usagers_niveau": 2},
        levers=by_level(
            "usagers",
            "usagers_niveau",
            "Implication des usagers",
            ("Informer, consulter, mesurer la satisfaction.", "Co-construire avec les usagers."),
        ),
    ),
    Indicator(
        id="sas",
        group=ACCESS,
        label="Service d’accès aux soins",
        worth=sas,
        inputs=_sas,
        best=lambda _scale: {"sas": "tous_les_medecins"},
        levers=always(
            Lever(
                "sas_moitie",
                "Service d’accès aux soins avec la moitié des médecins",
                {"sas": "moitie_des_medecins"},
            ),
            Lever(
                "sas_tous",
                "Service d’accès aux soins avec tous les médecins",
                {"sas": "tous_les_medecins"},
                "Ou en répondant à toutes les sollicitations du régulateur.",
            ),
        ),
    ),
)
