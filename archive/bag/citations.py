"""The citations of a bundle: written from its records, and written again to see whether they still agree with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

from archive.bag.contents import BIBTEX, CSL_JSON, RIS, TABLE, styled_path
from archive.errors import InvalidValue
from archive.export.series import Series
from archive.record import Record

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Files below data/ that are written together, since what is made of a record serves each of them.

    `files` are their paths with their forms; `entries` gives for each record an entry a file. `depends_on_all`: an
    entry depends on the other records too, and so they must be gone through twice.
    """

    files: Mapping[str, Series]
    entries: Callable[[Iterable[Record]], Iterator[tuple[bytes, ...]]]
    depends_on_all: bool = False


def citation_groups(styles: Iterable[str]) -> list[Group]:
    """All files of citations. UnknownPlugin when there is no such style; InvalidValue when two would share a file."""
    from archive.export import bibtex, csljson, csv, ris

    bibliographies = {BIBTEX: bibtex.SERIES, RIS: ris.SERIES, CSL_JSON: csljson.SERIES}
    groups = [Group(files=bibliographies, entries=_bibliographies), Group(files={TABLE: csv.SERIES}, entries=_rows)]
    taken: dict[str, str] = {}
    for style in styles:
        made = _styled(style)
        path = next(iter(made.files))
        if taken.setdefault(path.casefold(), style) != style:
            raise InvalidValue(f"two styles would share the file {path}: leave {style} out")
        groups.append(made)
    return groups


def _bibliographies(records: Iterable[Record]) -> Iterator[tuple[bytes, ...]]:
    from archive.export import bibtex, csljson, ris
    from archive.export.cited import texts_of

    for record in records:
        item = csljson.csl_item(record)
        yield (
            bibtex.entry(item).encode(),
            ris.entry(item, texts_of(record, "tag")).encode(),
            csljson.entry(item),
        )


def _rows(records: Iterable[Record]) -> Iterator[tuple[bytes, ...]]:
    from archive.export import csv

    return ((csv.entry(record),) for record in records)


def _styled(style: str) -> Group:
    from archive.cite import has_letters, style_named

    name = escape(style.rsplit("/", 1)[-1])
    page = Series(head=_HTML_HEAD.format(style=name).encode(), foot=_HTML_FOOT.encode())
    return Group(
        files={styled_path(style, "txt"): Series(), styled_path(style, "html"): page},
        entries=partial(_lines, style), depends_on_all=has_letters(style_named(style)),
    )  # fmt: skip


def _lines(style: str, records: Iterable[Record]) -> Iterator[tuple[bytes, ...]]:
    from archive.cite import FORMATS, Request, lines

    text, html = FORMATS["text"], FORMATS["html"]
    for line in lines(records, Request(style=style)):
        yield f"{text.write(line)}\n".encode(), f"<li>{html.write(line)}</li>\n".encode()
