"""Export: records → a bibliography, a table or data that other programs read.

An exporter is a plug-in: a class with the attributes of `Exporter`, or of `Bundler` when its files hold more than
records say, registered under the entry-point group `muniment.exporters`; the built-in ones are registered the same way
in pyproject.toml.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast, runtime_checkable

from archive.plugins import load
from archive.record import Record

if TYPE_CHECKING:
    from archive.bag.contents import Contents


class Exporter(Protocol):
    """Writes records in one format. `name` is what people call it by, `extension` the file ending without the dot."""

    name: str
    extension: str

    def export(self, records: Iterable[Record], out: BinaryIO) -> None:
        """Write each record before the next is taken, so that memory does not grow with their number.

        No records give a whole, valid file too. `out` stays open.
        """
        ...


@runtime_checkable
class Bundler(Protocol):
    """Writes records together with what the archive keeps of them: originals, texts, history."""

    name: str
    extension: str

    def bundle(self, records: Iterable[Record], out: BinaryIO, contents: Contents) -> None:
        """Like `Exporter.export`; `contents` says from which archive, and what is wanted. `out` may be a pipe."""
        ...


def exporter_for(name: str) -> Exporter | Bundler:
    """The exporter of this name; UnknownPlugin names those that are known."""
    return cast("Exporter | Bundler", load("muniment.exporters", name)())
