"""Dates of a contract: ACI of a MSP, ACI of a CPTS, CPOM."""

from __future__ import annotations

from datetime import date

from calculators.calendrier.follows import follows
from calculators.calendrier.rules import CONTRACTS, MISSIONS, START, check, rules
from calculators.vocabulary import text
from calculators.vocabulary.calculator import Calculator, Example, Grid, asked_on
from calculators.vocabulary.fields import Choice, Day
from calculators.vocabulary.scales import Scales

CONTRACT, CPTS = "Votre contrat", "Pour une CPTS\u202f: le démarrage des missions"

CALCULATOR = Calculator(
    slug="calendrier",
    title="Calendrier d’un contrat",
    purpose="Quelles sont les dates à tenir une fois le contrat signé\u202f?",
    fields=(
        Choice(
            key="contrat",
            label="Contrat signé",
            hint="ACI\u202f: accord conventionnel interprofessionnel. CPOM\u202f: contrat "
            "pluriannuel d’objectifs et de moyens.",
            group=CONTRACT,
            options=CONTRACTS,
            required=True,
        ),
        Day(
            key="date_signature",
            label="Date de signature",
            hint="Par exemple 15/04/2024.",
            group=CONTRACT,
            required=True,
        ),
        *(
            Day(key=START + mission, label=label, hint="Facultatif.", group=CPTS)
            for mission, label in MISSIONS.items()
        ),
    ),
    scales=Scales.load("calendrier"),
    rules=rules,
    follows=follows,
    check=check,
    complete=asked_on,
    folded=(CPTS,),
    needs="Choisissez le contrat et sa date de signature. Toutes les dates suivent.",
    start={"contrat": "aci-msp", "date_signature": "2026-03-15"},
    examples=(
        Example(
            "Une maison de santé signe son ACI en mars",
            {"contrat": "aci-msp", "date_signature": "2026-03-15"},
        ),
        Example(
            "Une CPTS signe en janvier, la mission d’accès aux soins démarre en mai",
            {
                "contrat": "aci-cpts",
                "date_signature": "2026-01-31",
                "demarrage_acces_soins": "2026-05-01",
            },
        ),
        Example(
            "Une CPTS signe un 29 février",
            {"contrat": "aci-cpts", "date_signature": "2024-02-29"},
        ),
        Example(
            "Une maison de santé signe un CPOM avec son agence",
            {"contrat": "cpom", "date_signature": "2026-09-01"},
        ),
    ),
    grid=Grid(
        caption="Fin de contrat, selon le contrat et la date de signature",
        row_label="Contrat",
        rows=tuple(
            Example(
                f"{label}, signé le {text.day(date.fromisoformat(day))}",
                {"contrat": contract, "date_signature": day},
            )
            for contract, label in CONTRACTS.items()
            for day in ("2024-09-01", "2026-03-15")
        ),
        columns={"date_fin": "Fin", "nombre_dates": "Dates à tenir"},
    ),
)
