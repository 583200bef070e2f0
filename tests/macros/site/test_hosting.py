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
    kept = [rule.pattern for rule in hosting.rules(site, []) if "Cache-Control" in rule.headers]
    assert kept == ["/assets/main.57a0d79d.min.css"]
