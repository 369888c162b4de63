"""Offices and organisations as issuers: in signatures, in headings, in letterheads; and where the text names them."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.describe import dates, lines
from archive.describe.findings import Finding, finding
from archive.describe.lexicon import has, pattern, small, words
from archive.describe.sheet import Paragraph, Sheet

HEADING, LETTERHEAD, NAMED = "heading-office/3", "letterhead/3", "named-in-text/1"
_OF = r"(?:of the|of|de la|de l[’']|du|des|de los|de las|del|de|da|do|dos|das|der|des|на)?\s?"
_FOR = regex.compile(r"\s(?:for|of|de|du|des|del|para|por|по)\s", regex.IGNORECASE)
_ARTICLE = regex.compile(
    r"^(?:the|la|le|l[’']|les|el|los|las|o|a|os|as|der|die|das|η|ο|το|της|του|των|οι)\s+", regex.IGNORECASE
)
_CASELESS = regex.compile(r"^[\p{Arabic}\p{Thai}]")
_HEADING_OF = regex.compile(
    r"^(?:joint |open |urgent |annual |final )?(?:appeal|statement|declaration|report|letter|message) (?:of|by|from) "
    r"(?:the )?(?P<office>.+?)(?=(?: to (?:the|all|\p{Ll})| regarding| concerning| on the occasion| on (?:the )?\d|"
    r" in connection| with regard| about| addressed| following| calling| dated| at the|[,:;–—]|$))",
    regex.IGNORECASE,
)
_ABOUT = regex.compile(
    r"\s(?:درباره|دربارهٔ|درباره‌ی|در مورد|پیرامون|در خصوص|به مناسبت|بشأن|حول|بخصوص|بمناسبة|إلى)(?!\p{L})"
)
"""What a heading goes on with after the one whose paper it is."""
_TIME_AT_END = regex.compile(
    r"[ ,،(]+(?:(?:for|in|on|of|covering|during|في|عن|در) ?)?(?:the )?(?:(?:calendar|fiscal|financial) )?"
    r"(?:(?:years?|لعام|لسنة|عام|سنة|سال) ?)?\(?"
    r"(?:(?:1[2-9]|20|٢٠|١٩|١٤|۱۳|۱۴)\p{Nd}\p{Nd}(?:\s?(?:[-–/]|and|to)\s?\p{Nd}{2,4})?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})\)?$",
    regex.IGNORECASE,
)
"""The year or years that a paper is of, after the one whose paper it is."""
_BEFORE_DATE = regex.compile(r"[ ,،(]+(?:(?:for|in|on|of|في|بتاريخ|در) ?)?$", regex.IGNORECASE)
_LONGEST_HEADING = 300
_FEWEST_WORDS, _SHORTEST_STEM, _LONGEST_ENDING = 3, 3, 4


def institution(office: str) -> str | None:
    """An office that is an institution by itself, such as a commissioner: its name without the article."""
    bare = _ARTICLE.sub("", office)
    return bare if has(bare, "person", "office", "opening") and _FOR.search(bare) else None


def organisation_of(office: str) -> str | None:
    """The organisation in `President of the X` or `X Başkanı`; only where grammar leaves its name as it is."""
    return _after_role(_ARTICLE.sub("", office)) or _before_role(office)


def _after_role(office: str) -> str | None:
    rest = _without_role(office)
    if rest is None:
        return None
    if _CASELESS.match(office):
        name = rest.strip(" \u200c")
    else:
        match = regex.match(rf"\s{_OF}(?P<name>\p{{Lu}}.+)$", rest)
        name = match["name"] if match else ""
    return name if name and has(name, "organisation", "word") else None


def _without_role(office: str) -> str | None:
    for word in words("person", "of"):
        if small(office).startswith(word):
            return office[len(word) :]
    return None


def _before_role(office: str) -> str | None:
    """Turkish, Chinese, Japanese and Korean put the office last and leave the organisation's name as it is."""
    match = pattern("person", "role_last", "end").search(small(office))
    name = office[: match.start()].rstrip() if match else ""
    return name if name and has(name, "organisation", "word", "end") else None


def find_named(sheet: Sheet, inflected: str) -> Iterator[Finding]:
    """An organisation that stands in the genitive, as a sentence names it that begins with it."""
    written = _ARTICLE.sub("", inflected.strip()).split()
    if len(written) < _FEWEST_WORDS:
        return
    likely = r"\s+".join(map(_any_case, written))
    subject = regex.compile(rf"(?:\A|(?<=\n\s*\n)|(?<=[.!?»]\s)|(?<=\b[ΗΟ]\s))(?:[ΗΟ]\s)?(?P<name>{likely})(?!\p{{L}})")
    for match in subject.finditer(sheet.text):
        name = " ".join(match["name"].split())
        if name.split() != written:
            yield from finding("source", name, match.span("name"), NAMED, confidence=0.75)
            return


def without_role(office: str) -> str:
    """What follows the word of an office: the rest of `Голова Ради музеїв`."""
    if (rest := _without_role(office)) is not None:
        return rest
    role = pattern("person", "role", "opening").match(small(office))
    return office[role.end() :].partition(" ")[2] if role else ""


def _any_case(word: str) -> str:
    stem = word[: max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING)]
    return rf"{regex.escape(stem)}\p{{L}}{{0,{_LONGEST_ENDING}}}" if word.isalpha() else regex.escape(word)


def find_in_heading(sheet: Sheet) -> Iterator[Finding]:
    """The office in `Appeal of the X to …`, and in languages where the name follows the kind unchanged."""
    for paragraph in sheet.head:
        if len(paragraph.text) > _LONGEST_HEADING:
            continue
        match = _HEADING_OF.match(paragraph.text)
        if match and match["office"][0].isupper() and (office := _without_time(match["office"])):
            name, span = _as_in_text(sheet.text, office), (paragraph.start, paragraph.end)
            yield from finding("source", name, span, HEADING, confidence=0.8)
        if following := _after_kind(paragraph):
            first = paragraph.lines[0]
            yield from finding("source", following, (first.start, first.end), HEADING, confidence=0.75)


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
        qualified = pattern("kind_qualified", "by", "start").match(small(rest))
        rest = _ABOUT.split(rest[qualified.end() :].strip() if qualified else rest, maxsplit=1)[0]
        if rest and pattern("organisation", "word", "opening").match(small(rest)):
            return _without_time(rest)
    return None


def _without_time(office: str) -> str:
    """An office without the date or the years after it: those are the paper's."""
    found = dates.find(office)
    if found and found[-1].end == len(office.rstrip(" )")):
        return _BEFORE_DATE.sub("", office[: found[-1].start])
    return _TIME_AT_END.sub("", office)


def find_letterhead(sheet: Sheet) -> Iterator[Finding]:
    """An organisation's name on a line of its own, above or beside the title or alone below the text."""
    if sheet.masthead:
        return
    above = [line for paragraph in sheet.head if not _addresses(paragraph) for line in paragraph.lines]
    at_foot = list(reversed(sheet.foot_lines))
    headings = len([line for paragraph in sheet.head for line in paragraph.lines if not lines.is_date_line(line.text)])
    for line in [*(above if headings > 1 else []), *at_foot]:
        if line.text.endswith((",", "،")) or lines.is_label(line.text) or lines.tells_kind(line.text):
            continue
        if lines.is_organisation(line.text):
            yield from finding("source", line.text, (line.start, line.end), LETTERHEAD, confidence=0.75)


def _addresses(paragraph: Paragraph) -> bool:
    """Whether a block is the addressee's."""
    return lines.is_salutation(paragraph.lines[0].text)
