"""The command line: `calculators compute|estimate|batch|template|schema|list|check-freshness`."""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO, NoReturn, TextIO, cast

from calculators import SLUGS, __version__, find
from calculators.doors import browser, jsontext
from calculators.doors.batch import Batch, Limit
from calculators.doors.exports import write
from calculators.doors.freshness import MONTHS, stale
from calculators.doors.schema import schema
from calculators.doors.template import template
from calculators.vocabulary.calculator import day
from calculators.vocabulary.errors import FieldError, InvalidInput, Rejected
from calculators.vocabulary.fields import Integer
from calculators.vocabulary.result import Json

LIMIT = Limit(size=100_000_000, rows=1_000_000)
AGE = Integer(key="months", label="Âge accepté", unit="mois", maximum=1200)


class _Parser(argparse.ArgumentParser):
    """Tells a misuse as an invalid input."""

    def error(self, message: str) -> NoReturn:
        raise InvalidInput(
            FieldError("command", f"Commande mal écrite ({message}). Aide : {self.prog} --help")
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Status 0: done; 2: invalid input, told as JSON on standard error."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # JSON is UTF-8 whatever the terminal
            errors = "strict" if stream is sys.stdin else "backslashreplace"
            stream.reconfigure(encoding="utf-8", errors=errors, newline="")
    try:
        options = _parser().parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except InvalidInput as invalid:
        print(jsontext.write({"errors": browser.errors(invalid)}), file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="calculators", description="Calculs de l’exercice coordonné.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMANDE")

    command = commands.add_parser("compute", help="calculer un résultat")
    command.add_argument("slug", metavar="CALCUL", help=", ".join(SLUGS))
    command.add_argument("--input", default="-", metavar="FICHIER", help="JSON, ou - (défaut)")
    command.add_argument("--on", metavar="DATE", help="textes en vigueur à cette date")
    command.add_argument("--json", action="store_true", help="résultat complet, pour un programme")
    command.add_argument("--csv", metavar="FICHIER", help="le tableau de la page, ou -")
    command.add_argument("--ics", metavar="FICHIER", help="l’agenda de la page, ou -")
    command.set_defaults(run=_compute)

    command = commands.add_parser("estimate", help="estimer un montant avec quelques réponses")
    command.add_argument("slug", metavar="CALCUL", help="aci-msp ou aci-cpts")
    command.add_argument("--input", default="-", metavar="FICHIER", help="JSON, ou - (défaut)")
    command.add_argument("--on", metavar="DATE", help="textes en vigueur à cette date")
    command.add_argument("--json", action="store_true", help="réponse complète, pour un programme")
    command.set_defaults(run=_estimate)

    command = commands.add_parser("batch", help="calculer chaque ligne d’un CSV")
    command.add_argument("slug", metavar="CALCUL")
    command.add_argument(
        "--input", required=True, metavar="FICHIER.csv", help=f"ou - ; {LIMIT} au plus"
    )
    command.add_argument("--output", required=True, metavar="FICHIER.csv", help="ou -")
    command.add_argument("--on", metavar="DATE", help="date des lignes qui n’en portent pas")
    command.set_defaults(run=_batch)

    command = commands.add_parser("template", help="donner un CSV à remplir, avec un exemple")
    command.add_argument("slug", metavar="CALCUL")
    command.set_defaults(run=_template)

    command = commands.add_parser("list", help="nommer les calculs")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_list)

    command = commands.add_parser("schema", help="décrire les données d’un calcul (JSON Schema)")
    command.add_argument("slug", metavar="CALCUL")
    command.set_defaults(run=_schema)

    command = commands.add_parser("check-freshness", help="trouver les chiffres trop anciens")
    command.add_argument("--months", default=str(MONTHS), help="âge accepté, en mois")
    command.add_argument("--on", metavar="DATE", help="au lieu d’aujourd’hui")
    command.set_defaults(run=_check_freshness)
    return parser


def _compute(options: argparse.Namespace) -> int:
    calculator = find(options.slug)
    result = calculator.compute(jsontext.read_inputs(_read(options.input)), options.on)
    asked = {"json": "-" if options.json else None, "csv": options.csv, "ics": options.ics}
    targets = {format: path for format, path in asked.items() if path is not None}
    if targets:
        _export(result, targets)
        return 0
    print(f"{result['headline']['label']} : {result['headline']['text']}")
    for item in result["summary"]:
        print(f"  {item['label']} : {item['text']}")
    for line in result["lines"]:
        print(f"  {line['label']} : {line['text']} ({line['formula']})")
    for warning in result["warnings"]:
        print(f"! {warning['text']}")
    return 0


def _estimate(options: argparse.Namespace) -> int:
    found = find(options.slug).estimate(jsontext.read_inputs(_read(options.input)), options.on)
    if options.json:
        print(jsontext.write(found, indent=2))
        return 0
    for name, side in (("Au moins", "low"), ("Au plus", "high")):
        print(f"{name} : {found[side]['text']}. {found[side]['assuming']}")
    if found["unanswered"]:
        print(f"À répondre encore : {', '.join(found['unanswered'])}")
    return 0


def _export(result: Json, targets: Mapping[str, str]) -> None:
    """Write each format at its place; nothing is printed when one of them cannot be written."""
    if len(set(targets.values())) < len(targets):
        told = "Deux formats iraient au même endroit. Donnez un fichier à chacun."
        raise InvalidInput(FieldError([*targets][-1], told))
    texts = {format: write(result, format) for format in targets}
    for format, path in sorted(targets.items(), key=lambda target: target[1] == "-"):
        try:
            with _opened(path) as target:
                target.write(texts[format])
        except OSError as error:
            raise InvalidInput(FieldError(format, f"Écriture impossible : {error}.")) from None


def _batch(options: argparse.Namespace) -> int:
    calculator = find(options.slug)
    on = day(options.on) if options.on is not None else None
    with (
        tempfile.TemporaryFile() as source,
        tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as spool,
    ):
        _copy(options.input, source)
        batch = Batch(calculator, cast("BinaryIO", source), LIMIT, on)
        batch.compute(spool)
        try:
            with _opened(options.output) as target:
                batch.write(spool, target)
        except OSError as error:
            raise InvalidInput(FieldError("output", f"Écriture impossible : {error}.")) from None
    report = batch.report
    if report.rows and report.failed == report.rows:
        raise InvalidInput(FieldError("csv", report.words))
    for note in report.notes:
        print(note, file=sys.stderr)
    return 0


def _copy(path: str, target: IO[bytes]) -> None:
    """Bring a file or standard input where it can be read twice, if it is not endless."""
    size = 0
    try:
        with nullcontext(_standard_input()) if path == "-" else Path(path).open("rb") as source:
            while piece := source.read(1 << 20):
                size += len(piece)
                if size > LIMIT.size:
                    raise LIMIT.refuse()
                target.write(piece)
    except OSError as error:
        raise InvalidInput(FieldError("input", f"Lecture impossible : {error}.")) from None


def _opened(path: str) -> AbstractContextManager[TextIO]:
    if path == "-":
        return nullcontext(sys.stdout)
    return Path(path).open("w", encoding="utf-8", newline="")


def _standard_input() -> BinaryIO:
    if isinstance(sys.stdin, io.TextIOWrapper):
        return cast("BinaryIO", sys.stdin.buffer)
    return io.BytesIO(sys.stdin.read().encode())


def _template(options: argparse.Namespace) -> int:
    sys.stdout.write(template(find(options.slug)))
    return 0


def _list(options: argparse.Namespace) -> int:
    every = [find(slug) for slug in SLUGS]
    if options.json:
        rows = [{"slug": c.slug, "title": c.title, "purpose": c.purpose} for c in every]
        print(jsontext.write(rows, indent=2))
    else:
        for calculator in every:
            print(f"{calculator.slug:18} {calculator.title}")
    return 0


def _schema(options: argparse.Namespace) -> int:
    print(jsontext.write(schema(find(options.slug)), indent=2))
    return 0


def _check_freshness(options: argparse.Namespace) -> int:
    on = day(options.on) if options.on is not None else datetime.now(UTC).date()
    try:
        months = AGE.accept(AGE.read(options.months))
    except Rejected as rejected:
        raise InvalidInput(FieldError(AGE.key, str(rejected))) from None
    old = list(stale(on, months))
    for what, checked_on in old:
        print(f"{what} : vérifié le {checked_on.isoformat()}")
    print(f"{len(old)} chiffre(s), texte(s) ou source(s) vérifiés il y a plus de {months} mois.")
    return 1 if old else 0


def _read(path: str) -> str:
    try:
        return sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(FieldError("input", f"Lecture impossible : {error}.")) from None
