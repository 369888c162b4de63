"""`muniment export`: citations of many documents, to a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import click

from archive.durable import storage_errors
from archive.export import Exporter, exporter_for
from archive.plugins import registered
from archive.record import Record
from archive.store import Store
from cli.options import FILTERS, chosen, filter_options, match_option
from cli.progress import counted
from cli.session import Session, pass_session
from index.search import Question, found_records


def _formats(context: click.Context, parameter: click.Parameter, value: str) -> str:
    known = registered("muniment.exporters")
    if value not in known:
        raise click.BadParameter(f"{value!r} is not one of: {', '.join(known)}")
    return value


@click.command("export")
@click.argument("query", metavar="QUERY", required=False)
@filter_options
@click.option("--ids", type=click.File("rb"), metavar="FILE",
              help="Export the documents whose IDs are in FILE, a line each (- for stdin), in that order, each once.")
@click.option("--output", "-o", "out", required=True, metavar="OUT",
              type=click.Path(path_type=Path, allow_dash=True, dir_okay=False),
              help="The file to write; - is stdout. An existing file is replaced when all is written.")
@click.option("--as", "format_", required=True, callback=_formats, metavar="FORMAT",
              help="csl-json, bibtex, ris, csv, jsonl, or another installed exporter.")
@match_option
@pass_session
def command(
    session: Session, /, query: str | None, ids: BinaryIO | None, out: Path, format_: str, **options: Any
) -> None:
    """Write the citations of every document that QUERY and the filters find. An empty QUERY ('') means all.

    \b
    Examples:
      muniment export 'landmine*' -o landmines.bib --as bibtex
      muniment export '' --language zh -o zh.json --as csl-json
      muniment search 地雷 --format ids | muniment export --ids - -o - --as ris
    """
    from cli.ids import read_ids

    if (query is None) == (ids is None):
        raise click.UsageError("give a QUERY ('' for all documents), or --ids FILE")
    if ids is not None and any(options[name] for name in FILTERS):
        raise click.UsageError("--ids names the documents: leave the filters out")
    store = session.store()
    exporter = exporter_for(format_)
    if ids is not None:
        wanted = list(dict.fromkeys(store.resolve(given).seq for given in read_ids(ids)))
        count = _write(session, exporter, out, (store.record(seq) for seq in wanted), len(wanted))
    else:
        count = _export_query(session, store, exporter, out, query or "", options)
    session.say(f"{count:,} document{'' if count == 1 else 's'} exported to {out}")


def _export_query(
    session: Session, store: Store, exporter: Exporter, out: Path, query: str, options: dict[str, Any]
) -> int:
    question = Question(text=query, chosen=chosen(options), limit=None, **options)
    with session.index(store) as engine:
        found = found_records(store, engine, question)
        session.warn_of(found.warnings)
        return _write(session, exporter, out, found.records, found.count)


def _write(session: Session, exporter: Exporter, out: Path, records: Iterable[Record], total: int) -> int:
    with session.progress("exporting", total=total) as advance:
        records = counted(records, advance)
        if str(out) == "-":
            exporter.export(records, sys.stdout.buffer)
        elif out.exists() and not out.is_file():
            _write_into(exporter, out, records)
        else:
            _replace(exporter, out.resolve(), records)
    return total


def _write_into(exporter: Exporter, out: Path, records: Iterable[Record]) -> None:
    """Write to a device or a pipe, which must not be replaced by a file."""
    with storage_errors(out), out.open("wb") as stream:
        exporter.export(records, stream)


def _replace(exporter: Exporter, out: Path, records: Iterable[Record]) -> None:
    """Write beside the file and put it in its place when it is whole, so that a failure leaves no half file."""
    with storage_errors(out):
        partial = out.with_name(f".{out.name}.partial")
        try:
            with partial.open("wb") as stream:
                exporter.export(records, stream)
                stream.flush()
                os.fsync(stream.fileno())
            partial.replace(out)
        finally:
            partial.unlink(missing_ok=True)

