"""Folding: the forms of a word that people type for one another become one form.

NFKC, case, digits of every script, the diacritics of alphabets that people leave out (Latin, Greek, Cyrillic stress,
Arabic and Hebrew points, the dot under Devanagari consonants of Persian words), letter variants of Arabic script,
Armenian, Ethiopic and Malayalam, Hebrew final letters, traditional Chinese characters, marks inside Hebrew
abbreviations, Cyrillic and Catalan words, what looks alike in Thai, Lao and Khmer. Marks that spell the word (Indic
vowels, Japanese voicing, й and ї) stay.
"""

from __future__ import annotations

import re
import unicodedata

import regex

from index.analysis.simplified import SIMPLIFIED, TRADITIONAL

INVISIBLE = (
    r"\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF"  # soft hyphen to bidi marks
    r"\uFE00-\uFE0F\U000E0100-\U000E01EF"  # variation selectors
    r"\u0640\u055B\u055C\u055E"  # the Arabic tatweel; the Armenian ՛ ՜ ՞, which stand inside the word that they stress
)
"""What may stand inside a word and spells nothing, as the inside of a character class."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")

_SETTLED = re.compile(
    "[0-9a-z\u03b1-\u03c1\u03c3-\u03c9\u0430-\u044f\u0452\u0454-\u045b\u045e\u045f\u0491\u0493\u049b\u04a3\u04af"
    "\u04b1\u04b3\u04b7\u04bb\u04d9\u04e9"  # Greek, Cyrillic
    "\u0561-\u0581\u0583-\u0586\u10d0-\u10fa"  # Armenian, Georgian
    "\u05d0-\u05d9\u05db\u05dc\u05de\u05e0-\u05e2\u05e4\u05e6-\u05ea"  # Hebrew
    "\u0627\u0628\u062a-\u063a\u0641-\u0648\u064a\u0679-\u06a8\u06ab-\u06bd"  # Arabic, Persian, Urdu
    "\u0902-\u0930\u0932-\u093b\u093d-\u094f\u0981-\u09d7\u0a01-\u0a32\u0a38-\u0a4d\u0a5c\u0a70-\u0a75\u0a81-\u0acd"
    "\u0b01-\u0b57\u0b82-\u0bd7\u0c00-\u0c63\u0c85-\u0ce3\u0d00-\u0d4e\u0d81-\u0ddf"  # Devanagari to Sinhala
    "\u0e01-\u0e32\u0e34-\u0e3a\u0e41-\u0e4c\u0e81-\u0eb2\u0eb4-\u0ebd\u0ec1-\u0ecc"  # Thai, Lao
    "\u1000-\u103f\u1218-\u121f\u1228-\u127f\u1290-\u12a2\u12a8-\u12cf\u12d8-\u133f\u1348-\u135a\u1780-\u17d1]+"
)
"""Words of these in small letters, composed, are their own folded form: most words of most alphabets are."""

_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff]+"
)
_KEPT = re.compile("[йїў]")
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

_RESPELT = re.compile(rf"[\u0582·{HEBREW_MARKS}{CYRILLIC_MARKS}\u093C\u0E40\u0E4D\u0EC0\u0ECD\u17D2]")
_INNER_MARK = regex.compile(
    rf"(?<=[א-ת])[{HEBREW_MARKS}]+(?=[א-ת])|(?<=[\u0400-\u052F])[{CYRILLIC_MARKS}]+(?=[\u0400-\u052F])"
    r"|(?<=l)·(?=l)|(?<=[कखगजफ])\u093C"  # il·lusió; ज़मीन
)
_DIGIT = re.compile(r"(?![0-9])\d")
_AM_BEFORE_TONE = regex.compile(r"([\u0E4D\u0ECD])([\u0E48-\u0E4B\u0EC8-\u0ECB])(?=[\u0E32\u0EB2])")


def fold_word(word: str) -> str:
    """The folded form of one word or character; empty when nothing of it spells anything."""
    if word.isascii():
        return word.lower()
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word).casefold())
    return composed if _SETTLED.fullmatch(composed) else _folded(word)


def _folded(word: str) -> str:
    """The same step by step, for whatever word."""
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", word)).casefold()
    folded = _without_marks(unicodedata.normalize("NFC", folded))
    if folded.isascii():
        return folded
    folded = folded.translate(_TRANSLATED)
    if _RESPELT.search(folded):
        folded = _respelt(folded)
    return _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), folded)


def _without_marks(text: str) -> str:
    """A composed text without the diacritics that people leave out."""
    if _KEPT.search(text):
        text = text.translate(_KEPT_COMPOSED)
        return _without_marks(text).translate(_KEPT_RESTORED)
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))


def _respelt(text: str) -> str:
    """Without the marks that people leave out inside words, and with one form of what looks alike."""
    text = _INNER_MARK.sub("", text)
    text = text.replace("եւ", "եվ")  # և is written ԵՒ or ԵՎ in capitals: Երևան, ԵՐԵՎԱՆ
    text = _AM_BEFORE_TONE.sub(r"\2\1", text)  # น้ำ has its circle after the tone, and is typed with it before
    return text.replace("เเ", "แ").replace("ເເ", "ແ").replace("\u17d2ដ", "\u17d2ត")  # the last two are Khmer subscripts


def simplify(text: str) -> str:
    """Traditional Chinese characters as simplified ones, one by one; Japanese ones that look alike go the same way."""
    return text.translate(_SIMPLIFIED)


def spellings(folded: str) -> tuple[str, ...]:
    """The forms under which a folded word is indexed and sought, the first being the chief one.

    Azerbaijani ə is written `a` in English and Russian romanisation (Əliyeva, Aliyeva) and `e` in Turkish and on
    keyboards without it (Eliyeva): such a word stands under both.
    """
    if "ə" not in folded:
        return (folded,)
    return folded.replace("ə", "a"), folded.replace("ə", "e")
