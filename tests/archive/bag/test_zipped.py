from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import datetime
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.bag import zipped
from archive.bag.zipped import ZipStream

MOMENT = datetime(2026, 2, 3, 4, 5, 6)


def written(files: dict[str, bytes], moment: datetime = MOMENT) -> bytes:
    out = io.BytesIO()
    stream = ZipStream(out, moment)
    for name, content in files.items():
        with stream.entry(name) as entry:
            for at in range(0, len(content), 7):
                entry.write(content[at : at + 7])
        assert (entry.size, entry.digest) == (len(content), hashlib.sha256(content).hexdigest())
    stream.finish()
    stream.close()
    return out.getvalue()


@given(st.dictionaries(st.text("ab/ü地.", min_size=1, max_size=12), st.binary(max_size=200), max_size=6))
def test_what_was_written_is_read_back_by_pythons_zipfile(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(written(files))) as held:
        assert held.testzip() is None
        assert {entry.filename: held.read(entry) for entry in held.infolist()} == files


def test_an_entry_is_a_regular_file_of_its_moment() -> None:
    with zipfile.ZipFile(io.BytesIO(written({"a": b""}))) as held:
        (entry,) = held.infolist()
    assert entry.date_time == (2026, 2, 3, 4, 5, 6)
    assert entry.external_attr >> 16 == 0o100644


@pytest.mark.parametrize(("year", "stored"), [(1970, 1980), (1980, 1980), (2107, 2107), (2200, 2107)])
def test_a_year_that_a_zip_cannot_hold_becomes_the_nearest(year: int, stored: int) -> None:
    with zipfile.ZipFile(io.BytesIO(written({"a": b""}, MOMENT.replace(year=year)))) as held:
        assert held.infolist()[0].date_time[0] == stored


@pytest.mark.parametrize("count", [0xFFFE, 0xFFFF, 0x10000])
def test_more_entries_than_16_bits_count_are_all_listed(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "_MOST_ENTRIES", 2)  # the end record is the same; 65,536 entries would take seconds
    wanted = {f"{number}": b"x" for number in range(count - 0xFFFD)}
    with zipfile.ZipFile(io.BytesIO(written(wanted))) as held:
        assert len(held.infolist()) == len(wanted)


def test_offsets_and_sizes_beyond_32_bits_stand_in_the_extra_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the limit lowered the same fields are written as for files of more than 4 GiB."""
    monkeypatch.setattr(zipped, "_LIMIT", 0xFFFFFFFF)
    out = io.BytesIO()
    stream = ZipStream(cast(BinaryIO, _Far(out)), MOMENT)
    stream._offset = 5 << 30
    with stream.entry("far") as entry:
        entry.write(b"content")
    stream.finish()
    directory = out.getvalue()[out.getvalue().index(b"PK\1\2") :]
    (offset,) = (int.from_bytes(directory[46 + 3 + 4 : 46 + 3 + 12], "little"),)
    assert offset == 5 << 30
    assert b"PK\6\6" in directory
    assert b"PK\6\7" in directory
    stream.close()


class _Far(io.RawIOBase):
    """A stream that can only be written to."""

    def __init__(self, out: io.BytesIO) -> None:
        self._out = out

    def write(self, data: bytes) -> int:  # type: ignore[override]
        return self._out.write(data)
