"""What a SISA says of itself: its partners, its employees, the day it fell short."""

from __future__ import annotations

from calculators.vocabulary.fields import Choice, Day, Field, Integer
from calculators.vocabulary.scales import Scales

SCALES = Scales.load("sisa")
YES_NO = {"oui": "Oui", "non": "Non"}
PARTNERS = {
    "associes_medecins": "Médecins associés",
    "associes_auxiliaires": "Auxiliaires médicaux associés",
    "associes_autres": "Autres associés",
}
HIRING = {
    "maison_de_sante": "La SISA porte une maison de santé",
    "clause_salariat": "Les statuts prévoient l’exercice par des salariés",
    "inscription_ordre": "La SISA est inscrite à l’ordre de la profession salariée",
}

WHO = "Vos associés"
STAFF = "Vos salariés"
HIRE = "Avant de salarier un soignant"
LOSS = "Si vous êtes passés sous le minimum"

FIELDS: tuple[Field, ...] = (
    *(
        Integer(key=key, label=label, hint=hint, group=WHO, maximum=500, default=0)
        for (key, label), hint in zip(
            PARTNERS.items(),
            (
                "De toute spécialité. Chaque personne s’associe en son nom.",
                "Infirmier, masseur-kinésithérapeute, orthophoniste, diététicien…",
                "Sage-femme, chirurgien-dentiste, pharmacien.",
            ),
            strict=True,
        )
    ),
    Integer(
        key="associes_liberaux",
        label="Associés qui exercent en libéral",
        hint="Laissez vide si tous les associés sont libéraux.",
        group=WHO,
        maximum=1500,
    ),
    Integer(
        key="salaries_professionnels_de_sante",
        label="Professionnels de santé salariés de la SISA",
        hint="Présents ou prévus. Sans les assistants médicaux ni les secrétaires.",
        group=STAFF,
        maximum=500,
        default=0,
    ),
    *(Choice(key=key, label=label, group=HIRE, options=YES_NO) for key, label in HIRING.items()),
    Day(
        key="date_perte_minimum",
        label="Jour où le minimum d’associés a été perdu",
        hint="Par exemple 15/03/2024.",
        group=LOSS,
        minimum=SCALES.every[0].valid_from,
    ),
)
