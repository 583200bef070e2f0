"""What a project says of itself, in a few questions; none is required."""

from __future__ import annotations

from calculators.vocabulary.fields import Choice, Field, Integer, Several

PROJECT = "Votre projet"
TEAM = "Votre équipe"
SPECIALISTS = "Si vous pensez à une équipe de soins spécialisés (ESS)"

FIELDS: tuple[Field, ...] = (
    Choice(
        key="echelle",
        label="Pour qui travaillez-vous ensemble\u202f?",
        group=PROJECT,
        options={
            "equipe": "Pour les patients que nous avons en commun",
            "territoire": "Pour toute la population d’un territoire",
            "departement": "Pour un département ou plus",
        },
    ),
    Several(
        key="but",
        label="Que cherchez-vous\u202f?",
        hint="Plusieurs réponses possibles.",
        group=PROJECT,
        options={
            "soigner_ensemble": "Mieux suivre ensemble nos patients",
            "remuneration_equipe": "Recevoir une rémunération d’équipe",
            "etre_salarie": "Exercer comme salariés",
            "organiser_territoire": "Organiser l’accès aux soins d’un territoire",
            "avis_specialise": "Donner plus vite un avis de spécialiste",
            "cas_complexes": "Être aidés pour des situations complexes",
        },
    ),
    Choice(
        key="mode_exercice",
        label="Comment exercez-vous\u202f?",
        group=TEAM,
        options={
            "liberal": "Tous libéraux",
            "salarie": "Tous salariés",
            "mixte": "Des libéraux et des salariés",
        },
    ),
    Choice(
        key="generalistes",
        label="Combien de médecins généralistes\u202f?",
        group=TEAM,
        options={"aucun": "Aucun", "un": "Un", "deux_ou_plus": "Deux ou plus"},
    ),
    Several(
        key="membres",
        label="Qui d’autre participe\u202f?",
        hint="Plusieurs réponses possibles.",
        group=TEAM,
        options={
            "auxiliaire_medical": "Auxiliaire médical (infirmier, kinésithérapeute, "
            "orthophoniste…)",
            "autre_medecin": "Médecin d’une autre spécialité",
            "autre_professionnel": "Sage-femme, chirurgien-dentiste, pharmacien",
            "social": "Acteur social ou médico-social, psychologue",
        },
    ),
    Integer(
        key="specialistes_presents",
        label="Médecins libéraux de la spécialité sur le territoire",
        group=SPECIALISTS,
        maximum=10_000,
    ),
    Integer(
        key="specialistes_adherents",
        label="Parmi eux, ceux qui adhèrent au projet",
        group=SPECIALISTS,
        maximum=10_000,
    ),
)
