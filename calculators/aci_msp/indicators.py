"""The 23 indicators of avenant 1, in the order of the guide: what each is worth, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from calculators.aci_msp.fields import ALL_DAY, TOO_SHORT
from calculators.aci_msp.mechanisms import (
    Worth,
    at_rate,
    by_tranche,
    fixed,
    nothing,
    per_unit,
    plus,
    prorata,
    reduced,
    stepped,
    truncated_percent,
)
from calculators.vocabulary import text
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.scales import Amount, Scale

MONTHS = 12
NOT_REACHED = "non atteint"
NO_IPA = "pas d’infirmier en pratique avancée"
AMPLITUDES = {
    "10h_a_12h": "moins de 12 h par jour",
    "8h_a_10h": "moins de 10 h par jour",
}


def _local(amount: Amount, answers: Answers, scale: Scale) -> Worth:
    return prorata(
        fixed(amount), answers.integer("patientele"), scale["patientele_reference"].amount
    )


def _if_reached(key: str, amount: Amount, answers: Answers) -> Worth:
    return fixed(amount) if answers.flag(key) else nothing(NOT_REACHED, amount)


def contract_months(answers: Answers) -> int:
    """Count the months under contract in the year; a month begun counts whole."""
    signature = answers.day("date_contrat")
    if signature is None or signature.year < answers.integer("exercice"):
        return MONTHS
    return MONTHS + 1 - signature.month


# Access to care


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
    return _if_reached("crise_plan", scale["crise_plan"].amount, answers)


def crisis_actions(answers: Answers, scale: Scale) -> Worth:
    """Actions, only when the authorities declare a crisis and the plan is written."""
    amount = scale["crise_actions"].amount
    if not answers.flag("crise_caracterisee"):
        return nothing("aucune crise déclarée par les autorités", amount)
    if not answers.flag("crise_plan"):
        return nothing("le plan n’est pas rédigé", amount)
    return _local(amount, answers, scale)


def diversity(answers: Answers, scale: Scale) -> Worth:
    """Professions among the associates; level 2 brings level 1 with it."""
    return _level("diversite", answers, scale)


def second_recourse(answers: Answers, scale: Scale) -> Worth:
    """Consultations of professionals from outside; level 2 brings level 1 with it."""
    return _level("second_recours", answers, scale)


def _level(indicator: str, answers: Answers, scale: Scale) -> Worth:
    level = answers.integer(f"{indicator}_niveau")
    levels = scale[indicator]
    return fixed(levels[level - 1]) if level else nothing(NOT_REACHED, *levels.amounts.values())


def cstm(answers: Answers, scale: Scale) -> Worth:
    """Hosting a doctor under a solidarity contract, where doctors are lacking."""
    amount = scale["cstm"].amount
    if answers.flag("cstm") and not answers.flag("zone_sous_dense"):
        return nothing("la maison de santé n’est pas en zone sous-dense", amount)
    return _if_reached("cstm", amount, answers)


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
    return plus(fixed(first), _local(second, answers, scale)) if level == 2 else fixed(first)


def sas(answers: Answers, scale: Scale) -> Worth:
    """Unscheduled care with the regional service: one of two amounts, never both."""
    share = answers.choice("sas")
    amounts = scale["sas"].amounts
    return fixed(amounts[share]) if share in amounts else nothing(NOT_REACHED, *amounts.values())


# Team work


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
    worth = at_rate(_local(amount, answers, scale), rate, full)
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
    return _local(amount, answers, scale)


def quality(answers: Answers, scale: Scale) -> Worth:
    """Quality: each level adds to those before it."""
    level, first = answers.integer("qualite_niveau"), scale["qualite"].amount
    if level == 0:
        return nothing(NOT_REACHED, first)
    further = (scale["qualite_variable"][rank] for rank in range(level - 1))
    return plus(fixed(first), *(_local(amount, answers, scale) for amount in further))


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
    return _local(amount, answers, scale)


def child_obesity(answers: Answers, scale: Scale) -> Worth:
    """Pathway of the overweight child: with two missions, or a single one on that theme."""
    amount = scale["obesite_enfant"].amount
    if answers.flag("parcours_obesite_enfant") and not opens_child_obesity(answers, scale):
        least = scale["obesite_enfant_missions"].amount
        return nothing(f"il faut {least}, ou une seule sur ce thème", amount)
    return _if_reached("parcours_obesite_enfant", amount, answers)


def opens_child_obesity(answers: Answers, scale: Scale) -> bool:
    """Say whether the missions open the pathway of the overweight child."""
    done = answers.integer("missions_sante_publique")
    return done >= scale["obesite_enfant_missions"].value or (
        done == 1 and answers.flag("mission_obesite")
    )


# Shared information system


def system(answers: Answers, scale: Scale) -> Worth:
    """Count the standard system: a fixed part, and so much by associate in two tranches."""
    amount, tranches = scale["si_standard"].amount, scale["si_standard_associe"]
    if not answers.flag("si_standard"):
        return nothing(NOT_REACHED, amount)
    first, beyond = by_tranche(answers.integer("associes"), scale["si_standard_tranche"].amount)
    worths = [fixed(amount), per_unit(tranches[0], first, "associés")]
    if beyond:
        worths.append(per_unit(tranches[1], beyond, "associés"))
    return plus(*worths)


def advanced_system(answers: Answers, scale: Scale) -> Worth:
    """Advanced system, beside the standard one."""
    return _if_reached("si_avance", scale["si_avance"].amount, answers)


@dataclass(frozen=True)
class Indicator:
    """One line of the scale."""

    group: str
    label: str
    worth: Callable[[Answers, Scale], Worth]
    proof: str = ""
    """What to send, beside the documents that the guide lists on the page of the indicator."""


ACCESS = "Accès aux soins"
TEAM = "Travail en équipe"
SHARED_SYSTEM = "Système d’information"

INDICATORS: Mapping[str, Indicator] = {
    "horaires": Indicator(
        ACCESS,
        "Horaires et soins non programmés",
        opening_hours,
        "Charte d’engagement affichée.",
    ),
    "crise_plan": Indicator(ACCESS, "Plan de réponse aux crises", crisis_plan, "Plan rédigé."),
    "crise_actions": Indicator(ACCESS, "Actions pendant une crise", crisis_actions),
    "diversite": Indicator(ACCESS, "Diversité des services", diversity),
    "second_recours": Indicator(
        ACCESS, "Consultations de professionnels extérieurs", second_recourse
    ),
    "cstm": Indicator(ACCESS, "Médecin sous contrat de solidarité territoriale", cstm),
    "missions_sante_publique": Indicator(ACCESS, "Missions de santé publique", missions),
    "missions_ipa": Indicator(
        ACCESS,
        "Missions de santé publique, supplément IPA (infirmier en pratique avancée)",
        missions_ipa,
    ),
    "usagers": Indicator(ACCESS, "Implication des usagers", users),
    "sas": Indicator(ACCESS, "Service d’accès aux soins", sas),
    "coordination": Indicator(TEAM, "Fonction de coordination", coordination),
    "protocoles": Indicator(TEAM, "Protocoles pluriprofessionnels", protocols),
    "protocoles_ipa": Indicator(
        TEAM, "Protocoles pluriprofessionnels, supplément IPA", protocols_ipa
    ),
    "concertation": Indicator(TEAM, "Concertation pluriprofessionnelle", meetings),
    "concertation_ipa": Indicator(
        TEAM, "Concertation pluriprofessionnelle, supplément IPA", meetings_ipa
    ),
    "stages": Indicator(TEAM, "Accueil de stagiaires", interns),
    "coordination_externe": Indicator(
        TEAM,
        "Coordination externe",
        outside_coordination,
        "Procédure de transmission (volet de synthèse médicale).",
    ),
    "qualite": Indicator(TEAM, "Démarche qualité", quality, "Référent désigné, axe choisi."),
    "protocoles_nationaux": Indicator(
        TEAM,
        "Protocoles nationaux de coopération",
        national_protocols,
        "Déclaration à l’agence régionale de santé.",
    ),
    "insuffisance_cardiaque": Indicator(
        TEAM,
        "Parcours insuffisance cardiaque",
        heart_failure,
        "Pièces chiffrées, exigées à compter de 2023.",
    ),
    "obesite_enfant": Indicator(TEAM, "Parcours surpoids ou obésité de l’enfant", child_obesity),
    "si_standard": Indicator(SHARED_SYSTEM, "Système d’information standard", system),
    "si_avance": Indicator(SHARED_SYSTEM, "Système d’information avancé", advanced_system),
}
