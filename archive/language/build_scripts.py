"""Build the table of scripts: `python -m archive.language.build_scripts` writes script_ranges.py beside this file.

The script of a character and whether it is a letter come from the Unicode Character Database as the `regex` package
holds it. Asking `regex` for each text would read 11 MB a second; the table reads over 100.
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

import regex

TABLE = Path(__file__).parent / "script_ranges.py"

SCRIPTS = (
    "Latin", "Cyrillic", "Arabic", "Devanagari", "Han", "Kana", "Hangul", "Armenian", "Georgian", "Greek", "Hebrew",
    "Thai", "Lao", "Khmer", "Myanmar", "Ethiopic", "Tamil", "Telugu", "Kannada", "Malayalam", "Gujarati", "Gurmukhi",
    "Bengali", "Sinhala", "Oriya", "Tibetan",
)  # fmt: skip
"""The scripts that some language is told by. The first is number 1; 0 is for characters of no script or of any."""

_LEAD = '''"""Which characters are of which script, and which are letters. Written by build_scripts.py: do not edit."""

# ruff: noqa: E501
'''


def main() -> None:
    """Write the table into the package."""
    TABLE.write_text(to_python(ranges()), encoding="utf-8")


def ranges() -> list[tuple[int, int]]:
    """The length of each stretch of like characters, and what they are: twice the script, plus 1 if letters."""
    alike = [0] * (sys.maxunicode + 1)
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    for number, script in enumerate((*SCRIPTS, "Other"), start=1):
        for match in regex.finditer(_pattern(script), everything):
            for code in range(match.start(), match.end()):
                alike[code] = 2 * number
    for match in regex.finditer(r"\p{L}+", everything):
        for code in range(match.start(), match.end()):
            alike[code] += 1
    return [(len(list(stretch)), kind) for kind, stretch in groupby(alike)]


def _pattern(script: str) -> str:
    if script == "Kana":
        return r"[\p{Script=Hiragana}\p{Script=Katakana}]+"
    if script == "Han":
        return r"[\p{Script=Han}\p{Script=Bopomofo}]+"
    if script == "Other":
        known = "".join(rf"\p{{Script={name}}}" for name in SCRIPTS if name != "Kana")
        common = r"\p{Script=Common}\p{Script=Inherited}\p{Script=Unknown}"
        return rf"[^{known}{common}\p{{Script=Hiragana}}\p{{Script=Katakana}}\p{{Script=Bopomofo}}]+"
    return rf"\p{{Script={script}}}+"


def to_python(stretches: list[tuple[int, int]]) -> str:
    """The table as a module: the scripts' names, and the stretches as numbers in text."""
    words = " ".join(f"{length}:{kind}" for length, kind in stretches)
    lines = [words[at : at + 4000] for at in range(0, len(words), 4000)]
    names = " ".join(("None", *SCRIPTS, "Other"))
    quoted = [f'    "{line}"' for line in lines]
    return "\n".join([_LEAD, f'NAMES = "{names}".split()', "STRETCHES = (", *quoted, ")", ""])


if __name__ == "__main__":
    main()
