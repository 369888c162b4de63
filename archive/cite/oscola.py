"""OSCOLA as it is used for documents of the United Nations.

Source: Oxford University Standard for the Citation of Legal Authorities, 4th edition (2012), and its section on
international law (2006): author, ‘title’ (date) UN Doc symbol, pinpoint; resolutions as `UNGA Res 51/210 (17 December
1996) UN Doc A/RES/51/210`; newspapers as author, ‘title’ newspaper (date) <address>; footnotes close with a full stop,
abbreviations have none, and a pinpoint after a number follows a comma.
"""

from __future__ import annotations

from archive.cite.elements import Cited
from archive.cite.runs import Run, Runs, address, ended, italic, joined, plain


def oscola_un(cited: Cited) -> Runs:
    """Author, ‘Title’ (date) UN Doc symbol, pinpoint <address>."""
    words = cited.words
    head = _resolution(cited) if cited.resolution_number else _titled(cited)
    number = f"{words['un_doc']} {cited.symbol}" if cited.is_un_document else cited.symbol
    told = joined([head, plain(number)], words["blank"])
    if place := cited.place(legal=True):
        told = (*told, Run(text=(words["comma"] if number else words["blank"]) + place))
    parts = [told, plain(words.bracketed(cited.foreign)), address(cited.url)]
    return ended(joined(parts, words["blank"]), words["stop"])


def _resolution(cited: Cited) -> Runs:
    organ = cited.abbreviated_organ("OSCOLA")
    named = f"{organ} Res {cited.resolution_number}" if organ else _resolution_in_words(cited)
    title = plain(cited.title + cited.translation) if cited.title_is_stated else ()
    return joined(
        [joined([title, plain(named)], cited.words["comma"]), plain(_dated(cited, cited.borne))], cited.words["blank"]
    )


def _resolution_in_words(cited: Cited) -> str:
    number = cited.resolution_number or ""
    named = cited.words.resolution(cited.body, number) if cited.body else None
    return named or cited.words["comma"].join(filter(None, (cited.organ, f"{cited.words.kind('resolution')} {number}")))


def _titled(cited: Cited) -> Runs:
    title = plain(cited.quoted_title + cited.translation)
    outlet = italic(cited.source) if cited.kind == "news" else ()
    named = joined([plain(_author(cited)), title], cited.words["comma"])
    return joined([named, outlet, plain(_issue(cited))], cited.words["blank"])


def _author(cited: Cited) -> str | None:
    """The creators; of a report or draft of an organ, the organ. It is no author of a note verbale or a letter."""
    if cited.creators or not cited.is_un_document or cited.kind in ("letter", "note verbale"):
        return cited.creators
    return cited.abbreviated_organ("OSCOLA") or cited.organ


def _issue(cited: Cited) -> str:
    """Kind, issuer and date in brackets; of a UN document and of news the date alone."""
    if cited.is_un_document or cited.kind == "news":
        return _dated(cited, cited.issued or cited.borne)
    said = (cited.kind_said, cited.issuer, cited.said(cited.issued or cited.borne))
    return cited.words.bracketed(cited.words["comma"].join(filter(None, said)))


def _dated(cited: Cited, date: str | None) -> str:
    return cited.words.bracketed(cited.said(date))
