"""Dated figures: what a text says, from when to when, and where it was read.

A `scale.toml` holds `[[scale]]` tables (texts whose figures are here), their figures, and
`[[unencoded]]` tables (texts that are known but whose figures are not here):

    [[scale]]
    id = "avenant-2"
    title = "Avenant 2 …"
    valid_from = 2022-04-01
    valid_until = 2024-12-31            # absent while the text is in force
    source = "cpts-s28"
    checked_on = 2026-11-21
    columns = ["Taille 1", "Taille 2"]  # optional: what the ranks of its lists are called

    [scale.figures.fonctionnement]
    label = "Fonctionnement"
    unit = "€"
    value = [50000, 60000]              # a number, a list of numbers, or a table of numbers
    source = ["cpts-s2", "cpts-s3"]     # one for all, or one for each value
    page = "tableau des financements"   # article or page, idem
    confidence = "officiel"             # officiel, secondaire, deduit or non_verifie, idem
    checked_on = 2026-11-21
    names = ["Taille 1", "Taille 2"]    # optional: what each value is called, beside the label

    [[unencoded]]
    id = "avenant-3"                    # ignored as soon as a scale has this id
    title = "Avenant attendu en 2026"
    valid_from = 2026-01-01
    effect = "provisional"              # or "blocks": no result at all on these dates
    text = "Un avenant est attendu …"
    source = "cpts-s36"
    page = "art. 63"
    checked_on = 2026-11-21
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import isfinite
from typing import Any, Literal

from calculators.vocabulary import text
from calculators.vocabulary.data import as_date, read
from calculators.vocabulary.sources import CONFIDENCES, Confidence, source

type Status = Literal["en_vigueur", "provisoire", "historique"]
UNVERIFIED = "non_verifie"


class BadScale(ValueError):
    """A scale file that does not say all that it must."""


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

    def __getitem__(self, figure: str) -> Figure:
        return self.figures[figure]

    def covers(self, on: date) -> bool:
        """Say whether the text applies on that date."""
        return _within(on, self.valid_from, self.valid_until)


@dataclass(frozen=True)
class Scales:
    """Every text of one subject, in order of date."""

    every: tuple[Scale, ...]
    unencoded: tuple[Unencoded, ...]

    @classmethod
    def load(cls, *path: str) -> Scales:
        """Read `path`.toml of this package; `BadScale` when it does not say all it must."""
        return cls.parse(read(*path), "/".join(path))

    @classmethod
    def parse(cls, document: Mapping[str, Any], name: str) -> Scales:
        """Build the scales from the content of a scale file called `name`."""
        every = [_scale(table, name) for table in document.get("scale", ())]
        if not every:
            raise BadScale(f"{name}: no scale")
        every = sorted(every, key=lambda scale: scale.valid_from)
        for before, after in pairwise(every):
            if before.covers(after.valid_from):
                raise BadScale(f"{name}: scales {before.id} and {after.id} overlap")
        encoded = {scale.id for scale in every}
        return cls(
            every=tuple(every),
            unencoded=tuple(
                _unencoded(table, name)
                for table in document.get("unencoded", ())
                if table.get("id") not in encoded
            ),
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


def _scale(table: Mapping[str, Any], name: str) -> Scale:
    where = f"{name}: scale {table.get('id', '?')}"
    _require(table, ("id", "title", "valid_from", "source", "checked_on"), where)
    return Scale(
        id=table["id"],
        title=table["title"],
        valid_from=_date(table["valid_from"], where),
        valid_until=_date(table["valid_until"], where) if "valid_until" in table else None,
        source=_registered(table["source"], where),
        checked_on=_date(table["checked_on"], where),
        figures={
            id: _figure(id, figure, f"{where}, figure {id}")
            for id, figure in table.get("figures", {}).items()
        },
        columns=tuple(table.get("columns", ())),
    )


def _figure(id: str, table: Mapping[str, Any], where: str) -> Figure:
    keys = ("label", "unit", "value", "source", "page", "confidence", "checked_on")
    _require(table, keys, where)
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


def _unencoded(table: Mapping[str, Any], name: str) -> Unencoded:
    where = f"{name}: unencoded {table.get('id', '?')}"
    _require(
        table,
        ("id", "title", "valid_from", "effect", "text", "source", "page", "checked_on"),
        where,
    )
    if table["effect"] not in ("blocks", "provisional"):
        raise BadScale(f"{where}: unknown effect {table['effect']!r}")
    return Unencoded(
        id=table["id"],
        title=table["title"],
        valid_from=_date(table["valid_from"], where),
        valid_until=_date(table["valid_until"], where) if "valid_until" in table else None,
        effect=table["effect"],
        text=table["text"],
        source=_registered(table["source"], where),
        page=table["page"],
        checked_on=_date(table["checked_on"], where),
    )


def _require(table: Mapping[str, Any], keys: Iterable[str], where: str) -> None:
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
