"""Sharing an amount among the associates of a SISA."""

from __future__ import annotations

from decimal import Decimal

from calculators.repartition_sisa.pictures import pictures
from calculators.repartition_sisa.rules import check, rules
from calculators.vocabulary.calculator import Calculator, Example, Grid
from calculators.vocabulary.fields import Field, Money, Number, Percent, Records, Text
from calculators.vocabulary.scales import Scales

SUM, KEY, PEOPLE = "La somme à partager", "La clé de partage", "Les associés"
ASSOCIES: tuple[Field, ...] = (
    Text(key="nom", label="nom", maximum=60),
    Number(key="heures", label="heures", maximum=100_000, decimals=2),
    Number(key="actions", label="actions", maximum=100_000, decimals=2),
    Number(
        key="poids",
        label="poids",
        hint="Poids sur la part fixe",
        minimum=Decimal("0.0001"),
        maximum=100_000,
        decimals=4,
        default=Decimal(1),
    ),
    Money(
        key="forfait",
        label="forfait",
        hint="Somme versée avant le partage",
        maximum=10_000_000,
        default=Decimal(0),
    ),
)
THREE = [
    {"nom": "Docteure A", "heures": 40, "actions": 6},
    {"nom": "Docteur B", "heures": 25, "actions": 2},
    {"nom": "Infirmière C", "heures": 35, "actions": 4},
]

CALCULATOR = Calculator(
    slug="repartition-sisa",
    title="Partage entre associés d’une SISA",
    purpose="Comment partager une somme entre les associés d’une société interprofessionnelle de "
    "soins ambulatoires (SISA), au centime près\u202f?",
    fields=(
        Money(
            key="montant",
            label="Montant à partager",
            hint="Par exemple ce qui reste de la rémunération d’équipe, charges payées.",
            group=SUM,
            required=True,
            maximum=10_000_000,
        ),
        Percent(
            key="part_fixe",
            label="Part égale pour tous",
            hint="Les trois parts font 100. Un poids par associé peut la rendre inégale.",
            group=KEY,
            asked_back=False,  # that the three make 100 settles it
            required=True,
        ),
        Percent(
            key="part_temps",
            label="Part selon les heures",
            hint="Réunions, coordination.",
            group=KEY,
            asked_back=False,  # that the three make 100 settles it
            required=True,
        ),
        Percent(
            key="part_actions",
            label="Part selon les actions",
            hint="Protocoles, missions de santé publique.",
            group=KEY,
            asked_back=False,  # that the three make 100 settles it
            required=True,
        ),
        Records(
            key="associes",
            label="Associés",
            hint="Un associé par ligne\u202f: nom ; heures ; actions. Si besoin, ajoutez un poids "
            "sur la part fixe (1 sans cela), puis un forfait en euros versé avant le partage. "
            "Par exemple, avec les deux\u202f: «\u00a0Docteure A ; 40 ; 6 ; 1,5 ; 300\u00a0». Vous "
            "pouvez coller depuis un tableur.",
            group=PEOPLE,
            required=True,
            columns=ASSOCIES,
            maximum=200,
        ),
    ),
    scales=Scales.load("repartition_sisa"),
    rules=rules,
    pictures=pictures,
    check=check,
    needs="Donnez le montant, les trois parts et les associés. Vous aurez la part de chacun, au "
    "centime.",
    start={
        "montant": 30_000,
        "part_fixe": 40,
        "part_temps": 40,
        "part_actions": 20,
        "associes": THREE,
    },
    examples=(
        *(
            Example(
                title,
                {
                    "montant": amount,
                    "part_fixe": fixed,
                    "part_temps": time,
                    "part_actions": actions,
                    "associes": THREE,
                },
            )
            for title, amount, fixed, time, actions in (
                ("Tout à parts égales", 10_000, 100, 0, 0),
                ("Tout selon les heures", 30_000, 0, 100, 0),
                (
                    "La moitié à parts égales, le reste selon les heures et les actions",
                    30_000,
                    50,
                    25,
                    25,
                ),
                ("Dix centimes à trois\u202f: aucun n’est perdu", 0.1, 100, 0, 0),
            )
        ),
        Example(
            "Une gérante à poids 1,5 sur la part fixe, et 300\u00a0€ de forfait pour un associé",
            {
                "montant": 41_200,
                "part_fixe": 48,
                "part_temps": 41,
                "part_actions": 11,
                "associes": [
                    {"nom": "Docteure A, gérante", "heures": 3, "actions": 2, "poids": 1.5},
                    {"nom": "Docteur B", "heures": 3, "actions": 1, "forfait": 300},
                    {"nom": "Infirmière C", "heures": 3, "actions": 0},
                ],
            },
        ),
    ),
    grid=Grid(
        caption="30\u202f000\u00a0€ entre trois associés, selon la clé choisie",
        row_label="Clé",
        rows=tuple(
            Example(
                f"{fixed} % égal, {time} % heures, {actions} % actions".replace(" %", "\u00a0%"),
                {
                    "montant": 30_000,
                    "part_fixe": fixed,
                    "part_temps": time,
                    "part_actions": actions,
                    "associes": THREE,
                },
            )
            for fixed, time, actions in ((100, 0, 0), (50, 25, 25), (40, 40, 20), (0, 50, 50))
        ),
        columns={f"associe_{rank}": str(row["nom"]) for rank, row in enumerate(THREE, 1)},
    ),
)
