"""Dated figures: what a text says, from when to when, and where it was read.

Each text is one TOML file in the folder of its subject, and is called by the name of its file:

    title = "Avenant 2 …"
    valid_from = 2022-04-01
    valid_until = 2024-12-31            # absent: until the next text, or still in force
    source = "cpts-s28"
    checked_on = 2026-11-21
    columns = ["Taille 1", "Taille 2"]  # optional: what the ranks of its lists are called
    continues = "aci-2019"              # optional: the older text whose figures it keeps …
    drops = ["amorcage"]                # … but these; a figure kept keeps its source too
    brings = ["crise"]                  # optional, when it continues none: figures that it adds

    [figures.fonctionnement]
    label = "Fonctionnement"
    unit = "€"
    value = [50000, 60000]              # a number, a list of numbers, or a table of numbers
    source = ["cpts-s2", "cpts-s3"]     # one for all, or one for each value
    page = "tableau des financements"   # article or page, idem
    confidence = "officiel"             # officiel, secondaire, deduit or non_verifie, idem
    checked_on = 2026-11-21
    names = ["Taille 1", "Taille 2"]    # optional: what each value is called, beside the label

    [indicators.teleexpertise]          # optional: what the rules of the subject read beside

A text that is known but whose figures are not encoded has an effect instead of figures:

    title = "Avenant attendu en 2026"
    valid_from = 2026-01-01
    effect = "provisional"              # or "blocks": no result at all on these dates
    text = "Un avenant est attendu …"
    source = "cpts-s36"
    page = "art. 63"
    checked_on = 2026-11-21
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import zip_longest
from math import isfinite
from typing import Any, Literal

from calculators.vocabulary import text
from calculators.vocabulary.data import BadFile, as_date, texts
from calculators.vocabulary.sources import CONFIDENCES, Confidence, source

type Status = Literal["en_vigueur", "provisoire", "historique"]
UNVERIFIED = "non_verifie"


class BadScale(BadFile):
    """A text that does not say all that it must, or says what nobody reads."""


YES_OR_NO = "oui ou non"
"""The unit of what a text allows (1) or does not (0)."""


class NoScale(LookupError):
    """No figures are known on that date; the message says why."""


@dataclass(frozen=True)
class Amount:
    """One figure of a text, with what it takes to defend it."""

    value: Decimal
    unit: str
    label: str
    source: str
    page: str
    confidence: Confidence
    checked_on: date
    verified: bool = True
    name: str = ""
    """What tells this value from the others of its figure."""

    def __str__(self) -> str:
        if self.unit == YES_OR_NO:
            return "oui" if self.value else "non"
        return text.quantity(self.value, self.unit)


@dataclass(frozen=True)
class Figure:
    """A number, a list of numbers or a table of numbers read in one place of a text."""

    id: str
    label: str
    unit: str
    amounts: Mapping[str | int | None, Amount]

    def __getitem__(self, index: str | int) -> Amount:
        return self.amounts[index]

    @property
    def amount(self) -> Amount:
        """Give the figure when it is a single number."""
        return self.amounts[None]

    @property
    def value(self) -> Decimal:
        """Give the number when it is a single one."""
        return self.amount.value


@dataclass(frozen=True)
class Unencoded:
    """A text that is known but whose figures are not encoded."""

    id: str
    title: str
    valid_from: date
    valid_until: date | None
    effect: Literal["blocks", "provisional"]
    text: str
    source: str
    page: str
    checked_on: date

    def covers(self, on: date) -> bool:
        """Say whether the text would apply on that date."""
        return _within(on, self.valid_from, self.valid_until)


@dataclass(frozen=True)
class Scale:
    """The figures of one text over the period in which it applies."""

    id: str
    title: str
    valid_from: date
    valid_until: date | None
    source: str
    checked_on: date
    figures: Mapping[str, Figure]
    columns: tuple[str, ...] = ()
    continues: str = ""
    """The older text whose figures it keeps …"""
    drops: tuple[str, ...] = ()
    """… but these."""
    brings: tuple[str, ...] = ()
    """Figures that no older text had; another may only not have been read there."""
    indicators: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What it declares beside figures, for the rules of its subject; kept like the figures."""
    kept_since: Mapping[str, date] = field(default_factory=dict)
    """When the older text that first said a kept figure began."""

    def __getitem__(self, figure: str) -> Figure:
        return self.figures[figure]

    def since(self, figure: str) -> date:
        """Give the day from which a figure has been the same."""
        return self.kept_since.get(figure, self.valid_from)

    def covers(self, on: date) -> bool:
        """Say whether the text applies on that date."""
        return _within(on, self.valid_from, self.valid_until)


@dataclass(frozen=True)
class Scales:
    """Every text of one subject, in order of date."""

    every: tuple[Scale, ...]
    unencoded: tuple[Unencoded, ...]

    @classmethod
    def load(cls, subject: str) -> Scales:
        """Read the texts of a subject; `BadScale` when one does not say all it must."""
        return cls.parse(texts(subject), subject)

    @classmethod
    def parse(cls, documents: Mapping[str, Mapping[str, Any]], name: str) -> Scales:
        """Build the scales from the texts of the subject called `name`."""
        encoded, unencoded = [], []
        for id, table in documents.items():
            if "effect" in table:
                unencoded.append(_unencoded(id, table, name))
            else:
                encoded.append(_scale(id, table, name))
        if not encoded:
            raise BadScale(f"{name}: no scale")
        return cls(
            every=tuple(_in_turn(sorted(encoded, key=_start), name)),
            unencoded=tuple(sorted(unencoded, key=_start)),
        )

    def __getitem__(self, id: str) -> Scale:
        return {scale.id: scale for scale in self.every}[id]

    @property
    def checked_on(self) -> date:
        """Give the last day on which the texts were looked for."""
        return max(scale.checked_on for scale in self.every)

    def at(self, on: date) -> Scale:
        """Give the scale that applies on that date; `NoScale` says why there is none."""
        for unknown in self.unencoded:
            if unknown.effect == "blocks" and unknown.covers(on):
                raise NoScale(unknown.text)
        for scale in self.every:
            if scale.covers(on):
                return scale
        first = text.day(self.every[0].valid_from)
        raise NoScale(
            f"Aucun barème connu au {text.day(on)}. Le premier barème s’applique depuis le {first}."
            if on < self.every[0].valid_from
            else f"Aucun barème connu au {text.day(on)}."
        )

    def pending(self, on: date) -> list[Unencoded]:
        """List the texts that may change the results on that date and are not encoded."""
        return [u for u in self.unencoded if u.effect == "provisional" and u.covers(on)]

    def status(self, scale: Scale, on: date) -> Status:
        """Say how the results computed with `scale` on that date should be read."""
        if self.pending(on):
            return "provisoire"
        over = scale.valid_until is not None and scale.valid_until < self.checked_on
        return "historique" if over else "en_vigueur"


def _within(on: date, start: date, end: date | None) -> bool:
    return start <= on and (end is None or on <= end)


def _start(known: Scale | Unencoded) -> date:
    return known.valid_from


def _in_turn(scales: Sequence[Scale], name: str) -> Iterator[Scale]:
    """End each text where the next begins, and give it what it keeps of those before."""
    done: dict[str, Scale] = {}
    for scale, following in zip_longest(scales, scales[1:]):
        ended = _ended(scale, following, name) if following else scale
        done[scale.id] = _continued(ended, done, name) if scale.continues else ended
    yield from done.values()


def _ended(scale: Scale, following: Scale, name: str) -> Scale:
    eve = following.valid_from - timedelta(days=1)
    end = scale.valid_until or eve
    if end > eve or scale.valid_from > eve:
        raise BadScale(f"{name}: scales {scale.id} and {following.id} overlap")
    return replace(scale, valid_until=end)


def _continued(scale: Scale, older: Mapping[str, Scale], name: str) -> Scale:
    where = f"{name}: scale {scale.id}"
    if scale.continues not in older:
        raise BadScale(f"{where}: continues {scale.continues!r}, which is no older text")
    base = older[scale.continues]
    if unknown := [id for id in scale.drops if id not in base.figures]:
        raise BadScale(f"{where}: drops {', '.join(unknown)}, which {base.id} does not hold")

    for id, figure in scale.figures.items():
        if id in base.figures and not _alike(figure, base.figures[id]):
            raise BadScale(f"{where}, figure {id}: not the unit, or not as many, as in {base.id}")

    def kept[T](of: Mapping[str, T]) -> dict[str, T]:
        return {id: one for id, one in of.items() if id not in scale.drops}

    return replace(
        scale,
        figures={**kept(base.figures), **scale.figures},
        indicators={**kept(base.indicators), **scale.indicators},
        columns=scale.columns or base.columns,
        kept_since={id: base.since(id) for id in kept(base.figures) if id not in scale.figures},
    )


def _alike(figure: Figure, older: Figure) -> bool:
    return figure.unit == older.unit and figure.amounts.keys() == older.amounts.keys()


def _scale(id: str, table: Mapping[str, Any], name: str) -> Scale:
    where = f"{name}: scale {id}"
    optional = ("valid_until", "columns", "continues", "drops", "brings", "figures", "indicators")
    require(table, ("title", "valid_from", "source", "checked_on"), where, optional)
    figures, brings = table.get("figures", {}), tuple(table.get("brings", ()))
    if unknown := [each for each in brings if each not in figures]:
        raise BadScale(f"{where}: brings {', '.join(unknown)}, which it does not hold")
    return Scale(
        id=id,
        title=table["title"],
        valid_from=_date(table["valid_from"], where),
        valid_until=_date(table["valid_until"], where) if "valid_until" in table else None,
        source=_registered(table["source"], where),
        checked_on=_date(table["checked_on"], where),
        figures={
            id: _figure(id, figure, f"{where}, figure {id}") for id, figure in figures.items()
        },
        columns=tuple(table.get("columns", ())),
        continues=table.get("continues", ""),
        drops=tuple(table.get("drops", ())),
        brings=brings,
        indicators=table.get("indicators", {}),
    )


def _figure(id: str, table: Mapping[str, Any], where: str) -> Figure:
    keys = ("label", "unit", "value", "source", "page", "confidence", "checked_on")
    require(table, keys, where, ("names",))
    values = dict(_indexed(table["value"]))
    told = {
        key: _spread(table.get(key, ""), values, f"{where}, {key}") for key in (*keys[3:6], "names")
    }
    return Figure(
        id=id,
        label=table["label"],
        unit=table["unit"],
        amounts={
            index: _amount(value, table, {key: part[index] for key, part in told.items()}, where)
            for index, value in values.items()
        },
    )


def _amount(value: object, table: Mapping[str, Any], told: Mapping[str, str], where: str) -> Amount:
    page, confidence = told["page"], told["confidence"]
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise BadScale(f"{where}: {value!r} is not a number")
    if not page:
        raise BadScale(f"{where}: page missing")
    if confidence != UNVERIFIED and confidence not in CONFIDENCES:
        raise BadScale(f"{where}: unknown confidence {confidence!r}")
    key = _registered(told["source"], where)
    if confidence == "officiel" and source(key).confidence != "officiel":
        raise BadScale(f"{where}: {key} is not an official text")
    return Amount(
        value=Decimal(str(value)),
        unit=table["unit"],
        label=table["label"],
        source=key,
        page=page,
        confidence=next((known for known in CONFIDENCES if known == confidence), "deduit"),
        checked_on=_date(table["checked_on"], where),
        verified=confidence != UNVERIFIED,
        name=told["names"],
    )


def _unencoded(id: str, table: Mapping[str, Any], name: str) -> Unencoded:
    where = f"{name}: unencoded {id}"
    keys = ("title", "valid_from", "effect", "text", "source", "page", "checked_on")
    require(table, keys, where, ("valid_until",))
    if table["effect"] not in ("blocks", "provisional"):
        raise BadScale(f"{where}: unknown effect {table['effect']!r}")
    return Unencoded(
        id=id,
        title=table["title"],
        valid_from=_date(table["valid_from"], where),
        valid_until=_date(table["valid_until"], where) if "valid_until" in table else None,
        effect=table["effect"],
        text=table["text"],
        source=_registered(table["source"], where),
        page=table["page"],
        checked_on=_date(table["checked_on"], where),
    )


def require(
    table: Mapping[str, Any], keys: Iterable[str], where: str, optional: Iterable[str]
) -> None:
    """Raise `BadScale` when a table lacks one of its keys, or holds one that nobody reads."""
    if unknown := sorted(table.keys() - {*keys, *optional}):
        raise BadScale(f"{where}: {', '.join(unknown)} unknown")
    missing = [key for key in keys if table.get(key, "") in ("", [], {})]
    # A unit may be empty: a count of professionals has none.
    missing = [key for key in missing if not (key == "unit" and key in table)]
    if missing:
        raise BadScale(f"{where}: {', '.join(missing)} missing")


def _registered(key: str, where: str) -> str:
    try:
        return source(key).key
    except KeyError:
        raise BadScale(f"{where}: unknown source {key!r}") from None


def _date(value: Any, where: str) -> date:
    try:
        return as_date(value)
    except (TypeError, ValueError):
        raise BadScale(f"{where}: {value!r} is not a date") from None


def _indexed(value: object) -> Iterable[tuple[str | int | None, object]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else [(None, value)]


def _spread(
    given: Any, values: Mapping[str | int | None, object], where: str
) -> Mapping[str | int | None, Any]:
    indexed = dict(_indexed(given))
    if None in indexed:
        return dict.fromkeys(values, given)
    if indexed.keys() != values.keys():
        raise BadScale(f"{where}: one for each value, or one for all")
    return indexed
