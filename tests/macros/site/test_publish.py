"""The data published with the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from calculators import find
from calculators.vocabulary.scales import BadScale
from macros.site import publish


def test_two_texts_of_one_name_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("data/baremes", "data/calculateurs"):
        (tmp_path / folder).mkdir(parents=True)
    found = find("sisa")
    monkeypatch.setattr(publish, "SLUGS", ("sisa", "aci-msp"))
    monkeypatch.setattr(publish, "find", lambda _slug: found)
    name = found.scales.every[0].id
    with pytest.raises(BadScale, match=f"aci-msp: scale {name}: sisa has a text of this name"):
        publish.publish(tmp_path)
