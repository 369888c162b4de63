"""Citations: records in a style, a language and a format.

A style is a plug-in: a function of what is cited (`Cited`) that returns runs of text, under the group
`muniment.styles`. Any file of the Citation Style Language is a style too, by its path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from archive.cite.elements import Cited, language_for
from archive.cite.formats import FORMATS, Format, Line
from archive.cite.locator import Locator
from archive.cite.runs import Runs
from archive.cite.words import words_of
from archive.errors import InvalidValue
from archive.plugins import load
from archive.record import Record

Style = Callable[[Cited], Runs]

__all__ = ["FORMATS", "Cited", "Request", "Style", "citations", "cite", "has_letters", "language_for",
           "lines", "style_named"]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """How documents are to be cited. Without a language each is cited in its own, where there are words for it."""

    style: str = "plain"
    format: str = "text"
    language: str | None = None
    locator: Locator = ()


def cite(record: Record, style: str = "plain") -> str:
    """The citation of one record as text on one line; UnknownPlugin names the styles there are."""
    return next(iter(citations([record], Request(style=style))))


def citations(records: Iterable[Record], request: Request) -> Iterator[str]:
    """The citations of records, each on one line, in their order.

    What a format needs before the first and after the last stands in `FORMATS`. In author-date styles, works of one
    author and year get letters, for which the records are gone through twice. InvalidValue when there is no such
    format; UnknownPlugin when no style has the name.
    """
    written = format_named(request.format)
    return map(written.write, lines(records, request))


def lines(records: Iterable[Record], request: Request) -> Iterator[Line]:
    """The citations of records before they are written in a format, as `citations` gives them."""
    style = style_named(request.style)
    for cited in _cited(records, request, style):
        yield Line(runs=style(cited), language=cited.words.language, rtl=cited.words.rtl)


def has_letters(style: Style) -> bool:
    """Whether the citation of a document depends on the others, because works of one author and year get letters."""
    return getattr(style, "lettered", None) is not None


def style_named(name: str) -> Style:
    """The style with this name, or in this CSL file."""
    if name.endswith(".csl") or "/" in name:
        from archive.cite.csl import style_in

        return style_in(Path(name))
    return cast(Style, load("muniment.styles", name))


def format_named(name: str) -> Format:
    """The format with this name; InvalidValue names those there are."""
    if name not in FORMATS:
        raise InvalidValue(f"{name!r} is not a format of citations: {', '.join(FORMATS)}")
    return FORMATS[name]


def _cited(records: Iterable[Record], request: Request, style: Style) -> Iterator[Cited]:
    letter = getattr(style, "lettered", None)
    # What has a length can be gone through again; a stream must be held for that.
    held = records if letter is None or isinstance(records, Sized) else list(records)

    def asked() -> Iterator[Cited]:
        for record in held:
            yield Cited(record=record, words=words_of(language_for(record, request.language)), locator=request.locator)

    return letter(asked) if letter else asked()
