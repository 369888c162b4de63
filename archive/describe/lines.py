"""What one line of a document is by its form: a date line, a person's name, an office, an organisation, a label."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from archive.describe import dates, numeric, periods
from archive.describe.lexicon import has, pattern, small, words
from archive.describe.numeric import Order

_LONGEST_DATE_LINE = 80
_LONGEST_PLACE = 60
_LONGEST_NAME = 45
_LONGEST_ORGANISATION = 110
_YEAR_ALONE = regex.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/.-])")
_CLOCK = regex.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?(?:am|pm|uhr|h|gmt|utc))?\b", regex.IGNORECASE)
_SEPARATORS = " \t,،、.;:|()[]–—-/"
_SMALL_START = regex.compile(r"(?!\p{Georgian})\p{Ll}")
_COMMA = regex.compile(r"[,،、]")
_COMMA_AT_END = regex.compile(r"[,،、]\s*$")
_COMMA_AT_START = regex.compile(r"^[^\p{L}]*[,،、(]|^\s*[于於在]")
_PLACE = regex.compile(r"[\p{L}\p{M}'’.\u200c-]+(?: [\p{L}\p{M}'’.\u200c-]+){0,3}")
_SMALL_WORD = regex.compile(
    r"(?<![\p{L}\p{M}'’-])(?!(?:de|da|do|del|la|le|les|los|das|dos|di|am|an|der|sur|en|upon|and|et|y|e|və|ve|и|i|of|the)\b"
    r"|\p{Georgian})\p{Ll}"
)
_NO_PLACE_END = regex.compile(r"\s(?!\p{Georgian})\p{Ll}+$|[年년]$")
_DATED_KINDS = ("resolution", "letter", "report", "statement", "note verbale")
_INITIAL = r"\p{Lu}\.[ -]?"
_HONORIFIC = r"(?:(?:Prof|Dr|Doç|Ing|Av|Mgr|Mr|Mrs|Ms|Mme|Sr|Sra|Д-р|Проф)\.[ ]?)"
_CASED_WORD = rf"(?:{_INITIAL}|\p{{Lu}}[\p{{L}}\p{{M}}'’-]+)"
_PARTICLE = r"(?:de|da|do|dos|del|della|di|du|la|le|van|von|der|den|bin|ibn|al|el|oglu|oğlu|qızı|y|e)"
_CASED_NAME = regex.compile(rf"{_HONORIFIC}{{0,3}}{_CASED_WORD}(?: ?(?:{_CASED_WORD}|{_PARTICLE})){{1,4}}")
_CASELESS_WORD = r"[\p{Lo}\p{Georgian}\p{M}\u200c'’-]+"  # Georgian letters are small letters to Unicode
_CASELESS_NAME = regex.compile(rf"{_CASELESS_WORD}(?: {_CASELESS_WORD}){{1,4}}")
_EAST_ASIAN_NAME = regex.compile(r"\p{Han}{2,4}|\p{Han}{1,3}[  ]\p{Han}{1,3}|\p{Hangul}{2,4}")
_REFERENCE = regex.compile(
    r"^(?:№|no\.?|n[º°]|ref\.?:?|nr\.?|исх\.?|вх\.?|الرقم|شماره|文号|第)\s?[\w/.: -]*\d", regex.IGNORECASE
)
_POSTAL = regex.compile(r"^(?:\p{Lu}{1,2}[- ]?)?\d{4,6}[, ]")
_DIGIT_OR_AT = regex.compile(r"[\d@]|www\.")
_NUMBER_ONLY = regex.compile(r"\s*(?:no\.?|nr\.?|n\.?\s?[°º]|№|#)?\s*[\dIVXLC][\dIVXLC/.()-]*", regex.IGNORECASE)
_OF = regex.compile(r"\s(?:of|for|de|du|des|del|da|do|der|на|по)\s|\sde l[’']", regex.IGNORECASE)
_NUMBERED = regex.compile(r"^(?:\d{1,2}|[IVX]{1,4}|[A-H])[.)]\s|^[一二三四五六七八九十]{1,2}、")
_SENTENCE = regex.compile(r"[.!?。！？।։]\)?$")
_SENTENCE_WORDS = 5
_OUTLET_WORDS = 5
_NO_ORGANISATION = regex.compile(r"[:：\p{Nd}]")
_CALL_SIGNS = ":：,，،!！"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """A line that is nothing but a date, or a place and a date; spans count from the line's start."""

    date: dates.FoundDate
    place: str | None = None
    place_span: tuple[int, int] = (0, 0)


def date_line(line: str, order: Order | None = None) -> DateLine | None:
    """The date of a line that holds only it, a label, a weekday, a time and at most the name of a place.

    `order` tells which number is the day in a date like 5/4/2021, which is passed over without it.
    """
    if len(line) > _LONGEST_DATE_LINE or periods.find(line):
        return None
    found = dates.find(line)
    if len(found) == 1:
        return _with_place(line, found[0], year_alone=False)
    if not found and (by_order := numeric.line_date(line, order)):
        return _with_place(line, by_order, year_alone=False)
    years = list(_YEAR_ALONE.finditer(line))
    if not found and len(years) == 1:
        year = dates.FoundDate(edtf=years[0].group(), start=years[0].start(), end=years[0].end())
        return _with_place(line, year, year_alone=True)
    return None


def is_date_line(line: str) -> bool:
    """Whether a line is a date line. For that nobody need know which number of 5/4/2021 is the day."""
    return date_line(line, "day") is not None


def _with_place(line: str, date: dates.FoundDate, *, year_alone: bool) -> DateLine | None:
    """A bare year counts only after a place and a comma; a place after the date only behind a comma or `于`."""
    before, after = line[: date.start], line[date.end :]
    left, right = _without(before), _without(after)
    place = left or right
    if (left and right) or (place and not is_place(place)) or (left and before.rstrip().endswith((":", "："))):
        return None
    if year_alone and not (left and _COMMA_AT_END.search(before)):
        return None
    if right and not _COMMA_AT_START.search(after):
        return None
    if is_outlet(place):
        return None if year_alone else DateLine(date=date)
    at = line.rfind(place, 0, date.start) if left else line.find(place, date.end)
    return DateLine(date=date, place=place or None, place_span=(at, at + len(place)))


def _without(text: str) -> str:
    """The text without the labels, weekdays, times and separators around a date."""
    text = _CLOCK.sub("", text)
    low = small(text)
    start = _edge("^").match(low).end()  # type: ignore[union-attr]  # the pattern matches nothing too
    end = _edge("$").search(low, start).start()  # type: ignore[union-attr]
    return text[start:end].strip(_SEPARATORS)


@cache
def _edge(anchor: str) -> regex.Pattern[str]:
    listed = "|".join(regex.escape(word) for key in ("lead", "trail") for word in words("line", key))
    whole = rf"(?<![\p{{L}}\p{{M}}])(?:{listed})(?![\p{{L}}\p{{M}}])|[于於在]|-?c[iuü](?!\p{{L}})"
    run = rf"(?:[{regex.escape(_SEPARATORS)}]|{whole})*"
    return regex.compile(f"^{run}" if anchor == "^" else f"{run}$")


def is_place(text: str) -> bool:
    """Whether a text may be the name of a place, alone or with its country."""
    if len(text) > _LONGEST_PLACE or has(text, "organisation", "word") or has(text, "person", "role"):
        return False
    if _NO_PLACE_END.search(text) or any(has(text, "kind", kind, "start") for kind in _DATED_KINDS):
        return False
    parts = [part.strip() for part in _COMMA.split(text)]
    return len(parts) <= 2 and all(_PLACE.fullmatch(part) and not _SMALL_WORD.search(part) for part in parts)


def is_outlet(text: str) -> bool:
    """Whether a text is built like the name of a newspaper: its noun ends it, or begins it where no word is small."""
    if len(text.split()) > _OUTLET_WORDS or is_sentence(text):
        return False
    begins = has(text, "outlet", "word", "start") and not _SMALL_WORD.search(text)
    return begins or has(text, "outlet", "word", "end")


def is_dated_outlet(line: str) -> bool:
    """Whether a line is the name of a newspaper and the day of its issue: `Town Herald 03/04/2011`."""
    found = dates.find(line) if len(line) <= _LONGEST_DATE_LINE else ()
    date = found[0] if len(found) == 1 else numeric.line_date(line, "day")
    return bool(date and is_outlet(" ".join([_without(line[: date.start]), _without(line[date.end :])]).strip()))


def place_name(text: str) -> str:
    """The first part of a place as names are written: BAKU, Azerbaijan is Baku."""
    name = _COMMA.split(text)[0].strip(_SEPARATORS)
    if name.isupper() and len(name) > 3:
        return " ".join("-".join(map(_capitalised, word.split("-"))) for word in name.split())
    return name


def _capitalised(word: str) -> str:
    """Small letters after the first; a dotted capital I gives a plain i."""
    return word[:1] + word[1:].replace("İ", "i").lower()


def is_name(line: str) -> bool:
    """Whether a line may be a person's full name; in scripts without capitals it is only a guess."""
    name = line.strip(" ,،")
    if len(name) > _LONGEST_NAME or any(character.isdigit() for character in name) or is_office(name):
        return False
    if has(name, "organisation", "word") or has(name, "letter", "closing", "opening"):
        return False
    forms = (_CASED_NAME, _CASELESS_NAME, _EAST_ASIAN_NAME)
    return any(form.fullmatch(name) for form in forms) and not (name.isupper() and len(name.split()) > 3)


def begins_small(text: str) -> bool:
    """Whether a text begins with a small letter of a script that has capitals in use (Georgian has none)."""
    return bool(_SMALL_START.match(text))


def has_capitals(text: str) -> bool:
    """Whether the script of a text has capitals."""
    return any(character.isupper() for character in text)


def has_small_word(text: str) -> bool:
    """Whether a word begins small that is none of those a name may hold, such as `of`."""
    return bool(_SMALL_WORD.search(text))


def is_office(line: str) -> bool:
    """Whether a line names an office that a person holds."""
    return len(line) <= 2 * _LONGEST_ORGANISATION and has(line, "person", "role")


def is_organisation(line: str) -> bool:
    """Whether a line is the name of an organisation, not of an office in it."""
    if len(line) > _LONGEST_ORGANISATION or begins_small(line):
        return False
    if has(line, "person", "role", "opening") and _OF.search(line):
        return False
    framed = has(line, "organisation", "word", "start") or has(line, "organisation", "word", "end")
    if (is_office(line) and not framed) or has(line, "person", "role", "end"):
        return False
    if is_sentence(line) or has(line, "note", "formula", "word") or _NO_ORGANISATION.search(line):
        return False
    if has(line, "organisation", "article", "start") or has(line, "organisation", "press_office", "opening"):
        return False
    return _is_built_like_a_name(line)


def _is_built_like_a_name(line: str) -> bool:
    """Whether the noun leads or ends the line, or all words have capitals; an English name needs the capitals."""
    bare = line.strip("«»\"“”,")
    if not _SMALL_WORD.search(bare):
        return has(bare, "organisation", "word", "word") or has(bare, "organisation", "compound", "suffix")
    if has(bare, "organisation", "english", "word") and bare.isascii():
        return False
    leading = " ".join(bare.split()[:2])
    return has(leading, "organisation", "word", "word") or has(bare, "organisation", "word", "end")


def is_sentence(line: str) -> bool:
    """Whether a line ends like a sentence and has its length; `e. V.` and `Inc.` end names."""
    return bool(_SENTENCE.search(line)) and not line.endswith(("V.", "Inc.", "Ltd.", "Co.")) and (
        len(line.split()) >= _SENTENCE_WORDS or len(line) > 60 or line[-1] in "!?。！？"
    )


def is_label(line: str) -> bool:
    """Whether a line only says what kind of document this is."""
    return any(
        (match := pattern("kind", key, "start").match(small(line))) and match.end() >= len(line.rstrip(" :.!")) - 4
        for key in ("press release", "appeal", "statement", "report", "resolution", "letter", "note verbale", "other")
    )


def tells_kind(line: str) -> bool:
    """Whether a line begins or ends with the name of a kind, as headings do."""
    kinds = ("letter", "report", "statement", "appeal", "resolution", "note verbale", "other")
    return any(has(line, "kind", kind, "start") or has(line, "kind_at_end", kind, "end") for kind in kinds)


def is_reference(line: str) -> bool:
    """Whether a line is a file or reference number."""
    return bool(_REFERENCE.match(line)) and len(line) < 50


def is_address(line: str) -> bool:
    """Whether a line is a postal or electronic address, or a telephone number."""
    return len(line) < 120 and bool(_POSTAL.match(line) or (has(line, "line", "address") and _DIGIT_OR_AT.search(line)))


def is_numbered_label(line: str) -> bool:
    """Whether a line is the name of a kind with a number, such as `Resolution No. 3/2012`."""
    return any(
        (match := pattern("kind", key, "start").match(small(line))) and _NUMBER_ONLY.fullmatch(line, match.end())
        for key in ("resolution", "report", "statement", "letter", "press release")
    )


def is_numbered(line: str) -> bool:
    """Whether a line begins as a numbered section or item does."""
    return bool(_NUMBERED.match(line))


def is_salutation(line: str) -> bool:
    """Whether a line addresses the reader of a letter."""
    return len(line) < 90 and (has(line, "letter", "salutation", "opening") or _calls(line))


def _calls(line: str) -> bool:
    """Whether a line ends as a call does and begins or ends with a title of courtesy: `館長先生：`."""
    called, sign = line[:-1].rstrip(), line[-1:]
    if not sign or sign not in _CALL_SIGNS:
        return False
    return has(called, "letter", "called", "start") or has(called, "letter", "called", "end")


def announces(line: str) -> bool:
    """Whether a line ends in a colon, as those do that address somebody or lead over to what follows."""
    return line.endswith((":", "：", "︰"))


def is_addressee(line: str) -> bool:
    """Whether a line of a letter says whom it is for."""
    return has(line, "letter", "addressee", "opening")


def is_closing(line: str) -> bool:
    """Whether a line is the courtesy before a signature."""
    return len(line) < 90 and has(line, "letter", "closing", "opening")


def byline(line: str) -> str | None:
    """The name in a line such as `By Ana Lima`, or after a label and a colon, `Text: Ana Lima`; else None."""
    for key in ("byline", "byline_label"):
        match = pattern("outlet", key, "start").match(small(line))
        rest = line[match.end() :].lstrip() if match else ""
        name = rest.strip(" :：/／")
        if name and is_name(name) and (key == "byline" or rest[0] in ":：/／"):
            return name
    return None
