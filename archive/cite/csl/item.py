"""What is cited, as citeproc-py takes it: a reference with names that stay whole and dates as precise as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from citeproc.source import Date, DateRange, LiteralDate, Name, Reference
from citeproc.string import MixedString, NoCase, String

from archive.cite.dates import date_in
from archive.cite.elements import Cited
from archive.cite.runs import capital
from archive.export.cited import cited_authors, genre
from archive.export.csljson import csl_type
from archive.export.dates import csl_date

KEY = "cited"
"""The key of the one reference of a rendering."""

_CORPORATE = {"resolution", "report", "press release", "statement", "appeal", "page", "other", None}
_LETTERS = {"letter", "note verbale"}
_CORPORATE_PAGES = {"press release", "statement", "appeal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wants:
    """What a style cannot do by itself, and so is given in words.

    `circa_in_words`: that a date is approximate. `undated_in_words`: that there is none. `place_as_page`: a locator.
    `documents_as`: the type under which a style says all that is known of what is neither news nor a report.
    `letters_as`: the type under which it gives the day of a letter and of a note verbale, if that of a report does not.
    """

    circa_in_words: bool = False
    undated_in_words: bool = False
    place_as_page: bool = False
    documents_as: str | None = None
    letters_as: str | None = None


def reference(cited: Cited, wants: Wants) -> Reference:
    """A CSL reference. Variables that the document does not state are absent.

    Nobody knows which part of a name is the family's, so names are literal. Where nobody signed a resolution, report,
    release, statement or appeal, its issuer stands as the author, and is not named as the publisher again.
    """
    authors = cited_authors(cited.record) or _corporate(cited)
    news = csl_type(cited.record) == "article-newspaper"
    issuer = None if [cited.source] == authors else cited.source
    held: dict[str, Any] = {
        "title": _title(cited),
        "author": [Name(literal=_clean(name)) for name in authors],
        "container_title" if news else "publisher": _text(issuer),
        "issued": _issued(cited, wants),
        "genre": _text(_genre(cited)),
        "number": _text(cited.symbol),
        "URL": _text(cited.url),
        "year_suffix": cited.suffix,
        "page": _text(cited.place()) if wants.place_as_page else None,
    }
    held = {name: value for name, value in held.items() if value}
    return Reference(KEY, _type(cited, wants), language=_language(cited), **held)


def _type(cited: Cited, wants: Wants) -> str:
    given = csl_type(cited.record)
    if wants.letters_as and cited.kind in _LETTERS:
        return wants.letters_as
    is_paper = given == "webpage" and wants.documents_as == "report" and cited.kind in _CORPORATE_PAGES
    return wants.documents_as or given if given == "document" or is_paper else given


def _corporate(cited: Cited) -> list[str]:
    return [cited.source] if cited.source and cited.kind in _CORPORATE else []


def _language(cited: Cited) -> str:
    """The language by which titles are capitalised: only English ones are."""
    return (cited.language or "und").split("-")[0].ljust(2)[:2] if len(cited.language or "und") != 3 else "und"


def _title(cited: Cited) -> Any:
    """The stated title, whose capitals a style may set; a stand-in and a translation keep theirs."""
    stated = String(_clean(cited.title)) if cited.title_is_stated else NoCase(_clean(cited.title))
    return MixedString([stated, NoCase(_clean(cited.translation))]) if cited.translation else stated


def _genre(cited: Cited) -> str | None:
    """`UN Doc` before a symbol, else the kind where the title does not say it: both in the language of the citation."""
    return capital(cited.words["un_doc"]) if genre(cited.record) == "UN Doc" else cited.kind_said


def _issued(cited: Cited, wants: Wants) -> Any:
    """Year, month and day as far as they are stated, else the date in words; of a resolution that of its adoption."""
    text = cited.borne if cited.resolution_number else cited.issued or cited.borne
    if not text:
        return LiteralDate(_clean(cited.words["no_date"])) if wants.undated_in_words else None
    variable = csl_date(text)
    parts, circa = variable.get("date-parts"), bool(variable.get("circa"))
    if not parts or "season" in variable or (circa and wants.circa_in_words):
        return LiteralDate(_clean(date_in(cited.words, text)))
    dates = [Date(**dict(zip(("year", "month", "day"), one, strict=False)), circa=circa) for one in parts]
    return dates[0] if len(dates) == 1 else DateRange(begin=dates[0], end=dates[1], circa=circa)


def date_in_words(cited: Cited) -> str | None:
    """The date of issue in words, for languages other than English; CSL says itself that it is approximate."""
    text = cited.borne if cited.resolution_number else cited.issued or cited.borne
    if cited.words.language == "en" or not text:
        return None
    return _clean(date_in(cited.words, "".join(one for one in text if one not in "~?%")))


def _text(value: str | None) -> Any:
    return String(_clean(value)) if value else None


def _clean(value: str) -> str:
    """Without the noncharacters that mark looks."""
    return value if value.isascii() else "".join(one for one in value if not "\ufdd0" <= one <= "\ufdef")
