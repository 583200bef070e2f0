"""Where former codes lead, from movements written as Insee writes them."""

from __future__ import annotations

from macros.territoires.former import former

CURRENT = frozenset({"01001", "01002", "49002", "91001"})


def move(kind: str, day: str, old: str, new: str, types: str = "COM COM") -> dict[str, str]:
    before, after = types.split()
    return {
        "MOD": kind, "DATE_EFF": day, "TYPECOM_AV": before, "COM_AV": old,
        "LIBELLE_AV": f"Nom {old}", "TYPECOM_AP": after, "COM_AP": new,
    }  # fmt: skip


def test_a_merger_dates_the_code() -> None:
    moves = [move("32", "2017-01-01", "01009", "01001"), move("32", "2017-01-01", "01001", "01001")]
    assert former(moves, CURRENT) == [("01009", "Nom 01009", "01001", "2017-01-01")]


def test_mergers_are_followed_to_the_last() -> None:
    moves = [move("33", "1973-01-01", "01008", "01009"), move("32", "2017-01-01", "01009", "01001")]
    assert former(moves, CURRENT)[0] == ("01008", "Nom 01008", "01001", "2017-01-01")


def test_a_new_code_does_not_date_an_older_merger() -> None:
    moves = [move("33", "1973-01-01", "01008", "01009"), move("50", "2014-01-01", "01009", "01001")]
    assert former(moves, CURRENT) == [
        ("01008", "Nom 01008", "01001", "1973-01-01"),
        ("01009", "Nom 01009", "01001", "2014-01-01"),
    ]


def test_only_the_last_life_of_a_code_counts() -> None:
    moves = [move("33", "1973-01-01", "01009", "01002"), move("32", "2017-01-01", "01009", "01001")]
    assert [found[2] for found in former(moves, CURRENT)] == ["01001"]
    assert [found[2] for found in former(moves[::-1], CURRENT)] == ["01001"]


def test_a_commune_cut_up_leads_nowhere() -> None:
    moves = [move("30", "1965-01-01", "01009", "01001"), move("30", "1965-01-01", "01009", "01002")]
    assert former(moves, CURRENT) == []


def test_current_codes_and_delegated_communes_are_left() -> None:
    moves = [
        move("32", "2017-01-01", "01002", "01001"),
        move("35", "2026-01-01", "01009", "01001", "COMD COM"),
        move("32", "2017-01-01", "01009", "01009", "COM COMD"),
    ]
    assert former(moves, CURRENT) == []


def test_a_code_of_another_department_is_kept_when_it_is_recent() -> None:
    assert former([move("41", "1968-01-01", "78009", "91001")], CURRENT) == []
    assert former([move("32", "2018-01-01", "44009", "49002")], CURRENT) != []


def test_a_lost_zero_is_given_back() -> None:
    assert former([move("32", "2017-01-01", "1009", "1001")], CURRENT)[0][0] == "01009"
