"""Look at every page: `make screenshots` writes build/screenshots/, phone and desk, light and dark.

Arguments are the beginnings of addresses: `python -m tests.browser.screenshots comprendre/`. Each
picture is cut into pages of a readable height, named `address.width.scheme.number.png`.
"""

from __future__ import annotations

import shutil
import sys
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from macros.site.serve import Server
from tests.browser.conftest import FLAGS, SITE

OUTPUT = Path("build/screenshots")
WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
TALL = 1500


def addresses(beginnings: list[str]) -> list[str]:
    """Give the pages of the site, those made for other sites aside."""
    every = sorted(
        path.parent.relative_to(SITE).as_posix().removeprefix(".")
        for path in SITE.rglob("index.html")
        if path.relative_to(SITE).parts[0] != "embed"
    )
    wanted = tuple(each.strip("/") for each in beginnings)
    return [each for each in every if not wanted or (each and each.startswith(wanted))]


def take(browser: Browser, home: str, address: str, output: Path) -> None:
    """Take every picture of a page."""
    name = address.replace("/", "-") or "accueil"
    for width in WIDTHS:
        for scheme in SCHEMES:
            page = browser.new_page(
                base_url=home,
                viewport={"width": width, "height": 900},
                color_scheme="dark" if scheme == "dark" else "light",
                locale="fr-FR",
                reduced_motion="reduce",
            )
            page.goto(f"{address}/" if address else "", wait_until="load")
            height = page.evaluate("document.documentElement.scrollHeight")
            for number, top in enumerate(range(0, height, TALL), start=1):
                page.screenshot(
                    path=output / f"{name}.{width}.{scheme}.{number}.png",
                    full_page=True,
                    clip={"x": 0, "y": top, "width": width, "height": min(TALL, height - top)},
                )
            page.close()


def main() -> int:
    """Take the pictures of the pages named, or of all."""
    shutil.rmtree(OUTPUT, ignore_errors=True)
    OUTPUT.mkdir(parents=True)
    server = Server(SITE, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for address in addresses(sys.argv[1:]):
            print(f"screenshots: /{address}")
            take(browser, server.address, address, OUTPUT)
        browser.close()
    server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
