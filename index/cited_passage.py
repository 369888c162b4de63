"""Cited passages: quoted words to a passage citation, and a passage citation to what the archive holds of it now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from archive.cite.locator import Locator, holds, parse, written
from archive.cite.passage import LONGEST_QUOTE, PassageCitation
from archive.cite.words import words_of
from archive.errors import DamageFound, InvalidValue, PassageMissing, RecordNotFound
from archive.export.inert import inert
from archive.record import Passage, Record
from archive.store import Store
from archive.version import AGENT
from index import quote as quotes
from index.quote import Span

SHOWN = 72
"""Characters of a passage in messages."""

LISTED = 12
"""Places of a quotation that are named when it stands in several."""


def quoted(record: Record, text: str, words: str, locator: Locator = (), nth: int | None = None) -> PassageCitation:
    """The citation of quoted words, still without the words that name the document.

    Of several places that stand at `locator` the `nth` is meant (from 1). InvalidValue lists them when it is not said
    which; PassageMissing suggests passages when the words stand nowhere.
    """
    if len(words) > LONGEST_QUOTE:
        raise InvalidValue(f"the quotation has {len(words):,} characters; {LONGEST_QUOTE:,} is the most")
    places = quotes.find(text, words)
    if not places:
        raise PassageMissing(_missing(record, text, words))
    fitting = [span for span in places if not locator or holds(_passages(record, span), locator)]
    start, end = _chosen(record, text, fitting, places, nth)
    before, after = quotes.context(text, (start, end))
    touched = _passages(record, (start, end))
    return PassageCitation(
        id=record.id, original=record.original.digest, text=record.text.digest or "", start=start, end=end,
        exact=text[start:end], prefix=before, suffix=after, locator=place_of(touched),
        language=touched[0].language if touched else "und", machine_read=record.text.machine_read, generator=AGENT,
    )  # fmt: skip


def place_of(touched: Sequence[Passage]) -> str:
    """The locator of the passages that a quotation touches: `para. 3`, or `paras. 3–5`."""
    named = [passage.locator for passage in touched if passage.locator]
    if len(set(named)) < 2:
        return named[0] if named else ""
    first, last = parse(named[0]), parse(named[-1])
    if len(first) > 1 or not first[0].label or first[0].label != last[0].label:
        return f"{named[0]} to {named[-1]}"
    return written((replace(first[0], last=last[0].first),), words_of("en"))


def _passages(record: Record, span: Span) -> Sequence[Passage]:
    return quotes.touched(record.passages, span) if record.passages else ()


def _chosen(record: Record, text: str, fitting: list[Span], places: list[Span], nth: int | None) -> Span:
    if not fitting:
        raise InvalidValue(f"the words do not stand there in {record.id}, but at: {_listed(record, text, places)}")
    if nth is not None:
        if not 1 <= nth <= len(fitting):
            raise InvalidValue(f"the words stand {len(fitting)} times in {record.id}: there is no place {nth}")
        return fitting[nth - 1]
    if len(fitting) > 1:
        raise InvalidValue(
            f"the words stand {len(fitting)} times in {record.id}: quote more, or say which with --nth or --locator:"
            f"\n{_listed(record, text, fitting)}"
        )
    return fitting[0]


def _listed(record: Record, text: str, spans: list[Span]) -> str:
    lines = [
        f"{number}  {place_of(_passages(record, span)) or f'characters {span[0]}–{span[1]}'}  {_around(text, span)}"
        for number, span in enumerate(spans[:LISTED], 1)
    ]
    return "\n".join([*lines, *([f"and {len(spans) - LISTED} more"] if len(spans) > LISTED else [])])


def _around(text: str, span: Span) -> str:
    return f"…{inert(text[max(span[0] - 24, 0) : span[1] + 24])[:SHOWN]}…"


def _missing(record: Record, text: str, words: str) -> str:
    likely = quotes.near(text, record.passages, words)
    if not likely:
        return f"the words do not stand in the text of {record.id}, nor anything like them"
    lines = [f"{passage.locator}  {inert(text[passage.start : passage.end])[:SHOWN]}…" for passage in likely]
    return "\n".join([f"the words do not stand in the text of {record.id}. Passages with some of them:", *lines])


Standing = Literal["unchanged", "moved", "changed", "other-original"]
"""How cited words stand now.

unchanged       the text is the one that was cited, and the words stand where they stood
moved           the text is another one, and the words stand in it, letter for letter
changed         the text is another one, and the words do not stand in it so any more
other-original  the archive has another file under this ID
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What the archive holds of a cited passage.

    `span` are the words in the document's text as it is now; None when nothing like them stands there. `kept` tells
    that the text that was cited is kept beside the one that is read now.
    """

    record: Record
    standing: Standing
    span: Span | None
    passage: Passage | None
    text: str
    withdrawn: bool
    kept: bool

    @property
    def locator(self) -> str:
        """Where the words stand now."""
        return place_of(quotes.touched(self.record.passages, self.span)) if self.span and self.passage else ""


def resolve(store: Store, cited: PassageCitation) -> Resolved:
    """Find a cited passage again: by digest and offsets, else by its words and what stood around them.

    RecordNotFound when the archive has neither the original nor the ID; DamageFound when the kept text is not what was
    kept; PassageMissing when the words are not those of the text that the citation names.
    """
    record = _record(store, cited)
    same_original = record.original.digest == cited.original
    text = store.text(record)
    span = _span(record, text, cited)
    touched = quotes.touched(record.passages, span) if span and record.passages else ()
    return Resolved(
        record=record, standing=_standing(record, text, span, cited) if same_original else "other-original",
        span=span, passage=touched[0] if touched else None, text=text, withdrawn=record.status == "withdrawn",
        kept=record.text.digest == cited.text or _is_kept(store, record, cited),
    )  # fmt: skip


def _record(store: Store, cited: PassageCitation) -> Record:
    entry = store.catalogue.by_digest(cited.original)
    if entry is not None:
        return store.latest(entry.id)
    try:
        return store.latest(cited.id)
    except RecordNotFound:
        raise RecordNotFound(
            f"this archive holds neither {inert(cited.id)} nor an original with the SHA-256 {cited.original}"
        ) from None


def _span(record: Record, text: str, cited: PassageCitation) -> Span | None:
    if record.text.digest == cited.text:
        if text[cited.start : cited.end] != cited.exact:
            raise PassageMissing(
                f"the citation is not true: other words stand at characters {cited.start}–{cited.end} of the text of "
                f"{record.id} that it names"
            )
        return cited.start, cited.end
    return quotes.relocate(text, cited.exact, cited.prefix, cited.suffix)


def _standing(record: Record, text: str, span: Span | None, cited: PassageCitation) -> Standing:
    if record.text.digest == cited.text:
        return "unchanged"
    return "moved" if span and quotes.same_words(text[slice(*span)], cited.exact) else "changed"


def _is_kept(store: Store, record: Record, cited: PassageCitation) -> bool:
    """Whether an earlier record of the document has the text that was cited, and its words are in it."""
    earlier = next((one for one in store.history(record.id) if one.text.digest == cited.text), None)
    if earlier is None:
        return False
    try:
        return store.text(earlier)[cited.start : cited.end] == cited.exact
    except DamageFound:
        return False
