"""Export: records → a bibliography, a table or data that other programs read.

An exporter is a plug-in: a class with the attributes of `Exporter`, registered under the entry-point group
`muniment.exporters`; the built-in ones are registered the same way in pyproject.toml.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Protocol, cast

from archive.plugins import load
from archive.record import Record


class Exporter(Protocol):
    """Writes records in one format. `name` is what people call it by, `extension` the file ending without the dot."""

    name: str
    extension: str

    def export(self, records: Iterable[Record], out: BinaryIO) -> None:
        """Write each record before the next is taken, so that memory does not grow with their number.

        No records give a whole, valid file too. `out` stays open.
        """
        ...


def exporter_for(name: str) -> Exporter:
    """The exporter of this name; UnknownPlugin names those that are known."""
    return cast(Exporter, load("muniment.exporters", name)())
