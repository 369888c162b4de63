"""The elements of a citation that styles share: title, kind, who, where, when, in which language.

Rules that hold in every style: a note verbale has no author; a title that the document does not state stands in square
brackets; an undated document says so; a symbol is given only where it was recorded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from archive.cite.dates import date_in
from archive.cite.locator import Locator, written
from archive.cite.runs import capital
from archive.cite.words import FALLBACK, Words, known
from archive.export.cited import cited_authors, genre, has_derived_title, language_tags, text_of
from archive.record import Record

_DESCRIPTIVE = ("letter", "note verbale")
_RESOLUTION = re.compile(r"(?P<organ>A|S|E|A/HRC)/RES/(?P<number>\S.*)")
_BODIES = {"A": "General Assembly", "S": "Security Council", "E": "Economic and Social Council",
           "A/HRC": "Human Rights Council"}  # fmt: skip

Abbreviation = Literal["OSCOLA", "AGLC"]
_ABBREVIATED: dict[str, dict[Abbreviation, str]] = {
    "General Assembly": {"OSCOLA": "UNGA", "AGLC": "GA"},
    "Security Council": {"OSCOLA": "UNSC", "AGLC": "SC"},
    "Economic and Social Council": {"OSCOLA": "UN ECOSOC", "AGLC": "ESC"},
    "Human Rights Council": {"OSCOLA": "UNHRC", "AGLC": "HRC"},
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Cited:
    """What a style is given: a record, the language of the citation, where it points, and a letter after the year.

    `suffix` is the a, b, c by which author-date styles tell works of one author and year apart.
    """

    record: Record
    words: Words
    locator: Locator = ()
    suffix: str = ""

    @cached_property
    def kind(self) -> str | None:
        """The kind of document, as recorded."""
        return text_of(self.record, "type")

    @cached_property
    def language(self) -> str | None:
        """The language of the document: that of its version by the masthead, or the one most of it is in."""
        return next(iter(language_tags(self.record)), None)

    @cached_property
    def is_un_document(self) -> bool:
        """Whether it is a masthead document of the United Nations with a symbol."""
        return genre(self.record) == "UN Doc" or self.resolution_number is not None

    @cached_property
    def symbol(self) -> str | None:
        """The symbol as recorded."""
        return text_of(self.record, "symbol")

    @cached_property
    def title_is_stated(self) -> bool:
        """Whether the document itself has the title, which is then not in brackets."""
        return bool(text_of(self.record, "title")) and not has_derived_title(self.record)

    @cached_property
    def title_is_descriptive(self) -> bool:
        """Whether the title says what the document is (`Letter dated …`): such a title is not quoted."""
        return not self.title_is_stated or self.kind in _DESCRIPTIVE

    @cached_property
    def title(self) -> str:
        """The title; in square brackets when it is a stand-in or lacking."""
        title = text_of(self.record, "title")
        if title is None:
            return f"[{self.words['untitled']}]"
        return title if self.title_is_stated else f"[{title}]"

    @cached_property
    def quoted_title(self) -> str:
        """The title in inner quotation marks, as law journals quote; one in brackets without."""
        return self.words.quoted(self.title, inner=True) if self.title_is_stated else self.title

    @cached_property
    def translation(self) -> str:
        """The title in another language, which the document itself prints, in square brackets after a blank."""
        translated = text_of(self.record, "title_translated")
        return f" [{translated}]" if translated else ""

    @cached_property
    def creators(self) -> str:
        """Who wrote or signed it."""
        return self.words.listed(cited_authors(self.record))

    @cached_property
    def resolution_number(self) -> str | None:
        """The number of an adopted resolution as its symbol states it: 54/391 of A/RES/54/391."""
        match = _RESOLUTION.fullmatch(self.symbol or "")
        return match["number"] if match and self.kind in ("resolution", None) else None

    @cached_property
    def body(self) -> str | None:
        """The organ, in English: as recorded, or the one whose series of resolutions the symbol names."""
        match = _RESOLUTION.fullmatch(self.symbol or "")
        return text_of(self.record, "body") or (_BODIES[match["organ"]] if match else None)

    @cached_property
    def organ(self) -> str | None:
        """The organ in the language of the citation, as far as it or the document names it so; else in English."""
        translated = self.words.organ(self.body) if self.body else None
        stated = text_of(self.record, "source")
        return translated or (stated if stated and not self.foreign else None) or self.body or stated

    @cached_property
    def source(self) -> str | None:
        """Who issued it: of a masthead document the organ, in the language of the citation."""
        return self.organ if self.body else text_of(self.record, "source")

    @cached_property
    def issuer(self) -> str | None:
        """Who issued it, unless that is said already as its creator."""
        return self.source if self.source != self.creators else None

    def abbreviated_organ(self, manner: Abbreviation) -> str | None:
        """`UNGA` or `GA`, in English citations of an organ that has an abbreviation."""
        return _ABBREVIATED.get(self.body or "", {}).get(manner) if self.words.language == "en" else None

    @cached_property
    def kind_word(self) -> str | None:
        """The kind in the language of the citation, unless the title says it."""
        from archive.describe.lexicon import has

        word = self.words.kind(self.kind or "")
        if word is None or not self.title_is_stated:
            return word
        return None if has(f"{self.title}{self.translation}", "kind", self.kind or "") else word

    @cached_property
    def kind_said(self) -> str | None:
        """`kind_word` with a capital."""
        return capital(self.kind_word) if self.kind_word else None

    @cached_property
    def issued(self) -> str | None:
        """The date of issue (EDTF)."""
        return text_of(self.record, "date")

    @cached_property
    def borne(self) -> str | None:
        """The date that the document bears (EDTF): a resolution's adoption, a letter's own date."""
        return text_of(self.record, "document_date") or self.issued

    def said(self, date: str | None) -> str:
        """A date in words, or that there is none."""
        return date_in(self.words, date) if date else self.words["no_date"]

    @cached_property
    def foreign(self) -> str | None:
        """`in Chinese`, where the citation is in another language than the document."""
        if not self.language or self.language.split("-")[0] == self.words.language.split("-")[0]:
            return None
        return self.words.say("in_language", language=self.words.language_name(self.language))

    @cached_property
    def original(self) -> str | None:
        """`original: English`, where this is a translation."""
        tag = text_of(self.record, "original_language")
        if not tag or tag.split("-")[0] == (self.language or "").split("-")[0]:
            return None
        return self.words.say("original", language=self.words.language_name(tag))

    def place(self, *, legal: bool = False) -> str:
        """The locator in the language of the citation; empty without one."""
        return written(self.locator, self.words, legal=legal)

    @cached_property
    def url(self) -> str | None:
        """The address it was taken from."""
        return text_of(self.record, "url")


def language_for(record: Record, wished: str | None) -> str:
    """The language of a citation: the one that is wished, else the document's where a table of words exists."""
    tags = [wished] if wished else language_tags(record)[:1]
    return next((found for tag in tags if (found := known(tag))), FALLBACK)
