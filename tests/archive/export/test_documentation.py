"""The tables of docs/citations.md are made from what the exporters do; `--update-golden` writes them anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from archive.export.bibtex import entry
from archive.export.csljson import csl_item
from archive.export.flat import PUBLIC_FIELDS
from archive.export.ris import reference
from archive.fields import DOCUMENT_TYPES
from archive.record import FIELD_NAMES, Record
from tests.archive.records import make
from tests.made_pages import check_part

PAGE = Path(__file__).parents[3] / "docs" / "citations.md"
DATES = {"date", "document_date", "meeting_dates", "distribution_date"}
YEAR = "1871"
SOUGHT = re.compile("1871|= apr|Sought")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = tuple(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def code(names: Iterable[str], joint: str = ", ") -> str:
    return joint.join(f"`{name}`" for name in dict.fromkeys(names))


def kinds() -> str:
    rows = []
    for kind in (*DOCUMENT_TYPES, None):
        given = {"type": kind} if kind else {}
        records = [make(**given, source="S", url="https://a.example"), make(**given)]
        csl = code((csl_item(record)["type"] for record in records), "<br>")
        genre = csl_item(records[0]).get("genre", "")
        ris = code((reference(record)[6:].split("\r", 1)[0] for record in records), "<br>")
        bibtex = code((entry(csl_item(record)).split("{", 1)[0] for record in records), "<br>")
        rows.append((kind or "not known", csl, genre, ris, bibtex))
    return table(("kind", "CSL type", "genre", "RIS", "BibTeX"), rows)


def probe(name: str, kind: str) -> Record:
    """A record that states only one field and what that field needs to be shown."""
    text = f"{YEAR}-04-05" if name in DATES else "Sought"
    return make(**({"session": "1"} if name == "meeting_dates" else {}), **{"type": kind, name: text})


def csl_places(record: Record) -> list[str]:
    return [name for name, held in csl_item(record).items() if SOUGHT.search(str(held))]


def bibtex_places(record: Record) -> list[str]:
    lines = entry(csl_item(record)).splitlines()[1:]
    return [line.split(" = ")[0].strip() for line in lines if SOUGHT.search(line)]


def ris_places(record: Record) -> list[str]:
    return [line[:2] for line in reference(record).splitlines() if SOUGHT.search(line)]


def fields() -> str:
    rows = []
    for name in FIELD_NAMES:
        if name == "type":
            continue
        records = [probe(name, kind) for kind in ("letter", "news", "statement", "note verbale")]
        finders: tuple[Callable[[Record], list[str]], ...] = (csl_places, bibtex_places, ris_places)
        rows.append((f"`{name}`", *(code(place for record in records for place in find(record)) for find in finders)))
    return table(("field", "CSL-JSON", "BibTeX", "RIS"), rows)


def public() -> str:
    return table(("name", "meaning"), ((f"`{field.name}`", field.meaning) for field in PUBLIC_FIELDS))


@pytest.mark.parametrize("part", [kinds, fields, public], ids=lambda part: part.__name__)
def test_the_page_on_citations_shows_what_is_written(part: Callable[[], str], request: pytest.FixtureRequest) -> None:
    check_part(PAGE, part, update=request.config.getoption("--update-golden"))
