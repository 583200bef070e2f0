"""The reference pages, printed from the data: nothing there is typed twice.

Each macro gives Markdown, so that its links and anchors are checked by the build.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date

from markupsafe import escape

from calculators.equipe.aids import aids
from calculators.equipe.fields import REGIONS
from calculators.vocabulary.sources import KINDS, Source, every_source, texts_first
from calculators.vocabulary.text import capital, day, number
from macros.day import of_the_build
from macros.pages import charts, reference_data
from macros.pages.citations import badge, identity, notice, src
from macros.pages.forms import icon
from macros.pages.reference_data import Change, Contact, Entry, Point, Question, Series, in_words

MACROS = (
    "acronyms_in_full",
    "ambiguous_acronyms",
    "changes",
    "contacts_table",
    "glossary_table",
    "open_questions",
    "regional_aids",
    "source_registry",
    "statistics_chart",
)

REGISTRY = {
    "cpts": "CPTS et accord des CPTS",
    "msp": "Accord des maisons de santé",
    "esp": "Équipes, maisons de santé, SISA, contrats avec l’ARS",
    "cds": "Centres de santé, appui à la coordination, glossaire",
    "doc": "Documents de départ",
    "region": "Contacts des régions",
}
GROUPS = {
    "autorite": "Les autorités",
    "assurance_maladie": "L’Assurance maladie",
    "federation": "Les fédérations et les représentants",
    "collectivite": "Les collectivités et l’État dans le territoire",
    "information": "Les sites d’information",
}
SUBJECTS = {
    "aci-cpts": "Financement des CPTS (ACI)",
    "cpts": "CPTS",
    "aci-msp": "Financement des maisons de santé (ACI)",
    "msp": "Maisons de santé",
    "sisa": "Société interprofessionnelle (SISA)",
    "esp": "Équipes de soins",
    "cds": "Centres de santé",
    "dac": "Appui à la coordination",
    "cpom": "Contrat avec l’ARS (CPOM)",
    "fir": "Fonds d’intervention régional (FIR)",
    "france-sante": "Réseau France Santé",
    "glossaire": "Glossaire",
    "sources": "Nos sources",
}
PAGES = {
    "annuaire/index.md": "Voir l’annuaire",
    "comprendre/aci.md": "Comprendre l’ACI",
    "comprendre/cds.md": "Comprendre le centre de santé",
    "comprendre/cpom.md": "Comprendre le CPOM",
    "comprendre/cpts.md": "Comprendre la CPTS",
    "comprendre/dac.md": "Comprendre le DAC",
    "comprendre/esp.md": "Comprendre l’ESP",
    "comprendre/msp.md": "Comprendre la MSP",
    "comprendre/sisa.md": "Comprendre la SISA",
    "construire/ecrire-un-projet-de-sante.md": "Écrire un projet de santé",
}
UNDEFINED = "Sigle rencontré dans nos lectures, sans définition que nous puissions citer"
UNREAD = "Sens courant, sans source lue"


def glossary_table() -> str:
    """Print every term by first letter, each with its meaning, its sources and its page."""
    parts: list[str] = []
    letter = ""
    entries = sorted(reference_data.glossary(), key=lambda entry: _plain(entry.term))
    terms = {entry.id: entry for entry in entries}
    for entry in entries:
        first = _plain(entry.term)[0].upper()
        if first != letter:
            letter = first
            parts.append(f"## {letter}")
        parts.append(f"{entry.term} {{ #{entry.id} }}\n:   {_meaning(entry, terms)}")
    return _block("glossary", parts)


def ambiguous_acronyms() -> str:
    """List the acronyms that have several meanings, each meaning with its link."""
    senses: dict[str, list[Entry]] = {}
    for entry in reference_data.glossary():
        for acronym in entry.acronyms:
            senses.setdefault(acronym, []).append(entry)
    rows = [
        f"| **{acronym}** | {' <br> '.join(f'[{entry.name}](#{entry.id})' for entry in entries)} |"
        for acronym, entries in sorted(senses.items())
        if len(entries) > 1
    ]
    return _block("glossary", ["\n".join(["| Sigle | Ses sens |", "| --- | --- |", *rows])])


def acronyms_in_full(*acronyms: str) -> str:
    """Say in full the acronyms of a page that is printed from data, by their first meaning."""
    names = {
        acronym: entry.name
        for entry in reversed(reference_data.glossary())
        for acronym in entry.acronyms
    }
    rows = [f"- **{acronym}**\u202f: {_small(names[acronym])}" for acronym in acronyms]
    return _block("acronyms", ["Les sigles de cette page\u202f:", "\n".join(rows)])


def contacts_table() -> str:
    """Print the directory, by kind of contact."""
    parts: list[str] = []
    for group, title in GROUPS.items():
        parts.append(f"## {title}")
        parts += [_contact(each) for each in reference_data.contacts() if each.group == group]
    return "\n\n".join(parts)


def statistics_chart(id: str) -> str:
    """Print a series: its picture, then its table, each figure with what it counts."""
    series = next((each for each in reference_data.statistics() if each.id == id), None)
    if series is None:
        raise KeyError(f"no series {id!r}")
    picture = (
        ""
        if series.chart == "table"
        else f'<figure class="chart" id="graphique-{id}" data-form="{series.form}">'
        f"{charts.svg(series)}<figcaption>{icon(series.form)} {escape(series.title)}</figcaption>"
        "</figure>"
    )
    head = "Catégorie" if series.chart == "categories" else "Date"
    rows = "\n".join(_point(series, point) for point in series.points)
    table = f"| {head} | Valeur et ce qu’elle compte |\n| --- | --- |\n{rows}"
    return "\n\n".join(filter(None, (picture, series.note, table)))


def changes(*subjects: str) -> str:
    """Print what the texts changed, oldest first, for some subjects or for all."""
    if unknown := set(subjects) - SUBJECTS.keys():
        raise KeyError(f"no subject {', '.join(sorted(unknown))}")
    found = [each for each in reference_data.changes() if each.subject in (subjects or SUBJECTS)]
    return _block("timeline", [_change(each) for each in found])


def open_questions(*subjects: str) -> str:
    """Print what we do not know yet, by subject, for some subjects or for all."""
    if unknown := set(subjects) - SUBJECTS.keys():
        raise KeyError(f"no subject {', '.join(sorted(unknown))}")
    every = reference_data.questions()
    parts: list[str] = []
    for subject in subjects or SUBJECTS:
        found = [each for each in every if each.subject == subject]
        if found and not subjects:
            parts.append(f"## {SUBJECTS[subject]}")
        parts += [_question(each) for each in found]
    return "\n\n".join(parts)


def regional_aids() -> str:
    """Print what regional sources say of the starting aids, with its date, region by region."""
    rows = [
        f"| {REGIONS[aid.region]} | {capital(aid.what)}\u202f: {aid.amount or 'somme à demander'} "
        f"{src(aid.source.key)} | {aid.dated} |"
        for aid in sorted(aids(), key=lambda aid: list(REGIONS).index(aid.region))
    ]
    return "\n".join(["| Région | Aide | Date |", "| --- | --- | --- |", *rows])


def source_registry(confidence: str = "officiel", on: date | None = None) -> str:
    """Print the sources that are official, or those that are not, the texts first in each part.

    Those read too long ago bear a notice.

    `on` is the day from which age is counted: the day of the build unless said otherwise.
    """
    today = on or of_the_build().date()
    every = [each for each in every_source() if each.confidence == confidence]
    parts: list[str] = []
    for prefix, title in REGISTRY.items():
        found = [each for each in every if each.key.split("-")[0] == prefix]
        found.sort(key=lambda each: KINDS.index(each.kind))
        items = "\n".join(_source(each, today) for each in found)
        count = _count(len(found), confidence)
        if found:
            parts.append(f'## {title}\n\n{count}\n\n<ul class="registry">\n{items}\n</ul>')
    return "\n\n".join(parts)


def _meaning(entry: Entry, terms: dict[str, Entry]) -> str:
    name = f"**{entry.name}.**" if entry.name else ""
    if entry.definition:
        said = entry.definition.removesuffix(".") + _cite(entry.sources, entry.confidence) + "."
    elif entry.sources:
        said = UNDEFINED + _cite(entry.sources) + "."
    else:
        said = UNREAD + "."
    see = ", ".join(f"[{_seen(terms[id], terms)}](#{id})" for id in entry.see)
    page = f"[{PAGES[entry.page]}](../{entry.page})." if entry.page else ""
    return " ".join(filter(None, (name, said, f"Voir aussi\u202f: {see}." if see else "", page)))


def _seen(entry: Entry, terms: dict[str, Entry]) -> str:
    # "Voir aussi : PASS" would say nothing from the entry of another PASS.
    twins = [each for each in terms.values() if each.term == entry.term]
    return _small(entry.name) if len(twins) > 1 else entry.term


def _contact(contact: Contact) -> str:
    what = contact.what.removesuffix(".") + _cite(contact.sources, contact.confidence) + "."
    lines = [
        f"### {contact.name} {{ #{contact.id} }}",
        what,
        f"**Quand.** {contact.when}",
        f"**Dans votre région.** {contact.regional}" if contact.regional else "",
        f"**Site\u202f:** <{contact.url}>" if contact.url else "",
    ]
    return "\n\n".join(filter(None, lines))


def _point(series: Series, point: Point) -> str:
    counted = f"{point.perimeter}. {point.note}" if point.note else point.perimeter
    cited = counted.removesuffix(".") + _cite(point.sources, point.confidence)
    return f"| {point.date} | **{charts.shown(series, point)}**, {cited} |"


def _change(change: Change) -> str:
    before = f"**Avant.** {change.before} " if change.before else ""
    cited = _cite(change.sources, change.confidence)
    after = f"**Désormais.** {change.after}" if before else change.after
    written = f"{before}{after}".removesuffix(".") + cited + "."
    return f"{capital(in_words(change.date))}\u202f: {change.text}\n:   {written}"


def _question(question: Question) -> str:
    return f"{question.question}\n:   {question.meanwhile} **Où chercher\u202f:** {question.where}."


def _source(source: Source, on: date) -> str:
    note = f" {escape(source.note)}." if source.note else ""
    return (
        f'<li id="{source.key}">{", ".join(identity(source))}. {badge(source)} '
        f'<span class="read-on">Lu le {day(source.read_on)}.{note}{notice(source, on)}</span></li>'
    )


def _small(name: str) -> str:
    """Write a name inside a sentence; « Avenir » and « France » stay what they are."""
    return name if name.startswith(("Avenir", "France")) else name[0].lower() + name[1:]


def _count(count: int, confidence: str) -> str:
    if confidence == "officiel":
        what = "textes officiels ou pages" if count > 1 else "texte officiel ou page"
        return f"{number(count)} {what} d’une autorité."
    return f"{number(count)} {'sources secondaires' if count > 1 else 'source secondaire'}."


def _cite(keys: Iterable[str], confidence: str = "") -> str:
    ours = "deduit" if confidence == "deduit" else ""
    return "".join(f" {src(key, confidence=ours)}" for key in texts_first(keys))


def _block(name: str, parts: list[str]) -> str:
    return f'<div class="{name}" markdown>\n\n' + "\n\n".join(parts) + "\n\n</div>"


def _plain(words: str) -> str:
    """Give the words as they are sorted: without accents or capitals."""
    letters = unicodedata.normalize("NFD", words.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
