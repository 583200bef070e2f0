"""What a site of another generator does not do is told whole, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.audit import trial
from macros.patch import PatchFailed
from macros.site import finish

REPORT = """<testsuites><testsuite>
<testcase classname="tests.browser.test_home" name="test_a" />
<testcase classname="tests.browser.test_home" name="test_b[phone]"><failure>
    assert x
E  assert 1 == 2
E    First extra item: "a style"
</failure></testcase>
<testcase classname="tests.browser.test_home" name="test_b[phone]"><error>no</error></testcase>
<testcase classname="tests.browser.test_home" name="test_c"><skipped /></testcase>
<testcase classname="tests.browser.test_answers" name="test_d"><error>E  TimeoutError: 5 s
</error></testcase>
<testcase classname="tests.browser.test_search" name="test_e" />
</testsuite></testsuites>"""


def test_a_promise_counts_its_tests_and_names_those_that_fail() -> None:
    kept = trial.kept(REPORT)
    assert kept.failed == (
        "test_answers::test_d (TimeoutError: 5 s)",
        'test_home::test_b[phone] ("a style")',
    )
    assert str(kept) == "2 sur 4"
    assert str(trial.Kept(3, ("a", "b", "c"))) == "0 sur 3, puis abandonnés"


def test_each_promise_has_its_tests() -> None:
    folder = Path(__file__).parents[1] / "browser"
    assert all(
        (folder / f"{name}.py").is_file() for names in trial.PROMISES.values() for name in names
    )


def test_a_step_that_stops_lets_the_others_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(_site: Path) -> None:
        raise PatchFailed("patch 'x' is nowhere. See the page")

    def read(site: Path) -> None:
        (site / "search.json").read_text("utf-8")

    def write(site: Path) -> None:
        (site / "seen.txt").touch()

    monkeypatch.setattr(finish, "STEPS", (change, read, write))
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitemap.xml").write_text("<loc>https://guide.exemple.fr/</loc>", "utf-8")
    (site / "index.html").write_text('<meta charset="utf-8"><script>let a</script>', "utf-8")
    done, stopped = trial.finished(site)
    assert (done / "seen.txt").is_file()
    assert [said.partition("\u202f: ")[2] for said in stopped] == [
        "patch 'x' is nowhere",
        "il manque search.json",
    ]
    assert "'sha256-" in (done / "_headers").read_text("utf-8")  # served all the same
    assert not (site / "seen.txt").exists()
