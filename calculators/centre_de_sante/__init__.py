"""Which file opens a CDS (centre de santé)."""

from __future__ import annotations

from calculators.centre_de_sante.fields import ACTIVITIES, FIELDS
from calculators.centre_de_sante.rules import EXAMPLE, check, rules
from calculators.vocabulary.calculator import Calculator, Example, Grid
from calculators.vocabulary.scales import Scales

CALCULATOR = Calculator(
    slug="centre-de-sante",
    title="Dossier d’un centre de santé",
    purpose="Notre gestionnaire peut-il porter un centre de santé (CDS), et faut-il un récépissé, "
    "un agrément ou les deux\u202f?",
    fields=FIELDS,
    scales=Scales.load("centre_de_sante"),
    rules=rules,
    check=check,
    needs="Cochez les activités et choisissez le gestionnaire. Vous saurez quel dossier déposer.",
    start={"activites": ["medicale", "infirmiere"], "gestionnaire": EXAMPLE},
    examples=(
        Example(
            "Une commune ouvre un centre de médecine générale avec des infirmiers",
            {"activites": ["medicale", "infirmiere"], "gestionnaire": "commune_ou_groupement"},
        ),
        Example(
            "Une mutuelle ouvre un centre dentaire",
            {"activites": ["dentaire"], "gestionnaire": "organisme_a_but_non_lucratif"},
        ),
        Example(
            "Une association ouvre un centre polyvalent avec un dentiste",
            {
                "activites": ["medicale", "dentaire", "infirmiere"],
                "gestionnaire": "organisme_a_but_non_lucratif",
            },
        ),
        Example(
            "Une région veut salarier des généralistes",
            {"activites": ["medicale"], "gestionnaire": "region"},
        ),
        Example(
            "Une société commerciale et un centre d’ophtalmologie",
            {
                "activites": ["ophtalmologique", "orthoptique"],
                "gestionnaire": "societe_commerciale",
            },
        ),
    ),
    grid=Grid(
        caption="Le dossier selon les activités",
        row_label="Activités",
        rows=(
            *(
                Example(label, {"activites": [activity], "gestionnaire": EXAMPLE})
                for activity, label in ACTIVITIES.items()
            ),
            *(
                Example(title, {"activites": activities, "gestionnaire": EXAMPLE})
                for title, activities in (
                    ("Médicale et infirmière", ["medicale", "infirmiere"]),
                    ("Médicale et dentaire", ["medicale", "dentaire"]),
                    ("Ophtalmologique et orthoptique", ["ophtalmologique", "orthoptique"]),
                )
            ),
        ),
        columns={
            "recepisse_requis": "Récépissé",
            "agrement_requis": "Agrément",
            "type_de_centre": "Type",
        },
    ),
)
