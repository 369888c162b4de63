"""Retrying: a list of failures, as `add --failures` writes it, becomes files to take in and documents to read again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archive.arrivals import Arrival
from archive.errors import InvalidValue
from archive.intake import Again
from archive.store import Store


def to_retry(store: Store, failures: Path) -> list[Arrival | Again]:
    """What a list of failures names, each once: documents that were kept, and files that were refused.

    Of a file that could not be taken out of another one, that other one is read again. InvalidValue says which line is
    wrong; RecordNotFound which document is not in this archive.
    """
    found: dict[str, Arrival | Again] = {}
    for row in _rows(failures):
        known = row.get("id") or row.get("container")
        if known:
            record_id = store.resolve(known).id
            found.setdefault(record_id, Again(id=record_id))
        else:
            found.setdefault(f"/{row['file']}", Arrival(path=Path(row["file"]), name=row["file"]))
    return list(found.values())


def _rows(failures: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = failures.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidValue(f"{failures} cannot be read: {error}") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(line, f"{failures} line {number}")


def _row(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict) or not isinstance(row.get("file"), str):
        raise InvalidValue(f"{where} is no failure as `add --failures` writes them: a JSON object with a `file`")
    if not all(isinstance(row.get(name), str | None) for name in ("id", "container")):
        raise InvalidValue(f"{where} has an ID that is no text")
    return row
