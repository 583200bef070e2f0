"""The file of an edition: each thing refused is told with its line."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from macros.editions import checks
from macros.editions.schema import FOLDER, Edition, Refused, find, read

TOMORROW = date.today() + timedelta(days=1)  # noqa: DTZ011
RIGHT = f"""\
[edition]
nom = "Essai, exercice coordonné"
territoire = "Essai"
lieu = "dans l’Essai"
departements = ["01", "2A"]
revoir_avant = {TOMORROW}
couleur = "#0f5257"

[editeur]
nom = "Une association"
adresse = "1, place de la Mairie"
contact = "contact@exemple.fr"
directeur_de_publication = "La présidence"
hebergeur = "Un hébergeur"
journaux = "Aucun"

[accueil]
titre = "Exercer à plusieurs"
texte = "Qui appeler."

[[sources]]
cle = "page"
titre = "Une page"
editeur = "Une agence"
lu_le = 2026-11-26

[[chiffres]]
intitule = "Maisons de santé"
valeur = "12"
source = "page"
date = "2024"

[[actualites]]
titre = "Une réunion"
texte = '''Elle se tient
couleur = "rien"
à la mairie.'''
source = "page"
date = 2026-11-01
jusqu_au = 2026-11-20
"""


ONE_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63600000000200014898a5b70000000049454e44ae426082"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg">'


def written(folder: Path, text: str) -> Path:
    file = folder / "essai.toml"
    file.write_text(text, "utf-8")
    return file


def line_of(words: str) -> int:
    return RIGHT[: RIGHT.index(words)].count("\n") + 1


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return read(written(tmp_path, RIGHT))


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('valeur = "12"', 'valleur = "12"', "« valleur » est inconnu"),
        ("[[chiffres]]", "[[chifres]]", "« chifres » est inconnu"),
        ("[[chiffres]]", "[chiffres]", "écrivez cette partie [[chiffres]]"),
        ('date = "2024"', 'date = "2099"', "est à venir"),
        ('date = "2024"', 'date = "hier"', "une date est attendue"),
        ('date = "2024"', 'date = "0000"', "une date est attendue"),
        (f"revoir_avant = {TOMORROW}", "revoir_avant = 2020-01-31", "est passée"),
        ("jusqu_au = 2026-11-20", "jusqu_au = 2026-10-20", "précède"),
        ("jusqu_au = 2026-11-20", 'jusqu_au = "bientôt"', "une date est attendue"),
        ("contact@exemple.fr", "marie.durand@exemple.fr", "celle d’un service"),
        ("contact@exemple.fr", "jdurand@exemple.fr", "celle d’un service"),
        ("Qui appeler.", "Écrire à paul.cpts@exemple.fr", "celle d’un service"),
        ("#0f5257", "#ffcc00", "contraste de 1,40"),
        ("#0f5257", "vert", "n’est pas une couleur"),
        ('"2A"', '"20"', "n’est pas un code de département"),
        ("Qui appeler.", "<script>x</script>", "n’est pas accepté"),
        ("Qui appeler.", "{{ config }}", "n’est pas accepté"),
        ("Qui appeler.", "Un mot{: onclick=x }", "n’est pas accepté"),
        ("Qui appeler.", "[a](javascript:alert)", "n’est pas une adresse de page"),
        ("Qui appeler.", "[a]( JavaScript :x)", "n’est pas une adresse de page"),
        ("Qui appeler.", "[a](data:text/html,x)", "n’est pas une adresse de page"),
        ("Qui appeler.", "[a](&#106;avascript:x)", "n’est pas accepté"),
        ("Qui appeler.", "[a](mailto:paul@exemple.fr)", "celle d’un service"),
        ("Qui appeler.", "![a](https://exemple.fr/i.png)", "n’est pas accepté"),
        ("Qui appeler.", "&lt;script&gt;", "n’est pas accepté"),
        ("Qui appeler.", "Qui\\u202e appeler", "signe invisible"),
        ("Qui appeler.", "Écrire à m.durand@exemple.fr", "celle d’un service"),
        ("Qui appeler.", "marie.durand (at) exemple.fr", "celle d’un service"),
        ("Qui appeler.", "marie.durand @ exemple.fr", "celle d’un service"),
        ("Qui appeler.", "marie.durand arobase exemple.fr", "celle d’un service"),
        ("Qui appeler.", "marie.durand＠exemple.fr", "celle d’un service"),
        ("Qui appeler.", "marie.durand@exemple point fr", "celle d’un service"),
        ("Qui appeler.", "Le 06 12 34 56 78", "portable d’une personne"),
        ("Qui appeler.", "Le 06 123 456 78", "portable d’une personne"),
        ("Qui appeler.", "Le 07/12/34/56/78", "portable d’une personne"),
        ("Qui appeler.", "Le +33 (0)6 12 34 56 78", "portable d’une personne"),
        ("Qui appeler.", "Le 0033 6 12 34 56 78", "portable d’une personne"),
        ("Qui appeler.", "Qui\\u00ad appeler", "signe invisible"),
        ("Qui appeler.", "\\u3164", "signe invisible"),
        ("Qui appeler.", "Un titre\\n=====", "n’est pas accepté"),
        ("Qui appeler.", "!!! note", "n’est pas accepté"),
        ("Qui appeler.", "*[MSP]: autre chose", "n’est pas accepté"),
        ("Qui appeler.", "[a](nulle/part.md)", "n’est pas une page du guide"),
        ('valeur = "12"', 'valeur = "1\\n2"', "sur une ligne"),
        ('valeur = "12"', f'valeur = "{"x" * 301}"', "trop long ici"),
        ("Qui appeler.", "x" * 5_001, "trop long"),
        ('valeur = "12"', "valeur = 12", "un texte entre guillemets"),
        ('valeur = "12"', 'valeur = ["12"]', "un texte entre guillemets"),
        ('"2A"', '"01"', "écrit deux fois"),
        ("lu_le = 2026-11-26", "lu_le = 2026-13-26", "TOML"),
        ("lu_le = 2026-11-26", 'lu_le = "26/11/2026"', "une date est attendue"),
        ("lu_le = 2026-11-26", 'lu_le = "2026-11-26"', "2026-11-27 sans guillemets"),
        ("lu_le = 2026-11-26", "lu_le = 2026-11-26T10:00:00", "une date est attendue"),
        ("lu_le = 2026-11-26", "lu_le = 2026-02-30", "cette date n’existe pas"),
        ('date = "2024"', "date = 0024-01-01", "une date est attendue"),
        ("lieu =", '"le lieu" =', "« le lieu » est inconnu"),
        ("lieu =", "lieu.x =", "un texte entre guillemets"),
        ("[accueil]", "[edition.x]\na = 1\n[accueil]", "« x » est inconnu"),
        ('source = "page"', 'source = "autre"', "n’est dans aucune partie"),
        ('nom = "Essai', "nom = Essai", "ce n’est pas du TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    with pytest.raises(Refused) as refusal:
        read(written(tmp_path, RIGHT.replace(right, wrong, 1)))
    told = re.sub(r"\s", " ", str(refusal.value))
    assert f"essai.toml, ligne {line_of(right)} : " in told
    assert said in told


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (RIGHT.replace("lieu =", "nom =", 1).encode(), 4, "cette clé est écrite deux fois"),
        (RIGHT.replace("[accueil]", "[editeur]").encode(), 17, "cette partie est écrite deux fois"),
        (RIGHT.encode("latin-1", "replace").replace(b"?", b"\xe9"), 2, "n’est pas en UTF-8"),
        (RIGHT.encode("utf-16"), 1, "n’est pas en UTF-8"),
        (b"", 1, "il manque la partie [edition]"),
        (b'{"edition": 1}', 1, "ce n’est pas du TOML"),
        (RIGHT.replace("\n", "\r\n").replace("#0f5257", "vert").encode(), 7, "une couleur"),
    ],
)
def test_a_file_that_is_not_one_is_told(tmp_path: Path, data: bytes, line: int, said: str) -> None:
    file = tmp_path / "essai.toml"
    file.write_bytes(data)
    with pytest.raises(Refused) as refusal:
        read(file)
    told = re.sub(r"\s", " ", str(refusal.value))
    assert f"essai.toml, ligne {line} : " in told
    assert said in told


def test_a_heavy_file_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="pèse plus de 500"):
        read(written(tmp_path, RIGHT.replace("Qui appeler.", "x" * 600_000)))


@pytest.mark.parametrize(
    "address",
    [
        "https://[a.fr/", "https://./", "https://a..b/", "https://a.fr:99999/", "https://a.fr\\b/",
        "https://intranet/", "javascript:alert(1)//a.fr/", "//a.fr/", "ftp://a.fr/",
    ],
)  # fmt: skip
def test_an_address_that_leads_to_no_page_is_refused(address: str) -> None:
    assert checks.address(address)
    assert checks.address("https://a.fr:8443/b?c#d") == ""


def test_a_site_stands_at_a_folder_in_the_world_or_on_an_intranet() -> None:
    for right in (
        "https://exemple.fr/",
        "https://exemple.fr/guide/",
        "http://intranet:8080/guide/",
    ):
        assert checks.site(right) == ""
    for wrong in (
        "https://exemple.fr",
        "https://exemple.fr/#/",
        "https://exemple.fr/?a=/",
        "https:///",
    ):
        assert checks.site(wrong)


@pytest.mark.parametrize(
    ("departements", "region"),
    [
        (["69"], "84"),
        (["44", "49", "53"], "52"),
        (["69", "44"], ""),
        (["2A", "2B"], "94"),
        (["988"], ""),
    ],
)
def test_the_region_is_that_of_all_the_departments(departements: list[str], region: str) -> None:
    assert checks.region_of(departements) == region


def test_a_text_leads_to_a_page_seen_from_its_own(tmp_path: Path) -> None:
    added = '[[ajouts]]\npage = "comprendre/msp.md"\ntitre = "T"\ntexte = "[a](cpts.md#x)"\n'
    right = f'{RIGHT}{added}source = "page"\ndate = "2024"\n'
    assert read(written(tmp_path, right)).all("ajouts")
    line = (RIGHT + added).count("\n")
    with pytest.raises(Refused, match=f"ligne {line}.*comprendre/cpts.md"):
        read(written(tmp_path, right.replace("(cpts.md", "(comprendre/cpts.md")))


def test_dates_and_amounts_are_no_telephone() -> None:
    for words in (
        "Le 10/06/2025, 12 000 €",
        "06 à 07",
        "De 06/2025 à 07/2026",
        "1 206 123 456 € 78",
    ):
        assert checks.text(words) == ""


def test_links_to_the_guide_and_to_a_service_are_taken() -> None:
    for link in (
        "comprendre/msp.md#x",
        "#ici",
        "https://exemple.fr/a",
        "mailto:contact@exemple.fr",
    ):
        assert checks.text(f"Voir [ceci]({link}).") == ""


@pytest.mark.parametrize("lost", ['source = "page"\n', 'date = "2024"\n'])
def test_a_statement_without_source_or_date_is_refused(tmp_path: Path, lost: str) -> None:
    with pytest.raises(Refused, match=f"ligne {line_of('[[chiffres]]')}.*sans source ni date"):
        read(written(tmp_path, RIGHT.replace(lost, "", 1)))


@pytest.mark.parametrize("part", ["edition", "editeur", "accueil"])
def test_a_part_that_is_missing_is_named(tmp_path: Path, part: str) -> None:
    before, _, after = RIGHT.partition(f"[{part}]")
    rest = after[after.index("\n[") :]
    with pytest.raises(Refused, match=rf"manque la partie \[{part}\]"):
        read(written(tmp_path, before + rest))


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = RIGHT.replace("#0f5257", "#ffcc00").replace("contact@", "paul.durand@")
    with pytest.raises(Refused) as refusal:
        read(written(tmp_path, text))
    assert len(str(refusal.value).split("\n")) == 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.txt", b"rien"),
        ("logo.png", b"rien"),
        ("logo.webp", b"RIFF0000rien"),
        ("logo.svg", b"<html/>"),
        ("logo.svg", b"pas une image"),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><image href="//a.fr/b"/></svg>'),
        ("logo.svg", f"{SVG}<style>@import '//a.fr/b.css'</style></svg>".encode()),
        ("logo.svg", f"{SVG}<rect style='fill:url( //a.fr/b#c)'/></svg>".encode()),
        ("logo.svg", f"{SVG}<a><set attributeName='href' to='x'/></a></svg>".encode()),
        ("logo.svg", f"{SVG}<text fill='java\tscript:x'/></svg>".encode()),
        ("logo.svg", f"{SVG}<image href='data:image/svg+xml;base64,PHN2Zy8+'/></svg>".encode()),
        ("logo.svg", f"{SVG}<b xmlns='http://www.w3.org/1999/xhtml'/></svg>".encode()),
        ("logo.svg", f"<?xml-stylesheet href='//a.fr/b'?>{SVG}</svg>".encode()),
        ("logo.svg", f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{SVG}&a;</svg>".encode("utf-16")),
        ("logo.png", b"\x89PNG\r\n\x1a\n"),
        ("logo.jpeg", b"\xff\xd8\xff<script>"),
        ("logo.webp", b"RIFF\xff\xff\0\0WEBPVP8 "),
        ("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(checks.LOGO_BYTES)),
    ],
)
def test_a_logo_that_is_not_an_image_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    text = RIGHT.replace("couleur =", f'logo = "{name}"\ncouleur =', 1)
    with pytest.raises(Refused, match=f"ligne {line_of('couleur =')}.*logo"):
        read(written(tmp_path, text))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("A #1.SVG", f'<?xml version="1.0" encoding="UTF-8"?>{SVG}<g fill="url(#a)"/></svg>'),
        ("logo.svg", f"{SVG}<g style='fill:url(data:image/png;base64,x)'/></svg>"),
        ("logo.svg", f"\ufeff{SVG}<image href='data:image/png;base64,iVBORw0KGgo='/></svg>"),
    ],
)  # fmt: skip
def test_a_drawing_that_runs_nothing_is_taken(tmp_path: Path, name: str, data: str) -> None:
    (tmp_path / name).write_text(data, "utf-8")
    edition = read(written(tmp_path, RIGHT.replace("couleur =", f'logo = "{name}"\ncouleur =', 1)))
    assert edition.data["edition"]["logo"] == name


def test_a_whole_image_is_taken(tmp_path: Path) -> None:
    (tmp_path / "favicon.png").write_bytes(ONE_PIXEL)
    assert checks.logo(tmp_path / "favicon.png") == ""


@pytest.mark.parametrize("name", ["../logo.svg", "absent.svg", "dossier.png"])
def test_a_logo_is_beside_its_edition(tmp_path: Path, name: str) -> None:
    (tmp_path / "dossier.png").mkdir()
    with pytest.raises(Refused, match="à côté de l’édition"):
        read(written(tmp_path, RIGHT.replace("couleur =", f'logo = "{name}"\ncouleur =', 1)))


@pytest.mark.parametrize("page", ["absente.md", "../README.md", "assets/images/favicon.svg"])
def test_a_text_goes_to_a_page_of_the_guide(tmp_path: Path, page: str) -> None:
    added = (
        f'[[ajouts]]\npage = "{page}"\ntitre = "T"\ntexte = "t"\nsource = "page"\ndate = "2024"\n'
    )
    with pytest.raises(Refused, match="n’est pas une page du guide"):
        read(written(tmp_path, RIGHT + added))


@pytest.mark.parametrize("name", ["esposito", "dacosta", "santerre", "arsene", "a.martin", "x"])
def test_a_name_that_begins_like_a_service_is_that_of_a_person(name: str) -> None:
    assert "celle d’un service" in checks.mailbox(f"{name}@exemple.fr").replace("\u00a0", " ")


@pytest.mark.parametrize(
    "mailbox",
    [
        "contact@exemple.fr",
        "cptsgrandavignon@exemple.fr",
        "cpts.saint-martin@exemple.fr",
        "ars-dt69-offre-de-soins@exemple.fr",
        "secrétariat@exemple.fr",
    ],
)
def test_the_mailbox_of_a_service_is_taken(mailbox: str) -> None:
    assert checks.mailbox(mailbox) == ""


def test_contrast_is_that_of_the_norm() -> None:
    assert checks.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert checks.contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_lines_are_those_of_the_file_past_a_long_text(edition: Edition) -> None:
    assert edition.where("actualites", 0, "jusqu_au").endswith(str(line_of("jusqu_au")))
    assert edition.where("edition", key="couleur").endswith(str(line_of("couleur = ")))


def test_news_end(edition: Edition) -> None:
    assert len(edition.news(date(2026, 11, 20))) == 1
    assert edition.news(date(2026, 11, 21)) == []


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_the_editions_of_the_repository_are_right(file: Path) -> None:
    assert read(file).all("chiffres")


def test_an_edition_is_found_outside_the_repository(tmp_path: Path) -> None:
    file = written(tmp_path, RIGHT)
    assert find(str(file)) == file
    assert find(str(tmp_path)) == file
    assert find("rhone") == find("rhone.toml") == FOLDER / "rhone.toml"
    for wrong in ("", "../rhone", "absente", str(tmp_path / "rien.toml")):
        with pytest.raises(Refused, match="pas d’édition"):
            find(wrong)
