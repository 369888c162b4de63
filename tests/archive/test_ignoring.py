"""An ignore file has the syntax of gitignore and the same order of what goes before what."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.arrivals import arrivals
from archive.ignoring import Ignoring, rule
from tests.archive.test_arrivals import lay, taken

FILES = ("a.tmp", "a.txt", "b/a.tmp", "b/c/d.txt", "b/keep.tmp", "build/x.txt", "deep/build/y.txt", "é.txt")


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ("", FILES),
        ("# a.txt\n\n   \n", FILES),
        ("*.tmp", ("a.txt", "b/c/d.txt", "build/x.txt", "deep/build/y.txt", "é.txt")),
        ("*.tmp\r\n!keep.tmp\r\n", ("a.txt", "b/keep.tmp", "b/c/d.txt", "build/x.txt", "deep/build/y.txt", "é.txt")),
        ("!keep.tmp\n*.tmp", ("a.txt", "b/c/d.txt", "build/x.txt", "deep/build/y.txt", "é.txt")),
        ("build/", ("a.tmp", "a.txt", "é.txt", "b/a.tmp", "b/keep.tmp", "b/c/d.txt")),
        ("/build", ("a.tmp", "a.txt", "é.txt", "b/a.tmp", "b/keep.tmp", "b/c/d.txt", "deep/build/y.txt")),
        ("a.txt/", FILES),
        ("b/*", ("a.tmp", "a.txt", "build/x.txt", "deep/build/y.txt", "é.txt")),
        ("b/*\n!b/keep.tmp", ("a.tmp", "a.txt", "b/keep.tmp", "build/x.txt", "deep/build/y.txt", "é.txt")),
        ("b/\n!b/keep.tmp", ("a.tmp", "a.txt", "build/x.txt", "deep/build/y.txt", "é.txt")),
        ("b/**/d.txt", ("a.tmp", "a.txt", "b/a.tmp", "b/keep.tmp", "build/x.txt", "deep/build/y.txt", "é.txt")),
        ("**/build", ("a.tmp", "a.txt", "b/a.tmp", "b/c/d.txt", "b/keep.tmp", "é.txt")),
        ("*\n!*/\n!*.txt", ("a.txt", "b/c/d.txt", "build/x.txt", "deep/build/y.txt", "é.txt")),
        ("[aé].t?t", ("a.tmp", "b/a.tmp", "b/c/d.txt", "b/keep.tmp", "build/x.txt", "deep/build/y.txt")),
        ("\ufeff*.txt", ("a.tmp", "b/a.tmp", "b/keep.tmp")),
        ("/a.*", ("é.txt", "b/a.tmp", "b/c/d.txt", "b/keep.tmp", "build/x.txt", "deep/build/y.txt")),
        ("c/d.txt", FILES),
        ("*", ()),
    ],
)
def test_files_are_left_out_as_by_gitignore(tmp_path: Path, lines: str, left: tuple[str, ...]) -> None:
    lay(tmp_path, FILES)
    (tmp_path / ".munimentignore").write_bytes(lines.encode())
    assert sorted(taken(tmp_path)) == sorted(left)


def test_a_file_deeper_down_goes_before_one_above_it_and_holds_only_below_its_folder(tmp_path: Path) -> None:
    lay(tmp_path, ["a.tmp", "b/a.tmp", "b/c/a.tmp", "b/c/x.txt", "d/x.txt"])
    (tmp_path / ".munimentignore").write_text("*.tmp\n")
    (tmp_path / "b" / ".munimentignore").write_text("!a.tmp\n/c/x.txt\n")
    assert taken(tmp_path) == ["b/a.tmp", "b/c/a.tmp", "d/x.txt"]


def test_an_ignore_file_above_the_folder_that_is_named_does_not_hold(tmp_path: Path) -> None:
    lay(tmp_path, ["b/a.tmp"])
    (tmp_path / ".munimentignore").write_text("*.tmp\n")
    assert [one.name for one in arrivals([tmp_path / "b"])] == [str(tmp_path / "b" / "a.tmp")]


@pytest.mark.parametrize(
    ("pattern", "matched", "unmatched"),
    [
        ("*.txt", ["a.txt", ".txt", "x/a.txt"], ["a.txt.gz", "atxt"]),
        ("a?c", ["abc", "a.c", "x/abc"], ["ac", "abbc", "a/c"]),
        ("a*c", ["ac", "abbc", "x/ac"], ["a/c"]),
        ("a**c", ["ac", "abbc"], ["a/c"]),
        ("/a", ["a"], ["x/a"]),
        ("x/a", ["x/a"], ["y/x/a", "a"]),
        ("x/*", ["x/a"], ["x/a/b", "x"]),
        ("**/a", ["a", "x/a", "x/y/a"], ["xa", "a/x"]),
        ("x/**", ["x/a", "x/y/a"], ["x", "y/x/a"]),
        ("x/**/a", ["x/a", "x/y/a", "x/y/z/a"], ["xa", "x/ya"]),
        ("x/**/**/a", ["x/a", "x/y/a"], ["xa"]),
        ("x/***/a", ["x/a", "x/y/z/a"], ["xa"]),
        ("x/**a", ["x/a", "x/ba"], ["x/y/a"]),
        ("**", ["a", "x/a"], []),
        ("[ab].x", ["a.x", "b.x"], ["c.x", "[ab].x"]),
        ("[!ab].x", ["c.x", "^.x"], ["a.x", "/.x"]),
        ("[^ab].x", ["c.x", "^.x"], ["a.x"]),
        ("x[!a]y", ["xby"], ["x/y"]),
        ("x[.-0]y", ["x.y", "x0y"], ["x/y"]),
        ("[]a]", ["]", "a"], ["b"]),
        ("[a-c]", ["b"], ["d", "-"]),
        ("[a-]", ["a", "-"], ["b"]),
        ("[c-a]", [], ["a", "b", "c", "-"]),
        ("[[:digit:]x]", ["5", "x"], ["a", "[", ":"]),
        (r"[\]]", ["]"], ["\\"]),
        ("[ab", [], ["a", "[ab"]),
        (r"\*", ["*"], ["a", "\\*"]),
        (r"\#a", ["#a"], ["a"]),
        (r"\!a", ["!a"], ["a"]),
        (r"a\ ", ["a "], ["a"]),
        ("a ", ["a"], ["a "]),
        ("a\\", [], ["a", "a\\"]),
        ("a.b", ["a.b"], ["axb"]),
        ("(a|b)+", ["(a|b)+"], ["a"]),
        ("re\u0301", ["ré"], ["re"]),
    ],
)
def test_a_pattern_matches_what_it_matches_in_git(pattern: str, matched: list[str], unmatched: list[str]) -> None:
    found = rule(pattern, "x")
    assert found is not None
    assert {path: bool(found.pattern.fullmatch(path)) for path in (*matched, *unmatched)} == {
        **dict.fromkeys(matched, True), **dict.fromkeys(unmatched, False),
    }  # fmt: skip


@pytest.mark.parametrize("line", ["", "  ", "#", "# a", "!", "/", "!/", "\r"])
def test_a_line_that_can_match_nothing_is_no_rule(line: str) -> None:
    assert rule(line, "x") is None


@given(st.text(alphabet="ab/*?[]!^-\\.# :d", max_size=12))
def test_any_line_is_read(line: str) -> None:
    assert rule(line, "x") is None or rule(f"!{line.removeprefix('!')}", "x") is not None


def test_without_ignore_files_nothing_is_ignored() -> None:
    assert Ignoring().entering("x").reason("a", folder=True) is None
