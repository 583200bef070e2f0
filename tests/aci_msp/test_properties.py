"""What holds for any year: four properties for each indicator, more for what they make together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators.aci_msp import CALCULATOR
from calculators.aci_msp.account import account, account_with
from calculators.aci_msp.indicators import INDICATORS
from calculators.vocabulary.fields import Answers, Choice, Field, Integer, Number
from tests.aci_msp.support import CORE, PREREQUISITES, REFERENCE, SCALE, answers, points, values
from tests.strategies import inputs
from tests.strategies import values as any_value

FIELDS = {field.key: field for field in CALCULATOR.fields}
MEETINGS = ("concertation_reunions", "concertation_dossiers", "concertation_base", "date_contrat")

# For each indicator: what it looks at, beside the patients; its most, fixed and variable.
LINES: dict[str, tuple[tuple[str, ...], int, int]] = {
    "horaires": (
        (
            "soins_non_programmes",
            "amplitude",
            "derogation_pdsa",
            "samedi_ouvert",
            "fermeture_conges_semaines",
            "fermeture_hors_conges_semaines",
        ),
        800,
        0,
    ),
    "crise_plan": (("crise_plan",), 100, 0),
    "crise_actions": (("crise_plan", "crise_caracterisee"), 0, 350),
    "diversite": (("diversite_niveau",), 600, 0),
    "second_recours": (("second_recours_niveau",), 600, 0),
    "cstm": (("cstm", "zone_sous_dense"), 200, 0),
    "missions_sante_publique": (("missions_sante_publique",), 0, 700),
    "missions_ipa": (("missions_sante_publique", "ipa"), 200, 0),
    "usagers": (("usagers_niveau",), 200, 300),
    "sas": (("sas",), 200, 0),
    "coordination": (("coordination",), 1_000, 1_700),
    "protocoles": (("protocoles",), 800, 0),
    "protocoles_ipa": (("protocoles", "ipa"), 320, 0),
    "concertation": (MEETINGS, 0, 1_000),
    "concertation_ipa": ((*MEETINGS, "ipa"), 0, 200),
    "stages": (("stages",), 900, 0),
    "coordination_externe": (("coordination_externe",), 0, 200),
    "qualite": (("qualite_niveau",), 100, 500),
    "protocoles_nationaux": (("protocoles_nationaux",), 600, 0),
    "insuffisance_cardiaque": (("parcours_insuffisance_cardiaque",), 0, 100),
    "obesite_enfant": (
        ("parcours_obesite_enfant", "missions_sante_publique", "mission_obesite"),
        100,
        0,
    ),
    "si_standard": (("si_standard", "associes"), 500, 0),
    "si_avance": (("si_avance",), 100, 0),
}
LESS_IS_MORE = {
    "fermeture_conges_semaines",
    "fermeture_hors_conges_semaines",
    "concertation_base",
    "date_contrat",
}
every_line = pytest.mark.parametrize("line", LINES)
drawn = settings(max_examples=40, deadline=None)
patients = st.integers(0, 40_000)


def done(line: str) -> st.SearchStrategy[dict[str, Any]]:
    """Draw what the indicator looks at, small numbers as often as large ones."""
    return st.fixed_dictionaries({}, optional={key: value(FIELDS[key]) for key in LINES[line][0]})


def value(field: Field) -> st.SearchStrategy[Any]:
    if field.key == "date_contrat":
        return st.dates(date(2022, 1, 1), date(2023, 12, 31)).map(lambda day: day.isoformat())
    return any_value(field) | st.integers(0, 4) if type(field) is Number else any_value(field)


def more(key: str, before: Any) -> st.SearchStrategy[Any]:
    """Draw an answer that does as much or more."""
    field = FIELDS[key]
    if isinstance(field, Integer):
        return st.integers(before, int(field.maximum))
    if isinstance(field, Choice):
        options = list(field.options)
        options = options[::-1] if key == "amplitude" else options
        return st.sampled_from(options[options.index(before) :])
    return st.just(True)


def most(line: str, local: int, associates: int = 0) -> Decimal:
    _, fixed, variable = LINES[line]
    if line == "si_standard":
        fixed += 200 * associates
    return fixed + Decimal(variable * local) / 4_000


def test_every_indicator_is_in_the_table() -> None:
    assert list(LINES) == list(INDICATORS)


@every_line
@drawn
@given(data=st.data(), local=patients)
def test_an_indicator_is_never_below_zero_nor_above_its_most(
    line: str, data: st.DataObject, local: int
) -> None:
    work = data.draw(done(line))
    found = points(line, patientele=local, **work)
    assert 0 <= found <= most(line, local, work.get("associes", 0))


@every_line
@drawn
@given(data=st.data(), local=patients)
def test_doing_more_never_loses_points(line: str, data: st.DataObject, local: int) -> None:
    work = data.draw(done(line))
    key = data.draw(st.sampled_from(LINES[line][0]))
    assume(key not in LESS_IS_MORE)
    before = CALCULATOR.as_json(answers(**work))[key]
    after = {**work, key: data.draw(more(key, before))}
    assert points(line, patientele=local, **work) <= points(line, patientele=local, **after)


@every_line
@drawn
@given(data=st.data(), local=patients)
def test_an_indicator_looks_at_nothing_else(line: str, data: st.DataObject, local: int) -> None:
    looked_at = {*LINES[line][0], "patientele", "exercice", "date_contrat"}
    others = {key: any_value(field) for key, field in FIELDS.items() if key not in looked_at}
    work = data.draw(done(line))
    other = data.draw(st.fixed_dictionaries({}, optional=others))
    assert points(line, patientele=local, **work) == points(line, patientele=local, **work, **other)


@every_line
@drawn
@given(data=st.data(), first=st.integers(0, 4_000), second=st.integers(0, 4_000))
def test_points_are_fixed_or_in_proportion_of_the_patients(
    line: str, data: st.DataObject, first: int, second: int
) -> None:
    work = data.draw(done(line))
    apart = points(line, patientele=first, **work) + points(line, patientele=second, **work)
    together = points(line, patientele=first + second, **work) + points(line, **work)
    assert apart == together
    if not LINES[line][2]:
        assert points(line, patientele=first, **work) == points(line, **work)


# Formulas that are more than a product


@drawn
@given(local=st.integers(8_000, 500_000), more_patients=st.integers(0, 1_000))
def test_each_patient_beyond_8000_is_worth_less(local: int, more_patients: int) -> None:
    gain = points("coordination", coordination=True, patientele=local) - points(
        "coordination", coordination=True, patientele=8_000
    )
    assert gain == Decimal(1_100 * (local - 8_000)) / 4_000
    below = points("coordination", coordination=True, patientele=8_000 - more_patients)
    assert 4_400 - below == Decimal(1_700 * more_patients) / 4_000


@drawn
@given(associates=st.integers(17, 1_000), fewer=st.integers(0, 16))
def test_each_associate_beyond_16_is_worth_less(associates: int, fewer: int) -> None:
    assert points("si_standard", si_standard=True, associes=associates) == (
        500 + 3_200 + 150 * (associates - 16)
    )
    assert points("si_standard", si_standard=True, associes=fewer) == 500 + 200 * fewer


@drawn
@given(base=st.integers(1, 100_000), files=st.integers(1, 100_000), local=patients)
def test_the_rate_is_truncated_in_favour_of_the_payer(base: int, files: int, local: int) -> None:
    meetings = {
        "concertation_reunions": 6,
        "concertation_dossiers": files,
        "concertation_base": base,
    }
    found = points("concertation", patientele=local, **meetings)
    full = Decimal(1_000 * local) / 4_000
    exact = full * min(Decimal(files * 20) / base, Decimal(1))
    lost_at_most = full * Decimal("0.01") / 5
    assert exact - lost_at_most <= found <= exact
    assert (found == full) == (files * 20 >= base or local == 0)


@drawn
@given(held=st.integers(0, 20), month=st.integers(1, 12))
def test_meetings_are_asked_for_the_months_of_the_contract(held: int, month: int) -> None:
    found = points(
        "concertation",
        patientele=4_000,
        concertation_reunions=held,
        concertation_dossiers=5,
        concertation_base=100,
        date_contrat=f"2023-{month:02}-28",
    )
    assert (found > 0) == (held * 12 >= 6 * (13 - month))


# The uplift


@drawn
@given(c2s=st.integers(0, 10_000), ame=st.integers(0, 10_000), local=patients)
def test_uplift_is_a_capped_share_of_the_total(c2s: int, ame: int, local: int) -> None:
    paid = values(**CORE, patientele=local, taux_c2s=c2s / 100, taux_ame=ame / 100)
    total = Decimal(str(paid["total_hors_majoration"]))
    uplift = Decimal(str(paid["majoration_precarite"]))
    percent = max(0, c2s - 750) + max(0, ame - 40)
    assert abs(uplift - total * min(percent, 2_500) / 10_000) <= Decimal("0.005")
    assert 0 <= uplift <= total / 4 + Decimal("0.005")


@drawn
@given(c2s=st.integers(0, 750), ame=st.integers(0, 40), local=patients)
def test_no_uplift_up_to_the_national_rates(c2s: int, ame: int, local: int) -> None:
    paid = values(**CORE, patientele=local, taux_c2s=c2s / 100, taux_ame=ame / 100)
    assert paid["majoration_precarite"] == 0
    assert paid["total_euros"] == paid["total_hors_majoration"]


@drawn
@given(low=st.integers(0, 10_000), high=st.integers(0, 10_000))
def test_a_higher_rate_never_loses_and_rates_are_not_swapped(low: int, high: int) -> None:
    low, high = sorted((low, high))
    for key in ("taux_c2s", "taux_ame"):
        assert (
            values(**CORE, **REFERENCE, **{key: low / 100})["total_euros"]
            <= values(**CORE, **REFERENCE, **{key: high / 100})["total_euros"]
        )


# Prerequisites


@drawn
@given(year=inputs(CALCULATOR))
def test_the_total_is_all_or_nothing(year: dict[str, Any]) -> None:
    found = CALCULATOR.values(year)
    expected = found["total_sans_prerequis"] if found["prerequis_atteints"] else 0
    assert found["total_euros"] == expected


@drawn
@given(
    year=inputs(CALCULATOR),
    lost=st.sampled_from(["soins_non_programmes", "coordination", "si_standard", "crise_plan"]),
)
def test_one_missing_prerequisite_loses_the_year(year: dict[str, Any], lost: str) -> None:
    found = CALCULATOR.values({**year, "exercice": 2100, **PREREQUISITES, lost: False})
    assert found["total_euros"] == 0
    assert found["total_sans_prerequis"] > 0
    assert found["prerequis_atteints"] is False


@drawn
@given(
    work=st.fixed_dictionaries(
        {},
        optional={
            key: any_value(FIELDS[key])
            for keys, _, _ in LINES.values()
            for key in keys
            if key not in LESS_IS_MORE and key not in LINES["horaires"][0]
        },
    ),
    local=patients,
)
def test_nothing_else_can_lose_the_year(work: dict[str, Any], local: int) -> None:
    found = values(**{**work, **PREREQUISITES}, patientele=local)
    assert found["prerequis_atteints"] is True
    assert found["total_euros"] >= values(**PREREQUISITES, patientele=local)["total_euros"]


# The money


@drawn
@given(local=patients, associates=st.integers(0, 100), year=inputs(CALCULATOR))
def test_the_advance_does_not_depend_on_what_is_reached(
    local: int, associates: int, year: dict[str, Any]
) -> None:
    size = {"exercice": 2100, "patientele": local, "associes": associates, "ipa": False}
    advance = CALCULATOR.values({**year, **size})["avance_euros"]
    signed = {"date_contrat": year.get("date_contrat")}
    assert advance == CALCULATOR.values({**size, **signed})["avance_euros"]


@drawn
@given(local=patients, associates=st.integers(0, 100), month=st.integers(1, 12))
def test_the_advance_is_60_percent_of_the_core_by_month(
    local: int, associates: int, month: int
) -> None:
    size = {"patientele": local, "associes": associates}
    whole = values(**size, **CORE)
    signed = values(**size, **CORE, date_contrat=f"2023-{month:02}-01")
    exact = Decimal(str(whole["total_euros"])) * 6 / 10
    assert abs(Decimal(str(whole["avance_euros"])) - exact) <= Decimal("0.005")
    part = max(exact * (13 - month) / 12, Decimal(12_000))
    assert abs(Decimal(str(signed["avance_euros"])) - part) <= Decimal("0.005")


@drawn
@given(year=inputs(CALCULATOR))
def test_advance_and_balance_make_what_is_due(year: dict[str, Any]) -> None:
    found = {k: Decimal(str(v)) for k, v in CALCULATOR.values(year).items() if "_euros" in k}
    assert found["avance_euros"] + found["solde_euros"] == found["du_euros"]
    assert found["avance_euros"] >= 12_000
    assert 0 <= found["du_euros"] <= max(found["total_euros"], Decimal(20_000))


@drawn
@given(signed=st.integers(2018, 2025), exercise=st.integers(2022, 2025), young=st.booleans())
def test_the_guarantee_lasts_two_calendar_years(signed: int, exercise: int, young: bool) -> None:
    assume(signed <= exercise)
    small = {**PREREQUISITES, "patientele": 0, "associes": 0, "exercice": exercise}
    found = values(**small, date_contrat=f"{signed}-01-01", structure_nouvelle=young)
    guaranteed = young and exercise <= signed + 1
    assert found["total_euros"] == 2_400 * 7
    assert found["du_euros"] == (20_000 if guaranteed else 2_400 * 7)


# The shortcut of the gains


@drawn
@given(before=inputs(CALCULATOR), after=inputs(CALCULATOR))
def test_computing_again_what_changed_is_computing_everything(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    first: Answers = CALCULATOR.answers(before)
    changes = {key: CALCULATOR.answers(after)[key] for key in after if key != "exercice"}
    shortcut = account_with(changes, account(first, SCALE), first, SCALE)
    whole = account(first.with_changes(changes), SCALE)
    assert shortcut.euros == whole.euros
    assert {id: w.points for id, w in shortcut.worths.items()} == {
        id: w.points for id, w in whole.worths.items()
    }
    for name in ("points", "before_uplift", "rate", "uplift", "unmet", "total"):
        assert getattr(shortcut, name) == getattr(whole, name), name


signatures = st.dates(date(2023, 1, 1), date(2023, 12, 31)).map(lambda day: day.isoformat())


@drawn
@given(local=patients, associates=st.integers(0, 100), signed=signatures)
def test_a_part_of_a_year_is_paid_by_its_months(local: int, associates: int, signed: str) -> None:
    size = {"patientele": local, "associes": associates}
    found = values(**PREREQUISITES, **size, date_contrat=signed)
    months = 13 - int(signed[5:7])
    exact = Decimal(str(found["total_euros"])) * months / 12
    assert abs(Decimal(str(found["du_euros"])) - exact) <= Decimal("0.005")


@drawn
@given(local=patients, pair=st.tuples(signatures, signatures), young=st.booleans())
def test_signing_earlier_never_loses_money(local: int, pair: tuple[str, str], young: bool) -> None:
    early, late = (
        values(**PREREQUISITES, patientele=local, date_contrat=signed, structure_nouvelle=young)
        for signed in sorted(pair)
    )
    assert early["du_euros"] >= late["du_euros"]
    assert early["avance_euros"] >= late["avance_euros"]
    assert early["total_euros"] == late["total_euros"]


@drawn
@given(year=inputs(CALCULATOR))
def test_the_guarantee_only_adds_and_only_to_a_new_structure(year: dict[str, Any]) -> None:
    known, new = (CALCULATOR.values({**year, "structure_nouvelle": it}) for it in (False, True))
    assert new["du_euros"] in (known["du_euros"], 20_000)
    assert new["du_euros"] >= known["du_euros"]
    if not new["prerequis_atteints"] or "date_contrat" not in year:
        assert new == known
