"""Rows for programs: JSON lines, CSV, or bare IDs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

import click

from archive.export.csv import guarded
from archive.export.inert import inert
from cli.output import dumps

CSV_COLUMNS = ("id", "filename", "title", "title_is_stand_in", "source", "date", "type", "languages", "score", "snippet")


def show_rows(rows: Iterable[Mapping[str, Any]], format_: str) -> None:
    """Print hits or records as `jsonl`, `csv` or `ids`."""
    if format_ == "csv":
        click.echo(_csv(rows), nl=False)
        return
    for row in rows:
        click.echo(row["id"] if format_ == "ids" else dumps(row, compact=True))


def _csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """RFC 4180 with a heading; cells that a spreadsheet would take for a formula are guarded as in exports."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(CSV_COLUMNS)
    for row in rows:
        snippets = row.get("snippets") or [{"text": ""}]
        cells = {**row, "languages": "; ".join(row["languages"]), "snippet": snippets[0]["text"]}
        writer.writerow([guarded(_cell(cells.get(column))) for column in CSV_COLUMNS])
    return out.getvalue()


def _cell(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else inert(str(value))
