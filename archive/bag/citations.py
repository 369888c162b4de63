"""The citations of a bundle: written from its records, and written again to see whether they still agree with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import escape
from typing import BinaryIO, cast

from archive.bag.contents import BIBLIOGRAPHIES, CITATIONS, STYLED, TABLE, styled_path
from archive.errors import InvalidValue
from archive.record import Record

Write = Callable[[Iterable[Record], BinaryIO], None]

_HTML_HEAD = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Citations: {style}</title>
</head>
<body>
<h1>Citations: {style}</h1>
<ol>
"""
_HTML_FOOT = "</ol>\n</body>\n</html>\n"


def citation_files(styles: Iterable[str]) -> Iterator[tuple[str, Write]]:
    """Each file of citations below data/, with what writes it from the records.

    UnknownPlugin when there is no such style; InvalidValue when two styles would share a file.
    """
    from archive.cite import style_named
    from archive.export import Exporter, exporter_for

    named = {f"{CITATIONS}/citations.{ending}": name for ending, name in BIBLIOGRAPHIES.items()} | {TABLE: "csv"}
    for path, name in named.items():
        yield path, cast(Exporter, exporter_for(name)).export
    taken: dict[str, str] = {}
    for style in styles:
        style_named(style)
        if taken.setdefault(styled_path(style, "txt").casefold(), style) != style:
            raise InvalidValue(f"two styles would share the file {styled_path(style, 'txt')}: leave {style} out")
        for ending, format_ in STYLED.items():
            yield styled_path(style, ending), partial(_write_styled, style, format_)


def _write_styled(style: str, format_: str, records: Iterable[Record], out: BinaryIO) -> None:
    from archive.cite import Request, citations

    lines = citations(records, Request(style=style, format=format_))
    if format_ == "text":
        for line in lines:
            out.write(f"{line}\n".encode())
        return
    name = escape(style.rsplit("/", 1)[-1])
    out.write(_HTML_HEAD.format(style=name).encode())
    for line in lines:
        out.write(f"<li>{line}</li>\n".encode())
    out.write(_HTML_FOOT.encode())
