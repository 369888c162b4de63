"""The citation bundle: a zipped BagIt bag with the documents themselves, their records and their citations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from archive.bag.contents import Contents
from archive.record import Record


class BagExporter:
    """A .zip file that holds one BagIt 1.0 bag."""

    name = "bag"
    extension = "zip"

    def bundle(self, records: Iterable[Record], out: BinaryIO, contents: Contents) -> None:
        """Write the bag, one file after the other."""
        from archive.bag.bundle import write_bundle

        write_bundle(records, out, contents)
