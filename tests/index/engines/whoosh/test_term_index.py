"""The table of terms is Whoosh's own, byte for byte."""

from __future__ import annotations

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from whoosh.filedb.filetables import OrderedHashReader, OrderedHashWriter
from whoosh.filedb.structfile import BufferFile, StructFile

from index.engines.whoosh.term_index import TermIndexWriter


def written(writer: type[OrderedHashWriter], items: dict[bytes, bytes], before: bytes = b"") -> bytes:
    out = BytesIO()
    out.write(before)
    out.close = lambda: None  # type: ignore[method-assign]
    table = writer(StructFile(out))
    table.extras["fieldmap"] = {"text": 0}
    for key in sorted(items):
        table.add(key, items[key])
    table.close()
    return out.getvalue()


@given(st.dictionaries(st.binary(min_size=1, max_size=12), st.binary(max_size=8), max_size=60))
def test_the_file_is_what_whoosh_makes(items: dict[bytes, bytes]) -> None:
    assert written(TermIndexWriter, items) == written(OrderedHashWriter, items)


def test_many_keys_share_buckets_and_slots_as_in_whoosh_and_are_found_again() -> None:
    items = {f"term {number}".encode(): str(number).encode() for number in range(30_000)}
    content = written(TermIndexWriter, items)
    assert content == written(OrderedHashWriter, items)
    assert dict(OrderedHashReader(BufferFile(memoryview(content)), len(content)).items()) == items
