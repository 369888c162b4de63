"""Reading Whoosh's pickles without running what is written in them.

A pickle names the functions that make its objects, so that an index from a stranger could call any. Whoosh's files
need six, none of which does anything but hold data: only these are let in, here and where Whoosh itself reads.
The schema, which would need more, is not read: it is that of `schema`, or the fingerprint would be another.
"""

from __future__ import annotations

import collections
import pickle
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, BinaryIO

import whoosh.codec.whoosh3
import whoosh.columns
import whoosh.filedb.structfile
import whoosh.formats


def _encode(text: str, encoding: str) -> bytes:
    """In place of `_codecs.encode`, by which old pickles hold bytes: of the codecs there are, only the one they use."""
    if encoding != "latin1":
        raise pickle.UnpicklingError(f"bytes in the encoding {encoding!r}")
    return text.encode("latin-1")


def _no_bytes() -> bytes:
    """In place of `bytes`, which old pickles call for empty bytes; with arguments it could take all memory."""
    return b""


_LET_IN: dict[tuple[str, str], Any] = {
    ("_codecs", "encode"): _encode,
    ("builtins", "bytes"): _no_bytes,
    ("builtins", "int"): int,
    ("collections", "defaultdict"): collections.defaultdict,
    ("whoosh.codec.whoosh3", "W3Codec"): whoosh.codec.whoosh3.W3Codec,
    ("whoosh.codec.whoosh3", "W3Segment"): whoosh.codec.whoosh3.W3Segment,
}
_OLD_NAMES = {"__builtin__": "builtins"}


class _Unpickler(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str, /) -> Any:
        try:
            return _LET_IN[_OLD_NAMES.get(module_name, module_name), global_name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} has no place in a search index") from None


def load(stream: BinaryIO) -> Any:
    """The object whose pickle begins here; UnpicklingError when it is made by anything that is not let in."""
    return _Unpickler(stream).load()


def loads(content: bytes) -> Any:
    """The object of a pickle."""
    return load(BytesIO(content))


def loads_each(contents: Iterable[bytes]) -> Iterator[Any]:
    """The objects of many small pickles, in as little time as plain pickle takes for them."""
    joined = list(contents)
    read = _Unpickler(BytesIO(b"".join(joined))).load
    return (read() for _ in joined)


def guard_whoosh() -> None:
    """Make Whoosh read its files in this process in the same way."""
    whoosh.filedb.structfile.load_pickle = load
    for module in (whoosh.codec.whoosh3, whoosh.columns, whoosh.formats):
        module.loads = loads
