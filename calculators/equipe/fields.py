"""What a team says of itself: how many of each profession, where, how, and how far it is."""

from __future__ import annotations

from calculators.equipe.professions import PROFESSIONS
from calculators.vocabulary import text
from calculators.vocabulary.fields import Choice, Field, Integer

REGIONS = {
    "84": "Auvergne-Rhône-Alpes",
    "27": "Bourgogne-Franche-Comté",
    "53": "Bretagne",
    "24": "Centre-Val de Loire",
    "94": "Corse",
    "44": "Grand Est",
    "01": "Guadeloupe",
    "03": "Guyane",
    "32": "Hauts-de-France",
    "11": "Île-de-France",
    "04": "La Réunion",
    "02": "Martinique",
    "06": "Mayotte",
    "28": "Normandie",
    "75": "Nouvelle-Aquitaine",
    "76": "Occitanie",
    "52": "Pays de la Loire",
    "93": "Provence-Alpes-Côte d’Azur",
}
PROJECT = "Votre projet"

FIELDS: tuple[Field, ...] = (
    *(
        Integer(
            key=profession.code,
            label=text.capital(profession.many),
            hint=profession.remark,
            group=profession.group,
            maximum=500,
            default=0,
        )
        for profession in PROFESSIONS
    ),
    Choice(
        key="region",
        label="Votre région",
        hint="Le minimum d’une équipe change selon la région, les aides de départ aussi.",
        group=PROJECT,
        options=REGIONS,
    ),
    Choice(
        key="mode_exercice",
        label="Mode d’exercice",
        hint="Une secrétaire ou une aide-soignante salariée ne change rien aux minima.",
        group=PROJECT,
        options={
            "liberal": "Tous libéraux",
            "salarie": "Tous salariés",
            "mixte": "Des libéraux et des salariés",
        },
        default="liberal",
    ),
    Choice(
        key="projet_de_sante",
        label="Projet de santé",
        hint="L’agence régionale de santé (ARS) contrôle sa conformité au cahier des charges.",
        group=PROJECT,
        options={
            "aucun": "Pas commencé",
            "en_cours": "En cours d’écriture",
            "transmis": "Signé et transmis à l’ARS",
            "conforme": "Jugé conforme par l’ARS",
        },
        default="aucun",
    ),
    Choice(
        key="structure_juridique",
        label="Structure juridique de l’équipe",
        group=PROJECT,
        options={
            "aucune": "Aucune",
            "association": "Association",
            "sisa": "Société interprofessionnelle de soins ambulatoires (SISA)",
            "autre_societe": "Autre société",
        },
        default="aucune",
    ),
)
