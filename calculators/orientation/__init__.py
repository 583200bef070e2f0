"""Which form of coordinated practice suits a project."""

from __future__ import annotations

from calculators.orientation.fields import FIELDS, SPECIALISTS
from calculators.orientation.follows import follows
from calculators.orientation.rules import check, rules
from calculators.vocabulary.calculator import Calculator, Example, Grid
from calculators.vocabulary.scales import Scales

TEAM: dict[str, object] = {"echelle": "equipe", "but": ["soigner_ensemble"]}

CALCULATOR = Calculator(
    slug="orientation",
    title="Quelle forme pour votre projet\u202f?",
    purpose="Équipe de soins, maison de santé, centre de santé, communauté de territoire\u202f: "
    "quelle forme d’exercice coordonné répond à notre projet\u202f?",
    fields=FIELDS,
    scales=Scales.load("orientation"),
    rules=rules,
    follows=follows,
    check=check,
    needs="Répondez à la première question. Les formes se précisent à chaque réponse.",
    start={},
    folded=(SPECIALISTS,),
    examples=(
        Example(
            "Une infirmière et un généraliste libéraux, des patients en commun",
            {
                **TEAM,
                "mode_exercice": "liberal",
                "generalistes": "un",
                "membres": ["auxiliaire_medical"],
            },
        ),
        Example(
            "Trois généralistes et des kinésithérapeutes qui veulent une rémunération d’équipe",
            {
                "echelle": "equipe",
                "but": ["soigner_ensemble", "remuneration_equipe"],
                "mode_exercice": "liberal",
                "generalistes": "deux_ou_plus",
                "membres": ["auxiliaire_medical"],
            },
        ),
        Example(
            "Une commune qui veut salarier des soignants",
            {"echelle": "equipe", "but": ["etre_salarie"], "mode_exercice": "salarie"},
        ),
        Example(
            "Des soignants qui veulent organiser l’accès aux soins de leur bassin de vie",
            {
                "echelle": "territoire",
                "but": ["organiser_territoire"],
                "membres": ["auxiliaire_medical", "autre_professionnel", "social"],
            },
        ),
        Example(
            "Douze dermatologues sur cent, dans un département",
            {
                "echelle": "departement",
                "but": ["avis_specialise"],
                "membres": ["autre_medecin"],
                "specialistes_presents": 100,
                "specialistes_adherents": 12,
            },
        ),
        Example(
            "Un patient dont le parcours devient trop complexe",
            {"but": ["cas_complexes"]},
        ),
    ),
    grid=Grid(
        caption="Des projets courants et les formes qui leur vont",
        row_label="Projet",
        rows=(
            Example(
                "1 généraliste et 1 infirmier libéraux",
                {
                    **TEAM,
                    "mode_exercice": "liberal",
                    "generalistes": "un",
                    "membres": ["auxiliaire_medical"],
                },
            ),
            Example(
                "2 généralistes et 1 infirmier libéraux",
                {
                    **TEAM,
                    "mode_exercice": "liberal",
                    "generalistes": "deux_ou_plus",
                    "membres": ["auxiliaire_medical"],
                },
            ),
            Example(
                "2 généralistes et 1 infirmier salariés",
                {
                    **TEAM,
                    "mode_exercice": "salarie",
                    "generalistes": "deux_ou_plus",
                    "membres": ["auxiliaire_medical"],
                },
            ),
            Example(
                "Organiser un territoire",
                {"echelle": "territoire", "but": ["organiser_territoire"]},
            ),
            Example(
                "Avis de spécialiste dans un département",
                {
                    "echelle": "departement",
                    "but": ["avis_specialise"],
                    "membres": ["autre_medecin"],
                },
            ),
            Example("Aide pour un cas complexe", {"but": ["cas_complexes"]}),
        ),
        columns={
            "forme_ESP": "ESP",
            "forme_MSP": "MSP",
            "forme_CDS": "CDS",
            "forme_CPTS": "CPTS",
            "forme_DAC": "DAC",
            "forme_ESS": "ESS",
        },
    ),
)
