"""Signature blocks and the offices they name; date lines in the head and at the foot; letterheads."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.describe import lines
from archive.describe.findings import Finding, finding
from archive.describe.lexicon import has, pattern, small, words
from archive.describe.sheet import Line, Paragraph, Sheet

SIGNATURE, DATE_LINE, HEADING, LETTERHEAD = "signature/1", "date-line/1", "heading-office/1", "letterhead/1"
_SIGNED = regex.compile(
    r"^\((?:Signed|Signé|Signée|Firmado|Firmada|Подпись|توقيع|签名|签字)\)\s*(?P<name>.+)$",
    regex.IGNORECASE,
)
_INITIALS_AT_END = regex.compile(r"^(?P<office>.+?)\s(?P<name>(?:\p{Lu}\.\s?){1,2}\p{Lu}[\p{Ll}’'-]+)$")
_OFFICE_AND_NAME = regex.compile(r"^(?P<office>\p{Han}{2,8})\s(?P<name>\p{Han}{2,4}|\p{Han}\s\p{Han}{1,2})$")
_NAME_AND_OFFICE = regex.compile(r"^(?P<name>[^,،]{5,45})[,،]\s(?P<office>.{4,})$")
_OF = r"(?:of the|of|de la|de l[’']|du|des|de los|de las|del|de|da|do|dos|das|der|des|на)?\s?"
_HEADING_OF = regex.compile(
    r"^(?:joint |open |urgent )?(?:appeal|statement|declaration|report|letter|message) (?:of|by|from) (?:the )?"
    r"(?P<office>.+?)(?=(?: to (?:the|all|\p{Ll})| regarding| concerning| on the occasion| on (?:the )?\d|"
    r" in connection| with regard| about| addressed| following| calling| dated| at the|[,:;–—]|$))",
    regex.IGNORECASE,
)
_FOR = regex.compile(r"\s(?:for|of|de|du|des|del|para|por|по)\s", regex.IGNORECASE)
_MOST_GAPS, _MOST_LINES = 40, 15
_CASELESS = regex.compile(r"^[\p{Arabic}\p{Thai}]")


def find(sheet: Sheet) -> Iterator[Finding]:
    """Findings of the signature block, then of date lines, headings and letterheads."""
    block, signed = _signature(sheet)
    if signed:
        at, name, office = signed
        yield from finding("creator", name.text, (name.start, name.end), SIGNATURE, confidence=0.9)
        yield from _source(block, at, office)
    yield from find_date_lines(sheet, block if signed else [])
    yield from _heading_office(sheet)
    yield from _letterhead(sheet)


Signed = tuple[int, Line, Line | None]


def _signature(sheet: Sheet) -> tuple[list[Line], Signed | None]:
    """The first block between paragraphs, or after the last, that holds a signature."""
    for gap in (*sheet.gaps[:_MOST_GAPS], *sheet.gaps[_MOST_GAPS:][-1:]):
        block = _short_lines(gap)
        if signed := _signatory(block):
            return block, signed
    return [], None


def _short_lines(gap: tuple[Paragraph, ...]) -> list[Line]:
    """Lines of a block that may be part of a signature: no headings that name a document, no sentences."""
    near = (*gap[:_MOST_LINES], *gap[_MOST_LINES:][-_MOST_LINES:])
    kept = [line for paragraph in near if not _tells_kind(paragraph.text) for line in paragraph.lines[:_MOST_LINES]]
    return [line for line in kept if not lines.is_sentence(line.text)]


def _signatory(block: list[Line]) -> Signed | None:
    """The line number, the name and the office on one line with it, of the first signature of a block."""
    for at, line in enumerate(block):
        if signed := _signed(line) or _with_office(line):
            return at, *signed
        if lines.is_name(line.text) and _is_confirmed(block, at):
            return at, _part(line, line.text.strip(" ,،")), None
    return None


def _signed(line: Line) -> tuple[Line, None] | None:
    match = _SIGNED.match(line.text)
    return (_part(line, match["name"]), None) if match and lines.is_name(match["name"]) else None


def _with_office(line: Line) -> tuple[Line, Line] | None:
    for form in (_INITIALS_AT_END, _OFFICE_AND_NAME, _NAME_AND_OFFICE):
        match = form.match(line.text)
        if match and lines.is_office(match["office"]) and lines.is_name(match["name"]):
            return _part(line, match["name"]), _part(line, match["office"])
    return None


def _part(line: Line, text: str) -> Line:
    start = line.start + line.text.find(text)
    return Line(text=text, start=start, end=start + len(text))


def _is_confirmed(block: list[Line], at: int) -> bool:
    """Whether an office stands below or above the name, or a courtesy above; a guess of a name needs one below."""
    follows = any(lines.is_office(line.text) for line in block[at + 1 : at + 3])
    above = any(lines.is_closing(line.text) or lines.is_office(line.text) for line in block[max(0, at - 2) : at])
    return follows or (above and lines.has_capitals(block[at].text))


def _source(block: list[Line], at: int, office: Line | None) -> Iterator[Finding]:
    """The office itself where it is an institution, else the organisation that it is an office of."""
    after = [office] if office else _office_lines(block[at + 1 :])
    if after:
        joined = " ".join(line.text for line in after)
        span = (after[0].start, after[-1].end)
        if name := _institution(joined) or _organisation_of(joined):
            yield from finding("source", name, span, SIGNATURE, confidence=0.85)
    for line in block[max(0, at - 2) :]:
        if lines.is_organisation(line.text) and not lines.is_name(line.text):
            yield from finding("source", line.text, (line.start, line.end), SIGNATURE, confidence=0.8)


def _office_lines(following: list[Line]) -> list[Line]:
    """The lines of the office, which may be wrapped: up to a date, another organisation's line or the end."""
    office: list[Line] = []
    for line in following[:5]:
        if lines.date_line(line.text) or lines.is_closing(line.text):
            break
        if office and lines.is_organisation(line.text) and not line.text.startswith(("(", "of", "for")):
            break
        if office and lines.is_name(line.text):
            break
        office.append(line)
    return office if office and any(lines.is_office(line.text) for line in office) else []


def _institution(office: str) -> str | None:
    """An office that is an institution by itself, such as a commissioner: its name without the article."""
    bare = regex.sub(r"^the\s+", "", office, flags=regex.IGNORECASE)
    return bare if has(bare, "person", "office", "opening") and _FOR.search(bare) else None


def _organisation_of(office: str) -> str | None:
    """The organisation in `President of the X`; only where grammar leaves its name as it is."""
    bare = regex.sub(r"^the\s+", "", office, flags=regex.IGNORECASE)
    for word in words("person", "of"):
        if not small(bare).startswith(word):
            continue
        rest = bare[len(word) :]
        if _CASELESS.match(bare):
            name = rest.strip(" \u200c")
        else:
            match = regex.match(rf"\s{_OF}(?P<name>\p{{Lu}}.+)$", rest)
            name = match["name"] if match else ""
        return name if name and has(name, "organisation", "word") else None
    return None


def find_date_lines(sheet: Sheet, block: list[Line] | None = None) -> Iterator[Finding]:
    """Lines that are only a date, or a place and a date: above the text, below it, in the signature's `block`."""
    above = [] if sheet.masthead else [line for paragraph in sheet.head for line in paragraph.lines]
    for line in [*above, *reversed(sheet.foot_lines), *(block or [])]:
        if told := lines.date_line(line.text):
            field = "document_date" if sheet.masthead else "date"
            span = (line.start + told.span[0], line.start + told.span[1])
            yield from finding(field, told.edtf, span, DATE_LINE, confidence=0.9)
            if told.place:
                place_span = (line.start + told.place_span[0], line.start + told.place_span[1])
                yield from finding("place", lines.place_name(told.place), place_span, DATE_LINE, confidence=0.85)


def _heading_office(sheet: Sheet) -> Iterator[Finding]:
    """The office in `Appeal of the X to …`, and in languages where the name follows the kind unchanged."""
    for paragraph in sheet.head:
        if len(paragraph.text) > 300:
            continue
        match = _HEADING_OF.match(paragraph.text)
        if match and match["office"][0].isupper():
            name, span = _as_in_text(sheet.text, match["office"]), (paragraph.start, paragraph.end)
            yield from finding("source", name, span, HEADING, confidence=0.8)
        if following := _after_kind(paragraph):
            first = paragraph.lines[0]
            yield from finding("source", following, (first.start, first.end), HEADING, confidence=0.7)


def _as_in_text(text: str, name: str) -> str:
    """A name in capitals as the running text writes it, when it does."""
    if not name.isupper():
        return name
    for match in regex.finditer(regex.escape(name), text, regex.IGNORECASE):
        if not match.group().isupper():
            return match.group()
    return name


def _after_kind(paragraph: Paragraph) -> str | None:
    line = paragraph.lines[0].text
    if not _CASELESS.match(line):
        return None
    for kind in ("statement", "appeal", "report"):
        match = pattern("kind", kind, "start").match(small(line))
        rest = line[match.end() :].strip() if match else ""
        if rest and pattern("organisation", "word", "opening").match(small(rest)):
            return rest
    return None


def _letterhead(sheet: Sheet) -> Iterator[Finding]:
    """An organisation's name on a line of its own, above or beside the title or alone below the text."""
    if sheet.masthead:
        return
    above = [line for paragraph in sheet.head if not _addresses(paragraph) for line in paragraph.lines]
    at_foot = list(reversed(sheet.foot_lines))
    headings = len([line for line in above if not lines.date_line(line.text)])
    for line in [*(above if headings > 1 else []), *at_foot]:
        if lines.is_organisation(line.text) and not lines.is_label(line.text) and not _tells_kind(line.text):
            yield from finding("source", line.text, (line.start, line.end), LETTERHEAD, confidence=0.7)


def _addresses(paragraph: Paragraph) -> bool:
    """Whether a block is the addressee's."""
    return lines.is_salutation(paragraph.lines[0].text)


def _tells_kind(line: str) -> bool:
    kinds = ("letter", "report", "statement", "appeal", "resolution", "note verbale", "other")
    return any(has(line, "kind", kind, "start") or has(line, "kind_at_end", kind, "end") for kind in kinds)
