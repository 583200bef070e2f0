"""What a CPTS pays one professional in a calendar year stays within one yearly ceiling.

CSP D. 1434-44: the sum of indemnities (for lost income) and remunerations (for missions) paid to
a professional may not exceed the plafond annuel de la sécurité sociale of the year.
"""

from __future__ import annotations

from decimal import Decimal

from calculators.vocabulary import text
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import Criterion, Ground, Headline, Line, Note, Report, Words
from calculators.vocabulary.scales import Scale

RULE = Ground("cpts-s15", "art. D. 1434-44", "officiel")


def rules(answers: Answers, scale: Scale) -> Report:
    """Compare what was paid with the ceiling of the year."""
    ceiling = scale["plafond"].amount
    paid = {key: answers.number(key) for key in ("indemnites", "remunerations")}
    total = paid["indemnites"] + paid["remunerations"]
    left, excess = max(ceiling.value - total, Decimal(0)), max(total - ceiling.value, Decimal(0))
    within = not excess
    gap = f"{ceiling} de plafond, moins {text.euros(total)} versés"
    over = f"{text.euros(total)} versés, moins {ceiling} de plafond"
    return Report(
        headline=Headline("Reste possible cette année", left)
        if within
        else Headline("Dépassement du plafond", excess),
        values={
            "plafond": ceiling.value,
            **paid,
            "total": total,
            "reste": left,
            "depassement": excess,
            "conforme": within,
        },
        words={"total": Words("Total versé", "€"), "conforme": Words("Plafond respecté")},
        lines=[
            _paid("indemnites", "Indemnités", paid["indemnites"]),
            _paid("remunerations", "Rémunérations", paid["remunerations"]),
            Line(
                id="plafond",
                group="Le plafond",
                label=ceiling.label,
                formula="somme maximale pour un professionnel et une année civile",
                value=ceiling.value,
                ground=Ground.of(ceiling),
            ),
            Line(
                id="reste",
                group="Le plafond",
                label="Reste possible",
                formula=gap if within else "plafond dépassé, rien ne peut plus être versé",
                value=left,
                ground=Ground.of(ceiling),
            ),
            Line(
                id="depassement",
                group="Le plafond",
                label="Dépassement",
                formula="plafond non dépassé" if within else over,
                value=excess,
                ground=Ground.of(ceiling),
            ),
        ],
        criteria=[
            Criterion(
                id="conforme",
                label="Indemnités et rémunérations dans le plafond",
                status="met" if within else "missing",
                detail=f"Il reste {text.euros(left)}."
                if within
                else f"{text.euros(excess)} au-dessus du plafond.",
                ground=Ground(RULE.source, RULE.page, ceiling.confidence),
            ),
        ],
        not_computed=[
            Note(
                "autres_structures",
                "Le plafond vise chaque membre, et chaque professionnel d’une structure adhérente. "
                "Qui est payé par plusieurs CPTS n’a qu’un plafond\u202f: le texte, cité par une "
                "revue, limite la «\u00a0somme totale perçue\u00a0» dans une année civile. "
                "Ajoutez vous-même tout ce que toutes les CPTS lui ont versé dans l’année.",
            ),
            Note("impots", "Les cotisations et les impôts du professionnel ne sont pas calculés."),
        ],
    )


def _paid(id: str, label: str, value: Decimal) -> Line:
    return Line(
        id=id,
        group="Ce qui est versé",
        label=label,
        formula="somme que vous avez indiquée",
        value=value,
        ground=RULE,
        total="total",
    )
