"""BibTeX and BibLaTeX entries as pybtex and bibtexparser read them, and what must hold of both kinds."""

from __future__ import annotations

import io
import re

import bibtexparser
from pybtex.database import Entry, parse_string

from archive.export import Exporter
from archive.export.cited import cited_title
from archive.export.inert import inert
from archive.record import Record
from tests.archive.export.hostile import record_of
from tests.archive.records import make

_NAMED = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciicircum": "^", "asciitilde": "~"}


def exported(exporter: Exporter, *records: Record) -> str:
    out = io.BytesIO()
    exporter.export(records, out)
    return out.getvalue().decode("utf-8")


def read(exporter: Exporter, *records: Record) -> dict[str, Entry]:
    return dict(parse_string(exported(exporter, *records), "bibtex").entries)


def typeset(value: str) -> str:
    """What TeX prints for a value that holds nothing but escapes."""
    value = value[1:-1] if value.startswith("{") else value
    named = rf"\\text({'|'.join(_NAMED)})\{{\}}"
    return re.sub(rf"{named}|\\([%#&$_])", lambda match: _NAMED[match[1]] if match[1] else match[2], value)


def check_both_readers(exporter: Exporter, text: str, kind: str) -> None:
    """pybtex and bibtexparser read one entry with the same texts, and nothing else."""
    record = record_of(text, kind)
    (entry,) = read(exporter, record).values()
    library = bibtexparser.parse_string(exported(exporter, record))
    assert library.failed_blocks == []
    assert not library.comments
    assert not library.strings
    (other,) = library.entries
    assert typeset(entry.fields["title"]) == typeset(other.fields_dict["title"].value) == cited_title(record)
    assert set(other.fields_dict) - {"author"} == {name.lower() for name in entry.fields}


def check_comes_back(exporter: Exporter, text: str, note: str) -> None:
    """Any text is read again as it was, but for what acts; `note` is the field of the archivist's note."""
    record = make(title=text, source=text, symbol=text, note=text, creator=[text, "B and C"], type="report")
    (entry,) = read(exporter, record).values()
    held = inert(text)
    assert typeset(entry.fields["title"]) == (held or "[Untitled]")
    assert typeset(entry.fields.get("institution", "")) == held
    assert typeset(entry.fields.get("number", "")) == held
    assert typeset(entry.fields.get(note, "")) == held
    assert [typeset(str(person)) for person in entry.persons["author"]] == [name for name in (held, "B and C") if name]
