"""What to compute next, and what the link carries there: nothing is typed twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from calculators.vocabulary.result import Json

if TYPE_CHECKING:
    from calculators.vocabulary.answer import Answer


class Follow(NamedTuple):
    """A calculator that comes after, with what is known of its inputs."""

    slug: str
    label: str
    carried: Mapping[str, tuple[str, str]]
    """For each input, what a link holds (a number, a day, a name of ours) and how it is told."""

    def as_json(self) -> Json:
        """Give the link, for a page that stands two folders below the root."""
        pairs = [f"{key}={self.carried[key][0]}" for key in sorted(self.carried)]
        fragment = f"#{'&'.join(pairs)}" if pairs else ""
        told = "\u202f; ".join(words for _, words in self.carried.values())
        return {
            "label": self.label,
            "href": f"../../calculateurs/{self.slug}/{fragment}",
            "carried": f"Emporte\u202f: {told}." if told else "",
        }


def nothing_follows(_answer: Answer) -> Iterable[Follow]:
    """Give no calculator to go to."""
    return ()
