"""The headers that every host is told."""

from __future__ import annotations

from pathlib import Path

from macros.site import hosting


def test_hosts_are_told_the_same_thing(site: Path) -> None:
    hosting.write(site, ["'sha256-x='"])
    rules = hosting.read(site)
    assert rules == hosting.rules(site, ["'sha256-x='"])
    for name in (".htaccess", "_nginx.conf"):
        text = (site / name).read_text("utf-8")
        for rule in rules:
            for header, value in rule.headers.items():
                assert header in text
                assert value in text


def test_only_what_is_named_by_its_content_is_kept_for_ever(site: Path) -> None:
    told = {rule.pattern: rule.headers.get("Cache-Control") for rule in hosting.rules(site, [])}
    kept = [pattern for pattern, caching in told.items() if caching and "immutable" in caching]
    assert kept == ["/assets/main.57a0d79d.min.css"]
    every = {path for path in told if told[path] == "no-cache"}
    assert every == {"/", "/404.html", "/assets/plain.css", "/data/*", "/embed/a/*", "/index.html"}


def test_each_header_of_a_path_is_told_once(site: Path) -> None:
    rules = hosting.rules(site, [])
    for file in site.rglob("*"):
        path = "/" + file.relative_to(site).as_posix()
        names = [name for rule in rules if rule.matches(path) for name in rule.headers]
        assert len(names) == len(set(names)), path


def test_a_site_under_a_folder_is_told_so(site: Path) -> None:
    (site / "sitemap.xml").write_text(
        "<loc>https://a.fr/guide/b/</loc><loc>https://a.fr/guide/</loc>", "utf-8"
    )
    hosting.write(site, [])
    assert hosting.addresses(site)[0] == "https://a.fr/guide/"
    assert all(rule.pattern.startswith("/guide/") for rule in hosting.read(site))
    assert "ErrorDocument 404 /guide/404.html" in (site / ".htaccess").read_text("utf-8")
    assert "error_page 404 /guide/404.html;" in (site / "_nginx.conf").read_text("utf-8")


def test_a_second_build_in_the_same_folder_writes_the_same(site: Path) -> None:
    first: dict[str, bytes] = {}
    for _ in range(2):
        (site / ".nojekyll").touch()
        (site / "index.html.br").touch()
        hosting.write(site, [])
        written = {name: (site / name).read_bytes() for name in hosting.SERVER_FILES}
        first = first or written
        assert written == first
