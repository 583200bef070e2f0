"""What a MSP says of itself, beside its indicators: patients, team, poverty, contract."""

from __future__ import annotations

from datetime import date

from calculators.vocabulary.fields import Boolean, Day, Field, Integer, Percent, Year

STRUCTURE = "Votre maison de santé"
HOURS = "Horaires et soins non programmés"
CRISIS = "Crises sanitaires graves"
SERVICES = "Services proposés"
PUBLIC_HEALTH = "Santé publique et usagers"
COORDINATION = "Coordination et protocoles"
MEETINGS = "Concertation sur les dossiers"
QUALITY = "Accueil, qualité et parcours"
SYSTEM = "Système d’information"
POVERTY = "Majoration de précarité"
DATES = "Votre contrat, pour l’avance et le calendrier"

ALL_DAY = "12h_et_plus"
TOO_SHORT = "moins_de_8h"

OF_INDICATORS = (
    HOURS,
    CRISIS,
    SERVICES,
    PUBLIC_HEALTH,
    COORDINATION,
    MEETINGS,
    QUALITY,
    SYSTEM,
)
"""The groups of the form between its structure and its contract, in their order."""

OF_THE_STRUCTURE: tuple[Field, ...] = (
    Integer(
        key="patientele",
        label="Patientèle médecin traitant",
        hint="Les patients, de tout âge, dont le médecin traitant est associé de la société. Pour "
        "ceux d’un médecin salarié, demandez à votre caisse\u202f: rien n’a été lu.",
        group=STRUCTURE,
        unit="patients",
        default=0,
        maximum=500_000,
    ),
    Integer(
        key="associes",
        label="Professionnels de santé associés",
        hint="Inscrits aux statuts. Le collaborateur libéral d’un médecin associé peut compter.",
        group=STRUCTURE,
        unit="associés",
        default=0,
        maximum=1_000,
    ),
    Year(
        key="exercice",
        label="Exercice",
        hint="L’année civile à calculer, par exemple 2025.",
        group=STRUCTURE,
        minimum=2015,
        maximum=2100,
    ),
    Boolean(
        key="ipa",
        label="Un infirmier en pratique avancée (IPA) travaille dans l’équipe",
        hint="Libéral ou salarié.",
        group=STRUCTURE,
    ),
    Boolean(
        key="zone_sous_dense",
        label="La maison de santé est en zone sous-dense",
        hint="Zone où les médecins manquent, fixée par l’agence régionale de santé (ARS).",
        group=STRUCTURE,
    ),
)

OF_THE_CONTRACT: tuple[Field, ...] = (
    Percent(
        key="taux_c2s",
        label="Part de patients avec la complémentaire santé solidaire (C2S)",
        hint="Facultatif. Par exemple 12,5.",
        group=POVERTY,
    ),
    Percent(
        key="taux_ame",
        label="Part de patients avec l’aide médicale de l’État (AME)",
        hint="Facultatif. Par exemple 1,2.",
        group=POVERTY,
        asked_back=False,  # less than 1 % is the usual answer
    ),
    Day(
        key="date_contrat",
        label="Signature du contrat avec l’Assurance maladie et l’ARS",
        hint="Facultatif. L’année de la signature est payée au prorata.",
        group=DATES,
        minimum=date(2017, 1, 1),
    ),
    Boolean(
        key="structure_nouvelle",
        label="Structure nouvelle",
        hint="À la signature, le projet de santé était déposé depuis moins d’un an.",
        group=DATES,
    ),
)
