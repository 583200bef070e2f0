"""Each command as a person or a script runs it: exit status, standard output, standard error."""

from __future__ import annotations

import errno
import io
import json
import os
import runpy
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest

import calculators
from calculators import SLUGS, compute, estimate, find
from calculators.doors import browser, cli, plans
from calculators.doors.exports import take, write
from calculators.vocabulary.scales import BadScale
from tests.support import plain

type Run = subprocess.CompletedProcess[bytes]
ROOT = Path(calculators.__file__).parents[1]


def run(
    *arguments: str, given: str | bytes = "", environment: Mapping[str, str] | None = None
) -> Run:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "calculators", *arguments],
        input=given if isinstance(given, bytes) else given.encode(),
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
    )


def errors(process: Run) -> list[dict[str, str]]:
    """Check the shape of a refusal and give its errors."""
    assert process.returncode == 2
    assert process.stdout == b""
    told = json.loads(process.stderr)
    assert told.keys() == {"errors"}
    assert told["errors"]
    assert all(error.keys() == {"field", "message"} for error in told["errors"])
    found: list[dict[str, str]] = told["errors"]
    return found


def typed(slug: str, inputs: Mapping[str, object]) -> dict[str, str]:
    """Write JSON inputs as a person would have typed them."""
    calculator = find(slug)
    answers = calculator.answers(inputs)
    return {one.key: one.write(answers[one.key]) for one in calculator.fields if one.key in inputs}


class Console:
    """The same commands inside this process, for speed."""

    def __init__(self, captured: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._captured, self._patch = captured, patch

    def __call__(self, *arguments: str, given: str = "") -> tuple[int, str, str]:
        self._patch.setattr(sys, "stdin", io.StringIO(given))
        status = cli.main(arguments)
        return (status, *self._captured.readouterr())

    def refused(self, *arguments: str, given: str = "") -> list[tuple[str, str]]:
        status, output, error = self(*arguments, given=given)
        assert (status, output) == (2, "")
        assert error.count("\n") == 1
        return [(told["field"], told["message"]) for told in json.loads(error)["errors"]]


@pytest.fixture
def console(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Console:
    return Console(capsys, monkeypatch)


# --- in a process of its own -----------------------------------------------------------------


def test_compute_prints_the_result_alone() -> None:
    process = run("compute", "aci-cpts", "--json", given='{"population": 39999}')
    assert (process.returncode, process.stderr) == (0, b"")
    assert json.loads(process.stdout) == compute("aci-cpts", {"population": 39_999})
    assert "€".encode() in process.stdout


def test_compute_prints_words() -> None:
    process = run("compute", "aci-cpts", given='{"population": 39999}')
    assert (process.returncode, process.stderr) == (0, b"")
    lines = process.stdout.decode().splitlines()
    assert lines[0].startswith("Taille 1, montant annuel : 225\u202f000\u00a0€")
    assert any(line.startswith("  Fonctionnement : 50\u202f000\u00a0€ (") for line in lines)
    assert any(line.startswith("! ") for line in lines)


def test_compute_prints_a_table_or_a_calendar() -> None:
    given = '{"contrat": "aci-msp", "date_signature": "2026-03-15"}'
    result = compute("calendrier", json.loads(given))
    for format in ("csv", "ics", "json"):
        to = ("--json",) if format == "json" else (f"--{format}", "-")
        process = run("compute", "calendrier", *to, given=given)
        assert (process.returncode, process.stderr) == (0, b"")
        assert process.stdout == write(result, format).encode()


def test_batch_writes_a_file_and_prints_nothing(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_bytes("\ufeffpopulation\r\n52 000\r\n0\r\n".encode())
    process = run("batch", "aci-cpts", "--input", str(source), "--output", str(target))
    assert (process.returncode, process.stdout) == (0, b"")
    assert plain(process.stderr.decode()) == (
        "1 ligne calculée, 1 en erreur : lisez la colonne « erreurs ».\n"
    )
    lines = target.read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("52 000,52000,2,")
    assert "Ligne 3 : population : « 0 » est hors limites." in lines[2]


def test_list_and_schema_are_json() -> None:
    listed = run("list", "--json")
    assert [row["slug"] for row in json.loads(listed.stdout)] == list(SLUGS)
    described = run("schema", "aci-cpts")
    assert json.loads(described.stdout)["$id"] == "aci-cpts.schema.json"
    assert (listed.returncode, described.returncode) == (0, 0)
    assert listed.stderr == described.stderr == b""


def test_check_freshness_fails_when_figures_are_old() -> None:
    fresh = run("check-freshness", "--on", "2026-12-01")
    assert (fresh.returncode, fresh.stderr) == (0, b"")
    old = run("check-freshness", "--on", "2036-12-01")
    assert (old.returncode, old.stderr) == (1, b"")


def test_help_and_version() -> None:
    assert run("--version").stdout.decode().strip() == calculators.__version__
    process = run("--help")
    assert process.returncode == 0
    for command in ("compute", "batch", "template", "list", "schema", "check-freshness"):
        assert command in process.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "given", "field"),
    [
        ((), "", "command"),
        (("calculer",), "", "command"),
        (("compute",), "{}", "command"),
        (("compute", "aci-cpts", "--inconnu"), "{}", "command"),
        (("compute", "inconnu"), "{}", "calculator"),
        (("compute", "aci-cpts"), "", "input"),
        (("compute", "aci-cpts", "--json"), '{"population": 0}', "population"),
        (("compute", "aci-cpts", "--on", "hier"), '{"population": 1}', "on"),
        (("schema", "inconnu"), "", "calculator"),
        (("batch", "aci-cpts", "--input", "absent.csv", "--output", "x.csv"), "", "input"),
        (("check-freshness", "--months", "peu"), "", "months"),
    ],
)
def test_a_refusal_is_json_on_standard_error(
    arguments: tuple[str, ...], given: str, field: str
) -> None:
    assert [error["field"] for error in errors(run(*arguments, given=given))] == [field]


def test_the_module_is_the_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["calculators", "list"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("calculators", run_name="__main__")
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(SLUGS[0])


def test_a_text_badly_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(slug: str) -> NoReturn:
        raise BadScale(f"{slug}: scale essai: source missing")

    monkeypatch.setattr(cli, "find", find)
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    assert cli.main(["schema", "aci-msp"]) == 1
    assert said.getvalue() == "Texte mal écrit, aci-msp: scale essai: source missing\n"


def test_a_defect_of_ours_is_status_1() -> None:
    broken = "from calculators.doors import cli as c; c.find = None; exit(c.main(['schema', 'x']))"
    command = [sys.executable, "-c", broken]
    process = subprocess.run(command, capture_output=True, check=False)
    assert (process.returncode, process.stdout) == (1, b"")
    told = "Défaut du programme (TypeError). CALCULATORS_TRACE=1 en montre l’endroit.\n"
    assert process.stderr.decode() == told
    traced = {**os.environ, "CALCULATORS_TRACE": "1"}
    process = subprocess.run(command, capture_output=True, check=False, env=traced)
    assert process.returncode == 1
    assert b"Traceback" in process.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_json_is_utf_8_whatever_the_terminal(encoding: str) -> None:
    environment = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    given = json.dumps(dict(find("repartition-sisa").start), ensure_ascii=False)
    process = run("compute", "repartition-sisa", "--json", given=given, environment=environment)
    assert process.returncode == 0
    assert json.loads(process.stdout)["lines"][2]["label"] == "Infirmière C"
    refused = run("compute", "aci-cpts", given='{"été": 1}', environment=environment)
    assert errors(refused)[0]["field"] == "été"


def test_bytes_that_are_not_utf_8_are_told() -> None:
    (error,) = errors(run("compute", "aci-cpts", given=b'{"population": "\xff"}'))
    assert error["field"] == "input"
    assert error["message"].startswith("Lecture impossible")


def test_half_a_character_does_not_break_the_output() -> None:
    associate = '{"nom": "\\ud800", "heures": 1, "actions": 1}'
    shares = '"montant": 1, "part_fixe": 100, "part_temps": 0, "part_actions": 0'
    given = f'{{{shares}, "associes": [{associate}]}}'
    (error,) = errors(run("compute", "repartition-sisa", given=given))
    assert error["field"] == "associes"
    (error,) = errors(run("compute", "aci-cpts", given='{"\\ud800": 1}'))
    assert "n’est pas une donnée de ce calcul" in error["message"]


# --- compute ---------------------------------------------------------------------------------


def test_compute_reads_a_file_or_standard_input(console: Console, tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    source.write_bytes('\ufeff{"population": 60000}'.encode())
    from_file = console("compute", "aci-cpts", "--json", "--input", str(source))
    from_input = console("compute", "aci-cpts", "--json", given='\ufeff{"population": 60000}')
    named = console("compute", "aci-cpts", "--input", "-", "--json", given='{"population": 6e4}')
    assert from_file == from_input == named
    assert (from_file[0], from_file[2]) == (0, "")


def test_compute_takes_the_texts_of_a_date(console: Console) -> None:
    def answer(*arguments: str) -> Any:
        status, output, _ = console(
            "compute", "aci-cpts", "--json", *arguments, given='{"population": 60000}'
        )
        assert status == 0
        return json.loads(output)

    assert answer("--on", "2020-01-01")["scale"]["id"] == "aci-2019"
    assert answer("--on=2025-06-30") == compute("aci-cpts", {"population": 60_000}, "2025-06-30")
    assert answer() == compute("aci-cpts", {"population": 60_000})


def test_compute_prints_the_summary_of_a_verdict(console: Console) -> None:
    given = json.dumps(dict(find("equipe").start))
    status, output, _ = console("compute", "equipe", given=given)
    result = compute("equipe", find("equipe").start)
    assert status == 0
    for item in result["summary"]:
        assert f"  {item['label']} : {item['text']}\n" in output


@pytest.mark.parametrize("on", ["", "hier", "2025-02-30", "30/06/2025", "1900-01-01", "2025"])
def test_a_date_that_is_not_one_is_told(console: Console, on: str) -> None:
    told = console.refused("compute", "aci-cpts", "--on", on, given='{"population": 60000}')
    assert [field for field, _ in told] == ["on"]


def test_a_date_before_every_text_is_told(console: Console) -> None:
    told = console.refused("compute", "aci-cpts", "--on", "2019-08-24", given='{"population": 1}')
    first = "Le premier barème s’applique depuis le 25\u00a0août\u00a02019."
    assert told == [("on", f"Aucun barème connu au 24\u00a0août\u00a02019. {first}")]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "Ce texte n’est pas du JSON."),
        ("population=1", "Ce texte n’est pas du JSON."),
        ('{"population": 1', "Ce texte n’est pas du JSON."),
        ("[" * 100_000, "Ce texte n’est pas du JSON."),
        ("[]", "Attendu : un objet JSON"),
        ('[{"population": 60000}]', "Attendu : un objet JSON"),
        ("60000", "Attendu : un objet JSON"),
        ('"population"', "Attendu : un objet JSON"),
        ("null", "Attendu : un objet JSON"),
        ("NaN", "Attendu : un objet JSON"),
    ],
)
def test_what_is_not_a_json_object_is_told(console: Console, given: str, told: str) -> None:
    ((field, message),) = console.refused("compute", "aci-cpts", given=given)
    assert field == "input"
    assert message.startswith(told)


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ('{"population": 0}', ["population"]),
        ('{"population": -1}', ["population"]),
        ('{"population": 3000001}', ["population"]),
        ('{"population": 52000.5}', ["population"]),
        ('{"population": 1e9}', ["population"]),
        ('{"population": 1e999999999}', ["population"]),
        ('{"population": 1e99999999999999999999}', ["population"]),
        (f'{{"population": {"9" * 5000}}}', ["population"]),
        ('{"population": NaN}', ["population"]),
        ('{"population": -Infinity}', ["population"]),
        ('{"population": ""}', ["population"]),
        ('{"population": "52 000"}', ["population"]),
        ('{"population": "52\u202f000"}', ["population"]),
        ('{"population": true}', ["population"]),
        ('{"population": null}', ["population"]),
        ('{"population": [60000]}', ["population"]),
        ("{}", ["population"]),
        ('{"population": 60000, "taux_parcours": 101}', ["taux_parcours"]),
        ('{"population": 60000, "date_signature": "2025-02-29"}', ["date_signature"]),
        ('{"population": 60000, "qualite": 1}', ["qualite"]),
        ('{"population": 60000, "Population": 60000}', ["Population"]),
        ('{"population": 60000, "": 1}', [""]),
        ('{"population": 60000, "population": 60000}', ["population"]),
        ('{"communes": ["99999"]}', ["communes"]),
        ('{"communes": ["01034", "01034"]}', ["communes"]),
        ('{"communes": ["01034"], "population": 60000}', ["communes"]),
        ('{"population": 0, "taux_parcours": -1, "x": 1}', ["x", "population", "taux_parcours"]),
    ],
)
def test_each_wrong_input_is_named(console: Console, given: str, fields: list[str]) -> None:
    told = console.refused("compute", "aci-cpts", given=given)
    assert [field for field, _ in told] == fields
    for _, message in told:
        assert 20 < len(message) < 600
        assert message.endswith(".")


def test_a_file_that_cannot_be_read_is_told(console: Console, tmp_path: Path) -> None:
    for path in (str(tmp_path), str(tmp_path / "absent.json"), ""):
        ((field, message),) = console.refused("compute", "aci-cpts", "--input", path)
        assert field == "input"
        assert message.startswith("Lecture impossible : ")


def test_compute_writes_several_files_at_once(console: Console, tmp_path: Path) -> None:
    given = '{"contrat": "aci-msp", "date_signature": "2026-03-15"}'
    result = compute("calendrier", json.loads(given))
    table, dates = tmp_path / "a.csv", tmp_path / "a.ics"
    to = ("--csv", str(table), "--ics", str(dates), "--json")
    assert console("compute", "calendrier", *to, given=given) == (0, write(result, "json"), "")
    assert table.read_bytes() == write(result, "csv").encode()
    assert dates.read_bytes() == write(result, "ics").encode()


@pytest.mark.parametrize(
    ("to", "field", "message"),
    [
        (("--csv", "-", "--ics", "-"), "ics", "même endroit"),
        (("--csv", "un", "--ics", "./un"), "ics", "même endroit"),
        (("--json", "--csv", "-"), "csv", "même endroit"),
        (("--json", "--csv", "/"), "csv", "Écriture impossible"),
        (("--csv", "-", "--ics", ""), "ics", "Écriture impossible"),
    ],
)
def test_compute_prints_nothing_when_a_file_is_refused(
    console: Console, to: tuple[str, ...], field: str, message: str
) -> None:
    given = '{"contrat": "aci-msp", "date_signature": "2026-03-15"}'
    ((refused, told),) = console.refused("compute", "calendrier", *to, given=given)
    assert refused == field
    assert message in told


def test_compute_writes_no_calendar_without_a_date(console: Console, tmp_path: Path) -> None:
    table, dates = tmp_path / "a.csv", tmp_path / "a.ics"
    to = ("--csv", str(table), "--ics", str(dates))
    ((field, message),) = console.refused("compute", "aci-cpts", *to, given='{"population": 39999}')
    assert (field, message) == ("ics", "Ce résultat n’a aucune date à mettre dans un agenda.")
    assert not table.exists()
    assert not dates.exists()
    nowhere = str(tmp_path / "absent" / "b.ics")
    to = ("--csv", str(table), "--ics", nowhere)
    given = '{"contrat": "aci-msp", "date_signature": "2026-03-15"}'
    assert console.refused("compute", "calendrier", *to, given=given)[0][0] == "ics"
    assert not table.exists()


# --- batch, list, schema, check-freshness ----------------------------------------------------


def test_batch_reads_standard_input(console: Console, tmp_path: Path) -> None:
    target = tmp_path / "b.csv"
    status, output, error = console(
        "batch", "aci-cpts", "--input", "-", "--output", str(target), given="population\n60000\n"
    )
    assert (status, output, error) == (0, "", "")
    assert target.read_text(encoding="utf-8").startswith("population,resultat_population,")


def test_batch_joins_the_standard_streams() -> None:
    given = "Nom;population\r\nÉtoile;60 000\r\n;0\r\n".encode("cp1252")
    process = run("batch", "aci-cpts", "--input", "-", "--output", "-", given=given)
    assert process.returncode == 0
    assert process.stdout.startswith("\ufeffNom;population;resultat_population;".encode())
    assert "\r\nÉtoile;60 000;60000;2;".encode() in process.stdout
    counts, free = process.stderr.decode().splitlines()
    assert counts.startswith("1 ligne calculée, 1 en erreur")
    assert free == "Rendu sans changement : « Nom »."


def test_batch_takes_the_texts_of_a_date(console: Console) -> None:
    arguments = ("batch", "aci-cpts", "--input", "-", "--output", "-", "--on", "2020-01-01")
    status, output, error = console(*arguments, given="population,on\n60000,\n60000,2025-06-30\n")
    assert (status, error) == (0, "")
    for line, on in zip(output.splitlines()[1:], ("2020-01-01", "2025-06-30"), strict=True):
        total = compute("aci-cpts", {"population": 60_000}, on)["values"]["total_euros"]
        assert str(total) in line.split(",")
    assert console.refused(*arguments[:-1], "hier", given="population\n1\n")[0][0] == "on"


def test_batch_fails_when_every_row_does(console: Console, tmp_path: Path) -> None:
    target = tmp_path / "b.csv"
    arguments = ("batch", "aci-cpts", "--input", "-", "--output", str(target))
    told = console.refused(*arguments, given="population;Nom\n0;A\n\n;\nx;B\n")
    assert [field for field, _ in told] == ["csv"]
    assert told[0][1].startswith("Aucune ligne n’a pu être calculée")
    assert told[0][1].endswith("« Nom ».")
    assert "Ligne 5 : population" in target.read_text(encoding="utf-8")
    assert console(*arguments, given="population\n0\n1\n")[0] == 0
    assert console(*arguments, given="population\n\n")[0] == 0


def test_batch_may_write_over_what_it_reads(console: Console, tmp_path: Path) -> None:
    both = tmp_path / "a.csv"
    both.write_text("population\n60000\n", encoding="utf-8")
    assert console("batch", "aci-cpts", "--input", str(both), "--output", str(both))[0] == 0
    once = both.read_text(encoding="utf-8")
    status, _, error = console("batch", "aci-cpts", "--input", str(both), "--output", str(both))
    assert (status, both.read_text(encoding="utf-8")) == (0, once)
    assert "« resultat_total_euros »" in error


# The system refuses the write that passes this size, midway.
SHORT = """
import resource, signal, sys
from calculators.doors.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), -1))
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("before", [None, "what stood there\n"])
def test_a_write_that_fails_midway_leaves_what_stood_there(
    tmp_path: Path, before: str | None
) -> None:
    target = tmp_path / "a.csv"
    if before:
        target.write_text(before, encoding="utf-8")
    words = ["50", "compute", "aci-cpts", "--csv", str(target)]
    code = subprocess.run(
        [sys.executable, "-c", SHORT, *words],
        input=GIVEN.encode(),
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    (error,) = errors(code)
    assert error["message"] == "Écriture impossible\u202f: le fichier deviendrait trop grand."
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == ([before] if before else [])


def test_a_file_written_over_keeps_its_rights_and_its_links(
    console: Console, tmp_path: Path
) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    assert console("compute", "aci-cpts", "--csv", str(link), given=GIVEN)[0] == 0
    assert link.is_symlink()
    assert real.read_bytes() == take(find("aci-cpts").answer(json.loads(GIVEN)), "csv").encode()
    assert real.stat().st_mode & 0o777 == 0o640


# A file read whole, its bytes then its text, would need more.
SMALL = """
import resource, sys
from calculators.doors.cli import main
resource.setrlimit(resource.RLIMIT_AS, (120_000_000, 120_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="no other system bounds memory so")
@pytest.mark.parametrize(
    ("document", "status"),
    [
        ("b'population;' * 4_500_000", 2),
        ("b'a' * 50_000_000", 2),
        ("b'\\n' * 50_000_000", 2),
        ("b'population\\n60000' + b'\\r\\n' * 25_000_000", 0),
        ("b'population\\n60000\\n' + b'9' * 50_000_000", 0),
        ("b'population\\n60000\\n' + b'\"9\\n' * 16_000_000", 2),
        ("b'population;' + b'a' * 40_000 + b'\\n' + b'60000;\\n' * 5_000", 0),
        ("b'population;' + b'mission obesite enfant zone sous;' * 900 + b'\\n60000\\n'", 2),
        ("b'population\\n' + (b'1 ' * 150_000 + b'\\n') * 150", 2),
        ("b'communes\\n' + (b'01034 ' * 60_000 + b'\\n') * 130", 2),
        ("b'communes\\n' + (b'Grand Lyon,' * 30_000 + b'\\n') * 30", 2),
        ("b'population;taux_parcours\\n' + (b'60000;0,' + b'1' * 350_000 + b'\\n') * 140", 2),
        ("b'\\xff\\xfe' + b'\\n\\0' * 25_000_000", 2),
        ("b'\\0' * 50_000_000", 2),
    ],
)
def test_no_file_takes_much_memory_nor_time(document: str, status: int, tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    write = f"open({str(source)!r}, 'wb').write({document})"
    subprocess.run([sys.executable, "-c", write], check=True)
    command = [sys.executable, "-c", SMALL, "batch", "aci-cpts", "--output", os.devnull]
    process = subprocess.run(
        [*command, "--input", str(source)], capture_output=True, check=False, cwd=ROOT
    )
    assert process.returncode == status, process.stderr[-300:]


@pytest.mark.skipif(sys.platform != "linux", reason="no other system bounds memory so")
@pytest.mark.parametrize(
    "document",
    [
        '{"population": ' + "[" * 900_000,
        '{"population": ' + "[" * 400_000 + "]" * 400_000 + "}",
        '{"a":' * 180_000 + "1" + "}" * 50_000,
        f'{{"population": {"9" * 900_000}}}',
        f'{{"population": 0.{"9" * 900_000}}}',
        f'{{"{"a" * 900_000}": 1}}',
        "{" + ",".join(f'"k{rank}":1' for rank in range(80_000)) + "}",
        "{" + ",".join(f'"k{rank}":1' for rank in range(80_000)) + ',"k79999":1}',
        '{"communes": [' + ",".join('"01034"' for _ in range(100_000)) + "]}",
    ],
    ids=range(9),
)
def test_no_text_takes_much_memory_nor_time(document: str) -> None:
    command = [sys.executable, "-c", SMALL, "compute", "aci-cpts", "--json"]
    process = subprocess.run(
        command, input=document.encode(), capture_output=True, check=False, cwd=ROOT
    )
    assert errors(process)
    assert len(process.stderr) < 20_000


@pytest.mark.skipif(sys.platform != "linux", reason="no other system bounds memory so")
def test_a_long_table_is_quick(tmp_path: Path) -> None:
    """A hundred thousand rows in a minute and 400 MB; ten thousand are tried, in much less."""
    rows = int(os.environ.get("ROWS", "10000"))
    source = tmp_path / "a.csv"
    example = find("aci-msp").examples[0].inputs
    written = typed("aci-msp", example)
    with source.open("w", encoding="utf-8") as target:
        target.write(";".join(written) + "\n")
        target.writelines(";".join(written.values()) + "\n" for _ in range(rows))
    before = os.times()
    process = subprocess.run(
        [sys.executable, "-c", SMALL.replace("(10, 10)", "(60, 60)"), "batch", "aci-msp",
         "--input", str(source), "--output", str(tmp_path / "b.csv")],
        capture_output=True, check=False, cwd=ROOT,
    )  # fmt: skip
    after = os.times()
    assert (process.returncode, process.stderr) == (0, b"")
    assert after.children_user - before.children_user < 60 * rows / 100_000 + 1


@pytest.mark.parametrize("jobs", ["2", "3"])
def test_several_processors_give_the_same_file(tmp_path: Path, jobs: str) -> None:
    """Rows that are wrong, blank or repeated, more than one piece of them, in their order."""
    rows = ["nom;population;qualite", "", *(f"CPTS {n};{30_000 + n};oui" for n in range(700))]
    rows[400] = "CPTS fausse;beaucoup;oui"
    rows[500:502] = ["", ";;", "nom;population;qualite"]
    source = tmp_path / "a.csv"
    source.write_text("\n".join(rows), "utf-8")
    files = []
    for count in ("1", jobs):
        target = tmp_path / f"{count}.csv"
        done = run(
            "batch", "aci-cpts", "--input", str(source), "--output", str(target), "--jobs", count
        )
        files.append((done.returncode, done.stderr, target.read_bytes()))
    assert files[0] == files[1]
    assert files[0][0] == 0


def test_who_works_beside_leaves_with_the_one_that_is_killed(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("population\n" + "60000\n" * 50_000, "utf-8")
    command = ["batch", "aci-cpts", "--input", str(source), "--output", str(tmp_path / "b.csv")]
    arguments = [sys.executable, "-m", "calculators", *command, "--jobs", "2"]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        until(lambda: len(children.read_text().split()) == 2)
        mine = [Path("/proc") / pid for pid in children.read_text().split()]
        process.kill()
        until(lambda: not any(one.exists() for one in mine))


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_number_of_processors_is_checked(console: Console) -> None:
    for wrong in ("0", "65", "deux", "1,5"):
        told = console.refused(
            "batch", "aci-cpts", "--input", "-", "--output", "-", "--jobs", wrong
        )
        assert told[0][0] == "jobs"


def test_an_endless_input_is_refused(console: Console) -> None:
    told = console.refused("batch", "aci-cpts", "--input", "/dev/zero", "--output", "-")
    assert told[0][1].startswith("Le fichier est trop long : 100\u00a0Mo et 1\u202f000\u202f000")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_template_fed_to_batch_computes(slug: str) -> None:
    template = run("template", slug)
    assert (template.returncode, template.stderr) == (0, b"")
    process = run("batch", slug, "--input", "-", "--output", "-", given=template.stdout)
    assert (process.returncode, process.stderr) == (0, b"")
    assert process.stdout.startswith(template.stdout.partition(b"\r\n")[0] + b";resultat_")


def test_batch_tells_what_it_cannot_read_or_write(console: Console, tmp_path: Path) -> None:
    arguments = ("batch", "aci-cpts", "--input")
    source = tmp_path / "a.csv"
    target = str(tmp_path / "b.csv")
    assert console.refused(*arguments, str(tmp_path), "--output", target)[0][0] == "input"
    source.write_text("population\n1\n", encoding="utf-8")
    ((field, message),) = console.refused(*arguments, str(source), "--output", str(tmp_path))
    assert field == "output"
    assert message.startswith("Écriture impossible : ")
    source.write_text("habitants\n1\n", encoding="utf-8")
    assert console.refused(*arguments, str(source), "--output", target)[0][0] == "habitants"
    assert not Path(target).exists()


def test_list_prints_titles(console: Console) -> None:
    status, output, _ = console("list")
    assert status == 0
    assert [line.split()[0] for line in output.splitlines()] == list(SLUGS)
    assert find("aci-cpts").title in output
    status, output, _ = console("list", "--json")
    assert json.loads(output)[0] == {
        "slug": SLUGS[0], "title": find(SLUGS[0]).title, "purpose": find(SLUGS[0]).purpose,
    }  # fmt: skip


def test_schema_prints_that_of_the_calculator(console: Console) -> None:
    status, output, _ = console("schema", "sisa")
    assert status == 0
    assert json.loads(output)["title"] == find("sisa").title


def test_check_freshness_tells_what_is_old(console: Console) -> None:
    status, output, _ = console("check-freshness", "--on", "2026-11-21")
    assert status == 0
    assert output == "0 chiffre(s), texte(s) ou source(s) vérifiés il y a plus de 18 mois.\n"
    status, output, _ = console("check-freshness", "--on", "2026-12-22", "--months", "1")
    assert status == 1
    *old, count = output.splitlines()
    assert "aci-cpts avenant-2 fonctionnement : vérifié le 2026-11-21" in old
    assert count.startswith(f"{len(old)} chiffre(s)")
    assert console("check-freshness", "--on", "2026-12-21", "--months", "1")[0] == 0
    assert console("check-freshness")[0] in (0, 1)


def test_check_freshness_is_told_to_a_program_too(console: Console) -> None:
    status, output, _ = console("check-freshness", "--on", "2027-01-01", "--json")
    assert status == 1
    (told,) = json.loads(output)["stale"]
    assert told == {"what": "indemnites-cpts pass-2026", "why": "fini", "date": "2026-12-31"}
    status, output, _ = console("check-freshness", "--on", "2026-12-31", "--json")
    assert (status, json.loads(output)["stale"]) == (0, [])


@pytest.mark.parametrize("months", ["peu", "-1", "1.5", "100000", ""])
def test_a_number_of_months_that_is_not_one_is_told(console: Console, months: str) -> None:
    told = console.refused("check-freshness", f"--months={months}")
    assert [field for field, _ in told] == ["months"]


# --- what the system refuses ------------------------------------------------------------------

GIVEN = '{"population": 39999}'
CALENDAR = '{"contrat": "aci-msp", "date_signature": "2026-03-15"}'
ROWS = "population\n60000\n"


def shell(line: str, given: str = "") -> Run:
    """Run a line of shell, where `calculators` is the command."""
    return subprocess.run(
        ["bash", "-c", f'calculators() {{ "{sys.executable}" -m calculators "$@"; }}\n{line}'],
        input=given.encode(),
        capture_output=True,
        check=False,
        cwd=ROOT,
    )


needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write on")


@pytest.mark.parametrize(
    ("command", "given"),
    [
        ("compute aci-cpts", GIVEN),
        ("compute aci-cpts --json", GIVEN),
        ("compute aci-cpts --csv -", GIVEN),
        ("compute calendrier --ics -", CALENDAR),
        ("batch aci-cpts --input - --output -", ROWS),
        ("template aci-cpts", ""),
        ("schema aci-cpts", ""),
        ("list", ""),
        ("check-freshness", ""),
        ("--help", ""),
        ("--version", ""),
    ],
)
@needs_full
def test_what_cannot_be_printed_is_told(command: str, given: str) -> None:
    full = errors(shell(f"calculators {command} > /dev/full", given))
    assert full[0]["message"] == "Écriture impossible\u202f: le disque est plein."
    closed = errors(shell(f"calculators {command} >&-", given))
    assert closed[0]["message"] == "Écriture impossible\u202f: ce flux est fermé."
    left = shell(f"calculators {command} | true; exit ${{PIPESTATUS[0]}}", given)
    assert (left.returncode, left.stderr) == (0, b"")


@pytest.mark.parametrize("command", ["compute aci-cpts", "batch aci-cpts --output - --input -"])
def test_a_closed_input_is_told(command: str) -> None:
    for end in ("<&-", "0>/dev/null"):
        (error,) = errors(shell(f"calculators {command} {end}"))
        assert error == {
            "field": "input",
            "message": "Lecture impossible\u202f: ce flux est fermé.",
        }


@pytest.mark.parametrize("errors_go", ["2>&-", "2>/dev/full"])
@needs_full
def test_nothing_of_an_error_goes_elsewhere(errors_go: str) -> None:
    for command in ("compute inconnu", "batch aci-cpts --input absent.csv --output -", "--rien"):
        process = shell(f"calculators {command} {errors_go}")
        assert (process.returncode, process.stdout, process.stderr) == (2, b"", b"")
    batch = f"calculators batch aci-cpts --input - --output - {errors_go}"
    noted = shell(batch, "Nom;population\nA;60000\n")
    assert (noted.returncode, noted.stderr) == (0, b"")


@needs_full
def test_a_full_disk_is_told_for_each_file(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text(ROWS * 2000, encoding="utf-8")
    for command, given, field in (
        ("compute aci-cpts --csv /dev/full", GIVEN, "csv"),
        ("compute calendrier --ics /dev/full", CALENDAR, "ics"),
        (f"batch aci-cpts --output /dev/full --input {source}", "", "output"),
    ):
        (error,) = errors(shell(f"calculators {command}", given))
        assert error == {
            "field": field,
            "message": "Écriture impossible\u202f: le disque est plein.",
        }


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("absent.json", "ce fichier ou son dossier n’existe pas"),
        ("absent/a.json", "ce fichier ou son dossier n’existe pas"),
        ("a.json/b", "un fichier tient la place d’un dossier du chemin"),
        ("", "c’est un dossier"),
        (".", "c’est un dossier"),
        ("a" * 5000, "ce nom est trop long"),
        ("loop", "ce lien tourne en rond"),
        ("a\0b", "ce nom n’est pas accepté"),
    ],
)
def test_the_system_speaks_french(
    console: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    Path("a.json").write_text(GIVEN, encoding="utf-8")
    Path("a.csv").write_text(ROWS, encoding="utf-8")
    to_read = [("input", f"Lecture impossible\u202f: {reason}.")]
    assert console.refused("compute", "aci-cpts", "--input", path) == to_read
    assert console.refused("batch", "aci-cpts", "--input", path, "--output", "-") == to_read
    if path != "absent.json":
        to_write = f"Écriture impossible\u202f: {reason}."
        assert console.refused("compute", "aci-cpts", "--csv", path, given=GIVEN) == [
            ("csv", to_write)
        ]
        batch = ("batch", "aci-cpts", "--input", "a.csv", "--output", path)
        assert console.refused(*batch) == [("output", to_write)]


@pytest.mark.parametrize(
    ("number", "reason"), [(errno.EACCES, "accès refusé"), (9999, "erreur 9999 du système")]
)
def test_every_refusal_is_told(
    console: Console, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "in English")

    monkeypatch.setattr(Path, "open", refuse)
    told = console.refused("compute", "aci-cpts", "--input", "a.json")
    assert told == [("input", f"Lecture impossible\u202f: {reason}.")]
    told = console.refused("compute", "aci-cpts", "--csv", "a.csv", given=GIVEN)
    assert told == [("csv", f"Écriture impossible\u202f: {reason}.")]


def test_a_full_temporary_disk_is_told(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "in English")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    told = console.refused("batch", "aci-cpts", "--input", "-", "--output", "-", given=ROWS)
    assert told == [("output", "Écriture impossible\u202f: le disque est plein.")]


@pytest.mark.parametrize("command", ["compute aci-cpts", "batch aci-cpts --output -"])
def test_an_interruption_is_one_line(command: str, tmp_path: Path) -> None:
    endless = tmp_path / "endless"
    os.mkfifo(endless)
    pipe = subprocess.PIPE
    given = [sys.executable, "-m", "calculators", *command.split(), "--input", str(endless)]
    with (
        # What started the tests may have had it ignored.
        subprocess.Popen(
            given,
            stdout=pipe,
            stderr=pipe,
            cwd=ROOT,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        ) as process,
        endless.open("wb"),  # both wait for each other there
    ):
        process.send_signal(signal.SIGINT)
        output, error = process.communicate(timeout=20)
    assert (process.returncode, output, error.decode()) == (130, b"", "Interrompu.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("compute",), "il manque CALCUL"),
        (("compute", "aci-cpts", "--inconnu"), "inconnu\u202f: --inconnu"),
        (("compute", "aci-cpts", "--on"), "--on\u202f: une valeur est attendue"),
        (("compute", "aci-cpts", "--json=1"), "cette option ne prend pas de valeur"),
        (("calculer",), "«\u00a0calculer\u00a0» est inconnu, au choix"),
        ((), "il manque COMMANDE"),
    ],
)
def test_a_misuse_is_told_in_french(
    console: Console, arguments: tuple[str, ...], said: str
) -> None:
    ((field, message),) = console.refused(*arguments)
    assert field == "command"
    assert message.startswith("Commande mal écrite (")
    assert message.endswith(" --help")
    assert said in message
    for english in ("argument", "required", "choice", "expected", "choose", "from"):
        assert english not in message


def test_help_is_in_french() -> None:
    for command in ("--help", "compute --help", "batch --help"):
        said = run(*command.split()).stdout.decode()
        for english in ("usage: ", "positional", "show", "exit"):
            assert english not in said


@pytest.mark.parametrize("length", [1_000_001, None])
def test_a_text_too_long_is_refused(console: Console, tmp_path: Path, length: int | None) -> None:
    source = tmp_path / "a.json"
    source.write_bytes(GIVEN.encode() + b" " * (1_000_000 - len(GIVEN)))
    assert console("compute", "aci-cpts", "--input", str(source))[0] == 0
    source.write_bytes(b" " * (length or 0))
    path = str(source) if length else "/dev/zero"
    told = console.refused("compute", "aci-cpts", "--input", path)
    assert told == [
        ("input", "Le texte est trop long\u202f: 1\u202f000\u202f000\u00a0octets au plus.")
    ]


def test_an_estimate_is_written_for_people_and_for_programs() -> None:
    given = '{"patientele": 6000, "associes": 14}'
    told = run("estimate", "aci-msp", given=given)
    assert told.returncode == 0
    assert "Au moins\u202f: 52\u202f220\u00a0€." in told.stdout.decode()
    assert "À répondre encore\u202f: soins_non_programmes" in told.stdout.decode()
    written = run("estimate", "aci-msp", "--json", given=given)
    assert json.loads(written.stdout) == estimate("aci-msp", json.loads(given))


@pytest.mark.parametrize(
    ("slug", "given", "fields"),
    [
        ("aci-msp", "{}", ["patientele", "associes"]),
        ("aci-cpts", "{}", ["population"]),
        ("sisa", "{}", ["calculator"]),
        ("aci-cpts", '{"population": 0}', ["population"]),
    ],
)
def test_what_cannot_be_estimated_is_told(slug: str, given: str, fields: list[str]) -> None:
    refused = run("estimate", slug, "--json", given=given)
    assert refused.returncode == 2
    assert refused.stdout == b""
    assert [error["field"] for error in json.loads(refused.stderr)["errors"]] == fields


PLANNED = '{"exercice": 2026, "patientele": 6000, "associes": 12, "coordination": true}'


def page_file(format: str, inputs: str) -> str:
    """Give the file that the page saves."""
    asked = {"calculator": "aci-msp", "inputs": inputs, "format": format, "done": ["coordination"]}
    text: str = json.loads(browser.export(json.dumps(asked)))["text"]
    return text


def test_a_plan_is_written_for_people_and_for_programs(console: Console, tmp_path: Path) -> None:
    status, told, _ = console("plan", "aci-msp", given=PLANNED)
    assert status == 0
    assert told.startswith("Plan de l’exercice 2026\n")
    assert "coordination, Fonction de coordination\u202f: atteint" in told
    plan = ("plan", "aci-msp", "--done", "coordination")
    status, told, _ = console(*plan, "--json", given=PLANNED)
    found = find("aci-msp").answer(json.loads(PLANNED))
    assert json.loads(told) == plans.plan(found).as_json(frozenset({"coordination"}))
    files = {format: tmp_path / f"plan.{format}" for format in ("csv", "ics")}
    asked = [word for format, file in files.items() for word in (f"--{format}", str(file))]
    assert console(*plan, *asked, given=PLANNED) == (0, "", "")
    for format, file in files.items():
        assert file.read_bytes().decode() == page_file(f"plan.{format}", PLANNED)


def test_the_years_of_a_contract_are_those_of_the_page(console: Console) -> None:
    years = ("plan", "aci-msp", "--done", "coordination", "--years")
    status, told, _ = console(*years, given=PLANNED)
    assert status == 0
    assert told.count("Exercice") == 5
    for format in ("csv", "ics"):
        status, told, _ = console(*years, f"--{format}", "-", given=PLANNED)
        assert told.replace("\r\n", "\n") == page_file(f"years.{format}", PLANNED).replace(
            "\r\n", "\n"
        )


@pytest.mark.parametrize(
    ("arguments", "given", "fields"),
    [
        (("repartition-sisa",), "{}", ["calculator"]),
        (("aci-msp",), "{}", ["patientele", "associes"]),
        (("aci-msp", "--done", "coordination,autre"), PLANNED, ["done"]),
        (("aci-cpts", "--years"), '{"population": 50000}', ["years"]),
        (("aci-msp", "--csv", "-", "--json"), PLANNED, ["csv"]),
        (("aci-msp", "--on", "hier"), PLANNED, ["on"]),
    ],
)
def test_what_cannot_be_planned_is_told(
    console: Console, arguments: tuple[str, ...], given: str, fields: list[str]
) -> None:
    assert [field for field, _ in console.refused("plan", *arguments, given=given)] == fields
