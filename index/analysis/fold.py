"""Folding: the forms of a word that people type for one another become one form.

NFKC, case, digits of every script, the diacritics of alphabets that people leave out (Latin, Greek, Cyrillic stress,
Arabic and Hebrew points, the dot under Devanagari consonants of Persian words), letter variants of Arabic script,
Armenian, Ethiopic and Malayalam, Hebrew final letters, traditional Chinese characters, marks inside Hebrew
abbreviations, Cyrillic and Catalan words, what looks alike in Thai, Lao and Khmer. Marks that spell the word (Indic
vowels, Japanese voicing, й and ї) stay.
"""

from __future__ import annotations

import unicodedata

import regex

from index.analysis.simplified import SIMPLIFIED, TRADITIONAL

INVISIBLE = (
    r"\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF"  # soft hyphen to bidi marks
    r"\uFE00-\uFE0F\U000E0100-\U000E01EF"  # variation selectors
    r"\u0640\u055B\u055C\u055E"  # the Arabic tatweel; the Armenian ՛ ՜ ՞, which stand inside the word that they stress
)
"""What may stand inside a word and spells nothing, as the inside of a character class."""

_INVISIBLE = regex.compile(rf"[{INVISIBLE}]+")

_MARK_RANGES = ((0x0300, 0x036F), (0x0483, 0x0487), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F),
                (0x0670, 0x0670), (0x06D6, 0x06ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF))  # fmt: skip
_MARKS = dict.fromkeys(code for first, last in _MARK_RANGES for code in range(first, last + 1))

_KEPT_COMPOSED = str.maketrans({"й": "\ue000", "ї": "\ue001", "ў": "\ue002"})
_KEPT_RESTORED = str.maketrans({"\ue000": "й", "\ue001": "ї", "\ue002": "ў"})

_LETTERS = str.maketrans({
    "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŋ": "n",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ؤ": "و", "ک": "ك", "ڪ": "ك",
    "ة": "ه", "ۀ": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه", "٫": ".", "٬": ",",
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
    "ँ": "ं", "ऱ": "र", "ൺ": "ണ്", "ൻ": "ന്", "ർ": "ര്", "ൽ": "ല്", "ൾ": "ള്", "ൿ": "ക്",
})  # fmt: skip

_HOMOPHONES = (("ሐ", "ሀ", 8), ("ኀ", "ሀ", 8), ("ሠ", "ሰ", 8), ("ዐ", "አ", 7), ("ፀ", "ጸ", 8))
"""Ethiopic letters that sound the same in Amharic and are written for one another, with how many vowels they bear."""

_ETHIOPIC = {ord(one) + order: chr(ord(other) + order) for one, other, orders in _HOMOPHONES for order in range(orders)}
_ETHIOPIC |= {ord(one): "ሀ" for one in "ሃሓኃ"} | {ord(one): "አ" for one in "ኣዓ"}

_SIMPLIFIED = str.maketrans(TRADITIONAL, SIMPLIFIED)
_TRANSLATED: dict[int, str | int | None] = {**_LETTERS, **_ETHIOPIC, **_SIMPLIFIED}

HEBREW_MARKS = "\u05F3\u05F4'\"’”“"
"""Geresh and gershayim, and what is typed for them: צה״ל, צה"ל, ג׳ירפה, ג'ירפה."""

CYRILLIC_MARKS = "'’ʼ‘"
"""The apostrophe of Ukrainian and Belarusian, which is no letter to many keyboards: м'який, м’який."""

_RESPELT = regex.compile(rf"[\u0582·{HEBREW_MARKS}{CYRILLIC_MARKS}\u093C\u0E40\u0E4D\u0EC0\u0ECD\u17D2]")
_INNER_MARK = regex.compile(
    rf"(?<=[א-ת])[{HEBREW_MARKS}]+(?=[א-ת])|(?<=[\u0400-\u052F])[{CYRILLIC_MARKS}]+(?=[\u0400-\u052F])"
    r"|(?<=l)·(?=l)|(?<=[कखगजफ])\u093C"  # il·lusió; ज़मीन
)
_AM_BEFORE_TONE = regex.compile(r"([\u0E4D\u0ECD])([\u0E48-\u0E4B\u0EC8-\u0ECB])(?=[\u0E32\u0EB2])")


def fold_word(word: str) -> str:
    """The folded form of one word or character; empty when nothing of it spells anything."""
    if word.isascii():
        return word.lower()
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", word)).casefold()
    folded = unicodedata.normalize("NFC", folded).translate(_KEPT_COMPOSED)
    folded = unicodedata.normalize("NFD", folded).translate(_MARKS)
    folded = unicodedata.normalize("NFC", folded).translate(_KEPT_RESTORED).translate(_TRANSLATED)
    if _RESPELT.search(folded):
        folded = _respelt(folded)
    return folded if folded.isascii() else "".join(map(_fold_digit, folded))


def _respelt(text: str) -> str:
    """Without the marks that people leave out inside words, and with one form of what looks alike."""
    text = _INNER_MARK.sub("", text)
    text = text.replace("եւ", "եվ")  # և is written ԵՒ or ԵՎ in capitals: Երևան, ԵՐԵՎԱՆ
    text = _AM_BEFORE_TONE.sub(r"\2\1", text)  # น้ำ has its circle after the tone, and is typed with it before
    return text.replace("เเ", "แ").replace("ເເ", "ແ").replace("\u17d2ដ", "\u17d2ត")  # the last two are Khmer subscripts


def simplify(text: str) -> str:
    """Traditional Chinese characters as simplified ones, one by one; Japanese ones that look alike go the same way."""
    return text.translate(_SIMPLIFIED)


def _fold_digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def spellings(folded: str) -> tuple[str, ...]:
    """The forms under which a folded word is indexed and sought, the first being the chief one.

    Azerbaijani ə is written `a` in English and Russian romanisation (Əliyeva, Aliyeva) and `e` in Turkish and on
    keyboards without it (Eliyeva): such a word stands under both.
    """
    if "ə" not in folded:
        return (folded,)
    return folded.replace("ə", "a"), folded.replace("ə", "e")
