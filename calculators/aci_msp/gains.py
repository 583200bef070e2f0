"""« Il vous manque » : what is not reached, and exactly what reaching it would bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from calculators.aci_msp.account import Account, account, account_with
from calculators.aci_msp.fields import ALL_DAY, TOO_SHORT
from calculators.aci_msp.indicators import INDICATORS, meetings_required, opens_child_obesity
from calculators.vocabulary import text
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import Ground, Missing
from calculators.vocabulary.scales import Scale


class Lever(NamedTuple):
    """Something to do, and the inputs that say it is done."""

    id: str
    indicator: str
    label: str
    changes: Mapping[str, object]
    text: str = ""
    after: str = ""
    """The lever that comes before, if it is in the list; this one then holds the gain of both."""


def missing(answers: Answers, scale: Scale, now: Account) -> Iterator[Missing]:
    """Give what is not reached. While a prerequisite is missing, nothing else brings a euro."""
    if now.unmet:
        repairs = repair(answers, scale, now)
        answers = answers.with_changes(repairs)
        repaired = account(answers, scale)
        yield _prerequisites(scale, now, repaired, repairs)
        yield from sorted(
            _levers_that_bring(answers, scale, repaired, repairs),
            key=attrgetter("points"),
            reverse=True,
        )
    else:
        yield from _levers_that_bring(answers, scale, now, {})


def repair(answers: Answers, scale: Scale, now: Account) -> dict[str, object]:
    """Give the smallest changes that reach the missing prerequisites."""
    changes: dict[str, object] = {id: True for id in now.unmet if id != "horaires"}
    if "horaires" not in now.unmet:
        return changes
    if not answers.flag("soins_non_programmes"):
        changes["soins_non_programmes"] = True
    if answers.choice("amplitude") == TOO_SHORT and not answers.flag("derogation_pdsa"):
        changes["amplitude"] = "8h_a_10h"
    for closure in ("fermeture_conges", "fermeture_hors_conges"):
        most = int(scale[f"{closure}_maximum"].value)
        if answers.number(f"{closure}_semaines") > most:
            changes[f"{closure}_semaines"] = most
    return changes


def _prerequisites(
    scale: Scale, now: Account, repaired: Account, changes: Mapping[str, object]
) -> Missing:
    names = [INDICATORS[id].label for id in now.unmet]
    alone = len(names) == 1
    return Missing(
        id=now.unmet[0] if alone else "prerequis",
        label=f"Prérequis\u202f: {names[0]}" if alone else f"Réunir {len(names)} prérequis",
        gain=repaired.total,
        text="Un prérequis manquant fait perdre toute l’année."
        if alone
        else f"Un seul ne suffit pas, il faut les {len(names)}\u202f: {text.listing(names)}.",
        proof=_proof(now.unmet, repaired),
        changes=changes,
        ground=_ground(now.unmet[0], repaired, scale),
        points=repaired.points - now.points,
    )


def _levers_that_bring(
    answers: Answers, scale: Scale, now: Account, repairs: Mapping[str, object]
) -> Iterator[Missing]:
    """Give what brings something, once the repairs are made if there are any to make."""
    found: set[str] = set()
    for lever in levers(answers, scale):
        if all(answers[key] == value for key, value in lever.changes.items()):
            continue
        if not repairs.keys().isdisjoint(lever.changes):
            continue  # What is to be repaired first cannot be bettered yet.
        then = account_with(lever.changes, now, answers, scale)
        gain = then.without_prerequisites - now.without_prerequisites
        if gain <= 0:
            continue
        found.add(lever.id)
        after = lever.after if lever.after in found else ""
        words = [lever.text, "Ce montant comprend celui de l’étape précédente." if after else ""]
        if repairs:
            words.append(f"Rien tant qu’un prérequis manque\u202f; ensuite, {text.euros(gain)}.")
        yield Missing(
            id=lever.id,
            label=lever.label,
            gain=gain * (not repairs),
            text=" ".join(filter(None, words)),
            proof=_proof([lever.indicator], then),
            changes=lever.changes,
            ground=_ground(lever.indicator, then, scale),
            points=then.points - now.points,
            after=after,
        )


def _proof(indicators: Sequence[str], year: Account) -> str:
    pages = dict.fromkeys(year.worths[id].amounts[0].page for id in indicators)
    return _proof_in(tuple(indicators), tuple(pages))


@cache
def _proof_in(indicators: tuple[str, ...], pages: tuple[str, ...]) -> str:
    guide = f"Pièces listées par le guide de l’Assurance maladie, {text.listing(pages)}."
    return " ".join(filter(None, (*(INDICATORS[id].proof for id in indicators), guide)))


def _ground(indicator: str, year: Account, scale: Scale) -> Ground:
    return Ground.of(*year.worths[indicator].amounts, scale["point"].amount)


def levers(answers: Answers, scale: Scale) -> Iterator[Lever]:
    """List what a MSP may do, whether or not it brings something to this one."""
    yield Lever(
        "horaires_amplitude", "horaires", "Ouvrir au moins 12 h par jour", {"amplitude": ALL_DAY}
    )
    yield Lever("horaires_samedi", "horaires", "Ouvrir le samedi matin", {"samedi_ouvert": True})
    yield Lever(
        "horaires_conges",
        "horaires",
        "Rester ouvert pendant les congés scolaires",
        {"fermeture_conges_semaines": 0},
    )
    yield Lever("crise_plan", "crise_plan", "Rédiger le plan de crise", {"crise_plan": True})
    yield from _levels(
        "diversite",
        "diversite_niveau",
        "Diversité des professions associées",
        (
            "Un autre métier médical ou un pharmacien, ou trois métiers paramédicaux.",
            "Un autre métier médical ou un pharmacien, et trois métiers paramédicaux.",
        ),
    )
    yield from _levels(
        "second_recours",
        "second_recours_niveau",
        "Consultations de professionnels extérieurs",
        ("Au moins 2 jours par mois.", "Au moins 2,5 jours par semaine."),
    )
    yield Lever(
        "cstm",
        "cstm",
        "Accueillir un médecin sous contrat de solidarité territoriale",
        {"cstm": True},
        "Médecin non associé.",
    )
    yield from _levels(
        "missions_sante_publique",
        "missions_sante_publique",
        "Missions de santé publique",
        (
            "Sur un thème de l’annexe 2 de l’accord, ou du projet régional de santé.",
            "Pas deux fois le même thème, ni deux missions du projet régional de santé.",
        ),
        unit="",
    )
    yield Lever(
        "ipa",
        "protocoles_ipa",
        "Travailler avec un infirmier en pratique avancée",
        {"ipa": True},
        "Supplément sur les missions, les protocoles et la concertation.",
    )
    yield from _levels(
        "usagers",
        "usagers_niveau",
        "Implication des usagers",
        ("Informer, consulter, mesurer la satisfaction.", "Co-construire avec les usagers."),
    )
    yield Lever(
        "sas_moitie",
        "sas",
        "Service d’accès aux soins avec la moitié des médecins",
        {"sas": "moitie_des_medecins"},
    )
    yield Lever(
        "sas_tous",
        "sas",
        "Service d’accès aux soins avec tous les médecins",
        {"sas": "tous_les_medecins"},
        "Ou en répondant à toutes les sollicitations du régulateur.",
    )
    yield _up_to("protocoles", "Écrire des protocoles pluriprofessionnels", scale)
    yield _concertation(answers, scale)
    steps = sorted(int(step) for step in scale["stages"].amounts if isinstance(step, str))
    for count in (steps[0], steps[-1]):
        lever = Lever(
            f"stages_{count}",
            "stages",
            f"Accueillir {count} stagiaires différents",
            {"stages": count},
        )
        yield lever if count == steps[0] else lever._replace(after=f"stages_{steps[0]}")
    yield Lever(
        "coordination_externe",
        "coordination_externe",
        "Organiser la coordination externe",
        {"coordination_externe": True},
    )
    yield from _levels(
        "qualite", "qualite_niveau", "Démarche qualité", ("Référent et axe choisi.", "", "")
    )
    yield _up_to("protocoles_nationaux", "Appliquer des protocoles nationaux", scale)
    yield Lever(
        "insuffisance_cardiaque",
        "insuffisance_cardiaque",
        "Mettre en place le parcours insuffisance cardiaque",
        {"parcours_insuffisance_cardiaque": True},
    )
    yield _child_obesity(answers, scale)
    yield Lever(
        "si_avance",
        "si_avance",
        "Passer au système d’information avancé",
        {"si_avance": True},
    )


def _levels(
    indicator: str, key: str, label: str, texts: tuple[str, ...], unit: str = "niveau "
) -> Iterator[Lever]:
    for level, words in enumerate(texts, start=1):
        yield Lever(
            f"{indicator}_{level}",
            indicator,
            f"{label}\u202f: {unit}{level}",
            {key: level},
            words,
            f"{indicator}_{level - 1}",
        )


def _up_to(indicator: str, label: str, scale: Scale) -> Lever:
    amount, most = scale[indicator].amount, scale[f"{indicator}_maximum"].amount
    return Lever(
        indicator,
        indicator,
        f"{label}, jusqu’à {text.number(most.value)}",
        {indicator: int(most.value)},
        f"{amount} par protocole.",
    )


def _concertation(answers: Answers, scale: Scale) -> Lever:
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
    return Lever(
        "concertation",
        "concertation",
        "Étudier assez de dossiers en réunion de concertation",
        changes,
        words,
    )


def _child_obesity(answers: Answers, scale: Scale) -> Lever:
    lever = Lever(
        "obesite_enfant",
        "obesite_enfant",
        "Mettre en place le parcours surpoids ou obésité de l’enfant",
        {"parcours_obesite_enfant": True},
    )
    if opens_child_obesity(answers, scale):
        return lever
    needed = scale["obesite_enfant_missions"].amount
    return lever._replace(
        changes={**lever.changes, "missions_sante_publique": int(needed.value)},
        text=f"Avec {needed}.",
        after=f"missions_sante_publique_{needed.value}",
    )
