"""The style `news`, for news first and for every other kind beside it.

Source: Australian Guide to Legal Citation, 4th edition (2018): newspapers (rule 7.11: Author, ‘Title’, Newspaper
(online, date) pinpoint <address>), media releases (7.6: Author, ‘Title’ (Kind, Body, date)) and documents of the United
Nations (9.2: Title, GA Res 61/295, session, agenda item, UN Doc symbol (date, adopted date) pinpoint).
"""

from __future__ import annotations

from archive.cite.elements import Cited
from archive.cite.runs import Runs, address, ended, italic, joined, plain
from archive.export.cited import text_of


def news(cited: Cited) -> Runs:
    """Author, ‘Title’, Outlet (date) pinpoint <address>."""
    told = _un_document(cited) if cited.is_un_document else _other(cited)
    foreign = plain(cited.words.bracketed(cited.foreign))
    parts = [told, plain(cited.place(legal=True)), foreign, address(cited.url)]
    return ended(joined(parts, cited.words["blank"]), cited.words["stop"])


def _un_document(cited: Cited) -> Runs:
    parts = [
        plain(cited.creators),
        (*italic(cited.title), *plain(cited.translation)),
        plain(_resolution(cited)),
        *_proceedings(cited),
        plain(" ".join(filter(None, (cited.words["un_doc"], cited.symbol)))),
    ]
    return joined(
        [joined(parts, cited.words["comma"]), plain(cited.words.bracketed(_dates(cited)))], cited.words["blank"]
    )


def _resolution(cited: Cited) -> str | None:
    number = cited.resolution_number
    if number is None:
        return None
    organ = cited.abbreviated_organ("AGLC")
    named = cited.words.resolution(cited.body, number) if cited.body else None
    return f"{organ} Res {number}" if organ else named or f"{cited.words.kind('resolution')} {number}"


def _proceedings(cited: Cited) -> list[Runs]:
    """The session and the agenda item, in English abbreviated as the guide has them."""
    words, session, item = cited.words, text_of(cited.record, "session"), text_of(cited.record, "agenda_item")
    law = "_in_law" if "session_in_law" in words.held else ""
    return [
        plain(words.session(session, key=f"session{law}") if session else None),
        plain(words.say(f"agenda_item{law}", n=words.digits(item)) if item else None),
    ]


def _dates(cited: Cited) -> str:
    """The date of issue, and of a resolution the day of its adoption where that is another."""
    issued = cited.said(cited.issued or cited.borne)
    if cited.resolution_number is None or cited.borne == cited.issued:
        return issued
    return cited.words["comma"].join((issued, cited.words.say("adopted", date=cited.said(cited.borne))))


def _other(cited: Cited) -> Runs:
    comma = cited.words["comma"]
    title = plain(cited.quoted_title + cited.translation)
    if cited.kind == "news":
        head = joined([plain(cited.creators), title, italic(cited.source)], comma)
        said: tuple[str | None, ...] = (cited.words["online"] if cited.url else None,)
    else:
        head = joined([plain(cited.creators), title], comma)
        said = (cited.kind_said, cited.issuer, cited.symbol)
    brackets = comma.join(filter(None, (*said, cited.said(cited.issued or cited.borne))))
    return joined([head, plain(cited.words.bracketed(brackets))], cited.words["blank"])
