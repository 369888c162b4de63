"""An index from a stranger: what is written in its pickles is read, and nothing of it is run."""

from __future__ import annotations

import json
import os
import pickle
import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import IndexUnavailable
from index.engines.whoosh import WhooshEngine, unpickle
from index.engines.whoosh.schema import schema
from index.engines.whoosh.state import NAME
from index.lookup import Everything, Lookup, SequenceLookup, Step, TokenLookup
from index.results import Request
from tests.index.engines.made_up import document, everything, fill, made_up


class Evil:
    """A pickle that makes a folder when it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.path),)


@pytest.fixture
def evil(tmp_path: Path, files_left_open: None) -> Iterator[Evil]:
    yield Evil(tmp_path / "was run")
    assert not (tmp_path / "was run").exists()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("index.engines.whoosh.engine.OPENING_PAUSE", 0)
    engine = WhooshEngine(tmp_path / "whoosh")
    fill(engine, made_up(1, 20), commits=2)
    engine.close()
    return tmp_path / "whoosh"


def test_a_pickle_that_calls_something_does_so_when_it_is_read_without_care(tmp_path: Path) -> None:
    """Else the tests below would prove nothing."""
    pickle.loads(pickle.dumps(Evil(tmp_path / "was run")))  # noqa: S301
    assert (tmp_path / "was run").exists()


DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda data: st.lists(data) | st.lists(data).map(tuple) | st.dictionaries(st.text(), data),
    max_leaves=15,
)


@given(DATA, st.integers(2, pickle.HIGHEST_PROTOCOL))
def test_plain_data_is_read_as_it_was_written(data: object, protocol: int) -> None:
    content = pickle.dumps(data, protocol)
    assert unpickle.loads(content) == unpickle.load(BytesIO(content)) == data
    assert list(unpickle.loads_each([content, content])) == [data, data]


@pytest.mark.parametrize("called", [os.mkdir, eval, exec, __import__, open, Path, getattr, pickle.loads, bytearray])
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_what_calls_anything_else_is_refused(called: object, protocol: int) -> None:
    content = pickle.dumps(called, protocol)
    for read in (unpickle.loads, lambda content: list(unpickle.loads_each([content]))):
        with pytest.raises(pickle.UnpicklingError, match="has no place in a search index"):
            read(content)


@pytest.mark.parametrize("name", [b"c_codecs\nencode.x\n", b"cwhoosh.codec.whoosh3\nos.mkdir\n", b"cbuiltins\nint.x\n"])
def test_no_way_leads_from_what_is_let_in_to_something_else(name: bytes) -> None:
    with pytest.raises(pickle.UnpicklingError):
        unpickle.loads(name + b".")


def test_bytes_of_old_pickles_come_in_one_encoding_only() -> None:
    assert unpickle.loads(pickle.dumps(b"\x00\xff", 2)) == b"\x00\xff"
    with pytest.raises(pickle.UnpicklingError, match="'rot13'"):
        unpickle.loads(b"c_codecs\nencode\n(Vx\nVrot13\ntR.")


def test_no_pickle_of_a_few_bytes_takes_all_memory() -> None:
    with pytest.raises(TypeError):
        unpickle.loads(b"cbuiltins\nbytes\n(I999999999999\ntR.")


def _refused(engine: WhooshEngine, *lookups: Lookup) -> None:
    for lookup in lookups:
        with pytest.raises(IndexUnavailable, match="muniment reindex"):
            engine.search(Request(lookup=lookup))
    engine.close()


def _toc_written_again(folder: Path, **changed: Any) -> WhooshEngine:
    from whoosh.filedb.filestore import FileStorage  # after our package, which silences what Whoosh's modules warn of
    from whoosh.index import TOC

    toc = TOC.read(FileStorage(str(folder)), "MAIN", schema=schema())
    for name, value in changed.items():
        setattr(toc, name, value)
    max(folder.glob("*.toc")).unlink()
    toc.write(FileStorage(str(folder)), "MAIN")
    return _forged(folder)


def _forged(folder: Path) -> WhooshEngine:
    """Whoever forges an index forges its checksums along with it; here they are taken away."""
    state = folder / NAME
    state.write_text(json.dumps({**json.loads(state.read_text()), "files": {}}))
    return WhooshEngine(folder)


def test_a_schema_is_not_even_read(folder: Path, evil: Evil, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("whoosh.index.pickle", SimpleNamespace(dumps=lambda *_: pickle.dumps(evil, 2),
                                                             PicklingError=pickle.PicklingError))  # fmt: skip
        engine = _toc_written_again(folder)
    assert b"mkdir" in max(folder.glob("*.toc")).read_bytes()
    assert everything(engine).total == 20
    fill(engine, [document("new", "mine")])
    assert everything(engine).total == 21
    engine.close()


def test_a_list_of_segments_that_would_call_something_is_refused_to_readers_and_writers(
    folder: Path, evil: Evil
) -> None:
    engine = _toc_written_again(folder, segments=[evil])
    _refused(engine, Everything(), TokenLookup("text", "mine"))
    with pytest.raises(IndexUnavailable, match="muniment reindex"):
        fill(engine, [document("new", "mine")])


def test_the_directory_of_a_segment_that_would_call_something_is_refused(folder: Path, evil: Evil) -> None:
    for segment in folder.glob("*.seg"):
        content = segment.read_bytes()
        (at,) = struct.unpack_from("!q", content)
        segment.write_bytes(content[:at] + pickle.dumps(evil, 2) + content[at:])
    _refused(_forged(folder), Everything())


@pytest.mark.parametrize(
    ("written_by", "lookups"),
    [
        ("index.engines.whoosh.codec.dumps", [TokenLookup("text", "once"), TokenLookup("text", "often")]),
        ("index.engines.whoosh.writer.encode_positions", [SequenceLookup("text", (Step(0, ("often",)),
                                                                                  Step(1, ("said",))))]),
        ("whoosh.columns.dumps", [Everything()]),
    ],
)  # fmt: skip
def test_postings_and_stored_fields_that_would_call_something_are_refused(
    tmp_path: Path, evil: Evil, monkeypatch: pytest.MonkeyPatch, written_by: str, lookups: list[Lookup]
) -> None:
    def dumps(*_: object) -> bytes:
        return (b"\0\0\0\1" if written_by.endswith("positions") else b"") + pickle.dumps(evil, 2)

    engine = WhooshEngine(tmp_path / "whoosh")
    with monkeypatch.context() as patch:
        patch.setattr(written_by, dumps)
        fill(engine, [document("1", "often said once"), document("2", "often said")])
    for lookup in lookups:
        _refused(engine, lookup)
