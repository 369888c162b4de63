"""The profiles are counts of the Declaration's letters, as langdetect counts them, and are there for 24 languages."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from archive.language import build_profiles
from archive.language.build_profiles import DECLARATIONS, PROFILES, build, declaration, profile, to_json

PAGE = """<!doctype html><html lang="xx"><body><h1>Title</h1>
<header><h2>Preamble</h2><p>Whereas  all
are &amp; equal,</p></header>
<article data-number="1"><h2>Article 1</h2><p>All are <b>born</b> free.</p></article>
<article data-number="2"><h2>Article 2</h2><ol><li><p>One.</p></li><li>Two.</li></ol></article>
</body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for code in DECLARATIONS.values():
        (tmp_path / f"{code}.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_the_paragraphs_come_with_their_article_and_without_headings(folder: Path) -> None:
    assert list(declaration(folder / "hye.html")) == [
        (0, "Whereas all are & equal,"), (1, "All are born free."), (2, "One."), (2, "Two."),
    ]  # fmt: skip


def test_a_profile_counts_runs_of_one_to_three_letters_that_occur_more_than_twice() -> None:
    counted = profile("xx", ["aba"] * 3 + ["z"] * 2)
    assert counted["name"] == "xx"
    assert counted["freq"]["a"] == 6
    assert counted["freq"]["aba"] == counted["freq"][" ab"] == counted["freq"]["ba "] == 3
    assert "z" not in counted["freq"]
    assert all(count > 2 for count in counted["freq"].values())
    sums = [sum(count for run, count in counted["freq"].items() if len(run) == length) for length in (1, 2, 3)]
    assert counted["n_words"] == sums


def test_the_same_text_gives_the_same_bytes() -> None:
    assert to_json(profile("xx", ["ҳаво", "дарё"] * 4)) == to_json(profile("xx", ["ҳаво", "дарё"] * 4))


def test_one_file_a_language_is_built_from_the_sections_that_are_wanted(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["build_profiles", str(folder), "--into", str(tmp_path / "all")])
    build_profiles.main()
    assert {path.stem for path in (tmp_path / "all").iterdir()} == set(DECLARATIONS)
    build(folder, tmp_path / "none", wanted=lambda section: section > 2)
    assert json.loads((tmp_path / "none" / "hy.json").read_text("utf-8"))["freq"] == {}


def test_there_are_profiles_for_the_24_languages_that_langdetect_lacks() -> None:
    spec = find_spec("langdetect")
    assert spec
    assert spec.submodule_search_locations
    theirs = {path.name for path in Path(spec.submodule_search_locations[0], "profiles").iterdir()}
    ours = {path.stem for path in PROFILES.glob("*.json")}
    assert ours == set(DECLARATIONS)
    assert len(ours) == 24
    assert not ours & theirs


@pytest.mark.parametrize("tag", DECLARATIONS)
def test_a_profile_holds_runs_of_each_length(tag: str) -> None:
    held = json.loads((PROFILES / f"{tag}.json").read_text(encoding="utf-8"))
    assert held["name"] == tag
    assert {len(run) for run in held["freq"]} == {1, 2, 3}
    assert all(count > 2 for count in held["freq"].values())
