"""A rate typed 0,8 where 80 is likely: computed as written, and asked back, by every door."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from calculators import SLUGS, InvalidInput, compute, find
from calculators.doors import browser, cli
from calculators.doors.batch import Limit, compute_csv
from calculators.vocabulary.fields import Percent

RATES = [
    (slug, field.key)
    for slug in SLUGS
    for field in find(slug).fields
    if isinstance(field, Percent) and field.asked_back
]
every_rate = pytest.mark.parametrize(("slug", "key"), RATES)


def asked(result: dict[str, Any]) -> list[dict[str, str]]:
    return [note for note in result["warnings"] if "field" in note]


def test_rates_that_are_usually_small_or_settled_by_their_sum_are_not_asked_back() -> None:
    left = {
        (slug, field.key)
        for slug in SLUGS
        for field in find(slug).fields
        if isinstance(field, Percent) and not field.asked_back
    }
    shares = {("repartition-sisa", f"part_{key}") for key in ("fixe", "temps", "actions")}
    assert left == {("aci-msp", "taux_ame"), *shares}
    assert not asked(compute("aci-msp", {"exercice": 2025, "taux_ame": 0.4}))


@every_rate
@pytest.mark.parametrize(
    ("rate", "read", "meant"),
    [(0.8, "0,8", "80"), (1, "1", "100"), (0.01, "0,01", "1"), (0.75, "0,75", "75")],
)
def test_a_rate_of_one_percent_or_less_is_asked_back_first(
    slug: str, key: str, rate: float, read: str, meant: str
) -> None:
    calculator = find(slug)
    result = compute(slug, {**calculator.start, key: rate})
    note = result["warnings"][0]
    assert (note["id"], note["field"]) == (f"{key}_a_verifier", key)
    label = next(field.label for field in calculator.fields if field.key == key)
    assert note["text"] == (
        f"«\u00a0{label}\u00a0»\u202f: vous avez écrit {read}. Comptez-vous {read}\u00a0% ou "
        f"{meant}\u00a0%\u202f? Le calcul prend {read}\u00a0%. "
        f"Pour {meant}\u00a0%, écrivez {meant}."
    )
    assert result["inputs"][key] == rate


@every_rate
@pytest.mark.parametrize("rate", [0, 1.01, 8, 80, 100])
def test_other_rates_are_taken_at_their_word(slug: str, key: str, rate: float) -> None:
    assert not asked(compute(slug, {**find(slug).start, key: rate}))


@every_rate
def test_the_page_the_command_line_and_the_table_ask_too(
    slug: str, key: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = {**find(slug).start, key: 0.8}
    (note,) = asked(compute(slug, inputs))
    typed = {name: str(value) for name, value in inputs.items()} | {key: "0,8"}
    opened = json.loads(browser.answer(json.dumps({"calculator": slug, "typed": typed})))
    assert asked(opened["result"]) == [note]

    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(inputs)))
    assert cli.main(["compute", slug, "--input", "-"]) == 0
    assert f"! {note['text']}" in capsys.readouterr().out

    rows = io.StringIO()
    table = csv.DictWriter(rows, typed.keys())
    table.writeheader()
    table.writerows([typed, {**typed, key: "80"}])
    document, _ = compute_csv(find(slug), rows.getvalue().encode(), Limit(10**6, 100))
    small, plain = csv.DictReader(io.StringIO(document))
    assert (small["resultat_a_verifier"], small["erreurs"]) == (note["text"], "")
    assert (plain["resultat_a_verifier"], plain["erreurs"]) == ("", "")


def test_shares_written_as_ratios_are_asked_back_with_their_error() -> None:
    shares = {"part_fixe": 0, "part_temps": 0.4, "part_actions": 0.6}
    people = [{"nom": "A", "heures": 1, "actions": 1}]
    with pytest.raises(InvalidInput) as refused:
        compute("repartition-sisa", {"montant": 10, **shares, "associes": people})
    (error,) = refused.value.errors
    assert error.message.endswith(
        "Comptez-vous 0,4\u00a0% ou 40\u00a0%\u202f? Pour 40\u00a0%, écrivez 40."
    )
