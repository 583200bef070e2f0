"""What a CPTS says of itself: its territory, its missions, its dates."""

from __future__ import annotations

from calculators.vocabulary.fields import Boolean, Choice, Codes, Day, Field, Integer, Percent
from calculators.vocabulary.scales import Scales

SCALES = Scales.load("aci_cpts")

SOCLE = {
    "acces_soins": "Accès aux soins",
    "parcours": "Parcours pluriprofessionnels",
    "prevention": "Prévention",
    "crise": "Réponse aux crises sanitaires graves",
}
OPTIONS = {
    "qualite": "Qualité et pertinence des soins",
    "accompagnement": "Accompagnement des professionnels de santé",
}
MISSIONS = SOCLE | OPTIONS
RATED = tuple(mission for mission in MISSIONS if mission != "crise")
HINTS = {
    "acces_soins": "Trouver un médecin traitant, répondre aux soins non programmés.",
    "parcours": "Organiser les prises en charge à plusieurs métiers.",
    "prevention": "Mener des actions de prévention dans le territoire.",
    "crise": "Écrire puis tenir à jour un plan ; mission du socle depuis 2022.",
    "qualite": "Mission au choix : groupes d’analyse de cas, pertinence.",
    "accompagnement": "Mission au choix : accueillir et soutenir les professionnels.",
}

TERRITORY = "Votre territoire"
WORK = "Vos missions"
RATES = "Vos résultats"
CRISIS = "La crise sanitaire grave"
DATES = "Vos dates, pour le calendrier des versements"

FIELDS: tuple[Field, ...] = (
    Codes(
        key="communes",
        label="Communes du territoire",
        hint="Codes Insee séparés par des virgules, par exemple 01034, 01138.",
        group=TERRITORY,
        instead_of="population",
        pattern=r"\d[\dABab]\d{3}",
        expected="le code Insee d’une commune, cinq caractères, par exemple 01034",
        maximum=5000,
    ),
    Integer(
        key="population",
        label="Population du territoire",
        hint="Si vous ne choisissez pas les communes : le nombre d’habitants, "
        "par exemple 52\u202f000.",
        group=TERRITORY,
        unit="habitants",
        minimum=1,
        maximum=3_000_000,
    ),
    *(
        Boolean(
            key=mission,
            label=label,
            hint=HINTS[mission],
            group=WORK,
            default=mission in SOCLE,
        )
        for mission, label in MISSIONS.items()
    ),
    *(
        Percent(
            key=f"taux_{mission}",
            label=f"{MISSIONS[mission]}\u202f: part variable atteinte",
            hint="De 0 à 100.",
            group=RATES,
            default=100,
        )
        for mission in RATED
    ),
    Choice(
        key="crise_plan",
        label="Plan de réponse aux crises",
        hint="Le fixe est plus élevé l’année où le plan est écrit.",
        group=CRISIS,
        options={
            "redaction": "Écrit cette année, pour la première fois",
            "mise_a_jour": "Déjà écrit, mis à jour cette année",
        },
        default="redaction",
    ),
    Boolean(
        key="crise_survenue",
        label="Une crise reconnue par l’ARS (agence régionale de santé) a eu lieu dans l’année",
        hint="Sans crise reconnue, cette part n’est pas versée.",
        group=CRISIS,
    ),
    Day(
        key="date_signature",
        label="Signature du contrat",
        hint="Par exemple 15/04/2024.",
        group=DATES,
        minimum=SCALES.every[0].valid_from,
    ),
    *(
        Day(
            key=f"demarrage_{mission}",
            label=f"{label}\u202f: démarrage",
            hint="Facultatif.",
            group=DATES,
        )
        for mission, label in MISSIONS.items()
    ),
)
