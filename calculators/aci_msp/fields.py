"""What a MSP says of its year: its patients, its team, and what it did."""

from __future__ import annotations

from datetime import date

from calculators.vocabulary.fields import (
    Boolean,
    Choice,
    Day,
    Field,
    Integer,
    Level,
    Number,
    Percent,
    Year,
)

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

FIELDS: tuple[Field, ...] = (
    Year(
        key="exercice",
        label="Exercice",
        hint="L’année civile à calculer, par exemple 2025.",
        group=STRUCTURE,
        minimum=2015,
        maximum=2100,
    ),
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
    Boolean(
        key="soins_non_programmes",
        label="Des soins non programmés sont organisés chaque jour ouvré",
        hint="Prérequis.",
        group=HOURS,
    ),
    Choice(
        key="amplitude",
        label="Ouverture par jour",
        hint="Prérequis. La journée complète va de 8 h à 20 h.",
        group=HOURS,
        options={
            ALL_DAY: "12 h et plus",
            "10h_a_12h": "De 10 h à moins de 12 h",
            "8h_a_10h": "De 8 h à moins de 10 h",
            TOO_SHORT: "Moins de 8 h",
        },
        default=TOO_SHORT,
    ),
    Boolean(
        key="derogation_pdsa",
        label="Dérogation liée à la permanence des soins ambulatoires (PDSA)",
        hint="Elle neutralise une ouverture de moins de 12 h.",
        group=HOURS,
    ),
    Boolean(key="samedi_ouvert", label="Ouvert le samedi matin", group=HOURS),
    Number(
        key="fermeture_conges_semaines",
        label="Fermeture pendant les congés scolaires",
        hint="Dans l’année. Au-delà de 3 semaines, le prérequis est perdu.",
        group=HOURS,
        unit="semaines",
        default=0,
        maximum=52,
        decimals=2,
    ),
    Number(
        key="fermeture_hors_conges_semaines",
        label="Fermeture hors congés scolaires",
        hint="Dans l’année. Au-delà de 1 semaine, le prérequis est perdu.",
        group=HOURS,
        unit="semaines",
        default=0,
        maximum=52,
        decimals=2,
    ),
    Boolean(
        key="crise_plan",
        label="Le plan de préparation aux crises est rédigé",
        hint="Prérequis depuis l’exercice 2023.",
        group=CRISIS,
    ),
    Boolean(
        key="crise_caracterisee",
        label="Les autorités ont déclaré une crise dans l’année, et vous avez agi",
        hint="Payé seulement si le plan est rédigé.",
        group=CRISIS,
    ),
    Level(
        key="diversite_niveau",
        label="Diversité des professions associées",
        group=SERVICES,
        words=(
            "Aucun niveau",
            "Niveau 1\u202f: un autre métier médical ou un pharmacien, ou trois paramédicaux",
            "Niveau 2\u202f: un autre métier médical ou un pharmacien, et trois paramédicaux",
        ),
    ),
    Level(
        key="second_recours_niveau",
        label="Consultations de professionnels extérieurs",
        hint="Spécialiste, sage-femme, dentiste ou pharmacien non associé.",
        group=SERVICES,
        words=(
            "Aucun niveau",
            "Niveau 1\u202f: au moins 2 jours par mois",
            "Niveau 2\u202f: au moins 2,5 jours par semaine",
        ),
    ),
    Boolean(
        key="cstm",
        label="Accueil d’un médecin sous contrat de solidarité territoriale médecin (CSTM)",
        hint="Médecin non associé. Payé seulement en zone sous-dense.",
        group=SERVICES,
    ),
    Choice(
        key="sas",
        label="Participation au service d’accès aux soins (SAS)",
        hint="Médecins associés ou vacataires.",
        group=SERVICES,
        options={
            "non": "Moins de la moitié des médecins",
            "moitie_des_medecins": "Au moins la moitié des médecins",
            "tous_les_medecins": "Tous les médecins, ou réponse à toutes les sollicitations",
        },
        default="non",
    ),
    Integer(
        key="missions_sante_publique",
        label="Missions de santé publique réalisées",
        hint="2 missions au plus sont payées. Pas deux fois le même thème.",
        group=PUBLIC_HEALTH,
        unit="missions",
        default=0,
        maximum=100,
    ),
    Boolean(
        key="mission_obesite",
        label="Une de ces missions porte sur le surpoids ou l’obésité de l’enfant",
        group=PUBLIC_HEALTH,
    ),
    Level(
        key="usagers_niveau",
        label="Implication des usagers",
        group=PUBLIC_HEALTH,
        words=(
            "Aucun niveau",
            "Niveau 1\u202f: informer, consulter, mesurer la satisfaction",
            "Niveau 2\u202f: niveau 1 et co-construction",
        ),
    ),
    Boolean(
        key="coordination",
        label="La fonction de coordination est assurée",
        hint="Prérequis.",
        group=COORDINATION,
    ),
    Integer(
        key="protocoles",
        label="Protocoles pluriprofessionnels",
        hint="8 protocoles au plus sont payés.",
        group=COORDINATION,
        unit="protocoles",
        default=0,
        maximum=1_000,
    ),
    Boolean(
        key="coordination_externe",
        label="La coordination externe est organisée",
        hint="Une procédure de transmission avec l’hôpital et les autres acteurs, "
        "avec le volet de synthèse médicale (VSM).",
        group=COORDINATION,
    ),
    Integer(
        key="protocoles_nationaux",
        label="Protocoles nationaux de coopération en soins non programmés",
        hint="6 protocoles au plus sont payés. À déclarer à l’agence régionale de santé.",
        group=COORDINATION,
        unit="protocoles",
        default=0,
        maximum=1_000,
    ),
    Integer(
        key="concertation_reunions",
        label="Réunions de concertation tenues dans l’année",
        hint="Au moins 6 réunions.",
        group=MEETINGS,
        unit="réunions",
        default=0,
        maximum=1_000,
    ),
    Integer(
        key="concertation_dossiers",
        label="Dossiers de patients étudiés",
        group=MEETINGS,
        unit="dossiers",
        default=0,
        maximum=500_000,
    ),
    Integer(
        key="concertation_base",
        label="Patients concernés par la concertation",
        hint="Patients en affection de longue durée (ALD), et patients de plus de 75 ans, "
        "sans double compte, au 31 décembre.",
        group=MEETINGS,
        unit="patients",
        default=0,
        maximum=500_000,
    ),
    Integer(
        key="stages",
        label="Stagiaires différents accueillis",
        hint="Rien en dessous de 2, le maximum à 4.",
        group=QUALITY,
        unit="stagiaires",
        default=0,
        maximum=1_000,
    ),
    Level(
        key="qualite_niveau",
        label="Démarche qualité",
        hint="Chaque niveau suppose les précédents.",
        group=QUALITY,
        words=("Aucun niveau", "Niveau 1", "Niveaux 1 et 2", "Niveaux 1, 2 et 3"),
    ),
    Boolean(
        key="parcours_insuffisance_cardiaque",
        label="Parcours insuffisance cardiaque mis en place",
        group=QUALITY,
    ),
    Boolean(
        key="parcours_obesite_enfant",
        label="Parcours surpoids ou obésité de l’enfant mis en place",
        hint="De 3 à 12 ans. Payé avec deux missions, ou une seule sur ce thème.",
        group=QUALITY,
    ),
    Boolean(
        key="si_standard",
        label="Système d’information partagé, labellisé «\u00a0standard\u00a0»",
        hint="Prérequis. Label de l’Agence du numérique en santé (ANS).",
        group=SYSTEM,
    ),
    Boolean(
        key="si_avance",
        label="Système d’information partagé, labellisé «\u00a0avancé\u00a0»",
        group=SYSTEM,
    ),
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
