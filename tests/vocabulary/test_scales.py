"""A scale file says where and when each of its figures was read, or is refused."""

from __future__ import annotations

import copy
import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import find
from calculators.vocabulary.scales import Amount, BadScale, NoScale, Scales

DOCUMENT = """
[troisieme]
title = "Troisième texte"
valid_from = 2026-01-01
effect = "provisional"
text = "Un texte est attendu."
source = "cpts-s36"
page = "art. 63"
checked_on = 2026-11-21

[zero]
title = "Texte d’avant"
valid_from = 2017-01-01
valid_until = 2018-12-31
effect = "blocks"
text = "Les chiffres de 2017 et 2018 ne sont pas ici."
source = "cpts-s36"
page = "art. 1"
checked_on = 2026-11-21

[deuxieme]
title = "Deuxième texte"
valid_from = 2022-04-01
source = "cpts-s28"
checked_on = 2026-11-21
columns = ["Petite", "Grande"]

[deuxieme.figures.forfait]
label = "Forfait"
unit = "€"
value = [50000, 60000.5]
source = ["cpts-s2", "cpts-s3"]
page = "tableau"
confidence = ["officiel", "non_verifie"]
checked_on = 2026-11-20

[deuxieme.figures.delai]
label = "Délai"
unit = "mois"
value = { a = 6, b = 12 }
source = "cpts-s1"
page = { a = "p. 1", b = "p. 2" }
confidence = "deduit"
checked_on = 2026-11-21

[deuxieme.figures.seuil]
label = "Seuil"
unit = ""
value = 3
source = "cpts-s1"
page = "p. 3"
confidence = "secondaire"
checked_on = 2026-11-21

[premier]
title = "Premier texte"
valid_from = 2019-08-25
valid_until = 2022-03-31
source = "cpts-s22"
checked_on = 2026-11-19
"""


def document() -> dict[str, Any]:
    return copy.deepcopy(tomllib.loads(DOCUMENT))


def parse(changed: dict[str, Any]) -> Scales:
    return Scales.parse(changed, "essai")


def refusal(changed: dict[str, Any]) -> str:
    with pytest.raises(BadScale) as refused:
        parse(changed)
    return str(refused.value)


SCALES = parse(document())


# --- what is read ----------------------------------------------------------------------------


def test_scales_are_in_order_of_date_whatever_the_file() -> None:
    assert [scale.id for scale in SCALES.every] == ["premier", "deuxieme"]
    assert SCALES["premier"] is SCALES.every[0]
    assert SCALES["deuxieme"].columns == ("Petite", "Grande")
    assert SCALES["premier"].columns == ()
    assert SCALES.checked_on == date(2026, 11, 21)
    with pytest.raises(KeyError):
        SCALES["inconnu"]


def test_each_value_of_a_list_has_its_own_source_and_confidence() -> None:
    figure = SCALES["deuxieme"]["forfait"]
    assert figure.label == "Forfait"
    assert figure.unit == "€"
    assert figure[0] == Amount(
        value=Decimal(50_000), unit="€", label="Forfait", source="cpts-s2", page="tableau",
        confidence="officiel", checked_on=date(2026, 11, 20), verified=True,
    )  # fmt: skip
    assert figure[1] == Amount(
        value=Decimal("60000.5"), unit="€", label="Forfait", source="cpts-s3", page="tableau",
        confidence="deduit", checked_on=date(2026, 11, 20), verified=False,
    )  # fmt: skip
    assert str(figure[1]) == "60\u202f000,50\u00a0€"


def test_each_value_of_a_table_has_its_own_page() -> None:
    delay = SCALES["deuxieme"]["delai"]
    assert (delay["a"].value, delay["a"].page) == (Decimal(6), "p. 1")
    assert (delay["b"].value, delay["b"].page) == (Decimal(12), "p. 2")
    assert delay["b"].confidence == "deduit"
    assert delay["b"].verified


def test_a_single_value_is_read_without_an_index() -> None:
    threshold = SCALES["deuxieme"]["seuil"]
    assert threshold.value == 3
    assert threshold.amount.page == "p. 3"
    assert threshold.amount.confidence == "secondaire"


# --- which text applies ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "id"),
    [
        (date(2019, 8, 25), "premier"),
        (date(2022, 3, 31), "premier"),
        (date(2022, 4, 1), "deuxieme"),
        (date(2099, 1, 1), "deuxieme"),
    ],
)
def test_a_text_applies_from_its_first_day_to_its_last(on: date, id: str) -> None:
    assert SCALES.at(on).id == id


def test_before_the_first_text_the_reason_is_told() -> None:
    with pytest.raises(NoScale) as unknown:
        SCALES.at(date(2019, 8, 24))
    assert str(unknown.value) == (
        "Aucun barème connu au 24\u00a0août\u00a02019. Le premier barème s’applique depuis le "
        "25\u00a0août\u00a02019."
    )


def test_after_the_last_text_the_reason_is_told() -> None:
    ended = document()
    ended["deuxieme"]["valid_until"] = date(2024, 12, 31)
    assert parse(ended).at(date(2024, 12, 31)).id == "deuxieme"
    with pytest.raises(NoScale) as unknown:
        parse(ended).at(date(2025, 1, 1))
    assert str(unknown.value) == "Aucun barème connu au 1er\u00a0janvier\u00a02025."


def test_a_text_that_blocks_gives_its_own_reason() -> None:
    for day in (date(2017, 1, 1), date(2018, 12, 31)):
        with pytest.raises(NoScale, match="2017 et 2018 ne sont pas ici"):
            SCALES.at(day)
    with pytest.raises(NoScale, match="Aucun barème connu"):
        SCALES.at(date(2019, 1, 1))
    with pytest.raises(NoScale, match="Aucun barème connu"):
        SCALES.at(date(2016, 12, 31))


def test_a_text_that_blocks_wins_over_figures_that_may_be_old() -> None:
    blocked = document()
    blocked["troisieme"]["effect"] = "blocks"
    with pytest.raises(NoScale, match="Un texte est attendu"):
        parse(blocked).at(date(2026, 1, 1))
    assert parse(blocked).at(date(2025, 12, 31)).id == "deuxieme"


def test_a_text_that_is_expected_makes_the_result_provisional() -> None:
    second, first = SCALES["deuxieme"], SCALES["premier"]
    assert SCALES.pending(date(2025, 12, 31)) == []
    assert [text.id for text in SCALES.pending(date(2026, 1, 1))] == ["troisieme"]
    assert SCALES.pending(date(2018, 1, 1)) == []
    assert SCALES.status(second, date(2025, 12, 31)) == "en_vigueur"
    assert SCALES.status(second, date(2026, 1, 1)) == "provisoire"
    assert SCALES.status(first, date(2020, 1, 1)) == "historique"


def test_a_text_that_still_applied_when_checked_is_in_force() -> None:
    running = document()
    running["deuxieme"]["valid_until"] = date(2026, 11, 21)
    scales = parse(running)
    assert scales.status(scales["deuxieme"], date(2025, 1, 1)) == "en_vigueur"
    running["deuxieme"]["valid_until"] = date(2026, 11, 20)
    scales = parse(running)
    assert scales.status(scales["deuxieme"], date(2025, 1, 1)) == "historique"


def test_a_known_text_is_forgotten_once_its_scale_is_here() -> None:
    encoded = document()
    encoded["troisieme"] = {**document()["premier"], "valid_from": date(2026, 1, 1)}
    del encoded["troisieme"]["valid_until"]
    scales = parse(encoded)
    assert [text.id for text in scales.unencoded] == ["zero"]
    assert scales.pending(date(2026, 6, 1)) == []
    assert scales.at(date(2026, 6, 1)).id == "troisieme"
    assert scales.status(scales["troisieme"], date(2026, 6, 1)) == "en_vigueur"


@given(st.dates(date(2019, 8, 25), date(2060, 1, 1)))
def test_exactly_one_scale_covers_each_day(day: date) -> None:
    assert [scale for scale in SCALES.every if scale.covers(day)] == [SCALES.at(day)]


# --- what is refused -------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["title", "valid_from", "source", "checked_on"])
@pytest.mark.parametrize("id", ["deuxieme", "troisieme"])
def test_a_text_without_one_of_its_keys_is_refused(id: str, key: str) -> None:
    changed = document()
    del changed[id][key]
    message = refusal(changed)
    assert message.startswith("essai: ")
    assert message.endswith(f"{key} missing")


@pytest.mark.parametrize("key", ["effect", "text", "page"])
def test_a_known_text_without_one_of_its_keys_is_refused(key: str) -> None:
    changed = document()
    changed["zero"][key] = ""
    assert refusal(changed) == f"essai: unencoded zero: {key} missing"


@pytest.mark.parametrize(
    "key", ["label", "unit", "value", "source", "page", "confidence", "checked_on"]
)
@pytest.mark.parametrize("figure", ["forfait", "delai", "seuil"])
def test_a_figure_without_one_of_its_keys_is_refused(figure: str, key: str) -> None:
    changed = document()
    del changed["deuxieme"]["figures"][figure][key]
    assert refusal(changed) == f"essai: scale deuxieme, figure {figure}: {key} missing"


@pytest.mark.parametrize(
    ("where", "way"),
    [
        ("scale deuxieme", ["deuxieme"]),
        ("scale deuxieme, figure seuil", ["deuxieme", "figures", "seuil"]),
        ("unencoded zero", ["zero"]),
    ],
)
def test_a_key_that_nobody_reads_is_refused(where: str, way: list[str]) -> None:
    changed = place = document()
    for key in way:
        place = place[key]
    place["valid_form"] = date(2026, 1, 1)
    assert refusal(changed) == f"essai: {where}: valid_form unknown"


@pytest.mark.parametrize("empty", ["", [], {}])
@pytest.mark.parametrize("key", ["label", "value", "source", "page", "confidence"])
def test_a_figure_with_an_empty_key_is_refused(key: str, empty: object) -> None:
    changed = document()
    changed["deuxieme"]["figures"]["forfait"][key] = empty
    assert refusal(changed) == f"essai: scale deuxieme, figure forfait: {key} missing"


@pytest.mark.parametrize("key", ["source", "page", "confidence"])
def test_a_value_of_a_list_without_its_own_is_refused(key: str) -> None:
    changed = document()
    changed["deuxieme"]["figures"]["forfait"][key] = ["cpts-s1", ""]
    assert refusal(changed).startswith("essai: scale deuxieme, figure forfait")


@pytest.mark.parametrize("key", ["source", "page", "confidence"])
@pytest.mark.parametrize("spread", [["a"], ["a", "b", "c"], {"a": "x", "b": "y"}])
def test_sources_are_one_for_all_or_one_for_each(key: str, spread: object) -> None:
    changed = document()
    changed["deuxieme"]["figures"]["forfait"][key] = spread
    assert refusal(changed) == (
        f"essai: scale deuxieme, figure forfait, {key}: one for each value, or one for all"
    )


@pytest.mark.parametrize("where", ["figure", "scale", "unencoded"])
def test_a_source_outside_the_registry_is_refused(where: str) -> None:
    changed = document()
    table = {
        "figure": changed["deuxieme"]["figures"]["seuil"],
        "scale": changed["deuxieme"],
        "unencoded": changed["troisieme"],
    }[where]
    table["source"] = "nulle-part"
    assert refusal(changed).endswith("unknown source 'nulle-part'")


def test_an_unknown_confidence_is_refused() -> None:
    changed = document()
    changed["deuxieme"]["figures"]["seuil"]["confidence"] = "certain"
    assert refusal(changed).endswith("unknown confidence 'certain'")


def test_a_figure_is_official_only_with_an_official_source() -> None:
    changed = document()
    changed["deuxieme"]["figures"]["seuil"] |= {"confidence": "officiel", "source": "cpts-s3"}
    assert refusal(changed).endswith("cpts-s3 is not an official text")


def test_an_unknown_effect_is_refused() -> None:
    changed = document()
    changed["troisieme"]["effect"] = "peut-être"
    assert refusal(changed) == "essai: unencoded troisieme: unknown effect 'peut-être'"


@pytest.mark.parametrize(
    "value", ["50000", True, [1, "2"], {"a": None}, float("nan"), float("inf")]
)
def test_a_value_that_is_not_a_number_is_refused(value: object) -> None:
    changed = document()
    changed["deuxieme"]["figures"]["seuil"]["value"] = value
    assert refusal(changed).endswith("is not a number")


@pytest.mark.parametrize("key", ["valid_from", "checked_on"])
@pytest.mark.parametrize("wrong", ["demain", 2026, True])
def test_a_date_that_is_not_one_is_refused(key: str, wrong: object) -> None:
    changed = document()
    changed["deuxieme"][key] = wrong
    assert refusal(changed).endswith("is not a date")
    changed = document()
    changed["troisieme"][key] = wrong
    assert refusal(changed).endswith("is not a date")
    changed = document()
    changed["deuxieme"]["figures"]["seuil"]["checked_on"] = wrong
    assert refusal(changed).endswith("is not a date")


def test_dates_may_be_texts_as_in_the_bundle_of_the_browser() -> None:
    texts = document()
    texts["deuxieme"]["valid_from"] = "2022-04-01"
    assert parse(texts) == SCALES


def test_a_file_without_a_scale_is_refused() -> None:
    assert refusal({}) == "essai: no scale"
    assert refusal({"zero": document()["zero"]}) == "essai: no scale"


@pytest.mark.parametrize("end", [date(2022, 4, 1), date(2030, 1, 1)])
def test_two_scales_that_overlap_are_refused(end: date) -> None:
    changed = document()
    changed["premier"]["valid_until"] = end
    assert refusal(changed) == "essai: scales premier and deuxieme overlap"


def test_two_scales_of_the_same_day_are_refused() -> None:
    changed = document()
    changed["autre"] = document()["deuxieme"]
    assert refusal(changed) == "essai: scales deuxieme and autre overlap"


def test_a_text_ends_where_the_next_begins() -> None:
    changed = document()
    del changed["premier"]["valid_until"]
    assert parse(changed) == SCALES


# --- what a text keeps of an older one -------------------------------------------------------


def continued(**changes: object) -> dict[str, Any]:
    texts = document()
    texts["suite"] = {
        "title": "Suite",
        "valid_from": date(2025, 1, 1),
        "source": "cpts-s22",
        "checked_on": date(2026, 11, 21),
        "continues": "deuxieme",
        "drops": ["delai"],
        "figures": {"seuil": {**texts["deuxieme"]["figures"]["seuil"], "value": 4}},
        **changes,
    }
    return texts


def test_a_text_keeps_the_figures_that_it_does_not_restate() -> None:
    scales = parse(continued())
    before, after = scales["deuxieme"], scales["suite"]
    assert before.valid_until == date(2024, 12, 31)
    assert after.figures.keys() == {"forfait", "seuil"}
    assert after["forfait"] is before["forfait"]
    assert [scale["seuil"].value for scale in (before, after)] == [Decimal(3), Decimal(4)]
    assert after.columns == ("Petite", "Grande")


def test_a_text_may_give_its_own_columns_and_continue_a_continued_one() -> None:
    texts = continued(columns=["Basse", "Haute"])
    texts["fin"] = {**texts["suite"], "valid_from": date(2026, 6, 1), "continues": "suite"}
    texts["fin"] |= {"drops": [], "figures": {}, "columns": []}
    scales = parse(texts)
    assert scales["fin"].figures == scales["suite"].figures
    assert scales["fin"].columns == ("Basse", "Haute")


@pytest.mark.parametrize("parent", ["absent", "fin", "suite", "troisieme"])
def test_a_text_continues_an_older_one_or_is_refused(parent: str) -> None:
    texts = continued(continues=parent)
    texts["fin"] = {**document()["deuxieme"], "valid_from": date(2026, 6, 1)}
    said = f"essai: scale suite: continues '{parent}', which is no older text"
    assert refusal(texts) == said


def test_a_text_drops_only_what_the_older_one_holds() -> None:
    assert refusal(continued(drops=["delai", "rien", "nul"])) == (
        "essai: scale suite: drops rien, nul, which deuxieme does not hold"
    )


@pytest.mark.parametrize("change", [{"unit": "points"}, {"value": [3, 4]}, {"value": {"a": 3}}])
def test_a_figure_that_changes_keeps_its_unit_and_its_number_of_values(change: Any) -> None:
    figures = {"seuil": {**document()["deuxieme"]["figures"]["seuil"], **change}}
    assert refusal(continued(figures=figures)) == (
        "essai: scale suite, figure seuil: not the unit, or not as many, as in deuxieme"
    )


def test_a_text_brings_only_what_it_holds() -> None:
    assert refusal(continued(brings=["rien"])) == (
        "essai: scale suite: brings rien, which it does not hold"
    )


def test_what_a_text_allows_is_written_yes_or_no() -> None:
    amount = find("centre-de-sante").scales["cds-2023"]["agrement"].amounts
    assert (str(amount["dentaire"]), str(amount["medicale"])) == ("oui", "non")
