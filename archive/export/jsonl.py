"""JSONL: the public fields of a record as one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from archive.export.flat import flat
from archive.record import Record


class JsonlExporter:
    """A .jsonl file, UTF-8, every object with the same keys in the same order."""

    name = "jsonl"
    extension = "jsonl"

    def export(self, records: Iterable[Record], out: BinaryIO) -> None:
        """Write the records line by line."""
        for record in records:
            out.write(json.dumps(flat(record), ensure_ascii=False).encode() + b"\n")
