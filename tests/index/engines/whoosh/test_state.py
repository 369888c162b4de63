"""What the index's folder says of itself, and that damage to its files is seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.errors import IndexUnavailable
from index.engines.whoosh import WhooshEngine, state
from index.engines.whoosh.state import State, Written
from index.lookup import Everything
from tests.index.engines.made_up import document, everything, fill, ids, made_up


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an index of two segments."""
    engine = WhooshEngine(tmp_path / "whoosh")
    fill(engine, made_up(1, 20), commits=2)
    engine.close()
    return tmp_path / "whoosh"


def flip(path: Path, at: int) -> None:
    """Another value of one bit."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def damage(folder: Path) -> list[str]:
    return list(WhooshEngine(folder).damage())


def test_a_state_is_read_as_it_was_written_with_every_file_of_the_index(folder: Path) -> None:
    state.write(folder, "made so", 7, "abc")
    held = state.read(folder)
    assert (held.fingerprint, held.seq, held.head) == ("made so", 7, "abc")
    assert set(held.files) == {path.name for path in folder.iterdir() if path.suffix in (".seg", ".toc")}
    assert len(held.files) >= 2
    assert all((folder / name).stat().st_size == written.size > 0 for name, written in held.files.items())


NONE = [
    None, b"", b"{", b"[]", b"{}", b'{"seq": 1}', b'{"seq": "x", "fingerprint": ""}', b"\xff",
    b'{"seq": 1, "fingerprint": "", "files": {"a.seg": 1}}', b'{"seq": 1, "fingerprint": "", "files": []}',
]  # fmt: skip


@pytest.mark.parametrize("content", NONE)
def test_a_missing_or_damaged_state_is_an_empty_one(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / state.NAME).write_bytes(content)
    assert state.read(tmp_path) == State()


def test_a_state_of_an_older_version_has_neither_head_nor_files(tmp_path: Path) -> None:
    (tmp_path / state.NAME).write_text('{"fingerprint": "f", "seq": 3}')
    assert state.read(tmp_path) == State(fingerprint="f", seq=3)
    assert state.changed(tmp_path, quickly=False) == []


def test_of_files_that_are_there_already_the_digests_are_not_made_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    whole = state._written

    def written(path: Path) -> Written:
        read.append(path.suffix)
        return whole(path)

    monkeypatch.setattr(state, "_written", written)
    fill(WhooshEngine(folder), [document("new", "mine")])
    assert sorted(read).count(".seg") == 1
    assert len(list(folder.glob("*.seg"))) > 1


def test_an_index_that_nobody_touched_is_whole_through_many_commits_and_merges(folder: Path) -> None:
    engine = WhooshEngine(folder)
    for number in range(12):
        fill(engine, [document(f"n{number}", "mine")])
        assert list(engine.damage()) == []
    assert everything(engine).total == 32
    engine.close()


@pytest.mark.parametrize("tenth", range(10))
@pytest.mark.parametrize("kind", ["*.seg", "*.toc"])
def test_one_flipped_bit_anywhere_in_a_file_is_found(folder: Path, kind: str, tenth: int) -> None:
    path = max(folder.glob(kind), key=lambda path: path.stat().st_size)
    flip(path, path.stat().st_size * tenth // 10)
    assert damage(folder) == [path.name]


@pytest.mark.parametrize("kind", ["*.seg", "*.toc"])
@pytest.mark.parametrize("how", ["cut", "longer", "deleted"])
def test_a_file_of_another_size_and_a_missing_one_are_found(folder: Path, kind: str, how: str) -> None:
    path = max(folder.glob(kind))
    content = path.read_bytes()
    path.unlink() if how == "deleted" else path.write_bytes(content[:-1] if how == "cut" else content + b"\0")
    assert damage(folder) == [path.name]


@pytest.mark.parametrize(("kind", "at"), [("*.toc", 0), ("*.toc", -1), ("*.toc", 40)])
def test_a_flipped_bit_in_the_list_of_contents_is_seen_when_the_index_is_opened(
    folder: Path, kind: str, at: int
) -> None:
    flip(max(folder.glob(kind)), at)
    engine = WhooshEngine(folder)
    for ask in (everything, lambda engine: fill(engine, [document("new", "mine")])):
        with pytest.raises(IndexUnavailable, match=r"toc changed.*muniment reindex"):
            ask(engine)


def test_a_segment_of_another_size_is_seen_when_the_index_is_opened(folder: Path) -> None:
    path = max(folder.glob("*.seg"))
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(IndexUnavailable, match=r"seg changed.*muniment reindex"):
        everything(WhooshEngine(folder))


def test_what_another_commit_has_merged_away_is_no_damage(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between Whoosh's commit and the state, or where a process died between them, the state names older files."""
    before = (folder / state.NAME).read_bytes()
    engine = WhooshEngine(folder)
    for number in range(8):
        fill(engine, [document(f"n{number}", "mine")])
    assert set(json.loads(before)["files"]) - {path.name for path in folder.iterdir()}
    (folder / state.NAME).write_bytes(before)
    engine.close()
    assert damage(folder) == []
    assert len(ids(WhooshEngine(folder), Everything())) == 28


def test_of_an_index_of_another_version_nothing_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = max(folder.glob("*.seg"))
    flip(path, 9)
    assert damage(folder) == [path.name]
    monkeypatch.setattr("index.analysis.VERSION", "another")
    assert damage(folder) == []
    assert damage(folder.with_name("nothing here")) == []
