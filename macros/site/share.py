"""The images that other sites and phones show for this one, drawn without a font or a network."""

from __future__ import annotations

from pathlib import Path

import vl_convert

CARD = Path(__file__).with_name("share.svg")
ICON_SIZES = (180, 192, 512)


def draw(site: Path) -> None:
    """Write the image of shared links, and the icon in the sizes that phones ask for."""
    images = site / "assets" / "images"
    _write(images / "partage.png", CARD.read_text("utf-8"), 1)
    icon = (images / "favicon.svg").read_text("utf-8")
    for size in ICON_SIZES:
        _write(images / f"icone-{size}.png", icon, size / 24)


def _write(path: Path, svg: str, scale: float) -> None:
    path.write_bytes(vl_convert.svg_to_png(svg, scale=scale))
