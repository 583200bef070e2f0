"""The command line: `calculators compute|estimate|plan|batch|template|schema|list|…`."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, NoReturn, cast

from calculators import SLUGS, __version__, find
from calculators.doors import french, jsontext, plans, streams, years
from calculators.doors.batch import Batch, Limit, Spread, one_by_one
from calculators.doors.exports import take
from calculators.doors.freshness import MONTHS, report, stale, summary
from calculators.doors.schema import schema
from calculators.doors.template import template
from calculators.vocabulary import text
from calculators.vocabulary.calculator import day
from calculators.vocabulary.data import BadFile
from calculators.vocabulary.errors import FieldError, InvalidInput, Rejected
from calculators.vocabulary.fields import Integer
from calculators.vocabulary.plan import Plan

LIMIT = Limit(size=100_000_000, rows=1_000_000)
JSON_BYTES = 1_000_000
INTERRUPTED = "Interrompu."
JOBS = Integer(key="jobs", label="Processeurs", minimum=1, maximum=64)
AGE = Integer(key="months", label="Âge accepté", unit="mois", maximum=1200)


class _Parser(argparse.ArgumentParser):
    """Tells a misuse as an invalid input."""

    def error(self, message: str) -> NoReturn:
        raise InvalidInput(
            FieldError("command", f"Commande mal écrite ({message}). Aide : {self.prog} --help")
        )

    def _print_message(self, message: str, _file: object = None) -> None:
        with streams.opened("-") as target:
            target.write(message)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; give its status.

    0: done; 2: invalid input, or a file that cannot be read or written, told as JSON on standard
    error; 130: interrupted; 1: a defect of ours, told whole when `CALCULATORS_TRACE` is set.
    """
    streams.prepare()
    try:
        options = _parser().parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except InvalidInput as invalid:
        streams.tell(jsontext.write({"errors": invalid.as_json()}))
        return 2
    except streams.ReaderLeft:
        return 0
    except KeyboardInterrupt:
        streams.tell(INTERRUPTED)
        return 130
    except BadFile as bad:
        streams.tell(f"Texte mal écrit, {bad}")
        return 1
    except Exception as defect:
        if "CALCULATORS_TRACE" in os.environ:
            raise
        name = type(defect).__name__
        streams.tell(f"Défaut du programme ({name}). CALCULATORS_TRACE=1 en montre l’endroit.")
        return 1


def _parser() -> argparse.ArgumentParser:
    french.teach()
    parser = _Parser(prog="calculators", description="Calculs de l’exercice coordonné.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMANDE")

    command = commands.add_parser("compute", help="calculer un résultat")
    command.add_argument("slug", metavar="CALCUL", help=", ".join(SLUGS))
    command.add_argument(
        "--input",
        default="-",
        metavar="FICHIER",
        help=f"JSON de {text.number(JSON_BYTES)} octets au plus, ou - (défaut)",
    )
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

    command = commands.add_parser("plan", help="planifier une année, ou celles du contrat")
    command.add_argument("slug", metavar="CALCUL", help="aci-msp ou aci-cpts")
    command.add_argument("--input", default="-", metavar="FICHIER", help="JSON, ou - (défaut)")
    command.add_argument("--on", metavar="DATE", help="textes en vigueur à cette date")
    command.add_argument(
        "--done", default="", metavar="ÉTAPES", help="celles dont la preuve est prête : id,id"
    )
    command.add_argument("--years", action="store_true", help="toutes les années du contrat")
    command.add_argument("--json", action="store_true", help="plan complet, pour un programme")
    command.add_argument("--csv", metavar="FICHIER", help="le tableau de la page, ou -")
    command.add_argument("--ics", metavar="FICHIER", help="l’agenda de la page, ou -")
    command.set_defaults(run=_plan)

    command = commands.add_parser("batch", help="calculer chaque ligne d’un CSV")
    command.add_argument("slug", metavar="CALCUL")
    command.add_argument(
        "--input", required=True, metavar="FICHIER.csv", help=f"ou - ; {LIMIT} au plus"
    )
    command.add_argument("--output", required=True, metavar="FICHIER.csv", help="ou -")
    command.add_argument("--on", metavar="DATE", help="date des lignes qui n’en portent pas")
    command.add_argument(
        "--jobs", default="1", metavar="N", help="processeurs qui calculent (défaut : 1)"
    )
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

    command = commands.add_parser(
        "check-freshness", help="trouver ce qui est trop ancien, ou sans texte en vigueur"
    )
    command.add_argument("--months", default=str(MONTHS), help="âge accepté, en mois")
    command.add_argument("--on", metavar="DATE", help="au lieu d’aujourd’hui")
    command.add_argument("--json", action="store_true", help="le relevé complet, pour un programme")
    command.set_defaults(run=_check_freshness)
    return parser


def _compute(options: argparse.Namespace) -> int:
    found = find(options.slug).answer(jsontext.read_inputs(_read(options.input)), options.on)
    if targets := _targets(options):
        _export(partial(take, found), targets)
        return 0
    result = found.result()
    with streams.opened("-") as target:
        print(f"{result['headline']['label']} : {result['headline']['text']}", file=target)
        for item in result["summary"]:
            print(f"  {item['label']} : {item['text']}", file=target)
        for line in result["lines"]:
            print(f"  {line['label']} : {line['text']} ({line['formula']})", file=target)
        for warning in result["warnings"]:
            print(f"! {warning['text']}", file=target)
    return 0


def _estimate(options: argparse.Namespace) -> int:
    found = find(options.slug).estimate(jsontext.read_inputs(_read(options.input)), options.on)
    with streams.opened("-") as target:
        if options.json:
            print(jsontext.write(found, indent=2), file=target)
            return 0
        for name, side in (("Au moins", "low"), ("Au plus", "high")):
            print(f"{name} : {found[side]['text']}. {found[side]['assuming']}", file=target)
        if found["unanswered"]:
            print(f"À répondre encore : {', '.join(found['unanswered'])}", file=target)
    return 0


def _plan(options: argparse.Namespace) -> int:
    calculator = find(options.slug)
    planned = plans.planner(calculator)
    found = calculator.answer(jsontext.read_inputs(_read(options.input)), options.on)
    if found.needs:
        calculator.estimated(found)  # refused: the amounts of a plan need as much
    alone, done = planned(found), frozenset(filter(None, options.done.split(",")))
    if unknown := sorted(done - {step.id for step in alone.steps}):
        known = ", ".join(step.id for step in alone.steps)
        told = f"Étape inconnue : {', '.join(unknown)}. Étapes : {known}."
        raise InvalidInput(FieldError("done", told))
    several = years.of_contract(found, done) if options.years else []
    if options.years and not several:
        told = f"« {found.calculator.title} » n’a pas un plan par année. Retirez --years."
        raise InvalidInput(FieldError("years", told))

    def written(format: str) -> str:
        if format == "json":
            made = years.as_json(several) if several else alone.as_json(done)
            return jsontext.write(made, indent=2) + "\n"
        return years.write(several, format) if several else plans.write(found, done, format)

    if targets := _targets(options):
        _export(written, targets)
        return 0
    lines = [line for year in several for line in (year.label, *_totals(year.plan, year.done))]
    return _print("\n".join(lines or _planned(alone, done)) + "\n")


def _planned(plan: Plan, done: frozenset[str]) -> Iterator[str]:
    """Tell a plan: its amounts, what is left to do before each day, its steps."""
    yield plan.title
    yield from _totals(plan, done)
    for limit, what, steps in plan.deadlines(done):
        yield f"{what} le {text.day(limit)} : {', '.join(step.label for step in steps)}"
    for step in plan.as_json(done)["steps"]:
        ready = "preuve prête" if step["done"] else ""
        possible = step["possible_text"] and f"encore {step['possible_text']}"
        said = filter(None, (step["state_text"], step["earned_text"], possible, ready))
        yield f"  {step['id']}, {step['label']} : {', '.join(said)}"
    yield from (f"! {note}" for note in plan.notes)


def _totals(plan: Plan, done: frozenset[str]) -> Iterator[str]:
    for _, label, value in plan.totals(done):
        yield f"  {label} : {text.euros(value)}"


def _targets(options: argparse.Namespace) -> dict[str, str]:
    """Give the formats that are asked, each with its place."""
    asked = {"json": "-" if options.json else None, "csv": options.csv, "ics": options.ics}
    return {format: path for format, path in asked.items() if path is not None}


def _place(path: str) -> str:
    """Tell two names of one file; what no system accepts is told once it is opened."""
    try:
        return path if path == "-" else str(Path(path).resolve())
    except (OSError, ValueError):
        return path


def _export(write: Callable[[str], str], targets: Mapping[str, str]) -> None:
    """Write each format at its place; nothing is printed when one of them cannot be written."""
    if len({*map(_place, targets.values())}) < len(targets):
        told = "Deux formats iraient au même endroit. Donnez un fichier à chacun."
        raise InvalidInput(FieldError([*targets][-1], told))
    texts = {format: write(format) for format in targets}
    with ExitStack() as opened:
        # Every file is open before one is written: none stands alone when another cannot.
        files = {
            format: opened.enter_context(streams.opened(path, format))
            for format, path in targets.items()
            if path != "-"
        }
        for format, target in files.items():
            target.write(texts[format])
    for format in targets.keys() - files.keys():
        _print(texts[format])


def _batch(options: argparse.Namespace) -> int:
    calculator, spread = find(options.slug), _spread(options.jobs)
    on = day(options.on) if options.on is not None else None
    with (
        streams.refused("output", "Écriture impossible"),
        tempfile.TemporaryFile() as source,
        tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as spool,
    ):
        for piece in streams.pieces(options.input, LIMIT.size, LIMIT.refuse()):
            source.write(piece)
        batch = Batch(calculator, cast("BinaryIO", source), LIMIT, on)
        batch.compute(spool, spread)
        with streams.opened(options.output) as target:
            batch.write(spool, target)
    report = batch.report
    if report.rows and report.failed == report.rows:
        raise InvalidInput(FieldError("csv", report.words))
    for note in ((report.counts,) if report.failed else ()) + (*report.notes,):
        streams.tell(note)
    return 0


def _spread(written: str) -> Spread:
    try:
        jobs = JOBS.accept(JOBS.read(written))
    except Rejected as rejected:
        raise InvalidInput(FieldError(JOBS.key, str(rejected))) from None
    if jobs == 1:
        return one_by_one
    from calculators.doors.parallel import over

    return over(jobs)


def _template(options: argparse.Namespace) -> int:
    return _print(template(find(options.slug)))


def _list(options: argparse.Namespace) -> int:
    every = [find(slug) for slug in SLUGS]
    if options.json:
        rows = [{"slug": c.slug, "title": c.title, "purpose": c.purpose} for c in every]
        return _print(jsontext.write(rows, indent=2) + "\n")
    return _print("".join(f"{one.slug:18} {one.title}\n" for one in every))


def _schema(options: argparse.Namespace) -> int:
    return _print(jsontext.write(schema(find(options.slug)), indent=2) + "\n")


def _print(words: str) -> int:
    with streams.opened("-") as target:
        target.write(words)
    return 0


def _check_freshness(options: argparse.Namespace) -> int:
    on = day(options.on) if options.on is not None else datetime.now(UTC).date()
    try:
        months = AGE.accept(AGE.read(options.months))
    except Rejected as rejected:
        raise InvalidInput(FieldError(AGE.key, str(rejected))) from None
    found = list(stale(on, months))
    lines = [*map(str, found), summary(found, months)]
    words = jsontext.write(report(on, months), indent=2) if options.json else "\n".join(lines)
    _print(f"{words}\n")
    return 1 if found else 0


def _read(path: str) -> str:
    told = f"Le texte est trop long : {text.number(JSON_BYTES)} octets au plus."
    refusal = InvalidInput(FieldError("input", told))
    document = b"".join(streams.pieces(path, JSON_BYTES, refusal))
    with streams.refused("input", "Lecture impossible"):
        return document.decode("utf-8-sig")
