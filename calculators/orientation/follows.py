"""What to compute after the choice of a form, with what is already known."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.vocabulary.answer import Answer
from calculators.vocabulary.follow import Follow

COUNTS = {"un": ("1", "un généraliste"), "deux_ou_plus": ("2", "deux généralistes")}
MODES = {
    "liberal": "exercice libéral",
    "salarie": "exercice salarié",
    "mixte": "exercice libéral et salarié",
}


def follows(answer: Answer) -> Iterator[Follow]:
    """Check the team for who works as one, the territory for who works for one."""
    values, answers = answer.report.values, answer.answers
    if any(values[f"forme_{form}"] != "inadaptee" for form in ("ESP", "MSP", "CDS")):
        carried = {}
        if mode := answers["mode_exercice"]:
            carried["mode_exercice"] = (mode, MODES[mode])
        if doctors := COUNTS.get(answers["generalistes"]):
            carried["mg"] = doctors
        yield Follow("equipe", "Vérifier la composition de votre équipe", carried)
    if values["forme_CPTS"] == "adaptee":
        yield Follow("aci-cpts", "Estimer le financement de la communauté (CPTS)", {})
