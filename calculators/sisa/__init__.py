"""Life of a SISA (société interprofessionnelle de soins ambulatoires)."""

from __future__ import annotations

from datetime import date

from calculators.sisa.fields import FIELDS, HIRE, SCALES
from calculators.sisa.follows import follows
from calculators.sisa.pictures import pictures
from calculators.sisa.rules import as_of, check, rules
from calculators.vocabulary.calculator import Calculator, Example, Grid

CALCULATOR = Calculator(
    slug="sisa",
    title="Vie d’une SISA",
    purpose="Notre société interprofessionnelle de soins ambulatoires (SISA) a-t-elle assez "
    "d’associés, combien peut-elle salarier de soignants, et que faire si un associé part\u202f?",
    fields=FIELDS,
    scales=SCALES,
    rules=rules,
    pictures=pictures,
    follows=follows,
    check=check,
    as_of=as_of,
    needs="Dites combien vous êtes. Vous saurez si le minimum est atteint, et combien de "
    "soignants la société peut salarier.",
    start={},
    folded=(HIRE,),
    examples=(
        Example(
            "Cinq associés libéraux qui veulent salarier cinq soignants",
            {
                "associes_medecins": 3,
                "associes_auxiliaires": 2,
                "salaries_professionnels_de_sante": 5,
            },
        ),
        Example(
            "Un médecin est parti le 15\u00a0mars\u00a02024\u202f: il en reste un",
            {
                "associes_medecins": 1,
                "associes_auxiliaires": 2,
                "date_perte_minimum": "2024-03-15",
            },
        ),
        Example(
            "Trois associés, statuts muets, un médecin à salarier",
            {
                "associes_medecins": 2,
                "associes_auxiliaires": 1,
                "salaries_professionnels_de_sante": 1,
                "maison_de_sante": "oui",
                "clause_salariat": "non",
            },
        ),
        Example(
            "Deux généralistes, une sage-femme et un pharmacien\u202f: pas d’auxiliaire médical",
            {"associes_medecins": 2, "associes_autres": 2},
        ),
        Example(
            "Un départ en 2022, jugé avec le texte de 2022",
            {
                "associes_medecins": 1,
                "associes_auxiliaires": 1,
                "date_perte_minimum": "2022-02-01",
            },
            on=date(2022, 6, 30),
        ),
    ),
    grid=Grid(
        caption="Salariés professionnels de santé possibles, selon les associés libéraux",
        row_label="Associés",
        rows=tuple(
            Example(
                title,
                {
                    "associes_medecins": doctors,
                    "associes_auxiliaires": auxiliaries,
                    "associes_autres": others,
                },
            )
            for title, doctors, auxiliaries, others in (
                ("1 médecin, 1 auxiliaire", 1, 1, 0),
                ("2 médecins, 1 auxiliaire", 2, 1, 0),
                ("2 médecins, 1 sage-femme", 2, 0, 1),
                ("2 médecins, 2 auxiliaires, 1 pharmacien", 2, 2, 1),
                ("4 médecins, 6 auxiliaires", 4, 6, 0),
                ("8 médecins, 12 auxiliaires, 2 pharmaciens", 8, 12, 2),
            )
        ),
        columns={"minimum_atteint": "Minimum", "salaries_maximum": "Salariés, au plus"},
    ),
)
