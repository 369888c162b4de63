"""A file is offered once it has stopped changing, once for each state that it stops in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.arrivals import Arrival, arrivals
from archive.landing import Landing


class Folder:
    """A watched folder and its landing; `look` says what is offered at a time, and takes it."""

    def __init__(self, path: Path, settle: float = 2) -> None:
        self.path = path
        self.landing = Landing(settle)

    def look(self, at: float, *, take: bool = True) -> list[str]:
        ready = self.landing.settled(arrivals([self.path]), at=at)
        if take:
            self.landing.take(ready)
        return [Path(arrival.name).name for arrival in ready]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_a_file_is_offered_when_it_has_not_changed_for_the_time_to_settle(folder: Folder) -> None:
    (folder.path / "a").write_text("x")
    assert [folder.look(at) for at in (0, 1.9, 2, 3, 100)] == [[], [], ["a"], [], []]


def test_each_change_makes_the_wait_begin_anew(folder: Folder) -> None:
    path = folder.path / "a"
    path.write_text("x")
    assert folder.look(0) == []
    path.write_text("xy")
    assert folder.look(2) == []
    path.write_text("xz")
    os.utime(path, ns=(0, 0))
    assert folder.look(3) == []
    assert folder.look(4.9) == []
    assert folder.look(5) == ["a"]


def test_a_file_that_changes_later_is_offered_again(folder: Folder) -> None:
    path = folder.path / "a"
    path.write_text("x")
    assert [folder.look(0), folder.look(2)] == [[], ["a"]]
    path.write_text("xy")
    assert [folder.look(4), folder.look(6), folder.look(8)] == [[], ["a"], []]


def test_a_file_that_is_put_in_the_place_of_another_is_a_change_though_it_bears_the_same_time(folder: Folder) -> None:
    (folder.path / "a").write_text("x")
    os.utime(folder.path / "a", ns=(0, 0))
    assert [folder.look(0), folder.look(2)] == [[], ["a"]]
    (folder.path / ".b").write_text("y")
    os.utime(folder.path / ".b", ns=(0, 0))
    (folder.path / ".b").replace(folder.path / "a")
    assert [folder.look(4), folder.look(6)] == [[], ["a"]]


def test_what_was_offered_and_not_taken_is_offered_again(folder: Folder) -> None:
    (folder.path / "a").write_text("x")
    assert [folder.look(at, take=False) for at in (0, 2, 4)] == [[], ["a"], ["a"]]


def test_a_file_that_went_and_came_back_is_offered_again(folder: Folder) -> None:
    path = folder.path / "a"
    path.write_text("x")
    assert [folder.look(0), folder.look(2)] == [[], ["a"]]
    path.rename(folder.path / ".a")
    assert folder.look(4) == []
    (folder.path / ".a").rename(path)
    assert [folder.look(6), folder.look(8)] == [[], ["a"]]


def test_a_file_waits_for_its_sidecar(folder: Folder) -> None:
    (folder.path / "a.txt").write_text("x")
    assert folder.look(0) == []
    sidecar = folder.path / "a.txt.toml"
    sidecar.write_text('title = "T"')
    assert [folder.look(2), folder.look(4)] == [[], ["a.txt"]]
    sidecar.write_text('title = "U and more"')
    assert [folder.look(6), folder.look(8)] == [[], ["a.txt"]]


def test_with_no_time_to_settle_a_file_is_offered_at_once(tmp_path: Path) -> None:
    folder = Folder(tmp_path, settle=0)
    (tmp_path / "a").write_text("x")
    assert [folder.look(0), folder.look(1)] == [["a"], []]


def test_what_cannot_be_looked_at_is_offered_once_so_that_it_is_refused(tmp_path: Path) -> None:
    landing = Landing(1)
    broken = Arrival(path=tmp_path / "gone", name="gone")
    closed = Arrival(path=tmp_path, name="closed", problem=PermissionError(13, "Permission denied"))
    seen = []
    for at in range(4):
        ready = landing.settled([broken, closed], at=at)
        landing.take(ready)
        seen.append([arrival.name for arrival in ready])
    assert seen == [[], ["gone", "closed"], [], []]


@given(st.lists(st.sampled_from(["write", "wait"]), max_size=30))
def test_a_file_is_never_offered_right_after_a_change_and_always_after_enough_rest(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    folder = Folder(tmp_path_factory.mktemp("landing"), settle=2)
    rest, size, owed = 0, 0, False
    for at, step in enumerate([*steps, "wait", "wait", "wait"]):
        if step == "write":
            size, rest, owed = size + 1, 0, True
            (folder.path / "a").write_text("x" * size)
        else:
            rest += 1
        offered = folder.look(at)
        assert bool(offered) == (owed and rest >= 2)
        owed = owed and not offered
    assert not owed
