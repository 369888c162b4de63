"""`muniment export`: citations of many documents, to a file, or with the documents themselves in a bag."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from archive.durable import storage_errors
from archive.errors import DamageFound
from archive.export import Bundler, Exporter, exporter_for
from archive.plugins import registered
from archive.record import Record
from archive.store import Store
from cli.options import FILTERS, chosen, filter_options, match_option
from cli.progress import counted
from cli.session import Session, pass_session
from index.search import Question, found_records

if TYPE_CHECKING:
    from archive.bag.contents import Contents

STYLES = ("plain",)
"""The styles of a bag unless others are asked for."""


def _formats(context: click.Context, parameter: click.Parameter, value: str) -> str:
    known = registered("muniment.exporters")
    if value not in known:
        raise click.BadParameter(f"{value!r} is not one of: {', '.join(known)}")
    return value


def _styles(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    return tuple(dict.fromkeys(style for part in value.split(",") if (style := part.strip())))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bagged:
    """What a bag is to hold, as far as somebody said so."""

    styles: tuple[str, ...] | None
    originals: bool | None
    texts: bool | None

    @property
    def is_said(self) -> bool:
        return (self.styles, self.originals, self.texts) != (None, None, None)


@click.command("export")
@click.argument("query", metavar="QUERY", required=False)
@filter_options
@click.option("--ids", type=click.File("rb"), metavar="FILE",
              help="Export the documents whose IDs are in FILE, a line each (- for stdin), in that order, each once.")
@click.option("--all", "all_", is_flag=True, help="Export every document, as an empty QUERY does.")
@click.option("--output", "-o", "out", required=True, metavar="OUT",
              type=click.Path(path_type=Path, allow_dash=True, dir_okay=False),
              help="The file to write; - is stdout. An existing file is replaced when all is written.")
@click.option("--as", "format_", required=True, callback=_formats, metavar="FORMAT",
              help="bibtex, biblatex, ris, csl-json, csv, jsonl, dublin-core, marcxml, ead, bag, or another installed "
                   "exporter.")
@click.option("--styles", metavar="S,…", callback=_styles,
              help="bag: the citation styles to write the documents in (plain unless given).")
@click.option("--with-originals/--without-originals", "originals", default=None,
              help="bag: put the files as they were received into it (the default), or leave them out.")
@click.option("--with-text/--without-text", "texts", default=None,
              help="bag: put the text of the documents into it (the default), or leave it out.")
@click.option("--leave-out-damaged", is_flag=True,
              help="Leave out documents that are not as they were kept, and name them, instead of stopping.")
@match_option
@pass_session
def command(
    session: Session, /, query: str | None, ids: BinaryIO | None, all_: bool, out: Path, format_: str,
    styles: tuple[str, ...] | None, originals: bool | None, texts: bool | None, leave_out_damaged: bool, **options: Any,
) -> None:
    """Write the citations of every document that QUERY and the filters find. An empty QUERY ('') means all.

    A bag is a zip file with the documents, their records and citations, and digests of everything: `muniment verify`
    checks it, and so does anybody with `sha256sum`; `muniment add` takes it into another archive.

    \b
    Examples:
      muniment export 'landmine*' -o landmines.bib --as bibtex
      muniment export --all --language zh -o zh.json --as csl-json
      muniment export 'dams date:2021' -o dams.zip --as bag --styles un,chicago
      muniment search 地雷 --format ids | muniment export --ids - -o - --as ris
    """  # fmt: skip
    from cli.ids import read_ids

    query = "" if all_ and query is None else query
    if (query is None) == (ids is None) or (all_ and query):
        raise click.UsageError("give a QUERY, or --all for all documents, or --ids FILE")
    if ids is not None and any(options[name] for name in FILTERS):
        raise click.UsageError("--ids names the documents: leave the filters out")
    exporter = exporter_for(format_)
    bagged = _Bagged(styles=styles, originals=originals, texts=texts)
    if bagged.is_said and not isinstance(exporter, Bundler):
        raise click.UsageError("--styles, --with-originals and --with-text are for --as bag")
    store = session.store()
    export = _Export(session=session, store=store, exporter=exporter, out=out, skip=leave_out_damaged, bagged=bagged)
    if ids is not None:
        wanted = tuple(dict.fromkeys(store.resolve(given).seq for given in read_ids(ids)))
        export.write(wanted, {"ids": len(wanted)})
    else:
        _export_query(export, query or "", options)


def _export_query(export: _Export, query: str, options: dict[str, Any]) -> None:
    picked = {name: list(values) for name, values in chosen(options).items() if values}
    question = Question(text=query, chosen=picked, limit=None, **options)
    with export.session.index(export.store) as engine:
        found = found_records(export.store, engine, question)
        export.session.warn_of(found.warnings)
    export.write(found.seqs, {"query": query, "filters": picked, "match": question.match})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Export:
    """One export: by which exporter, from which archive, where to."""

    session: Session
    store: Store
    exporter: Exporter | Bundler
    out: Path
    skip: bool
    bagged: _Bagged

    def write(self, seqs: tuple[int, ...], asked: dict[str, Any]) -> None:
        """Write the records of these numbers, and say how many."""
        left_out: list[DamageFound] = []
        leave_out = left_out.append if self.skip else None
        with self.session.progress("exporting", total=len(seqs)) as advance:
            records = counted(_read(self.store, seqs, leave_out), advance)
            _deliver(self.out, lambda stream: self._export(records, stream, asked, leave_out))
        for damage in left_out:
            self.session.warn(f"left out: {damage}")
        count = len(seqs) - len(left_out)
        self.session.say(f"{count:,} document{'' if count == 1 else 's'} exported to {self.out}")

    def _export(
        self, records: Iterable[Record], stream: BinaryIO, asked: dict[str, Any],
        leave_out: Callable[[DamageFound], None] | None,
    ) -> None:  # fmt: skip
        if isinstance(self.exporter, Bundler):
            self.exporter.bundle(records, stream, _contents(self.store, self.bagged, asked, leave_out))
        else:
            self.exporter.export(records, stream)


def _contents(
    store: Store, bagged: _Bagged, asked: dict[str, Any], leave_out: Callable[[DamageFound], None] | None
) -> Contents:
    from archive.accession import now
    from archive.bag.contents import Contents

    return Contents(
        store=store, asked=asked, made=now(), styles=STYLES if bagged.styles is None else bagged.styles,
        originals=bagged.originals is not False, texts=bagged.texts is not False, leave_out=leave_out,
    )  # fmt: skip


def _read(
    store: Store, seqs: Iterable[int], leave_out: Callable[[DamageFound], None] | None
) -> Iterator[Record]:
    """The records one by one; what cannot be read is told to `leave_out`, where there is one."""
    for seq in seqs:
        try:
            record = store.record(seq)
        except DamageFound as damage:
            if leave_out is None:
                raise
            leave_out(damage)
            continue
        yield record


def _deliver(out: Path, write: Callable[[BinaryIO], None]) -> None:
    if str(out) == "-":
        write(sys.stdout.buffer)
    elif out.exists() and not out.is_file():
        _write_into(out, write)
    else:
        _replace(out.resolve(), write)


def _write_into(out: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write to a device or a pipe, which must not be replaced by a file."""
    with storage_errors(out), out.open("wb") as stream:
        write(stream)


def _replace(out: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write beside the file and put it in its place when it is whole, so that a failure leaves no half file.

    Two exports to one file at once do not meet: each writes beside it under a name of its own.
    """
    with storage_errors(out):
        partial = out.with_name(f".{out.name[:80]}.{os.getpid()}.partial")
        try:
            with partial.open("wb") as stream:
                write(stream)
                stream.flush()
                os.fsync(stream.fileno())
            partial.replace(out)
        finally:
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)
