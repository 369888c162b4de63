"""Rows for programs: JSON lines, CSV, or bare IDs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from archive.export.csv import guarded
from archive.export.flat import PUBLIC_FIELDS
from archive.export.inert import inert
from archive.several import joined
from cli.output import SCHEMA, dumps
from cli.session import Session
from cli.terminal import echo_paged

HIT_COLUMNS = (
    "id", "filename", "title", "title_is_stand_in", "source", "date", "type", "languages", "score", "snippet",
)  # fmt: skip
RECORD_COLUMNS = tuple(field.name for field in PUBLIC_FIELDS)


def show_rows(rows: Iterable[Mapping[str, Any]], format_: str, columns: Sequence[str]) -> None:
    """Print hits or records as `jsonl`, `csv` (of these columns) or `ids`."""
    if format_ == "csv":
        click.echo(_csv_row(columns), nl=False)
    for row in rows:
        if format_ == "csv":
            click.echo(_csv_row([_cell(column, row) for column in columns]), nl=False)
        else:
            click.echo(row["id"] if format_ == "ids" else dumps(row, compact=True))


def show_named(
    session: Session, key: str, rows: Sequence[Mapping[str, Any]], lines: Sequence[str], *, format_: str, none: str
) -> None:
    """Print things that a person named, as one JSON object with a list under `key` or as lines for people.

    `none` is said where there are none.
    """
    if format_ == "json":
        click.echo(dumps({"schema": SCHEMA, key: rows}))
    elif lines:
        echo_paged("\n".join(lines))
    else:
        session.say(none)


def _csv_row(cells: Sequence[str]) -> str:
    """One row after RFC 4180; cells that a spreadsheet would take for a formula are guarded as in exports."""
    out = io.StringIO(newline="")
    csv.writer(out).writerow(map(guarded, cells))
    return out.getvalue()


def _cell(column: str, row: Mapping[str, Any]) -> str:
    if column == "snippet":
        return "".join(inert(one["text"]) for one in row["snippets"][:1])
    value = row[column]
    if isinstance(value, list):
        return joined(map(inert, value))
    return "" if value is None else str(value).lower() if isinstance(value, bool) else inert(str(value))
