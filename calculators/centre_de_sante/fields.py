"""What a project of centre de santé says of itself: its activities and who would manage it."""

from __future__ import annotations

from calculators.vocabulary.fields import Choice, Field, Several

ACTIVITIES = {
    "medicale": "Médicale (hors ophtalmologie)",
    "dentaire": "Dentaire",
    "ophtalmologique": "Ophtalmologique",
    "orthoptique": "Orthoptique",
    "infirmiere": "Infirmière",
    "autre_paramedicale": "Autre activité paramédicale (kinésithérapie, orthophonie…)",
}
MANAGERS = {
    "organisme_a_but_non_lucratif": "Organisme à but non lucratif (association, mutuelle, "
    "fondation…)",
    "departement": "Département",
    "commune_ou_groupement": "Commune ou groupement de communes",
    "etablissement_public_de_sante": "Établissement public de santé",
    "gestionnaire_etablissement_prive": "Gestionnaire d’un établissement privé de santé",
    "scic": "Société coopérative d’intérêt collectif (SCIC)",
    "region": "Région",
    "societe_commerciale": "Société commerciale",
    "professionnel_liberal": "Professionnel libéral, en son nom",
}
PROJECT = "Votre projet de centre de santé"

FIELDS: tuple[Field, ...] = (
    Several(
        key="activites",
        label="Activités du centre et de ses antennes",
        hint="Cochez toutes celles qui sont prévues.",
        group=PROJECT,
        required=True,
        options=ACTIVITIES,
    ),
    Choice(
        key="gestionnaire",
        label="Gestionnaire du centre",
        hint="La personne morale qui porte le centre et emploie les soignants.",
        group=PROJECT,
        required=True,
        options=MANAGERS,
    ),
)
