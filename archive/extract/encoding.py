"""Bytes → text: what a person says, a byte-order mark, UTF-16 without one, UTF-8, what the file declares, detection.

chardet 7 named the encoding of 118 of 120 texts of 120 bytes in 20 encodings right; it is asked last.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from archive.errors import ExtractionFailed, InvalidValue

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DETECTED_ON = 200_000
"""Bytes that detection reads; more does not change its answer and costs time."""
LOOKED_AT = 4096
"""Bytes at the start of a file that tell whether it is UTF-16."""
VALID_FOR_EACH_FAULT = 10
"""UTF-8 with faults, such as a file cut within a letter, has at least this many sound letters beyond ASCII for each.
Of the bytes of an older encoding hardly one in ten happens to be sound UTF-8."""
WITH_FAULTS = "utf-8 with faults"

_CUSTOMARY = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
"""What pages that declare an encoding are really written in (WHATWG Encoding Standard, section 4.2)."""
_DECLARABLE = re.compile(r"(?:utf-8|cp|iso8859|koi8|mac|gb|big5|shift_jis|euc_|iso2022|tis-620|johab|hz|kz1048)")
"""Character sets for 8-bit text. A page that can be asked for its declaration is not UTF-16."""
_EAST_ASIAN = re.compile("[\t\n\r -~\xa0-\xff\u2010-\u2027\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uff65]+")
_EAST_ASIAN_LETTERS = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]+")
_STOPS = re.compile("[、。，\u3000 \n.]")
_NATIONAL_SETS = ("gb2312", "big5", "cp932", "euc_kr")
"""Sets of the characters in common use: 27,000 of the 65,000 that two bytes make."""
_SHIFTED = re.compile(rb"\x1b[$(]")
_IMPOSSIBLE = re.compile("[\\0\ud800-\udfff]")
_TEXTUAL = frozenset("LMNPZS")


def decode(content: bytes, *, declared: str | None = None, wished: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding; ExtractionFailed with code `encoding` when no encoding fits.

    `wished` is what a person says: nothing else is asked then. `declared` is what the file itself says. Bytes that are
    sound UTF-8 are hardly ever anything else, so that comes second: a page saved anew often still declares its old
    encoding.
    """
    if wished:
        return _bearing_faults(content, known_encoding(wished))
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _bearing_faults(content[len(mark) :], name)
    wide = wide_without_mark(content)
    if wide:
        return _bearing_faults(content, wide)
    return _shifted(content) or _fitting(content, "utf-8") or _declared(content, declared) or _guessed(content)


def known_encoding(name: str) -> str:
    """Python's name of a character encoding; InvalidValue when there is none of this name."""
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        found = ""
    if not _DECLARABLE.match(found) and not found.startswith(("utf-16", "utf-32")):
        raise InvalidValue(f"{name!r} is no character encoding that muniment knows; "
                           "write a name such as utf-8, cp1251, koi8-r, gb18030, big5 or shift_jis")  # fmt: skip
    return found


def _bearing_faults(content: bytes, name: str) -> tuple[str, str]:
    """The text in an encoding that is sure, a few faults in it borne: a file may be cut off within a letter."""
    text = content.decode(name, "replace").removeprefix("\ufeff")
    faults = text.count("\ufffd") - content.decode(name, "ignore").count("\ufffd")
    if VALID_FOR_EACH_FAULT * faults > len(text) - faults:
        raise ExtractionFailed(f"the text is not in {name}: {faults:,} of its {len(text):,} letters are none there",
                               code="encoding")  # fmt: skip
    return text, f"{name} with faults" if faults else name


def _strict(content: bytes, name: str) -> tuple[str, str]:
    try:
        return content.decode(name), name
    except (UnicodeError, LookupError) as error:
        raise ExtractionFailed(f"the text is not valid {name}: {error}", code="encoding") from None


def _fitting(content: bytes, name: str) -> tuple[str, str] | None:
    try:
        return content.decode(name), name
    except (UnicodeError, LookupError):
        return None


def _declared(content: bytes, declared: str | None) -> tuple[str, str] | None:
    try:
        name = codecs.lookup(declared or "").name
    except (LookupError, ValueError):
        return None
    name = _CUSTOMARY.get(name, name)
    return _fitting(content, name) if _DECLARABLE.match(name) else None


def _shifted(content: bytes) -> tuple[str, str] | None:
    """ISO-2022-JP is all ASCII bytes, with escapes that say which letters they stand for."""
    return _fitting(content, "iso2022_jp_2") if _SHIFTED.search(content) and content.isascii() else None


def _guessed(content: bytes) -> tuple[str, str]:
    text = content.decode("utf-8", "replace")
    faults = text.count("\ufffd") - content.count(b"\xef\xbf\xbd")
    sound = sum(character > "\x7f" for character in text) - faults
    if sound >= VALID_FOR_EACH_FAULT * faults:
        return text, WITH_FAULTS
    return _strict(content, _detect(content))


def _detect(content: bytes) -> str:
    import chardet

    sample = content[:DETECTED_ON]
    if sample.count(0) <= len(sample) // 100:  # stray ones; with them chardet takes a text for no text
        sample = sample.replace(b"\0", b" ")
    name = chardet.detect(sample)["encoding"]
    if not name:
        raise ExtractionFailed("no known encoding fits the text", code="encoding")
    return str(name).lower()


def wide_without_mark(content: bytes) -> str | None:
    """The side of UTF-16 that a text without a mark is in, by its first bytes; None for any other text."""
    head = content[: min(LOOKED_AT, len(content) // 2 * 2)]
    return _alphabetic(head) or _east_asian(head)


def _alphabetic(head: bytes) -> str | None:
    """UTF-16 of an alphabet: every second byte is a small number, the same for all letters, and 0 for blanks."""
    sides = {"utf-16-le": head[1::2], "utf-16-be": head[0::2]}
    name = max(sides, key=lambda side: sides[side].count(0))
    high = sides.pop(name)
    low = sides.popitem()[1]
    small = len(high) - len(high.translate(None, bytes(range(32))))
    if len(head) < 4 or small < len(high) / 2 or high.count(0) <= 10 * low.count(0):
        return None
    text = head.decode(name, "replace")
    textual = sum(unicodedata.category(character)[0] in _TEXTUAL or character in "\t\n\r\f" for character in text)
    return name if textual >= 0.98 * len(text) else None


def _east_asian(head: bytes) -> str | None:
    """UTF-16 of Chinese, Japanese or Korean: characters in common use, with a stop or a blank in every hundred.

    None of 63,000 programs, libraries and other binaries of a system passes for one, nor do texts in the encodings of
    East Asia; of stretches of 40 characters of Chinese, Japanese and Korean 95 to 99 % are told.
    """
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return next((name for name in ("utf-16-le", "utf-16-be") if _is_east_asian(head.decode(name, "replace"))), None)
    return None


def _is_east_asian(text: str) -> bool:
    held = "".join(_EAST_ASIAN.findall(text))
    letters = "".join(_EAST_ASIAN_LETTERS.findall(held))
    if len(letters) < 8 or len(held) < 0.97 * len(text) or len(_STOPS.findall(held)) < 0.01 * len(text):
        return False
    in_use = max(len(letters.encode(name, "ignore").decode(name)) for name in _NATIONAL_SETS)
    return in_use >= 0.97 * len(letters)


def normalise(text: str) -> str:
    """NFC, and mended."""
    return unicodedata.normalize("NFC", mended(text))


def mended(text: str) -> str:
    """Line ends as `\\n`; characters that no text holds (NUL, lone surrogates) become U+FFFD."""
    return _IMPOSSIBLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
