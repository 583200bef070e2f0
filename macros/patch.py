"""A change made to the work of others: one that no longer matches stops the build, by its name."""

from __future__ import annotations

from dataclasses import dataclass

PAGE = "docs/contribuer/moteur-et-theme.md"


class PatchFailed(Exception):
    """What is patched is not written as it was when the patch was."""


@dataclass(frozen=True)
class Patch:
    """What is changed, in what, and why, for the page that lists them."""

    name: str
    place: str
    """File, or files, of the work of others."""
    made_for: str
    """The version that was read when the patch was written."""
    why: str
    """A sentence in French."""

    def failed(self, found: str) -> PatchFailed:
        """Say by name that the patch no longer matches."""
        return PatchFailed(
            f"patch {self.name!r} of {self.place}: {found}. "
            f"It was written for {self.made_for}: see {PAGE}"
        )

    def apply(self, text: str, find: str, replace: str) -> str:
        """Replace what stands exactly once, or was replaced already."""
        times = text.count(find)
        if times == 0 and text.count(replace) == 1:
            return text
        if times != 1:
            raise self.failed(f"{find!r} stands {times} times, not once")
        return text.replace(find, replace)
