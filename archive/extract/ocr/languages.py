"""Languages as BCP 47 names them and as Tesseract names its data, and the scripts that they are written in.

Tesseract's names are ISO 639-2/T or 639-3 codes, some with a script or variant behind (tessdata 4.1).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from archive.iso639 import SHORTEST

_BY_TAG = {
    "zh": "chi_sim", "zh-hans": "chi_sim", "zh-cn": "chi_sim", "zh-sg": "chi_sim", "zh-hant": "chi_tra",
    "zh-tw": "chi_tra", "zh-hk": "chi_tra", "az-cyrl": "aze_cyrl", "sr-latn": "srp_latn", "uz-cyrl": "uzb_cyrl",
    "nb": "nor", "nn": "nor", "no": "nor", "ku": "kmr", "ku-arab": "ckb", "tl": "fil",
}  # fmt: skip
"""Tags whose name is not the three-letter code of their language."""

_BY_SCRIPT = {
    "Arabic": "ara fas urd pus snd uig ckb",
    "Armenian": "hye",
    "Bengali": "ben asm",
    "Canadian_Aboriginal": "iku",
    "Cherokee": "chr",
    "Cyrillic": "rus ukr bel bul srp mkd kaz kir tgk tat mon uzb_cyrl aze_cyrl",
    "Devanagari": "hin nep mar san",
    "Ethiopic": "amh tir",
    "Georgian": "kat",
    "Greek": "ell grc",
    "Gujarati": "guj",
    "Gurmukhi": "pan",
    "Han": "chi_sim chi_tra",
    "Hangul": "kor",
    "Hebrew": "heb yid",
    "Japanese": "jpn",
    "Kannada": "kan",
    "Khmer": "khm",
    "Korean": "kor",
    "Lao": "lao",
    "Malayalam": "mal",
    "Myanmar": "mya",
    "Oriya": "ori",
    "Sinhala": "sin",
    "Syriac": "syr",
    "Tamil": "tam",
    "Telugu": "tel",
    "Thaana": "div",
    "Thai": "tha",
    "Tibetan": "bod dzo",
}
"""Data for each script that Tesseract tells apart, the most used first; all others are Latin."""
_SCRIPTS = {"CJK": "Han", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}
"""Scripts whose letters have other first words in their Unicode names."""
_LATIN = "eng fra spa deu por ita tur aze pol nld ron ces hun swe".split()
"""Data for the Latin script that is tried first; what else is installed comes after in the order of names."""
_NOT_LANGUAGES = frozenset(["osd", "equ"])
MOST_AT_ONCE = 6
"""Languages that one page is read in. Each takes its time: five take twice as long as one, with the same result."""


def tesseract_name(tag: str) -> str:
    """The name of Tesseract's data for a language tag: `zh-Hant` is chi_tra, `az` is aze."""
    low = tag.lower()
    language = low.split("-")[0]
    longer = next((long for long, short in SHORTEST.items() if short == language and len(long) == 3), language)
    return _BY_TAG.get(low) or _BY_TAG.get(language) or longer


def of_script(script: str, installed: Iterable[str]) -> tuple[str, ...]:
    """The installed data for a script, the most used first; the script's own where none is for a language of it."""
    held = _languages(installed)
    known = _BY_SCRIPT.get(script, "").split() or _latin(held)
    found = [name for name in known if name in held]
    return tuple(found[:MOST_AT_ONCE]) or tuple(name for name in held if name == f"script/{script}")


def of_every_script(installed: Iterable[str]) -> tuple[str, ...]:
    """The most used data of each script that is installed: for a page too short to tell its script."""
    held = _languages(installed)
    first = [*_latin(held)[:2], *(name for names in _BY_SCRIPT.values() for name in names.split()[:1] if name in held)]
    return tuple(first[:MOST_AT_ONCE])


def script_of(text: str) -> str:
    """The script, as Tesseract names it, that most letters of a text are of; empty for a text without letters."""
    first = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha()).most_common(1)
    return _SCRIPTS.get(first[0][0], first[0][0].title()) if first else ""


def _languages(installed: Iterable[str]) -> list[str]:
    return sorted(name for name in installed if name not in _NOT_LANGUAGES)


def _latin(held: Sequence[str]) -> list[str]:
    others = frozenset(" ".join(_BY_SCRIPT.values()).split())
    rest = [name for name in held if name not in others and "/" not in name and not name.endswith("_vert")]
    return sorted(rest, key=lambda name: _LATIN.index(name) if name in _LATIN else len(_LATIN))
