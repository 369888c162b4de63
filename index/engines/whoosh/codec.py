"""Whoosh's W3 format, written a whole term at a time instead of a posting at a time.

The files are what Whoosh's own writer makes, and any Whoosh 2.7.4 reads them. What is left out costs time only: type
checks of every posting, objects for every block, and compression of blocks too small to gain by it. A term of one
document is kept inside the term index, as the format provides for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from pickle import dumps
from typing import Any
from zlib import compress

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3Segment, W3TermInfo
from whoosh.system import pack_uint, pack_ushort
from whoosh.util.numeric import length_to_byte

from index.engines.whoosh.term_index import TermIndexWriter

Posting = tuple[int, float, bytes]
"""(document number, weight, encoded positions)"""

BLOCK = 128
COMPRESSION = 3
WORTH_COMPRESSING = 120
"""Pickles below this size grew or shrank by less than a tenth under zlib, measured on 10,000 mixed documents."""

_CACHED_POSITIONS = 4096

_TERM_INFO = W3TermInfo._struct.pack
_INLINED = 1


def encode_positions(positions: Sequence[int]) -> bytes:
    """Positions in the form of Whoosh's Positions format: a count, then the pickled differences."""
    if len(positions) == 1:
        first = positions[0]
        return _encode_single(first) if first < _CACHED_POSITIONS else bytes(pack_uint(1) + dumps([first], 2))
    differences = [positions[0]]
    differences += [after - before for before, after in pairwise(positions)]
    return bytes(pack_uint(len(positions)) + dumps(differences, 2))


@cache
def _encode_single(position: int) -> bytes:
    return bytes(pack_uint(1) + dumps([position], 2))


@cache
def _length_byte(length: int) -> int:
    return int(length_to_byte(length))


class WholeTermCodec(W3Codec):  # type: ignore[misc]
    """The W3 codec with the field writer below; segments name the plain W3 codec, which reads them."""

    length_stats = False

    def new_segment(self, storage: Any, indexname: str) -> W3Segment:
        return W3Segment(W3Codec(), indexname)

    def field_writer(self, storage: Any, segment: Any) -> WholeTermWriter:
        return WholeTermWriter(self, storage, segment)


class WholeTermWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes postings that arrive as (field, [(term, postings in document order)]) in order of field and term."""

    _tindex: Any
    _fieldmap: dict[str, int]

    def __init__(self, codec: Any, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        file = self._tindex.dbfile
        file.seek(self._tindex.startoffset)  # over the same header
        self._tindex = TermIndexWriter(file)
        self._fieldmap = self._tindex.extras["fieldmap"] = {}

    def add_terms(self, schema: Any, fields: Iterable[tuple[str, Iterable[tuple[bytes, list[Posting]]]]]) -> None:
        """Write all postings of a segment."""
        for name, terms in fields:
            self.start_field(name, schema[name])
            key = pack_ushort(self._fieldid)
            for term, postings in terms:
                alone = len(postings) == 1
                info = _alone(*postings[0]) if alone else self._write_term(postings).to_bytes()
                self._tindex.add(key + term, info)
            self.finish_field()

    def _write_term(self, postings: list[Posting]) -> W3TermInfo:
        numbers, weights, values = zip(*postings, strict=True)
        info = _term_info(numbers, weights)
        # Field values without positions (IDs) have no payload at all, as in Whoosh's own writer.
        payloads = values if values[0] else ()
        start = self._postfile.tell()
        self._write_blocks(numbers, weights, payloads)
        info.set_extent(start, self._postfile.tell() - start)
        return info

    def _write_blocks(self, numbers: Sequence[int], weights: Sequence[float], payloads: Sequence[bytes]) -> None:
        post = self._postfile
        post.write(WHOOSH3_HEADER_MAGIC)
        for first in range(0, len(numbers), BLOCK):
            last = first + BLOCK >= len(numbers)
            block = _block(numbers[first : first + BLOCK], weights[first : first + BLOCK],
                           payloads[first : first + BLOCK])  # fmt: skip
            post.write_int(-len(block) if last else len(block))
            post.write(block)


def _alone(number: int, weight: float, payload: bytes) -> bytes:
    """The entry of a term of one document, which keeps its posting in the term index."""
    inlined = dumps(((number,), (weight,), (payload,) if payload else ()), 2)
    return bytes(_TERM_INFO(_INLINED, weight, 1, 0, 0, weight, number, number)) + inlined


def _term_info(numbers: Sequence[int], weights: Sequence[float]) -> W3TermInfo:
    info = W3TermInfo()
    info._weight = sum(weights)
    info._df = len(numbers)
    info._maxweight = max(weights)
    info._minid, info._maxid = numbers[0], numbers[-1]
    return info


def _block(numbers: Sequence[int], weights: Sequence[float], payloads: Sequence[bytes]) -> bytes:
    """One block: its header (what a reader needs to skip it), then document differences, weights and payloads."""
    base = 0
    differences = []
    for number in numbers:
        differences.append(number - base)
        base = number
    most = max(weights)
    same = most == min(weights)
    data = dumps((tuple(differences), (None if most == 1.0 else most) if same else weights, payloads or None), 2)
    compression = COMPRESSION if len(data) >= WORTH_COMPRESSING else 0
    if compression:
        data = compress(data, compression)
    header = (len(numbers), numbers[-1], most, compression, _length_byte(0), _length_byte(0))
    return dumps(header, 2) + data
