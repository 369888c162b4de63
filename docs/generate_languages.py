"""Write the table of languages into docs/languages.md: `python docs/generate_languages.py`.

The table stands between two comments. A column is a function from a tag to the text of its cell.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from archive.language.languages import NAMES, OF_SCRIPT, scripts_of
from archive.language.subtags import of_passage
from docs.between import filled
from index.analysis.stem import ALGORITHMS, is_unstemmed

PAGE = Path(__file__).parent / "languages.md"
BEGIN, END = "<!-- languages: made by docs/generate_languages.py -->", "<!-- end of languages -->"


def name(tag: str) -> str:
    """The English name."""
    return NAMES[tag]


def tags(tag: str) -> str:
    """The tags that passages get."""
    found = ["zh-Hans", "zh-Hant"] if tag == "zh" else [of_passage(tag, script, "") for script in _scripts(tag)]
    return ", ".join(f"`{one}`" for one in found)


def scripts(tag: str) -> str:
    """The scripts in which it is told."""
    return ", ".join(_scripts(tag))


def identified(tag: str) -> str:
    """By what it is told, `no` if it is not."""
    told_in = scripts_of(tag)
    if not told_in:
        return "no"
    return "by its words" if any(script in OF_SCRIPT for script in told_in) else "by its script"


def _scripts(tag: str) -> tuple[str, ...]:
    """Azerbaijani in Cyrillic is told by two letters, not by words."""
    return (*scripts_of(tag), *(["Cyrillic"] if tag == "az" else []))


def words(tag: str) -> str:
    """What its tokens are."""
    held = set(_scripts(tag))
    if held & {"Han", "Kana"} or tag in ("zh", "ja"):
        return "pairs of characters"
    if held & {"Thai", "Lao", "Khmer", "Myanmar"}:
        return "pairs of clusters; dictionary words rank"
    return "pairs of syllables" if "Hangul" in held else "words"


def stems(tag: str) -> str:
    """The Snowball stemmer its words go through."""
    return ALGORITHMS.get(tag, "")


def bridge(tag: str) -> str:
    """What leads to forms beyond its stems, where there are words: kin of rare words, or of every word; grams rank."""
    if words(tag) != "words":
        return ""
    return "kin of every word, grams" if is_unstemmed(tag) else "kin of rare words, grams"


COLUMNS: dict[str, Callable[[str], str]] = {
    "language": name,
    "tag": tags,
    "scripts": scripts,
    "identified": identified,
    "tokens": words,
    "stemmer": stems,
    "bridge": bridge,
}


def table() -> str:
    """A row a language, in the order of their names."""
    rows = [list(COLUMNS), ["---"] * len(COLUMNS)]
    rows += [[cell(tag) for cell in COLUMNS.values()] for tag in sorted(NAMES, key=lambda tag: NAMES[tag])]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def page(old: str) -> str:
    """The page with its table as it should be."""
    return filled(PAGE, old, BEGIN, END, table())


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
