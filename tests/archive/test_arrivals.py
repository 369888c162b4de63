"""Arrivals come in order, one by one; what is passed over is said with its reason."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import arrivals as module
from archive.arrivals import Arrival, Skipped, arrivals, offered


def lay(folder: Path, names: Iterable[str]) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return folder


def seen(folder: Path, *paths: Path, skip: Path | None = None) -> list[tuple[str, str]]:
    """What is offered below a folder: `file`, or the reason why it is passed over, and its name."""
    return [
        (one.reason if isinstance(one, Skipped) else "problem" if one.problem else "file",
         Path(one.name).relative_to(folder).as_posix())
        for one in offered(paths or [folder], skip=skip)
    ]  # fmt: skip


def taken(folder: Path) -> list[str]:
    return [Path(one.name).relative_to(folder).as_posix() for one in arrivals([folder])]


def test_all_that_is_passed_over_is_said_in_its_place(tmp_path: Path) -> None:
    lay(tmp_path, ["a.txt", "a.txt.toml", ".hidden", "b/.x", "b/c.txt", ".git/x", "papers/y", "z.tmp"])
    (tmp_path / ".munimentignore").write_text("*.tmp\n")
    (tmp_path / "again").symlink_to(tmp_path / "b")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert seen(tmp_path, skip=tmp_path / "papers") == [
        ("hidden", ".hidden"), ("hidden", ".munimentignore"), ("file", "a.txt"), ("sidecar", "a.txt.toml"),
        ("link", "again"), ("file", "gone"), ("ignored", "z.tmp"), ("hidden", ".git"), ("archive", "papers"),
        ("hidden", "b/.x"), ("file", "b/c.txt"),
    ]  # fmt: skip


def test_the_reason_of_what_is_ignored_is_the_line_of_the_file(tmp_path: Path) -> None:
    lay(tmp_path, ["x/a.bak"])
    (tmp_path / ".munimentignore").write_text("# copies\n\n*.bak \n")
    (skipped,) = [one for one in offered([tmp_path]) if isinstance(one, Skipped) and one.reason == "ignored"]
    assert skipped.detail == f"{tmp_path / '.munimentignore'} line 3: *.bak"


def test_a_file_has_its_sidecar_and_one_that_describes_nothing_is_a_document(tmp_path: Path) -> None:
    lay(tmp_path, ["a.txt", "a.txt.toml", "b.txt.toml", "config", "config.toml", "c.txt/d", "c.txt.toml"])
    found = {Path(one.name).name: one.sidecar for one in arrivals([tmp_path])}
    assert found == {
        "a.txt": tmp_path / "a.txt.toml", "b.txt.toml": None, "c.txt.toml": None, "config": None, "config.toml": None,
        "d": None,
    }  # fmt: skip


def test_an_ignored_sidecar_is_not_used_and_that_of_an_ignored_file_is_no_document(tmp_path: Path) -> None:
    lay(tmp_path, ["a.txt", "a.txt.toml", "b.tmp", "b.tmp.toml"])
    (tmp_path / ".munimentignore").write_text("a.txt.toml\n*.tmp\n")
    (found,) = arrivals([tmp_path])
    assert (found.path, found.sidecar) == (tmp_path / "a.txt", None)


def test_what_a_person_names_is_taken_though_it_be_hidden_or_ignored_and_its_sidecar_is_found(tmp_path: Path) -> None:
    lay(tmp_path, [".a.txt", "b.tmp", "b.tmp.toml", "c"])
    (tmp_path / ".munimentignore").write_text("*.tmp\n")
    named = [tmp_path / name for name in (".a.txt", "b.tmp", "b.tmp.toml", "c", "gone.txt.toml")]
    assert seen(tmp_path, *named) == [
        ("file", ".a.txt"), ("file", "b.tmp"), ("sidecar", "b.tmp.toml"), ("file", "c"), ("file", "gone.txt.toml"),
    ]  # fmt: skip
    assert [one.sidecar for one in arrivals(named[:2])] == [None, tmp_path / "b.tmp.toml"]


def test_a_sidecar_that_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    lay(tmp_path, ["a.txt", "b.txt"])
    os.mkfifo(tmp_path / "a.txt.toml")
    (tmp_path / "b.txt.toml").mkdir()
    assert seen(tmp_path) == [("file", "a.txt"), ("file", "a.txt.toml"), ("file", "b.txt")]
    assert [one.sidecar for one in arrivals([tmp_path, tmp_path / "a.txt", tmp_path / "b.txt"])] == [None] * 5


def test_a_link_in_a_circle_is_offered_and_opening_it_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert seen(tmp_path) == [("file", "a"), ("file", "b")]


def test_a_folder_is_listed_when_it_is_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, ["a.txt", "b/c.txt", "d/e.txt"])
    listed: list[str] = []
    whole = module._listed
    monkeypatch.setattr(module, "_listed", lambda path, rules: (listed.append(path.name), whole(path, rules))[1])
    found = arrivals([tmp_path])
    assert (next(found).name, listed) == (str(tmp_path / "a.txt"), [tmp_path.name])
    assert (next(found).name, listed) == (str(tmp_path / "b" / "c.txt"), [tmp_path.name, "b"])


def test_a_tree_may_be_deeper_than_the_stack(tmp_path: Path) -> None:
    lay(tmp_path, ["/".join(["d"] * 300) + "/a"])
    limit, used = sys.getrecursionlimit(), len(inspect.stack(0))
    sys.setrecursionlimit(used + 100)
    try:
        assert len(list(arrivals([tmp_path]))) == 1
    finally:
        sys.setrecursionlimit(limit)


parts = st.text(alphabet="ab.é", min_size=1, max_size=3).filter(lambda part: bool(part.strip(".")))
names = st.lists(st.lists(parts, min_size=1, max_size=3), max_size=8)


@given(names)
def test_the_order_is_that_of_names_whatever_the_order_of_the_disk(
    tmp_path_factory: pytest.TempPathFactory, paths: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("order")
    made = set()
    for parts in paths:
        path = folder.joinpath(*parts)
        if not any(parent.is_file() for parent in path.parents) and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x")
            made.add(path)
    found = [one.path for one in arrivals([folder]) if one.path]
    shown = {path for path in made if not any(part.startswith(".") for part in path.relative_to(folder).parts)}
    assert set(found) == shown
    places = [(*((1, part) for part in path.parts[:-1]), (0, path.name)) for path in found]
    assert places == sorted(places)


def test_a_folder_whose_ignore_file_cannot_be_read_is_reported_and_not_taken_in(tmp_path: Path) -> None:
    lay(tmp_path, ["a.txt", "b/c.txt"])
    (tmp_path / "b" / ".munimentignore").write_bytes(b"\xff\xfe\x00")
    found = list(arrivals([tmp_path]))
    assert [(Path(one.name).name, one.problem is None) for one in found] == [("a.txt", True), ("b", False)]
    assert ".munimentignore cannot be read" in str(found[1].problem)


def test_the_archive_is_passed_over_however_it_is_reached(tmp_path: Path) -> None:
    lay(tmp_path, ["papers/originals/x", "other/papers/y"])
    (tmp_path / "way").symlink_to(tmp_path / "papers")
    skip = tmp_path / "papers"
    assert seen(tmp_path, skip=skip) == [("link", "way"), ("archive", "papers"), ("file", "other/papers/y")]
    assert seen(tmp_path, tmp_path / "way", skip=skip) == [("archive", "way")]
    assert seen(tmp_path, skip / "originals", skip=skip) == [("archive", "papers/originals")]


def test_an_arrival_by_a_pipe_has_no_sidecar() -> None:
    assert Arrival(path=None, name="stdin", content=b"").sidecar is None
