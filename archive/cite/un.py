"""The style of the United Nations.

Source: United Nations Editorial Manual Online, "Footnotes and other references", chapters III (masthead documents are
identified by title and symbol; a title that describes is not quoted, an exact title is; resolutions by organ and
number), IV (articles in a newspaper, material on a website, public statements) and X; "Communications" (a note verbale
is unsigned). What a masthead without a symbol leaves to identify it by is the organ, the session and the agenda item.
"""

from __future__ import annotations

from archive.cite.elements import Cited
from archive.cite.runs import Runs, capitalised, ended, italic, joined, link, plain
from archive.export.cited import text_of


def un(cited: Cited) -> Runs:
    """Title, organ or source, date (symbol), locator (languages)."""
    words = cited.words
    head = _resolution(cited) if cited.resolution_number else _titled(cited)
    head = joined([head, plain(words.bracketed(cited.symbol))], words["blank"])
    parts = [head, plain(cited.place()), *_address(cited)]
    told = joined(parts, words["comma"])
    languages = words.bracketed(words["comma"].join(filter(None, (cited.foreign, cited.original))))
    return ended(capitalised(joined([told, plain(languages)], words["blank"])), words["stop"])


def _resolution(cited: Cited) -> Runs:
    number, organ = cited.resolution_number or "", cited.body
    named = cited.words.resolution(organ, number) if organ else None
    generic = f"{cited.words.kind('resolution')} {number}"
    parts = [plain(named)] if named else [plain(cited.organ), plain(generic)]
    title = [_title(cited)] if cited.title_is_stated else []
    return joined([*parts, *title, plain(cited.said(cited.borne))], cited.words["comma"])


def _titled(cited: Cited) -> Runs:
    author = () if cited.is_un_document else plain(cited.creators)
    kind, date = _kind_and_date(cited)
    parts = [author, _title(cited), plain(kind), *_issuer(cited), plain(date)]
    return joined(parts, cited.words["comma"])


def _title(cited: Cited) -> Runs:
    quoted = cited.title if cited.title_is_descriptive else cited.words.quoted(cited.title)
    return plain(quoted + cited.translation)


def _kind_and_date(cited: Cited) -> tuple[str | None, str]:
    """An untitled letter or note verbale is known by its date: `letter dated 5 April 2021`."""
    word = cited.kind_word
    if word and not cited.title_is_stated and cited.kind in ("letter", "note verbale") and cited.borne:
        dated = cited.words.say("dated", kind=word, date=cited.said(cited.borne))
        return dated, cited.said(cited.issued) if cited.issued and cited.issued != cited.borne else ""
    return word, cited.said(cited.issued or cited.borne)


def _issuer(cited: Cited) -> list[Runs]:
    if cited.is_un_document:
        return []
    if cited.kind == "news":
        return [italic(cited.source)]
    session, item = text_of(cited.record, "session"), text_of(cited.record, "agenda_item")
    return [
        plain(cited.issuer),
        plain(cited.words.session(session) if session else None),
        plain(cited.words.say("agenda_item", n=cited.words.digits(item)) if item else None),
    ]


def _address(cited: Cited) -> list[Runs]:
    if cited.url is None:
        return []
    before, after = cited.words["available"].split("{url}")
    return [(*plain(before), *link(cited.url, cited.url), *plain(after))]
