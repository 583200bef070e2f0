"""The form of a calculator, its first example, its other examples and its tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from calculators import find
from calculators.doors import browser
from calculators.vocabulary import text
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.calculator import AS_OF, Calculator
from calculators.vocabulary.calculator import Example as Case
from calculators.vocabulary.fields import Boolean, Field
from calculators.vocabulary.picture import no_picture
from calculators.vocabulary.result import Json
from macros.pages import freshness
from macros.pages.filters import machine
from macros.pages.forms import dressed
from macros.pages.merged import LISTS, merged
from macros.pages.templating import compact, environment, render

LISTED = tuple(name for name in (*LISTS, "next_steps", "sources") if name != "summary")
MACROS = ("batch", "calculator", "examples", "grid", "inputs_table")

# What the forms of an edition open with, which a link replaces.
_territory: dict[str, str] = {}


def settle(territory: Mapping[str, str]) -> None:
    """Open every form that asks for it with the territory of the edition."""
    _territory.clear()
    _territory.update(territory)
    calculator.cache_clear()


@cache
def calculator(slug: str, level: int = 2) -> str:
    """Print a calculator: its form and the result of the values with which it opens.

    `level` is that of its headings: 3 inside a part of a page, such as « Calculer ».
    """
    found = find(slug)
    example, estimator = found.examples[0], found.estimator
    groups = [
        (group, list(fields)) for group, fields in groupby(found.fields, lambda field: field.group)
    ]
    last = max(rank for rank, (group, _) in enumerate(groups, 1) if group not in found.folded)
    shown = answered(found, example)
    form = environment().get_template("form.html")
    return compact(
        (freshness.badge(slug) if level == 2 else "")
        + f'<div class="calc" data-calc="{slug}"{dressed(slug)}>'
        + form.render(
            calculator=found,
            level=level,
            groups=groups[:last],
            tail=groups[last:],
            opened={field.key: _opened(field, estimator is not None) for field in found.fields},
            territory=_territory,
            asked=estimator is not None,
            drivers=" ".join(estimator.drivers) if estimator else "",
            kept=estimator.kept(found.scales.every[-1]) if estimator else (),
            as_of=AS_OF,
            examples=[
                {"title": case.title, "href": _href(answered(found, case), case)}
                for case in found.examples
            ],
        )
        + render(
            "result.html",
            "result",
            _shown(merged(shown) | {"pictured": found.pictures is not no_picture}, level),
            level,
            found.needs,
            example.title,
        )
        + render("result.html", "templates")
        + "</div>"
    )


def _shown(view: Json, level: int) -> Json:
    """Keep, inside a page that explains, what the first example comes to: no line, no list."""
    return view if level == 2 else view | {key: [] for key in LISTED}


def _opened(field: Field, asked: bool) -> object:
    """Give what a control opens with: where no answer is not « no », only what is assumed."""
    return None if asked and not isinstance(field, Boolean) else field.default


def examples(slug: str) -> str:
    """Print the worked examples of a calculator, each with a link that opens it in the form."""
    found = find(slug)
    answers = [(case, answered(found, case)) for case in found.examples]
    printed = render(
        "tables.html",
        "examples",
        [
            {
                "title": case.title,
                "view": merged(answer),
                "href": _href(answer, case),
                "pictures": browser.pictures(answer)[:1],
            }
            for case, answer in answers
        ],
    )
    return f"<div{dressed(slug)}>{printed}</div>"


def grid(slug: str) -> str:
    """Print the table of results for typical inputs."""
    found = find(slug)
    if found.grid is None:
        return ""
    results = [found.compute(case.inputs, case.on) for case in found.grid.rows]
    columns = [(heading, _side(results, id)) for id, heading in found.grid.columns.items()]
    rows = [
        (case.title, list(_cells(result, found.grid.columns)))
        for case, result in zip(found.grid.rows, results, strict=True)
    ]
    return render("tables.html", "grid", found.grid, columns, rows)


def inputs_table(slug: str) -> str:
    """Print the inputs of a calculator, for who fills a CSV file or writes a program."""
    return render("tables.html", "inputs", find(slug).fields)


def batch(slug: str) -> str:
    """Print the door for a file of many cases, and the file to fill."""
    rows = text.number(browser.ROWS)
    return (
        f'<div class="calc batch" data-batch="{slug}" data-megabytes="{browser.MEGABYTES}">'
        f'<p><a href="../../data/modeles/{slug}.csv" download>Modèle à remplir (CSV)</a> : '
        "les titres, et une situation en exemple.</p>"
        f'<p class="field"><label for="{slug}-csv">Fichier CSV, une situation par ligne</label>'
        f'<span class="field-hint" id="{slug}-csv-hint">Vos propres colonnes (nom, numéro…) vous '
        "sont rendues telles quelles. Une colonne « Date de calcul » choisit les textes "
        f"de chaque ligne. Jusqu’à {browser.MEGABYTES} Mo et {rows} lignes.</span>"
        f'<input type="file" id="{slug}-csv" accept=".csv,.txt,.tsv,text/csv" '
        f'aria-describedby="{slug}-csv-hint"></p>'
        '<details class="fold"><summary>Ou coller des cellules</summary>'
        f'<p class="field"><label for="{slug}-cells">Cellules d’un tableur, titres compris</label>'
        f'<textarea id="{slug}-cells" rows="4"></textarea></p>'
        '<button type="button" data-action="paste">Calculer ces cellules</button></details>'
        '<p role="status">Le calculateur n’est pas encore prêt.</p></div>'
    )


def answered(calculator: Calculator, case: Case) -> Answer:
    """Answer an example, which has an answer to every question, be it « no »."""
    if calculator.estimator is None:
        return calculator.answer(case.inputs, case.on)
    inputs = calculator.as_json(calculator.answers(case.inputs, case.on))
    given = {key: value for key, value in inputs.items() if value not in (None, [])}
    return calculator.answer(given, case.on)


def _href(answer: Answer, case: Case) -> str:
    on = {"on": case.on.isoformat()} if case.on else {}
    return "#" + urlencode(sorted({**answer.link(), **on}.items())).replace("%2C", ",")


def _side(results: Iterable[Json], id: str) -> str:
    """Put quantities on the right, words and dates on the left."""
    words = any(isinstance(result["values"].get(id), str | bool) for result in results)
    return "" if words else Markup(' class="number"')


def _cells(result: Json, columns: Iterable[str]) -> Iterable[Any]:
    shown = {item["id"]: item["text"] for item in (*result["summary"], *result["lines"])}
    return (shown.get(id, machine(result["values"].get(id, ""))) for id in columns)
