"""The printed title, and a stand-in from the first sentence when none is printed."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.describe import agenda, dateline, lines
from archive.describe.findings import Finding, finding
from archive.describe.lexicon import has
from archive.describe.sheet import Line, Paragraph, Sheet

HEADING, FIRST_SENTENCE = "heading/3", "first-sentence/1"
_LONGEST_TITLE = 420
_LONGEST_STAND_IN = 120
_FIRST_SENTENCE_WITHIN = 1_000
_CJK = r"[\p{Han}\p{Hiragana}\p{Katakana}\u3000-\u303f\uff00-\uffef]"
_CJK_BLANK = regex.compile(rf"(?<={_CJK})\s+(?={_CJK}|\d)|(?<=\d)\s+(?={_CJK})")
_NUMBER_BEFORE = regex.compile(r"^\d{1,4}/\d{1,4}\.?\s+(?=\P{N})")
_NUMBER_ALONE = regex.compile(r"[\dIVXLC/.\s-]+[A-Z]?|\[.*\]", regex.DOTALL)
_SENTENCE = regex.compile(r".+?(?:[.!?։।](?=[\s\"”»)]|$)[\"”»)]*|[。！？][」』”]?)", regex.DOTALL)
_ABBREVIATED = regex.compile(r"(?:^|\W)(?:\p{Lu}|Mr|Mrs|Ms|Dr|No|St|г|м|им|т|д)\.$")
_FULL_STOP = regex.compile(r"[.。｡։।۔][\"'”’»」』)\]]*$|(?:\p{L}{4}\.\s|[。।۔]).*[؟?？!！]$")
_NO_STOP = regex.compile(
    r"(?:^|\W)(?:\p{L}|Inc|Ltd|\p{Nd}+|гг|обл|тов|etc|usw|jr|sr|al|др|пр|им|ул|vol|тыс)\.$|\.\.\.$",
    regex.IGNORECASE,
)
_BLANK_LINE = regex.compile(r"\n[ \t]*\n")
_WORD = regex.compile(r"\p{L}{2}|\p{Han}")
_MARKS = regex.compile(r"[.*…]*$")


def find(sheet: Sheet) -> Iterator[Finding]:
    """The title as printed, or else a stand-in that is marked as derived."""
    printed = _in_masthead_document(sheet) if sheet.masthead else _above_text(sheet)
    if printed:
        title = _joined(printed)
        if len(title) <= _LONGEST_TITLE:
            yield from finding("title", title, (printed[0].start, printed[-1].end), HEADING, confidence=0.9)
            return
    yield from _stand_in(sheet)


def _joined(printed: list[Line]) -> str:
    """Wrapped lines joined by a blank, Chinese and Japanese ones by none; a lone kind word in capitals made small."""
    first, rest = printed[0].text, [line.text for line in printed[1:]]
    if rest and first.isupper() and lines.is_label(first) and lines.begins_small(rest[0]):
        first = first[0] + first[1:].lower()
    title = " ".join([first, *rest])
    return _CJK_BLANK.sub("", title).rstrip(" *")


def _in_masthead_document(sheet: Sheet) -> list[Line]:
    """The heading under the session and agenda lines; in a resolution the one above the organ that speaks."""
    below = sheet.masthead.end if sheet.masthead else 0
    speaking = sheet.enacting_line
    end = speaking.start if speaking else sheet.first_prose.start if sheet.first_prose else len(sheet.text)
    after = [paragraph for paragraph in sheet.paragraphs if below <= paragraph.start < end]
    headings = [paragraph for paragraph in _under_agenda(sheet, after) if not _NUMBER_ALONE.fullmatch(paragraph.text)]
    if not headings:
        return []
    if len(headings) > 1 and agenda.is_item_title(headings[0].text):
        headings = headings[1:]
    named = [paragraph for paragraph in headings if _names_paper(paragraph.text)]
    chosen = headings[-1] if speaking else named[0] if named else headings[0]
    return _without_number(list(chosen.lines))


def _under_agenda(sheet: Sheet, after: list[Paragraph]) -> list[Paragraph]:
    """What follows the last line of the session and agenda block, without the agenda item's own title."""
    last = max((n for n, paragraph in enumerate(after) if _is_apparatus(paragraph)), default=-1)
    rest = after[last + 1 :]
    if last >= 0 and len(rest) > 1 and not _BLANK_LINE.search(sheet.text[after[last].end : rest[0].start]):
        return rest[1:]
    return rest


def _is_apparatus(paragraph: Paragraph) -> bool:
    if _names_paper(paragraph.text):
        return False
    return any(agenda.is_apparatus(line.text) for line in paragraph.lines)


def _names_paper(text: str) -> bool:
    papers = ("note verbale", "letter")
    return any(has(text, "kind", kind, "start") or has(text, "kind_at_end", kind, "end") for kind in papers)


def _without_number(printed: list[Line]) -> list[Line]:
    match = _NUMBER_BEFORE.match(printed[0].text)
    if not match:
        return printed
    first = Line(text=printed[0].text[match.end() :], start=printed[0].start + match.end(), end=printed[0].end)
    return [first, *printed[1:]]


def _above_text(sheet: Sheet) -> list[Line]:
    """The first heading over some text that is not a letterhead, label, date, name, number or address.

    A letterhead with no other heading is the title, but not of a letter.
    """
    spare: list[Line] = []
    opening = dateline.read(sheet)
    is_letter = any(lines.is_salutation(line.text) for paragraph in sheet.head for line in paragraph.lines)
    for paragraph in sheet.head if len(sheet.paragraphs) > 1 else ():
        if lines.is_salutation(paragraph.lines[0].text) or lines.is_numbered(paragraph.lines[0].text):
            continue
        if is_letter and _addresses(paragraph):
            continue
        if opening and paragraph.start < opening.end <= paragraph.end:
            continue
        if kept := _heading_lines(paragraph, sheet.paragraphs[0].start):
            if _is_body(kept):
                if sheet.first_prose is None:
                    break
                continue
            if _is_letterhead(kept) or _is_newspaper(paragraph, kept):
                spare = spare or kept
                continue
            return kept
    return [] if is_letter else spare


def _is_body(kept: list[Line]) -> bool:
    """Whether a block is a short sentence of the text, ended by a full stop and not by an abbreviation or a number.

    A stretch of a note's first sentence is, however it ends.
    What is all capitals, or begins each word with one, is set as a heading is, and so is what names its kind.
    """
    text = " ".join(line.text for line in kept)
    if has(text, "note", "formula", "word"):
        return True
    if not _FULL_STOP.search(text) or _NO_STOP.search(text) or lines.tells_kind(text):
        return False
    return not lines.has_capitals(text) or lines.has_small_word(text)


def _addresses(paragraph: Paragraph) -> bool:
    """Whether a block of a letter says whom it is for: by its first word, or by the salutation right under it."""
    *above, last = paragraph.lines
    return lines.is_addressee(paragraph.text) or (len(above) == 1 and lines.is_salutation(last.text))


def _is_letterhead(kept: list[Line]) -> bool:
    text = kept[0].text
    if len(kept) > 1 or not lines.is_organisation(text):
        return False
    return not any(has(text, "kind", kind, "start") for kind in ("statement", "appeal", "report", "letter", "other"))


def _is_newspaper(paragraph: Paragraph, kept: list[Line]) -> bool:
    """Whether a block is the name of a newspaper with the day of its issue, on one line or on two."""
    if len(kept) > 1:
        return False
    text = kept[0].text
    dated = len(paragraph.lines) > 1 and any(lines.is_date_line(line.text) for line in paragraph.lines)
    return lines.is_dated_outlet(text) or (dated and lines.is_outlet(text))


def _heading_lines(paragraph: Paragraph, first: int) -> list[Line]:
    """The lines of a block that may be a title: without furniture above and below, or none. `first` begins the text."""
    kept = list(paragraph.lines)
    while kept and (_is_furniture(kept[0], first) or _is_above_title(kept)):
        kept.pop(0)
    while kept and (_is_furniture(kept[-1], first) or lines.announces(kept[-1].text)):
        kept.pop()
    if len(kept) == 2 and lines.is_name(kept[1].text) and len(kept[0].text) > 2 * len(kept[1].text) > 0:
        kept.pop()
    if not any(_WORD.search(line.text) for line in kept):
        return []
    return [] if len(kept) == 1 and lines.is_label(kept[0].text) else kept


def _is_above_title(kept: list[Line]) -> bool:
    """Whether the first of several lines is a letterhead or a newspaper's."""
    return len(kept) > 1 and (_is_letterhead(kept[:1]) or lines.is_dated_outlet(kept[0].text))


def _is_furniture(line: Line, first: int) -> bool:
    """Whether all that stands on a line is something other than a title; what opens a document is no byline."""
    return all(_is_other(part.text) or (line.start > first and lines.byline(part.text)) for part in line.parts)


def _is_other(line: str) -> bool:
    return bool(
        lines.is_date_line(line)
        or lines.is_reference(line)
        or lines.is_salutation(line)
        or lines.is_address(line)
        or lines.is_numbered_label(line)
        or (has(line, "invocation", "line", "start") and has(line, "invocation", "line", "end"))
        or has(line, "kind", "press release", "start")
    )


def _stand_in(sheet: Sheet) -> Iterator[Finding]:
    prose = _first_body(sheet)
    if prose is None or not _WORD.search(prose.text):
        return
    opening = dateline.read(sheet)
    start = opening.end if opening and prose.start < opening.end < prose.end else prose.start
    sentence = _first_sentence(sheet.text[start : min(prose.end, start + _FIRST_SENTENCE_WITHIN)])
    short = _shortened(_CJK_BLANK.sub("", " ".join(sentence.split())))
    yield from finding("title", short, (start, start + len(sentence)), FIRST_SENTENCE, basis="derived", confidence=0.3)


def _first_body(sheet: Sheet) -> Paragraph | None:
    """The first paragraph of text, be it a short sentence; where there is none, the first paragraph of all."""
    for paragraph in () if sheet.masthead else sheet.head:
        if not lines.is_salutation(paragraph.lines[0].text) and _is_body(list(paragraph.lines)):
            return paragraph
    return sheet.first_prose or (sheet.paragraphs[0] if sheet.paragraphs else None)


def _first_sentence(text: str) -> str:
    """Up to the first sentence end that is not an abbreviation's."""
    at = 0
    while match := _SENTENCE.match(text, at):
        if not _ABBREVIATED.search(text[: match.end()]):
            return text[: match.end()]
        at = match.end()
    return text


def _shortened(sentence: str) -> str:
    """At most 120 characters, cut between words; a script without blanks is cut anywhere."""
    if len(sentence) <= _LONGEST_STAND_IN:
        return sentence
    cut = sentence[: _LONGEST_STAND_IN - 1]
    at = cut.rfind(" ")
    return _MARKS.sub("", cut[:at] if at > _LONGEST_STAND_IN // 2 else cut).rstrip(" ,;:") + "…"
