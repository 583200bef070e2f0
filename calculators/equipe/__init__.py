"""Whether a team may call itself ESP or MSP, found a SISA, sign an ACI, work in a CDS."""

from __future__ import annotations

from calculators.equipe.fields import FIELDS
from calculators.equipe.follows import follows
from calculators.equipe.pictures import pictures
from calculators.equipe.rules import rules
from calculators.vocabulary.calculator import Calculator, Example, Grid
from calculators.vocabulary.scales import Scales

CALCULATOR = Calculator(
    slug="equipe",
    title="Ce que votre équipe peut devenir",
    purpose="Avec les professionnels présents, quelles formes d’exercice coordonné sont "
    "possibles, et qui manque-t-il\u202f?",
    fields=FIELDS,
    scales=Scales.load("equipe"),
    rules=rules,
    pictures=pictures,
    follows=follows,
    needs="Comptez les professionnels de votre équipe. Vous verrez ce qu’elle peut être, et ce "
    "qui lui manque.",
    start={},
    folded=(
        "Autres auxiliaires médicaux",
        "Autres professions de santé",
        "Hors professions de santé",
        "Équipe d’appui",
    ),
    examples=(
        Example(
            "Un généraliste et une infirmière",
            {"mg": 1, "infirmier": 1},
        ),
        Example(
            "Un généraliste, un cardiologue et une infirmière\u202f: SISA oui, MSP non",
            {"mg": 1, "med_spe": 1, "infirmier": 1},
        ),
        Example(
            "Deux généralistes et une sage-femme, en Bretagne",
            {"mg": 2, "sage_femme": 1, "region": "53"},
        ),
        Example(
            "Deux généralistes et un psychologue",
            {"mg": 2, "psychologue": 1},
        ),
        Example(
            "Une association, projet de santé jugé conforme, qui veut signer l’ACI",
            {
                "mg": 2,
                "infirmier": 1,
                "projet_de_sante": "conforme",
                "structure_juridique": "association",
            },
        ),
        Example(
            "Deux généralistes et une infirmière, tous salariés",
            {"mg": 2, "infirmier": 1, "mode_exercice": "salarie"},
        ),
    ),
    grid=Grid(
        caption="Condition de composition, pour des équipes de libéraux",
        row_label="Équipe",
        rows=tuple(
            Example(title, team)
            for title, team in (
                ("1 généraliste, 1 infirmier", {"mg": 1, "infirmier": 1}),
                ("2 généralistes, 1 infirmier", {"mg": 2, "infirmier": 1}),
                (
                    "1 généraliste, 1 autre médecin, 1 infirmier",
                    {"mg": 1, "med_spe": 1, "infirmier": 1},
                ),
                ("2 généralistes, 1 sage-femme", {"mg": 2, "sage_femme": 1}),
                ("2 généralistes, 1 pharmacien", {"mg": 2, "pharmacien": 1}),
                ("2 généralistes, 1 psychologue", {"mg": 2, "psychologue": 1}),
                ("2 généralistes, 1 diététicien", {"mg": 2, "dieteticien": 1}),
                ("1 sage-femme, 2 infirmiers", {"sage_femme": 1, "infirmier": 2}),
            )
        ),
        columns={"verdict_esp": "ESP", "verdict_msp": "MSP", "verdict_sisa": "SISA"},
    ),
)
