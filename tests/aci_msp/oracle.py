"""The same year, computed another way: a table of rows, exact fractions, no rule of ours.

Written from the tables of the guide: one row for each thing that is paid, in fixed points and in
points for 4 000 patients, how many times, and when. Inputs and answers are plain JSON.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from types import SimpleNamespace as Inputs
from typing import Any, NamedTuple

type Count = Callable[[Any], int | bool | Fraction]

DEFAULTS: dict[str, Any] = {
    "patientele": 0, "associes": 0, "ipa": False, "zone_sous_dense": False,
    "soins_non_programmes": False, "amplitude": "moins_de_8h", "derogation_pdsa": False,
    "samedi_ouvert": False, "fermeture_conges_semaines": 0, "fermeture_hors_conges_semaines": 0,
    "crise_plan": False, "crise_caracterisee": False, "diversite_niveau": 0,
    "second_recours_niveau": 0, "cstm": False, "sas": "non", "missions_sante_publique": 0,
    "mission_obesite": False, "usagers_niveau": 0, "coordination": False, "protocoles": 0,
    "coordination_externe": False, "protocoles_nationaux": 0, "concertation_reunions": 0,
    "concertation_dossiers": 0, "concertation_base": 0, "stages": 0, "qualite_niveau": 0,
    "parcours_insuffisance_cardiaque": False, "parcours_obesite_enfant": False,
    "si_standard": False, "si_avance": False, "taux_c2s": None, "taux_ame": None,
    "date_contrat": None, "structure_nouvelle": False,
}  # fmt: skip

# Hours: Saturday open or closed; then open all year, or closed three weeks at most in holidays.
HOURS = {
    "12h_et_plus": ((800, 780), (680, 660)),
    "10h_a_12h": ((740, 720), (620, 600)),
    "8h_a_10h": ((650, 630), (530, 510)),
    "moins_de_8h": ((0, 0), (0, 0)),
}


def hours(x: Any) -> int:
    weeks = x.fermeture_conges_semaines
    if not x.soins_non_programmes or weeks > 3 or x.fermeture_hors_conges_semaines > 1:
        return 0
    row = HOURS["12h_et_plus" if x.derogation_pdsa else x.amplitude]
    return row[not x.samedi_ouvert][weeks != 0]


def months(x: Any) -> int:
    signed = str(x.date_contrat or "")
    return 13 - int(signed[5:7]) if signed[:4] == str(x.exercice) else 12


def share_of_files(x: Any) -> Fraction:
    """1 from 5 %, in proportion below, nothing when meetings are too few."""
    if 12 * x.concertation_reunions < 6 * months(x) or not x.concertation_base:
        return Fraction(0)
    hundredths_of_percent = 10_000 * x.concertation_dossiers // x.concertation_base
    return min(Fraction(hundredths_of_percent, 500), Fraction(1))


class Row(NamedTuple):
    line: str
    fixed: int
    variable: int
    times: Count


ROWS = (
    Row("horaires", 1, 0, hours),
    Row("crise_plan", 100, 0, lambda x: x.crise_plan),
    Row("crise_actions", 0, 350, lambda x: x.crise_plan and x.crise_caracterisee),
    Row("diversite", 300, 0, lambda x: x.diversite_niveau >= 1),
    Row("diversite", 300, 0, lambda x: x.diversite_niveau >= 2),
    Row("second_recours", 300, 0, lambda x: x.second_recours_niveau >= 1),
    Row("second_recours", 300, 0, lambda x: x.second_recours_niveau >= 2),
    Row("cstm", 200, 0, lambda x: x.cstm and x.zone_sous_dense),
    Row("missions_sante_publique", 0, 350, lambda x: x.missions_sante_publique >= 1),
    Row("missions_sante_publique", 0, 350, lambda x: x.missions_sante_publique >= 2),
    Row("missions_ipa", 200, 0, lambda x: x.ipa and x.missions_sante_publique >= 2),
    Row("usagers", 200, 0, lambda x: x.usagers_niveau >= 1),
    Row("usagers", 0, 300, lambda x: x.usagers_niveau >= 2),
    Row("sas", 100, 0, lambda x: ("non", "moitie_des_medecins", "tous_les_medecins").index(x.sas)),
    Row("coordination", 1_000, 1_700, lambda x: x.coordination),
    Row("protocoles", 100, 0, lambda x: min(x.protocoles, 8)),
    Row("protocoles_ipa", 40, 0, lambda x: x.ipa * min(x.protocoles, 8)),
    Row("concertation", 0, 1_000, share_of_files),
    Row("concertation_ipa", 0, 200, lambda x: x.ipa * share_of_files(x)),
    Row("stages", 450, 0, lambda x: x.stages >= 2),
    Row("stages", 225, 0, lambda x: x.stages >= 3),
    Row("stages", 225, 0, lambda x: x.stages >= 4),
    Row("coordination_externe", 0, 200, lambda x: x.coordination_externe),
    Row("qualite", 100, 0, lambda x: x.qualite_niveau >= 1),
    Row("qualite", 0, 200, lambda x: x.qualite_niveau >= 2),
    Row("qualite", 0, 300, lambda x: x.qualite_niveau >= 3),
    Row("protocoles_nationaux", 100, 0, lambda x: min(x.protocoles_nationaux, 6)),
    Row("insuffisance_cardiaque", 0, 100, lambda x: x.parcours_insuffisance_cardiaque),
    Row("obesite_enfant", 100, 0, lambda x: x.parcours_obesite_enfant
        and x.missions_sante_publique >= (1 if x.mission_obesite else 2)),
    Row("si_standard", 500, 0, lambda x: x.si_standard),
    Row("si_standard", 200, 0, lambda x: x.si_standard * x.associes),
    Row("si_standard", -50, 0, lambda x: x.si_standard * max(x.associes - 16, 0)),
    Row("si_avance", 100, 0, lambda x: x.si_avance),
)  # fmt: skip
# Beyond 8 000 patients, each is worth 1 100 points instead of 1 700.
BEYOND_8000 = Row("coordination", 0, 1_100 - 1_700, lambda x: x.coordination)
CORE_LINES = ("horaires", "crise_plan", "coordination", "protocoles", "protocoles_ipa",
              "concertation", "concertation_ipa", "si_standard")  # fmt: skip
ALL_DONE: dict[str, Any] = {
    "soins_non_programmes": True, "amplitude": "12h_et_plus", "samedi_ouvert": True,
    "fermeture_conges_semaines": 0, "fermeture_hors_conges_semaines": 0, "crise_plan": True,
    "coordination": True, "protocoles": 8, "concertation_reunions": 6, "concertation_dossiers": 1,
    "concertation_base": 1, "si_standard": True,
}  # fmt: skip


def cents(euros: Fraction) -> Fraction:
    return Fraction(math.floor(euros * 100 + Fraction(1, 2)), 100)


def points(x: Any) -> dict[str, Fraction]:
    found = dict.fromkeys((row.line for row in ROWS), Fraction(0))
    for row in ROWS:
        found[row.line] += (row.fixed + Fraction(row.variable * x.patientele, 4_000)) * row.times(x)
    extra = max(x.patientele - 8_000, 0)
    found["coordination"] += Fraction(BEYOND_8000.variable * extra, 4_000) * BEYOND_8000.times(x)
    return found


def uplift_percent(x: Any) -> Fraction:
    above = Fraction(0)
    for rate, national in ((x.taux_c2s, "7.5"), (x.taux_ame, "0.4")):
        above += max(Fraction(str(rate or 0)) - Fraction(national), Fraction(0))
    return min(above, Fraction(25))


def year(inputs: dict[str, Any]) -> dict[str, Fraction | bool]:
    """Give the values of the contract for these inputs; the year must be among them."""
    x = Inputs(**{**DEFAULTS, **inputs})
    found = points(x)
    total = sum((cents(7 * n) for n in found.values()), Fraction(0))
    uplift = cents(total * uplift_percent(x) / 100)
    required = {"horaires", "crise_plan", "coordination", "si_standard"}
    required -= {"crise_plan"} if x.exercice < 2023 else set()
    reached = all(found[line] > 0 for line in required)

    ideal = points(Inputs(**{**vars(x), **ALL_DONE}))
    kept = [line for line in CORE_LINES if line != "crise_plan" or line in required]
    core = sum((cents(7 * ideal[line]) for line in kept), Fraction(0))
    advance = max(cents(core * Fraction(60, 100) * months(x) / 12), Fraction(12_000))

    earned = total + uplift if reached else Fraction(0)
    due = cents(earned * months(x) / 12)
    young = x.date_contrat and x.exercice - int(str(x.date_contrat)[:4]) in (0, 1)
    if x.structure_nouvelle and young and reached:
        due = max(due, Fraction(20_000))
    return {
        **{f"points_{line}": n for line, n in found.items()},
        "points_majoration_precarite": Fraction(0),
        "total_points": sum(found.values(), Fraction(0)),
        "total_hors_majoration": total,
        "majoration_precarite": uplift,
        "total_sans_prerequis": total + uplift,
        "total_euros": earned,
        "prerequis_atteints": reached,
        "socles_euros": core,
        "avance_euros": advance,
        "du_euros": due,
        "solde_euros": due - advance,
    }
