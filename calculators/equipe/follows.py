"""What to compute after the composition of a team, with what is already known."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.equipe.professions import PROFESSIONS
from calculators.vocabulary import text
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.follow import Follow


def follows(answer: Answer) -> Iterator[Follow]:
    """See what the team would earn as a MSP, and whether it can hold a company."""
    values, answers = answer.report.values, answer.answers
    if values["verdict_msp"] in ("eligible", "depends"):
        people = sum(answers.integer(one.code) for one in PROFESSIONS if one.associate == "oui")
        told = f"{text.quantity(people, 'associés')}, si tous ceux qui peuvent l’être le sont"
        carried = {"associes": (str(people), told)}
        if answers.integer("ipa"):
            carried["ipa"] = ("true", "un infirmier en pratique avancée")
        yield Follow("aci-msp", "Estimer la rémunération de la maison de santé", carried)
    if values["verdict_sisa"] in ("eligible", "depends"):
        yield Follow("sisa", "Vérifier la société (SISA) que l’équipe peut créer", _company(answer))


def _company(answer: Answer) -> dict[str, tuple[str, str]]:
    carried: dict[str, tuple[str, str]] = {}
    for key, value, words in (
        ("associes_medecins", "nombre_medecins", "médecins"),
        ("associes_auxiliaires", "nombre_auxiliaires", "auxiliaires médicaux"),
    ):
        count = int(answer.report.values[value])
        carried[key] = (str(count), f"{text.quantity(count, words)}, supposés associés")
    return carried
