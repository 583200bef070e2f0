"""What each type of input accepts, refuses, reads, writes and describes."""

from __future__ import annotations

import contextlib
import math
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.vocabulary.errors import InvalidInput, Rejected
from calculators.vocabulary.fields import (
    Answers,
    Boolean,
    Choice,
    Codes,
    Day,
    Field,
    Integer,
    Level,
    Money,
    Number,
    Percent,
    Records,
    Several,
    Text,
    Year,
    accept,
    understand,
)
from tests.strategies import ANYTHING, inexpressible, takes, validator, values

POPULATION = Integer(
    key="population", label="Population", unit="habitants", minimum=1, maximum=3_000_000
)
WEEKS = Number(key="semaines", label="Semaines", unit="semaines", maximum=52, decimals=1)
RATE = Percent(key="taux", label="Taux")
AMOUNT = Money(key="montant", label="Montant", maximum=1_000_000)
YEAR = Year(key="annee", label="Année", minimum=2000, maximum=2100)
LEVEL = Level(key="niveau", label="Niveau", words=("aucun", "un", "deux"))
FLAG = Boolean(key="ouvert", label="Ouvert")
MODE = Choice(key="mode", label="Mode", options={"liberal": "Libéral", "mixte": "Mixte"})
KINDS = Several(key="genres", label="Genres", options={"a": "A", "b": "B", "c": "C"})
COMMUNES = Codes(
    key="communes",
    label="Communes",
    pattern=r"\d[\dABab]\d{3}",
    expected="cinq caractères",
    maximum=40,
)
DAY = Day(key="date", label="Date", minimum=date(2000, 1, 1), maximum=date(2050, 12, 31))
NAME = Text(key="nom", label="nom", maximum=60)
PEOPLE = Records(
    key="associes",
    label="Associés",
    columns=(NAME, Number(key="heures", label="heures", maximum=1000, decimals=2)),
    maximum=3,
)
MORE = Records(
    key="lots",
    label="Lots",
    columns=(
        NAME,
        Number(key="heures", label="heures", maximum=9),
        Number(key="poids", label="poids", minimum=Decimal("0.5"), maximum=9, default=Decimal(1)),
        Money(key="forfait", label="forfait", maximum=50, default=Decimal(0)),
    ),
    maximum=3,
)
FIELDS: tuple[Field, ...] = (
    POPULATION, WEEKS, RATE, AMOUNT, YEAR, LEVEL, FLAG, MODE, KINDS, COMMUNES, DAY, NAME, PEOPLE,
    MORE,
)  # fmt: skip
NOON = datetime(2025, 6, 30, 12, tzinfo=UTC)
drawn = settings(max_examples=50, deadline=None)
every_field = pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)


def refusal(field: Field, value: object) -> str:
    with pytest.raises(Rejected) as refused:
        field.accept(value)
    return str(refused.value)


# --- every type ------------------------------------------------------------------------------


@every_field
@drawn
@given(data=st.data())
def test_an_accepted_value_survives_json_and_the_form(field: Field, data: st.DataObject) -> None:
    value = data.draw(values(field))
    accepted = field.accept(value)
    assert field.accept(field.as_json(accepted)) == accepted
    assert field.accept(field.read(field.write(accepted))) == accepted
    assert field.accept(field.read(field.show(accepted))) == accepted


@every_field
@drawn
@given(data=st.data())
def test_the_schema_and_the_field_accept_the_same_values(field: Field, data: st.DataObject) -> None:
    value = data.draw(values(field) | ANYTHING)
    if inexpressible(field, value):
        return
    assert validator(field.schema()).is_valid(value) is takes(field, value)


@every_field
@pytest.mark.parametrize(
    "wrong",
    [
        math.nan, math.inf, -math.inf, Decimal("sNaN"), {"a": 1}, [[1]], object(), b"52",
        10**5000, -(10**5000), [10**5000], Decimal("1E+999999999"), Decimal("1E-999999999"),
        "\x00", "\ud800", "x" * 100_000, "٣", "５２", "²", complex(1, 2), NOON,
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_nonsense_is_refused_in_a_short_french_message(field: Field, wrong: object) -> None:
    if field is NAME and wrong in ("٣", "５２", "²"):
        assert field.accept(wrong) == wrong  # a name may be written in any script
        return
    started = time.process_time()
    message = refusal(field, wrong)
    assert time.process_time() - started < 0.5
    assert 10 < len(message) < 400
    assert message.isprintable() or "\u00a0" in message or "\u202f" in message
    assert message.endswith(".")


@every_field
def test_an_empty_answer_is_told_in_words(field: Field) -> None:
    if field in (KINDS, COMMUNES):
        return
    assert not refusal(field, "").startswith("« ")
    assert refusal(field, "") == refusal(field, "  \u202f ")


@every_field
@drawn
@given(typed=st.text(max_size=30))
def test_whatever_is_typed_is_read_without_a_crash(field: Field, typed: str) -> None:
    value = field.read(typed)
    with contextlib.suppress(Rejected):
        accepted = field.accept(value)
        assert field.accept(field.read(field.write(accepted))) == accepted


# --- numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009", "\t", ""])
def test_thousands_are_understood_with_any_space(space: str) -> None:
    assert POPULATION.accept(POPULATION.read(f" 52{space}000 ")) == 52_000
    assert AMOUNT.accept(AMOUNT.read(f"52{space}000,50{space}€")) == Decimal("52000.5")
    assert RATE.accept(RATE.read(f"12,5{space}%")) == Decimal("12.5")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (0, "« 0 » est hors limites."),
        (-1, "« −1 » est hors limites."),
        (3_000_001, "« 3\u202f000\u202f001 » est hors limites."),
        (1e9, "« 1\u202f000\u202f000\u202f000 » est hors limites."),
        (Decimal("1E+9"), "« 1\u202f000\u202f000\u202f000 » est hors limites."),
        (Decimal("1E+999999999"), "« 1E+999999999 » est hors limites."),
        (52000.5, "« 52\u202f000,5 » n’est pas un nombre entier."),
        (Decimal("1E-999999999"), "« 1E-999999999 » n’est pas un nombre entier."),
        (math.nan, "« nan » n’est pas un nombre."),
        (math.inf, "« inf » n’est pas un nombre."),
        ("52000", "« 52000 » n’est pas un nombre."),
        ("", "Une réponse vide n’est pas un nombre."),
        (True, "« true » n’est pas un nombre."),
        (False, "« false » n’est pas un nombre."),
        ("x" * 41, "« " + "x" * 40 + "… » n’est pas un nombre."),
        ("x" * 40, "« " + "x" * 40 + " » n’est pas un nombre."),
    ],
)
def test_a_wrong_population_is_told_with_what_is_accepted(wrong: object, told: str) -> None:
    assert refusal(POPULATION, wrong) == (
        f"{told} Indiquez un nombre entier entre 1\u00a0habitant"
        " et 3\u202f000\u202f000\u00a0habitants."
    )


@pytest.mark.parametrize(
    "typed", ["1e9", "NaN", "inf", "٣", "0x10", "1_000", "5-2", "--5", "52.", "1,2,3", "€", "% 5"]
)
def test_what_is_not_a_number_is_given_back_as_typed(typed: str) -> None:
    assert AMOUNT.read(typed) == typed
    assert typed in refusal(AMOUNT, AMOUNT.read(typed))


@pytest.mark.parametrize("typed", ["52.000", "52,000", "1.234.567", "-1,000", " 12.500 €"])
def test_a_number_that_reads_two_ways_is_asked_again(typed: str) -> None:
    assert AMOUNT.read(typed) == typed
    assert refusal(AMOUNT, typed) == (
        f"«\u00a0{typed}\u00a0» se lit de deux façons. Écrivez les milliers avec une "
        "espace, ou sans rien. Indiquez un nombre entre 0\u00a0€ et 1\u202f000\u202f000\u00a0€."
    )


@pytest.mark.parametrize(
    ("typed", "read"),
    [("0,125", "0.125"), ("52,0000", "52"), ("1234,500", "1234.5"), ("52000.0", "52000")],
)
def test_decimals_that_cannot_be_thousands_are_decimals(typed: str, read: str) -> None:
    assert AMOUNT.read(typed) == Decimal(read)


@pytest.mark.parametrize(
    ("typed", "read"), [("-1", -1), ("−1", -1), ("+5", 5), ("007", 7), ("1.5", Decimal("1.5"))]
)
def test_signs_and_points_are_read(typed: str, read: object) -> None:
    assert POPULATION.read(typed) == read


def test_a_unit_is_understood_only_where_it_belongs() -> None:
    assert RATE.read("5 %") == 5
    assert AMOUNT.read("5 €") == 5
    assert RATE.read("5 €") == "5 €"
    assert WEEKS.read("5 s") == "5 s"
    assert POPULATION.read("5h") == "5h"


@pytest.mark.parametrize(
    ("field", "low", "high"),
    [(POPULATION, 1, 3_000_000), (RATE, 0, 100), (AMOUNT, 0, 1_000_000), (LEVEL, 0, 2)],
    ids=lambda value: getattr(value, "key", None),
)
def test_both_bounds_are_accepted_and_nothing_beyond(field: Number, low: int, high: int) -> None:
    assert field.accept(low) == low
    assert field.accept(high) == high
    for beyond in (low - 1, high + 1):
        assert "hors limites" in refusal(field, beyond)
    for just_beyond in (Decimal(low) - Decimal("0.01"), Decimal(high) + Decimal("0.01")):
        refusal(field, just_beyond)


def test_decimals_are_counted_and_never_rounded() -> None:
    assert RATE.accept(12.34) == Decimal("12.34")
    assert refusal(RATE, 12.345) == (
        "Indiquez un nombre entre 0\u00a0% et 100\u00a0%, avec 2 décimales au plus."
    )
    assert refusal(WEEKS, 1.25).endswith("avec 1 décimale au plus.")
    assert WEEKS.accept(1.5) == Decimal("1.5")
    assert RATE.accept(Decimal("12.3400000")) == Decimal("12.34")


def test_a_zero_with_a_monstrous_exponent_is_a_plain_zero() -> None:
    for zero in (Decimal("0E-999999999"), Decimal("0E+999999999"), Decimal("-0"), -0.0):
        accepted = RATE.accept(zero)
        assert RATE.write(accepted) == "0"
        assert RATE.as_json(accepted) == 0
        assert format(accepted, "f") == "0.00"


def test_numbers_are_exact() -> None:
    assert AMOUNT.accept(0.1) + AMOUNT.accept(0.2) == Decimal("0.3")
    assert isinstance(POPULATION.accept(60_000.0), int)


def test_numbers_are_written_as_a_form_holds_them() -> None:
    assert AMOUNT.write(Decimal("1200.50")) == "1200,5"
    assert AMOUNT.write(Decimal(1_000_000)) == "1000000"
    assert POPULATION.write(60_000) == "60000"
    assert AMOUNT.as_json(Decimal("1200.50")) == 1200.5
    assert isinstance(AMOUNT.as_json(Decimal("1200.00")), int)


def test_a_year_is_written_without_separator() -> None:
    assert refusal(YEAR, 1999).endswith("Indiquez une année entre 2000 et 2100.")
    assert "« 1999 »" in refusal(YEAR, 1999)
    assert YEAR.accept(2000) == 2000


def test_a_level_is_a_rank_among_words() -> None:
    assert LEVEL.options == {"0": "aucun", "1": "un", "2": "deux"}
    assert LEVEL.maximum == 2
    assert LEVEL.default == 0
    assert LEVEL.accept(LEVEL.read("2")) == 2


# --- yes or no, choices, lists ---------------------------------------------------------------


@pytest.mark.parametrize("typed", ["oui", "OUI", "true", "Vrai", "1", "x", " X "])
def test_yes_is_read(typed: str) -> None:
    assert FLAG.accept(FLAG.read(typed)) is True


@pytest.mark.parametrize("typed", ["non", "Non", "false", "FAUX", "0"])
def test_no_is_read(typed: str) -> None:
    assert FLAG.accept(FLAG.read(typed)) is False


@pytest.mark.parametrize("wrong", [1, 0, "oui", "true", "", "peut-être"])
def test_json_holds_a_yes_or_a_no_and_nothing_like_it(wrong: object) -> None:
    assert refusal(FLAG, wrong).endswith("n’est pas une réponse. Répondez par oui ou par non.")
    assert FLAG.read("peut-être") == "peut-être"


def test_a_choice_is_one_of_its_values() -> None:
    assert MODE.accept(MODE.read(" liberal ")) == "liberal"
    for wrong in ("Libéral", "salarie", 1, ["liberal"]):
        assert refusal(MODE, wrong).endswith(
            "n’est pas une des réponses. Choisissez parmi : Libéral [liberal], mixte."
        )


def test_several_choices_keep_their_order_and_are_each_given_once() -> None:
    assert KINDS.accept(KINDS.read("c, a;b")) == ("c", "a", "b")
    assert KINDS.accept([]) == ()
    assert refusal(KINDS, ["a", "b", "a"]) == (
        "« a » est indiqué deux fois. Gardez-le une seule fois."
    )
    assert refusal(KINDS, ["d"]) == (
        "« d » n’est pas une des réponses. Choisissez parmi : a, b, c."
    )
    assert refusal(KINDS, "a") == "« a » n’est pas une liste. Indiquez une liste de réponses."
    refusal(KINDS, ["a", 1])


def test_codes_have_one_shape_and_are_each_given_once() -> None:
    assert COMMUNES.accept(COMMUNES.read("01034 2A004,\n97411")) == ("01034", "2A004", "97411")
    assert refusal(COMMUNES, ["1034"]) == (
        "« 1034 » n’est pas un code valable. Attendu : cinq caractères. "
        "Écrivez 01034, avec le zéro du début."
    )
    for wrong in ("01034\n", "2c004", "٠١٠٣٤", "010345", "01O34", "A1034", "Belley"):
        assert "n’est pas un code valable" in refusal(COMMUNES, [wrong])
        assert "Écrivez" not in refusal(COMMUNES, [wrong])
    assert COMMUNES.accept(COMMUNES.read("2a004, 2b033")) == ("2A004", "2B033")
    assert COMMUNES.accept(["2a004", "01034"]) == ("2A004", "01034")
    assert "« 2A004 » est indiqué deux fois" in refusal(COMMUNES, ["2a004", "2A004"])
    assert "« Belley »" in refusal(COMMUNES, COMMUNES.read("Belley"))
    assert "deux fois" in refusal(COMMUNES, ["01034", "01035", "01034"])
    assert "2A004" in refusal(COMMUNES, ["2A004", "2a004"])
    assert refusal(COMMUNES, 1034) == (
        "« 1034 » n’est pas une liste. Indiquez une liste de codes : cinq caractères."
    )


def test_codes_have_a_greatest_number() -> None:
    codes = [f"{rank:05}" for rank in range(41)]
    assert len(COMMUNES.accept(codes[:40])) == 40
    assert refusal(COMMUNES, codes) == "Indiquez 40 codes au plus."


def test_a_long_list_of_codes_is_checked_in_no_time() -> None:
    every = Codes(key="c", label="C", pattern=r"\d{5}", expected="cinq chiffres", maximum=20_000)
    started = time.process_time()
    every.accept([f"{rank:05}" for rank in range(20_000)])
    assert time.process_time() - started < 2


# --- dates -----------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["30/06/2025", "2025-06-30", " 30/6/2025 "])
def test_a_date_is_read_as_written_in_france_and_in_iso(typed: str) -> None:
    assert DAY.accept(DAY.read(typed)) == date(2025, 6, 30)


def test_a_date_is_accepted_as_such() -> None:
    assert DAY.accept(date(2025, 6, 30)) == date(2025, 6, 30)
    assert DAY.as_json(date(2025, 6, 30)) == "2025-06-30"
    assert DAY.write(date(2025, 6, 1)) == "2025-06-01"
    assert DAY.show(date(2025, 6, 1)) == "01/06/2025"


@pytest.mark.parametrize("wrong", ["2025-02-29", "2025-13-01", "2025-00-10", "31/04/2025"])
def test_a_date_that_does_not_exist_is_told_as_it_was_typed(wrong: str) -> None:
    assert refusal(DAY, DAY.read(wrong)) == (
        f"«\u00a0{wrong}\u00a0» n’existe pas. Indiquez une date qui existe, par exemple 30/06/2025."
    )


def test_data_take_iso_dates_alone_and_say_so() -> None:
    assert refusal(DAY, "30/6/2025") == (
        "«\u00a030/6/2025\u00a0» est écrit pour un formulaire. "
        "Dans des données, indiquez 2025-06-30."
    )


@pytest.mark.parametrize(
    "wrong",
    ["", "demain", "2025", "20250630", "2025-W27-1", "30-06-2025", "30/06/25", "٣٠/٠٦/٢٠٢٥",
     20250630, True, NOON],
)  # fmt: skip
def test_what_is_not_a_date_is_told(wrong: object) -> None:
    value = DAY.read(wrong) if isinstance(wrong, str) else wrong
    assert refusal(DAY, value).endswith(
        "n’est pas une date. Indiquez une date qui existe, par exemple 30/06/2025."
    )


def test_dates_have_bounds_that_are_accepted() -> None:
    assert DAY.accept("2000-01-01") == DAY.minimum
    assert DAY.accept("2050-12-31") == DAY.maximum
    for beyond in ("1999-12-31", "2051-01-01"):
        assert refusal(DAY, beyond) == (
            "Indiquez une date entre le 1er\u00a0janvier\u00a02000"
            " et le 31\u00a0décembre\u00a02050."
        )


# --- words and records -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["A", "Docteure Œ’Neil-Ñandú", "محمد", "A: b, c", "x" * 60])
def test_a_name_is_kept_to_the_letter(name: str) -> None:
    assert NAME.accept(name) == name
    row = ({"nom": name, "heures": Decimal(1)},)
    assert PEOPLE.accept(PEOPLE.read(PEOPLE.write(row))) == row


@pytest.mark.parametrize(
    "wrong",
    [" A", "A ", "A;B", "A\nB", "A\tB", "A\u2028B", "A\x00B", "\ud800", "A\u0085B", "\u00a0A"],
)
def test_a_name_that_a_list_could_not_hold_is_refused(wrong: str) -> None:
    assert refusal(NAME, wrong) == (
        "Indiquez quelques mots, sans point-virgule, sans retour à la ligne"
        " et sans espace au début ni à la fin."
    )


def test_a_name_has_a_length() -> None:
    assert refusal(NAME, "x" * 61) == "Indiquez 60 caractères au plus."
    for wrong in ("", " ", 3, None):
        assert refusal(NAME, wrong).endswith("n’est pas un texte. Indiquez quelques mots.")
    assert NAME.read("  A ") == "A"


@pytest.mark.parametrize(
    "typed",
    ["A ; 1\nB;2,5", "A\t1\nB\t2,5", "A:1, B:2.5", "\nA;1\r\n\nB;2.5\n", "A;1\nB:2,5"],
)
def test_records_are_read_from_lines_or_a_spreadsheet(typed: str) -> None:
    assert PEOPLE.accept(PEOPLE.read(typed)) == (
        {"nom": "A", "heures": Decimal(1)},
        {"nom": "B", "heures": Decimal("2.5")},
    )


def test_records_with_too_many_or_too_few_cells_are_told() -> None:
    assert PEOPLE.read("A;1\nB") == "B"
    assert PEOPLE.read("A;1;2") == "A;1;2"
    assert refusal(PEOPLE, PEOPLE.read("A;1\nB")) == (
        "« B » : indiquez sur chaque ligne nom ; heures."
    )


def test_records_are_each_checked() -> None:
    good: dict[str, Any] = {"nom": "A", "heures": 1}
    assert refusal(PEOPLE, []) == "Indiquez de 1 à 3 lignes."
    assert refusal(PEOPLE, [good] * 4) == "Indiquez de 1 à 3 lignes."
    assert refusal(PEOPLE, [good, {"nom": "B"}]) == "Ligne 2 : attendu nom et heures."
    assert refusal(PEOPLE, [good, {**good, "x": 1}]) == "Ligne 2 : attendu nom et heures."
    assert refusal(PEOPLE, [3]) == "Ligne 1 : attendu nom et heures."
    assert refusal(PEOPLE, [good, {**good, "heures": -1}]).startswith(
        "Ligne 2, heures : « −1 » est hors limites."
    )
    assert PEOPLE.as_json(PEOPLE.accept([good])) == [good]
    assert len(PEOPLE.accept([good] * 3)) == 3


def test_an_empty_cell_is_refused_by_its_name_and_a_name_written_twice_asked_back() -> None:
    assert refusal(MORE, MORE.read("\t35\t1\nBob\t8\t1")).startswith("Ligne 1, nom\u202f: ")
    assert refusal(MORE, MORE.read("Bob;;1")).startswith("Ligne 1, heures\u202f: ")
    # The headings, even of a wider sheet, have no rank.
    assert refusal(MORE, MORE.read("Nom\tHeures\t\t\nBob\tx")).startswith("Ligne 1, heures")
    assert MORE.doubt(MORE.accept(MORE.read("Bob;8\nLéa;2\nbob;8"))) == (
        "«\u00a0Lots\u00a0»\u202f: «\u00a0Bob\u00a0» est écrit lignes 1 et 3. Est-ce la même "
        "ligne deux fois\u202f? Le calcul compte chaque ligne."
    )
    assert not MORE.doubt(MORE.accept(MORE.read("Bob;8\nLéa;2")))


def test_records_may_leave_out_the_columns_that_have_a_default() -> None:
    told = [
        {"nom": "A", "heures": Decimal(1), "poids": Decimal(1), "forfait": Decimal(0)},
        {"nom": "B", "heures": Decimal(1), "poids": Decimal(2), "forfait": Decimal(0)},
        {"nom": "C", "heures": Decimal(1), "poids": Decimal(1), "forfait": Decimal(5)},
    ]
    short = {"nom": "A", "heures": 1}
    assert list(MORE.accept([short, {**short, "nom": "B", "poids": 2}, told[2]])) == told
    assert list(MORE.accept(MORE.read("A;1\nB;1;2;\nC;1;;5"))) == told
    assert MORE.write(MORE.accept(told)) == "A ; 1\nB ; 1 ; 2\nC ; 1 ; 1 ; 5"
    assert MORE.accept([{**short, "poids": None}]) == MORE.accept([short])
    assert refusal(MORE, [{"nom": "A", "poids": 1}]) == (
        "Ligne 1\u202f: attendu nom et heures, puis, si besoin, poids et forfait."
    )
    assert refusal(MORE, MORE.read("A;1;1;1;1")) == (
        "«\u00a0A;1;1;1;1\u00a0»\u202f: indiquez sur chaque ligne nom ; heures, puis, si besoin, "
        "poids ; forfait."
    )


# --- a whole set of inputs -------------------------------------------------------------------


def test_every_field_at_fault_is_named_at_once() -> None:
    with pytest.raises(InvalidInput) as refused:
        accept(FIELDS, {"population": 0, "taux": 101, "inconnu": 1, "ouvert": None})
    assert [error.field for error in refused.value.errors] == ["inconnu", "population", "taux"]
    unknown = refused.value.errors[0].message
    assert unknown.startswith("« inconnu » n’est pas une donnée de ce calcul.")
    assert "Données acceptées : population, semaines" in unknown
    assert "population : « 0 » est hors limites." in str(refused.value)


def test_absent_and_null_inputs_take_their_default() -> None:
    flag = Boolean(key="b", label="B", default=True)
    assert accept((flag, RATE), {}) == {"b": True, "taux": None}
    assert accept((flag, RATE), {"b": None, "taux": None}) == {"b": True, "taux": None}


def test_a_required_input_is_asked_for() -> None:
    fields = (
        Integer(key="n", label="N", maximum=9, required=True),
        Choice(key="c", label="Le choix", options={"a": "A"}, required=True),
    )
    with pytest.raises(InvalidInput) as refused:
        accept(fields, {"n": None})
    assert [(error.field, error.message) for error in refused.value.errors] == [
        ("n", "Indiquez un nombre entier entre 0 et 9."),
        ("c", "Renseignez « Le choix »."),
    ]


@pytest.mark.parametrize("document", [None, [], [1], "population", 3, True])
def test_inputs_that_are_not_an_object_are_told(document: object) -> None:
    with pytest.raises(InvalidInput) as refused:
        accept(FIELDS, document)
    assert [error.field for error in refused.value.errors] == ["input"]
    assert "objet JSON" in refused.value.errors[0].message


def test_a_key_that_is_not_a_text_is_named_as_one() -> None:
    with pytest.raises(InvalidInput) as refused:
        accept(FIELDS, {1: 2})
    assert refused.value.errors[0].field == "1"


def test_what_is_typed_becomes_json_and_empty_answers_are_left_out() -> None:
    typed = {"population": "52 000", "ouvert": "oui", "mode": " ", "inconnu": "x", "nom": ""}
    assert understand(FIELDS, typed) == {"population": 52_000, "ouvert": True, "inconnu": "x"}


def test_answers_give_each_input_with_its_type() -> None:
    answers = Answers(n=1, d=Decimal(2), b=True, c="a", s=("x",), day=date(2025, 1, 1), none=None)
    assert answers.integer("n") == 1
    assert answers.number("d") == 2
    assert answers.flag("b") is True
    assert answers.choice("c") == "a"
    assert answers.several("s") == ("x",)
    assert answers.day("day") == date(2025, 1, 1)
    assert answers.given("b")
    assert not answers.given("none")
    changed = answers.with_changes({"n": 2})
    assert (changed.integer("n"), answers.integer("n"), changed.choice("c")) == (2, 1, "a")


def test_a_field_without_a_type_says_so() -> None:
    plain = Field(key="k", label="K")
    with pytest.raises(NotImplementedError):
        plain.accept(1)
    assert plain.read(" x ") == " x "
    assert plain.write("x") == "x"
    assert plain.schema() == {"type": "string"}
