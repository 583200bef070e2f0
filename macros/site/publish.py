"""The data published with the site: scales, schemas, sources, CSV files to fill, and the wheel."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from calculators import SLUGS, find
from calculators.doors import jsontext
from calculators.doors.schema import schema
from calculators.doors.template import template
from calculators.vocabulary.scales import BadScale, Scale
from calculators.vocabulary.sources import every_source
from calculators.vocabulary.text import plain
from macros.release import wheel


def publish(site: Path) -> None:
    """Write the scales, the schemas, the sources, the templates and the wheel under `/data/`."""
    _write(site / "data/sources.json", {entry.key: entry.as_json() for entry in every_source()})
    owners: dict[str, str] = {}
    for slug in SLUGS:
        calculator = find(slug)
        _write(site / f"data/calculateurs/{slug}.schema.json", schema(calculator))
        (site / "data/modeles").mkdir(exist_ok=True)
        (site / f"data/modeles/{slug}.csv").write_bytes(template(calculator).encode())
        for scale in calculator.scales.every:
            if (owner := owners.setdefault(scale.id, slug)) != slug:
                raise BadScale(f"{slug}: scale {scale.id}: {owner} has a text of this name")
            _write(site / f"data/baremes/{scale.id}.json", _bareme(slug, scale))
    _write(site / "data/calculateurs/index.json", [_entry(slug) for slug in SLUGS])
    wheel(site / "data/python")


def _entry(slug: str) -> Mapping[str, Any]:
    calculator = find(slug)
    return {
        "slug": slug,
        "title": calculator.title,
        "purpose": calculator.purpose,
        "scales": [scale.id for scale in calculator.scales.every],
    }


def _bareme(slug: str, scale: Scale) -> Mapping[str, Any]:
    return {
        "calculator": slug,
        "id": scale.id,
        "title": scale.title,
        "valid_from": scale.valid_from.isoformat(),
        "valid_until": scale.valid_until.isoformat() if scale.valid_until else None,
        "checked_on": scale.checked_on.isoformat(),
        "reference": scale.source,
        "columns": scale.columns,
        "figures": {
            figure.id: {
                "label": figure.label,
                "unit": figure.unit,
                "values": [
                    {
                        "index": index,
                        "value": plain(amount.value),
                        "reference": amount.source,
                        "page": amount.page,
                        "confidence": amount.confidence,
                        "verified": amount.verified,
                        "checked_on": amount.checked_on.isoformat(),
                    }
                    for index, amount in figure.amounts.items()
                ],
            }
            for figure in scale.figures.values()
        },
    }


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(jsontext.write(content, indent=1) + "\n", encoding="utf-8")
