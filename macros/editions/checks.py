"""What a value of an edition must be. Each check gives what is wrong in French, or nothing."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from calculators.equipe.fields import REGIONS
from macros.pages.regions import regions_by_departement

LEAST_CONTRAST = 4.5
"""Of text on its ground (WCAG 2.1, 1.4.3)."""
PAPERS = {"le blanc": "#ffffff", "le fond clair du site": "#f3f7f7"}
"""What the accent colour is read on, or has written on it."""
LOGO_BYTES = 60_000

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MARKUP = re.compile(
    r"<[A-Za-z/!?]|[{}]|&#?\w+;|!\[|--8<--|(?m:^\s*(?:!!!|\?\?\?))|(?m:^ {0,3}#)"
    r"|(?m:^\s*\*?\[[^\]]*\]:)|(?m:^ {0,3}(?:=+|-{2,})\s*$)"
)
# What no text needs: controls but the line break, formats, and letters that show nothing.
_HIDDEN = ("Cc", "Cf", "Cn", "Co", "Cs")
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
_LINK = re.compile(r"\]\(\s*<?([^)>]*)")
_AT = re.compile(r"\s*[\[(]\s*(?:at|arobase|@|chez)\s*[\])]\s*|\s+(?:@|arobase)\s+", re.IGNORECASE)
_DOT = re.compile(r"(@[\w-]+)(?:\s+point\s+|\s*[\[(]\s*(?:dot|point|\.)\s*[\])]\s*)", re.IGNORECASE)
_MOBILE = re.compile(
    r"(?:(?:\+|\b00)33\s?(?:\(0\)\s?)?|\b0)[67]"
    r"(?:(?:[\s.-]?\d{2}){4}|(?:/\d{2}){4}|(?:[\s.-]\d{3}){2}[\s.-]?\d{2})\b"
)
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]+")
_OWN_HOST = re.compile(r"(?:[\w-]+\.)*[\w-]+")
"""An intranet has names of one word."""
_HERE = re.compile(r"(?:[\w./-]+\.md)?(?:#[\w-]*)?")
TEXT_LENGTH = 5_000
LINE_LENGTH = 300
_PARTIAL_DATE = re.compile(r"((?:19|20)\d{2})(?:-(0[1-9]|1[0-2]))?")
# What a drawing may not hold: a style sheet of another place, a program, a file called from it.
_INSTRUCTION = re.compile(r"<\?(?!xml\s)")
_FOREIGN = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/2001/xml-events")
_PROGRAMS = ("script", "foreignobject", "handler", "iframe", "animate", "set")
_CALL = re.compile(r"javascript:|@import|url\([\"']?(?![\"']?(?:#|data:))", re.IGNORECASE)
"""In words without spaces: a program reads past them."""
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg|webp|gif);")
_SIGNATURES = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".webp": b"RIFF"}
# What the name of a mailbox says when it is one of a service: whole words, which no name of a
# person is, then how words begin that no name of a person begins with.
_FUNCTIONS = (
    *("accueil", "acces", "aci", "admin", "ars", "asso", "association", "bureau"),
    *("cabinet", "caisse", "cds", "centre", "communaute", "conseil", "dac", "ddars"),
    *("departement", "direction", "dpo", "editeur", "equipe", "esp", "exercice", "guide"),
    *("guichet", "info", "infos", "information", "mairie", "maison", "mission", "offre"),
    *("pole", "poles", "presse", "projet", "redaction", "relations", "sante", "service"),
    *("services", "sisa", "soins", "support", "syndicat", "territoire", "territoires"),
    "webmaster",
)
_STEMS = (
    *("contact", "communication", "coordinat", "coordonne", "cpam", "cpts", "delegation"),
    *("federation", "femas", "msp", "paps", "plateforme", "secretari", "urml", "urps"),
)
_FIRST_NAMES = frozenset(Path(__file__).with_name("first_names.txt").read_text("utf-8").split())


def text(value: object) -> str:
    """Check words: not empty, no markup of ours, no link to a program, no address of a person."""
    if not isinstance(value, str) or not value.strip():
        return "un texte entre guillemets est attendu, et il ne peut pas être vide"
    if len(value) > TEXT_LENGTH:
        return f"ce texte est trop long : {TEXT_LENGTH} signes au plus"
    if found := _MARKUP.search(value):
        return (
            f"« {found[0].strip()} » n’est pas accepté : écrivez du texte, sans balise ni programme"
        )
    if any((unicodedata.category(c) in _HIDDEN and c != "\n") or c in _BLANK for c in value):
        return "un signe invisible est dans ce texte : tapez-le de nouveau"
    wrong = (*map(_target, _LINK.findall(value)), *map(mailbox, _addresses(value)))
    if problem := next(filter(None, wrong), ""):
        return problem
    if found := _MOBILE.search(unicodedata.normalize("NFKC", value)):
        return f"« {found[0]} » est le portable d’une personne : donnez le numéro d’un service"
    return ""


def line(value: object) -> str:
    """Check a name or a title: words on one line, and not many."""
    wrong = text(value)
    if wrong or not isinstance(value, str):
        return wrong
    if "\n" in value:
        return "ce texte tient sur une ligne"
    if len(value) > LINE_LENGTH:
        return f"ce texte est trop long ici : {LINE_LENGTH} signes au plus"
    return ""


def pages_named(value: object) -> list[str]:
    """Give the pages of the guide that a text leads to."""
    targets = _LINK.findall(value) if isinstance(value, str) else []
    paths = (target.partition("#")[0] for target in targets if _HERE.fullmatch(target))
    return [path for path in paths if path]


def _addresses(words: str) -> list[str]:
    """Give the mailboxes that a text names, however it writes their « @ »."""
    whole = _AT.sub("@", unicodedata.normalize("NFKC", words))
    return _EMAIL.findall(_DOT.sub(r"\1.", whole))


def _target(target: str) -> str:
    """Check where a link of a text leads: a page elsewhere, a mailbox of a service, a part."""
    if target.startswith("mailto:"):
        return mailbox(target.removeprefix("mailto:"))
    return "" if _HERE.fullmatch(target) else address(target)


def mailbox(value: object) -> str:
    """Check an address of a service; that of a person is refused."""
    if not isinstance(value, str) or not _EMAIL.fullmatch(value):
        return f"« {value} » n’est pas une adresse électronique"
    words = _words(value.split("@")[0])
    named = [
        word
        for before, word in zip(["", *words], words, strict=False)
        if word in _FIRST_NAMES and before not in ("saint", "sainte", "st", "ste")
    ]
    functional = any(word in _FUNCTIONS or word.startswith(_STEMS) for word in words)
    if named or not functional:
        return (
            f"« {value} » ressemble à l’adresse d’une personne : donnez celle d’un service, "
            "comme contact@… ou secretariat@…"
        )
    return ""


def _words(local: str) -> list[str]:
    plain = unicodedata.normalize("NFD", local.lower()).encode("ascii", "ignore").decode()
    return [word for word in re.split(r"[^a-z]+", plain) if word]


def address(value: object) -> str:
    """Check the public address of a page."""
    return _address(value, _HOST)


def _address(value: object, hosts: re.Pattern[str]) -> str:
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
        known = parts and hosts.fullmatch(parts.hostname or "") and parts.port != 0
    except ValueError:
        parts, known = None, False
    if not parts or parts.scheme not in ("http", "https") or not known:
        return f"« {value} » n’est pas une adresse de page : elle commence par https://"
    if re.search(r"[\s<>\"|{}()@\\]", str(value)):
        return f"« {value} » contient un signe qu’une adresse ne porte pas"
    return ""


def site(value: object) -> str:
    """Check the address under which a site is published: it ends with a slash."""
    if wrong := _address(value, _OWN_HOST):
        return wrong
    if re.search("[?#]", str(value)):
        return "l’adresse d’un site n’a ni point d’interrogation ni dièse"
    return "" if str(value).endswith("/") else "l’adresse du site finit par « / »"


def region(value: object) -> str:
    """Check the code of a region that a calculator can be opened with."""
    if value in REGIONS:
        return ""
    known = ", ".join(f"{code} ({name})" for code, name in REGIONS.items())
    return f"« {value} » n’est pas un code de région : {known}"


def region_of(departements: list[str]) -> str:
    """Give the region that holds these departments; nothing when there are several or none."""
    found = {regions_by_departement()[code] for code in departements}
    return found.pop() if len(found) == 1 and found <= REGIONS.keys() else ""


def day(value: object) -> str:
    """Check a whole date."""
    if type(value) is not date:
        return "une date est attendue, sans guillemets : 2026-11-27"
    return ""


def past(value: object) -> str:
    """Check when a text was published, or a figure counted: a day, a month or a year."""
    if type(value) is date and value.year >= 1900:
        start = value
    elif isinstance(value, str) and (found := _PARTIAL_DATE.fullmatch(value)):
        start = date(int(found[1]), int(found[2] or 1), 1)
    else:
        return 'une date est attendue : 2026-11-27 sans guillemets, ou "2026-11", ou "2026"'
    if start > _today():
        return f"cette date est à venir ({value}) : on n’a pas pu lire ce texte"
    return ""


def future(value: object) -> str:
    """Check the day before which the edition will be read again."""
    wrong = day(value)
    if not wrong and isinstance(value, date) and value < _today():
        return f"cette date est passée ({value}) : relisez l’édition, puis donnez la prochaine date"
    return wrong


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the calendar of who publishes


def departements(value: object) -> str:
    """Check a list of codes of departments."""
    if not isinstance(value, list) or not value:
        return 'une liste de codes de département est attendue : ["69"]'
    wrong = [one for one in value if not (isinstance(one, str) and one in regions_by_departement())]
    if wrong:
        return f"« {wrong[0]} » n’est pas un code de département"
    return "un code de département est écrit deux fois" if len({*value}) < len(value) else ""


def contrast(one: str, other: str) -> float:
    """Give the ratio of two colours, from 1 to 21 (WCAG 2.1)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def colour(value: object) -> str:
    """Check that white is read on the colour, and the colour on the papers of the site."""
    if not isinstance(value, str) or not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        return f"« {value} » n’est pas une couleur : un dièse et six chiffres, comme #0f5257"
    ratios = {name: contrast(value, paper) for name, paper in PAPERS.items()}
    name, worst = min(ratios.items(), key=lambda found: found[1])
    if worst < LEAST_CONTRAST:
        ratio = f"{int(worst * 100) / 100:.2f}".replace(".", ",")
        return (
            f"la couleur {value} ne se lit pas assez sur {name} : contraste de {ratio} pour 1, "
            "il en faut 4,5. Choisissez-la plus foncée"
        )
    return ""


def logo(path: Path) -> str:
    """Check that a file is an image that a page can show, and not a heavy one."""
    kind = path.suffix.lower().replace(".jpeg", ".jpg")
    if kind not in (*_SIGNATURES, ".svg"):
        return f"« {path.name} » n’est pas une image acceptée : .svg, .png, .jpg ou .webp"
    if not path.is_file():
        return f"le fichier « {path.name} » n’est pas à côté de l’édition"
    data = path.read_bytes()
    if len(data) > LOGO_BYTES:
        return f"« {path.name} » pèse {len(data) // 1000} ko : {LOGO_BYTES // 1000} au plus"
    if kind == ".svg":
        return _drawing(path.name, data)
    if not _whole(kind, data):
        return f"« {path.name} » n’est pas une image {kind[1:]} entière, malgré son nom"
    return ""


def _whole(kind: str, data: bytes) -> bool:
    """Say whether an image begins and ends as its kind does."""
    if not data.startswith(_SIGNATURES[kind]):
        return False
    if kind == ".png":
        return data[12:16] == b"IHDR" and b"IEND" in data[-16:]
    if kind == ".jpg":
        return b"\xff\xd9" in data[-16:]
    return data[8:12] == b"WEBP" and int.from_bytes(data[4:8], "little") + 8 <= len(data)


def _drawing(name: str, data: bytes) -> str:
    """Check a drawing: one of our pages runs nothing that it holds, and it asks for nothing."""
    try:
        words = data.decode("utf-8-sig")
        if "<!DOCTYPE" in words or "<!ENTITY" in words:
            return f"« {name} » porte une déclaration DOCTYPE : enlevez-la"
        root = ET.fromstring(words)  # noqa: S314 - no entity is left
    except (ET.ParseError, ValueError):
        return f"« {name} » n’est pas une image SVG en UTF-8, malgré son nom"
    if root.tag.rpartition("}")[2] != "svg":
        return f"« {name} » n’est pas une image SVG, malgré son nom"
    if _INSTRUCTION.search(words) or any(map(_active, root.iter())):
        return f"« {name} » porte un programme ou appelle un autre fichier"
    return ""


def _active(element: ET.Element) -> bool:
    """Say whether a part of a drawing runs something, or asks for a file."""
    space, _, tag = element.tag.lstrip("{").rpartition("}")
    if space in _FOREIGN or tag.lower() in _PROGRAMS:
        return True
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2].lower()
        if name.startswith("on") or _calls(value):
            return True
        if name in ("href", "src") and not _INSIDE.match(value):
            return True
    return _calls(element.text or "")


def _calls(words: str) -> bool:
    return _CALL.search(re.sub(r"\s", "", words)) is not None
