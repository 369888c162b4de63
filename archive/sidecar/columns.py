"""Columns: by which names a sidecar may call the fields, those of Dublin Core among them.

Source: DCMI Metadata Terms, 2020 (the fifteen elements and the terms that refine them); the forms with a dot are those
of DSpace. A term whose meaning no field has is refused with words: what was given is never dropped in silence.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches

from archive.errors import InvalidValue
from archive.fields import FIELDS
from archive.given import LANGUAGE

FILE = "file"

OTHER_NAMES: dict[str, str] = {
    "filename": FILE, "creators": "creator", "tags": "tag", "languages": LANGUAGE,
}  # fmt: skip
"""Names of the columns of our own exports that differ from the field's."""

DUBLIN_CORE: dict[str, str] = {
    "title": "title",
    "alternative": "title_translated",
    "title.alternative": "title_translated",
    "creator": "creator",
    "contributor": "creator",
    "contributor.author": "creator",
    "publisher": "source",
    "date": "date",
    "issued": "date",
    "date.issued": "date",
    "created": "document_date",
    "date.created": "document_date",
    "type": "type",
    "language": LANGUAGE,
    "language.iso": LANGUAGE,
    "subject": "tag",
    "isPartOf": "collection",
    "relation.isPartOf": "collection",
    "rights": "rights",
    "accessRights": "rights",
    "license": "rights",
    "rights.license": "rights",
    "description": "note",
    "abstract": "note",
    "description.abstract": "note",
    "identifier.uri": "url",
    "identifier.url": "url",
}
"""The field for each term of Dublin Core that a field can hold."""

_ADVICE = {
    "identifier": "it may be a symbol or an address: call the column symbol or url",
    "source": "it names a work that a document is taken from; who issued the document is dc:publisher, or source alone",
    "coverage": "what a document is about is a tag, and where it was written a place",
    "spatial": "what a document is about is a tag, and where it was written a place",
    "coverage.spatial": "what a document is about is a tag, and where it was written a place",
    "available": "it may be the day of a copy; of distribution it is distribution_date",
    "date.available": "it may be the day of a copy; of distribution it is distribution_date",
}
_UNHELD = frozenset("""
accrualmethod accrualperiodicity accrualpolicy audience available bibliographiccitation conformsto coverage
dateaccepted datecopyrighted datesubmitted educationlevel extent format hasformat haspart hasversion identifier
instructionalmethod isformatof isreferencedby isreplacedby isrequiredby isversionof mediator medium modified provenance
references relation replaces requires rightsholder source spatial tableofcontents temporal valid
""".split())  # fmt: skip

_PREFIX = re.compile(r"(?:dc|dcterms|dct|https?://purl\.org/dc/(?:terms|elements/1\.1))[:._/#]")
_OF_LANGUAGE = re.compile(r"\[[^]]*\]$")
_PARTED = re.compile(r"[\s._\-]+")
_TERMS = {name.casefold(): field for name, field in DUBLIN_CORE.items()}
_OURS = {**{name: name for name in (FILE, *FIELDS, LANGUAGE)}, **OTHER_NAMES}


def field_of(column: str) -> str:
    """The field that a column names, `file` or `language`; InvalidValue when it names none.

    Letter case, blanks, dots and underscores do not matter, nor does a language in brackets (`dc.title[en]`).
    """
    plain = _OF_LANGUAGE.sub("", unicodedata.normalize("NFKC", column).strip().casefold()).strip()
    term, prefixed = _PREFIX.subn("", plain, count=1) if _PREFIX.match(plain) else (plain, 0)
    ours, dublin_core = "_".join(_PARTED.split(term)), ".".join(_PARTED.split(term))
    if not prefixed and ours in _OURS:
        return _OURS[ours]
    if dublin_core in _TERMS:
        return _TERMS[dublin_core]
    raise InvalidValue(_refusal(column, dublin_core, ours))


def _refusal(column: str, dublin_core: str, ours: str) -> str:
    if dublin_core in _ADVICE:
        return f"no field can hold {column!r}: {_ADVICE[dublin_core]}"
    if dublin_core.partition(".")[0] in _UNHELD:
        return f"no field can hold {column!r} of Dublin Core: take the column out"
    near = get_close_matches(ours, [*_OURS, *_TERMS], n=1)
    meant = f"{near[0]} may be meant" if near else f"the fields are: {', '.join([*FIELDS, LANGUAGE])}"
    return f"there is no field {column!r}; {meant}"
