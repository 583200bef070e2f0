"""Every example that the guide of the Cnam prints, with its page.

Tolerance: none, to the point and to the euro. The guide prints points without decimals and its
examples have none; the one that would (G13) has none either once its rate is truncated as printed.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.aci_msp.support import (
    CORE,
    EVERYTHING,
    REFERENCE,
    SCALE,
    formula,
    points,
    result,
    values,
    worth,
)

TOLERANCE = 0


def close(found: Decimal, published: int) -> bool:
    return abs(found - published) <= TOLERANCE


def euros(line: str, **inputs: object) -> Decimal:
    return points(line, **inputs) * SCALE["point"].value


@pytest.mark.parametrize(
    ("patients", "published", "amount"),
    [
        pytest.param(6_000, 3_550, 24_850, id="G1, p. 22"),
        pytest.param(8_000, 4_400, 30_800, id="G2, p. 22"),
        pytest.param(12_000, 5_500, 38_500, id="G3, p. 22"),
    ],
)
def test_g1_to_g3_coordination(patients: int, published: int, amount: int) -> None:
    assert close(points("coordination", coordination=True, patientele=patients), published)
    assert close(euros("coordination", coordination=True, patientele=patients), amount)


def test_g1_misprint_of_page_22() -> None:
    """The guide writes « 2 275 points × 7 » beside 3 550 points: 2 275 is for 3 000 patients."""
    assert close(points("coordination", coordination=True, patientele=3_000), 2_275)
    assert close(euros("coordination", coordination=True, patientele=6_000), 24_850)
    assert 2_275 * 7 != 24_850


@pytest.mark.parametrize(
    ("associates", "published", "amount"),
    [
        pytest.param(13, 3_100, 21_700, id="G4, p. 46"),
        pytest.param(20, 4_300, 30_100, id="G5, p. 46"),
    ],
)
def test_g4_g5_system(associates: int, published: int, amount: int) -> None:
    assert close(points("si_standard", si_standard=True, associes=associates), published)
    assert close(euros("si_standard", si_standard=True, associes=associates), amount)


def test_g6_missions_p15_16() -> None:
    done = {"patientele": 3_000, "missions_sante_publique": 2}
    assert close(points("missions_sante_publique", **done), 525)
    assert close(values(**done)["total_points"], 525)


def test_g7_missions_with_ipa_p15_16() -> None:
    done = {"patientele": 3_000, "missions_sante_publique": 2, "ipa": True}
    assert close(points("missions_sante_publique", **done) + points("missions_ipa", **done), 725)
    assert close(values(**done)["total_points"], 725)


def test_g10_outside_coordination_p34_35() -> None:
    assert close(points("coordination_externe", coordination_externe=True, patientele=3_000), 150)


def test_g11_heart_failure_p40_41() -> None:
    done = {"parcours_insuffisance_cardiaque": True, "patientele": 3_000}
    assert close(points("insuffisance_cardiaque", **done), 75)


MEETINGS = {"patientele": 8_000, "concertation_base": 650, "concertation_reunions": 6}


def test_g12_meetings_p26_30() -> None:
    done = {**MEETINGS, "concertation_dossiers": 50}
    assert close(points("concertation", **done), 2_000)
    assert "7,69 %" in formula("concertation", **done)


def test_g13_meetings_below_5_percent_p29() -> None:
    """30 files of 650 are 4,615… %: the guide keeps 4,61 % and prints 1 844 points."""
    done = {**MEETINGS, "concertation_dossiers": 30}
    assert close(points("concertation", **done), 1_844)
    assert "4,61 %" in formula("concertation", **done)
    without_truncation = Decimal(2_000) * 30 * 100 / 650 / 5
    assert round(without_truncation, 2) == Decimal("1846.15")


@pytest.mark.parametrize(("count", "published"), [(1, 100), (2, 200), (8, 800), (9, 800)])
def test_g15_protocols_p24_25(count: int, published: int) -> None:
    assert close(points("protocoles", protocoles=count), published)
    assert close(points("protocoles_ipa", protocoles=count), 0)


@pytest.mark.parametrize(("count", "published"), [(1, 140), (2, 280), (8, 1_120), (9, 1_120)])
def test_g16_protocols_with_ipa_p23_24(count: int, published: int) -> None:
    done = {"protocoles": count, "ipa": True}
    assert close(points("protocoles", **done) + points("protocoles_ipa", **done), published)


@pytest.mark.parametrize(
    ("count", "published"), [(0, 0), (1, 0), (2, 450), (3, 675), (4, 900), (5, 900), (10, 900)]
)
def test_g17_interns_p32_33(count: int, published: int) -> None:
    assert close(points("stages", stages=count), published)


@pytest.mark.parametrize(("count", "published"), [(1, 100), (2, 200), (6, 600), (7, 600)])
def test_g18_national_protocols_p38_39(count: int, published: int) -> None:
    assert close(points("protocoles_nationaux", protocoles_nationaux=count), published)


@pytest.mark.parametrize(
    ("amplitude", "exempt", "opened", "closed"),
    [
        ("12h_et_plus", False, (800, 780), (680, 660)),
        ("10h_a_12h", False, (740, 720), (620, 600)),
        ("8h_a_10h", False, (650, 630), (530, 510)),
        ("moins_de_8h", False, (0, 0), (0, 0)),
        ("12h_et_plus", True, (800, 780), (680, 660)),
        ("10h_a_12h", True, (800, 780), (680, 660)),
        ("8h_a_10h", True, (800, 780), (680, 660)),
        ("moins_de_8h", True, (800, 780), (680, 660)),
    ],
)
def test_g20_opening_hours_p3_5(
    amplitude: str, exempt: bool, opened: tuple[int, int], closed: tuple[int, int]
) -> None:
    """The caption of page 5 says « 3 weeks or more » for − 20; page 3 says « 3 at most »: kept."""
    for saturday, (all_year, holidays) in ((True, opened), (False, closed)):
        hours = {
            "soins_non_programmes": True,
            "amplitude": amplitude,
            "derogation_pdsa": exempt,
            "samedi_ouvert": saturday,
        }
        assert close(points("horaires", **hours), all_year)
        for weeks in (0.5, 1, 3):
            assert close(points("horaires", **hours, fermeture_conges_semaines=weeks), holidays)
        assert close(points("horaires", **hours, fermeture_conges_semaines=3.01), 0)
        assert close(points("horaires", **hours, fermeture_hors_conges_semaines=1), all_year)
        assert close(points("horaires", **hours, fermeture_hors_conges_semaines=1.01), 0)
        assert close(points("horaires", **{**hours, "soins_non_programmes": False}), 0)


def test_totals_of_the_reference_msp() -> None:
    """13 associates, 4 000 patients: 5.3 of the facts, our own sums of the guide's figures."""
    core = values(**REFERENCE, **CORE)
    assert close(core["total_points"], 8_500)
    assert close(core["total_euros"], 59_500)
    assert close(core["avance_euros"], 35_700)
    full = values(**REFERENCE, **EVERYTHING)
    assert close(full["total_points"] - core["total_points"], 5_400)
    assert close(full["total_euros"] - core["total_euros"], 37_800)
    assert close(full["total_points"], 13_900)
    assert close(full["total_euros"], 97_300)


# Traps: where copies, spreadsheets and published programs go wrong (6 of the facts).


def test_deductions_of_hours_add_up() -> None:
    """A spreadsheet asks to tick one box only; the matrix of the guide adds them."""
    hours = {"soins_non_programmes": True, "amplitude": "8h_a_10h", "fermeture_conges_semaines": 2}
    assert points("horaires", **hours) == 800 - 150 - 120 - 20


def test_meetings_are_a_condition_not_a_proportion() -> None:
    """The guide says « at least 6 » (p. 26), then « in proportion » (p. 27): we keep the first."""
    files = {"patientele": 4_000, "concertation_base": 100, "concertation_dossiers": 5}
    assert points("concertation", **files, concertation_reunions=5) == 0
    assert points("concertation", **files, concertation_reunions=6) == 1_000
    assert points("concertation", **files, concertation_reunions=12) == 1_000


@pytest.mark.parametrize(
    ("line", "done"),
    [
        ("missions_sante_publique", {"missions_sante_publique": 2}),
        ("crise_actions", {"crise_plan": True, "crise_caracterisee": True}),
        ("coordination_externe", {"coordination_externe": True}),
        ("insuffisance_cardiaque", {"parcours_insuffisance_cardiaque": True}),
        (
            "concertation",
            {"concertation_base": 20, "concertation_dossiers": 1, "concertation_reunions": 6},
        ),
    ],
)
def test_the_variable_part_has_no_ceiling(line: str, done: dict[str, object]) -> None:
    """Some programs stop at 4 000 patients."""
    assert points(line, **done, patientele=20_000) == 5 * points(line, **done, patientele=4_000)


def test_crisis_plan_is_optional_for_2022_alone() -> None:
    ready = {**REFERENCE, **CORE, "crise_plan": False}
    assert values(**{**ready, "exercice": 2022})["prerequis_atteints"] is True
    for exercise in (2023, 2024, 2025, 2026):
        assert values(**{**ready, "exercice": exercise})["prerequis_atteints"] is False


def test_the_two_amounts_of_the_sas_do_not_add_up() -> None:
    assert points("sas", sas="non") == 0
    assert points("sas", sas="moitie_des_medecins") == 100
    assert points("sas", sas="tous_les_medecins") == 200


def test_two_missions_without_ipa_bring_no_supplement() -> None:
    """A published program pays 200 points from two missions, IPA or not."""
    assert points("missions_ipa", missions_sante_publique=2) == 0
    assert points("missions_ipa", missions_sante_publique=1, ipa=True) == 0
    assert points("missions_ipa", missions_sante_publique=2, ipa=True) == 200


def test_ipa_supplement_of_protocols_stops_at_eight() -> None:
    """A spreadsheet gives 400 points for ten protocols."""
    assert points("protocoles_ipa", protocoles=10, ipa=True) == 320


def test_ipa_supplement_of_meetings_is_in_proportion() -> None:
    """A published program pays it whole."""
    done = {**MEETINGS, "concertation_dossiers": 13, "ipa": True}
    assert points("concertation_ipa", **done) == 200 * 2 * Decimal(2) / 5


def test_cstm_adds_to_the_professionals_from_outside() -> None:
    done = {"second_recours_niveau": 2, "cstm": True, "zone_sous_dense": True}
    assert points("second_recours", **done) + points("cstm", **done) == 800


def test_uplift_is_not_zero_nor_divided_twice() -> None:
    """The same spreadsheet answers 0 € whatever is typed."""
    paid = values(**REFERENCE, **CORE, taux_c2s=20, taux_ame=1)
    assert paid["majoration_precarite"] == round(59_500 * 0.131, 2)


def test_the_associates_alone_count_for_the_system() -> None:
    """Until 2018 others counted; since then, associates alone, whatever the patients."""
    few, many = (
        worth("si_standard", si_standard=True, associes=13, patientele=patients)
        for patients in (0, 50_000)
    )
    assert few.points == many.points


def test_the_point_is_worth_7_euros() -> None:
    assert SCALE["point"].value == 7


def test_a_year_of_avenant_2_warns_first() -> None:
    for exercise in (2026, 2030):
        provisional = result(**{**REFERENCE, **CORE, "exercice": exercise})
        assert provisional["scale"]["status"] == "provisoire"
        assert provisional["warnings"][0]["id"] == "texte_avenant-2"
        assert provisional["values"]["total_euros"] == 59_500
    assert result(**REFERENCE, **CORE)["scale"]["status"] == "en_vigueur"
