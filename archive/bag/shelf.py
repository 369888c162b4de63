"""Records put aside in a temporary file, to be gone through as often as they are needed without being held."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from operator import attrgetter
from pathlib import Path
from tempfile import SpooledTemporaryFile, gettempdir
from typing import Any

from archive.bag.zipped import HELD
from archive.durable import storage_errors
from archive.record import (
    Description,
    Event,
    Evidence,
    KeptText,
    LanguageShare,
    Membership,
    Original,
    Record,
    Reference,
    Value,
)

_PARTS = (
    Description, Event, Evidence, KeptText, LanguageShare, Membership, Original, Record, Reference, Value,
)  # fmt: skip
_NAMES: dict[Any, tuple[str, ...]] = {kind: tuple(field.name for field in fields(kind)) for kind in _PARTS}


def _made(kind: Any, *values: Any) -> Any:
    return kind(**dict(zip(_NAMES[kind], values, strict=True)))


def _reduced(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """How one part is put aside: its class and its values. What dataclasses do by themselves takes twice the time."""
    values = attrgetter(*_NAMES[kind])
    return lambda part: (_made, (kind, *values(part)))


_REDUCED: dict[Any, Any] = {kind: _reduced(kind) for kind in _PARTS}


class Shelf:
    """Records without their passages, which no citation needs, in the order in which they were put here."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=HELD)  # noqa: SIM115  # closed by `close`
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def put(self, record: Record) -> None:
        """Add a record at the end."""
        with storage_errors(Path(gettempdir())):
            self._file.seek(0, 2)
            pickler = pickle.Pickler(self._file, protocol=pickle.HIGHEST_PROTOCOL)
            pickler.dispatch_table = _REDUCED
            pickler.dump(replace(record, passages=()))
        self._count += 1

    def __iter__(self) -> Iterator[Record]:
        """From the first on; two can go through it at once."""
        at = 0
        for _ in range(self._count):
            self._file.seek(at)
            record: Record = pickle.load(self._file)  # noqa: S301  # our own file, which has no name
            at = self._file.tell()
            yield record

    def close(self) -> None:
        """Let the file go."""
        self._file.close()
