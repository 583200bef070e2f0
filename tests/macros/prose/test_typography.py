"""What the checker of French typography corrects, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.prose.typography import faults, fixed, main

THIN = "\u202f"
HARD = "\u00a0"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Qui paie ?", f"Qui paie{THIN}?"),
        ("Trois cas : un, deux", f"Trois cas{THIN}: un, deux"),
        (f"Trois cas{HARD}: un", f"Trois cas{THIN}: un"),
        ("la MSP; le CDS", f"la MSP{THIN}; le CDS"),
        ("Où en êtes-vous ?**", f"Où en êtes-vous{THIN}?**"),
        ("la ligne « crise ».", f"la ligne «{HARD}crise{HARD}»."),
        ("la ligne «crise».", f"la ligne «{HARD}crise{HARD}»."),
        ("287 500 €", f"287{THIN}500{HARD}€"),
        ("50000 habitants", f"50{THIN}000 habitants"),
        ("60 %", f"60{HARD}%"),
        ("60%", f"60{HARD}%"),
        ("le 1er avril 2022", f"le 1er{HARD}avril 2022"),
        ("[Qui paie ?](page.md)", f"[Qui paie{THIN}?](page.md)"),
        ("l'équipe", "l’équipe"),
        ("Etat, Equipe, Ecole", "État, Équipe, École"),
        ("A propos de vous", "À propos de vous"),
        ("Ca ne suffit pas", "Ça ne suffit pas"),
    ],
)
def test_prose_is_corrected(written: str, meant: str) -> None:
    assert fixed(written, ".md") == meant
    assert faults(meant, ".md") == []


@pytest.mark.parametrize(
    "text",
    [
        "```sh\necho 'a' ; ls\n```\n",
        "la clé `a : b`",
        '{{ src("cpts-s1", "art. 9 : 1") }}',
        "[texte](https://exemple.fr/a;b?c=1)",
        "https://exemple.fr/?a=1 suite",
        '<div class="a" data-b="c : d">',
        "![image](a.png)",
        '!!! warning "Attention"',
        ":   La définition",
        "| --- | :--- |",
        "{ .lead }",
        "*[CPTS]: communauté",
        "[^1]: une note",
        "&nbsp;&#8239; suite",
        "le 31/12/2025, à 12:30",
        "article L. 1434-12 de 2016",
        "EPCI, ESP, Europe, Eau",
        "Vitamine A la plus utile".replace(" la", " est la"),
    ],
)
def test_what_is_not_prose_is_left_alone(text: str) -> None:
    assert fixed(text, ".md") == text


def test_keys_of_the_front_matter_are_left_alone() -> None:
    text = '---\ntitle: "CPTS : qui ?"\nhide:\n  - toc\n---\n\nUn mot.\n'
    assert fixed(text, ".md") == text.replace(" :", f"{THIN}:", 1).replace(" ?", f"{THIN}?")


def test_only_french_strings_of_python_are_corrected() -> None:
    text = (
        '"""A module: don\'t touch ; this ?"""\n'
        'PATTERN = r"[ ](?=[;:!?]) le ;"\n'
        'ENGLISH = "not found: don\'t try again"\n'
        'FRENCH = "vous pouvez : oui ?"\n'
        'ESCAPED = "la date\\u202f: hier, «\\u00a0ici\\u00a0»"\n'
        'MIXED = f"{name} : la valeur est {value!r:>5} %"\n'
        'BARE = f"{field} : {message}"\n'
    )
    assert fixed(text, ".py") == text.replace(
        "pouvez : oui ?", f"pouvez{THIN}: oui{THIN}?"
    ).replace("{name} : la", f"{{name}}{THIN}: la").replace("{field} : {", f"{{field}}{THIN}: {{")


def test_strings_of_toml_and_javascript_are_corrected() -> None:
    assert fixed('a = "la part : fixe" # le : reste', ".toml") == (
        f'a = "la part{THIN}: fixe" # le : reste'
    )
    assert fixed('say("Copiez le lien : ici"); // le : reste', ".js") == (
        f'say("Copiez le lien{THIN}: ici"); // le : reste'
    )


def test_the_command_names_the_place_and_corrects_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text("Un titre\n\nQui paie ?\n", "utf-8")
    assert main([str(tmp_path)]) == 1
    assert f"{page}:3: narrow" in capsys.readouterr().out
    assert main(["--fix", str(tmp_path)]) == 0
    assert page.read_text("utf-8") == f"Un titre\n\nQui paie{THIN}?\n"
    assert main([str(tmp_path)]) == 0


def test_the_sources_of_the_site_are_clean() -> None:
    assert main(["docs", "calculators", "macros", "overrides"]) == 0
