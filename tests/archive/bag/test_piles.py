"""Files that grow while documents are written: in their form, whole, and with a full disk told by its name."""

from __future__ import annotations

import contextlib
import errno
import io
import tempfile
from collections.abc import Iterable, Iterator

import pytest

from archive.bag.citations import Group
from archive.bag.piles import Pile, Piles
from archive.bag.shelf import Shelf
from archive.errors import StorageFailed
from archive.export.series import Series
from archive.record import Record
from tests.archive.records import KINDS, make

LIST = Series(head=b"<", joint=b"|", foot=b">", none=b"()")


def text_of(pile: Pile) -> bytes:
    out = io.BytesIO()
    pile.copy_to(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("series", "entries", "whole"),
    [(LIST, [], b"()"), (LIST, [b"a"], b"<a>"), (LIST, [b"a", b"b", b"c"], b"<a|b|c>"), (Series(), [], b""),
     (Series(head=b"h", foot=b"f"), [], b"hf"), (Series(joint=b"\n"), [b"", b""], b"\n")],
)  # fmt: skip
def test_a_pile_is_what_its_series_writes(series: Series, entries: list[bytes], whole: bytes) -> None:
    out = io.BytesIO()
    series.write(out, entries)
    with contextlib.closing(Pile(series)) as pile:
        for entry in entries:
            pile.add(entry)
        assert (text_of(pile), text_of(pile), out.getvalue()) == (whole,) * 3


def ids(records: Iterable[Record]) -> Iterator[tuple[bytes, ...]]:
    return ((record.id.encode(), record.id.upper().encode()) for record in records)


def numbered(records: Iterable[Record]) -> Iterator[tuple[bytes, ...]]:
    """What an entry says depends on how many there are."""
    count = sum(1 for _ in records)
    return ((f"{record.id} of {count}".encode(),) for record in records)


def test_files_are_written_together_and_those_that_depend_on_all_after_the_last_record() -> None:
    groups = [
        Group(files={"all": LIST}, entries=numbered, depends_on_all=True),
        Group(files={"low": LIST, "high": LIST}, entries=ids),
    ]
    with contextlib.closing(Piles(groups)) as piles:
        assert piles.paths == ["all", "low", "high"]
        for record_id in ("a", "b"):
            piles.add(make(record_id))
        written = {path: text_of(pile) for path, pile in piles.files()}
    assert written == {"all": b"<a of 2|b of 2>", "low": b"<a|b>", "high": b"<A|B>"}


class _Full(io.BytesIO):
    def write(self, data: object) -> int:
        raise OSError(errno.ENOSPC, "full")


@pytest.mark.parametrize(
    ("holder", "method", "given"), [(Pile(LIST), "add", b"x"), (Shelf(), "put", KINDS["letter"])], ids=["pile", "shelf"]
)
def test_a_full_temporary_folder_is_the_one_that_is_named(
    holder: Pile | Shelf, method: str, given: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder.close()
    monkeypatch.setattr(holder, "_file", _Full())
    with pytest.raises(StorageFailed, match=f"{tempfile.gettempdir()}.*the disk is full"):
        getattr(holder, method)(given)
