"""Script subtags (BCP 47): zh-Hans and zh-Hant, sr-Latn and sr-Cyrl, az-Cyrl, uz-Cyrl.

A passage names the script wherever its language has two that are both alive; what is usual for az and uz goes without
saying. A document's share leaves the script out where it is the likely one by CLDR (zh is Hans, sr is Cyrl), so that
a document in Chinese is `zh` unless it is in Traditional characters.
"""

from __future__ import annotations

from functools import cache

_LIKELY = {"az": "Latn", "sr": "Cyrl", "uz": "Latn", "zh": "Hans"}
"""CLDR's likely subtags, of the languages that are told in two scripts."""
_ALWAYS_NAMED = frozenset(["sr", "zh"])
_CODES = {"Latin": "Latn", "Cyrillic": "Cyrl"}


def of_passage(tag: str, script: str, text: str, of_document: str | None = None) -> str:
    """The tag with its script; Chinese that nothing tells takes the document's, and stays `zh` if that has none."""
    code = (chinese_script(text) or of_document) if tag == "zh" else _CODES.get(script)
    if tag not in _LIKELY or code is None or (code == _LIKELY[tag] and tag not in _ALWAYS_NAMED):
        return tag
    return f"{tag}-{code}"


def of_share(tag: str) -> str:
    """The tag of a passage as a document's share has it: without the script that is likely anyway."""
    language, _, code = tag.partition("-")
    return language if _LIKELY.get(language) == code else tag


def chinese_script(text: str) -> str | None:
    """Hans or Hant, by the characters that only one of the two writes; None when it has none, or as many of each.

    Simplified is what GB 2312 holds and Big5 does not, Traditional the reverse: the character sets of the two writings.
    """
    simplified, traditional = characters_of("gb2312"), characters_of("big5")
    kept = [character in simplified for character in text if (character in simplified) != (character in traditional)]
    if 2 * sum(kept) == len(kept):
        return None
    return "Hans" if 2 * sum(kept) > len(kept) else "Hant"


@cache
def characters_of(encoding: str) -> frozenset[str]:
    """The Han characters of a national character set, as Python's codec has it."""
    every = "".join(map(chr, range(0x4E00, 0xA000)))
    return frozenset(every.encode(encoding, "ignore").decode(encoding))
