"""Where Pyodide would install packages."""

from __future__ import annotations


class Folder:
    """A path, given to JavaScript as an object and not as a text."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __str__(self) -> str:
        return self._path


SITE_PACKAGES = Folder("/lib/python3.13/site-packages")
DSO_DIR = Folder("/usr/lib")


def init_loaded_packages() -> None:
    """No package is installed."""
