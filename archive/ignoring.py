"""Ignore files: `.munimentignore` in a folder says which files and folders below it are not taken in.

The syntax is that of gitignore, and so is what goes before what: a file deeper down before one above it, a later line
before an earlier one, and nothing below an ignored folder is looked at. Ignore files above the folder that a person
names are not read. Source: gitignore(5) and wildmatch.c of git 2.39.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

NAME = ".munimentignore"

_STARS = re.compile(r"(?:(?<=/)|^)\*\*+(?:/(?:\*\*+/)*|$)")
_CLASSES = {
    "alpha": "a-zA-Z", "digit": "0-9", "alnum": "a-zA-Z0-9", "upper": "A-Z", "lower": "a-z", "xdigit": "0-9a-fA-F",
    "space": r"\s", "blank": r" \t", "punct": r"!-/:-@\[-`{-~",
}  # fmt: skip
_BRACKET = re.compile(r"\[([!^]?)(\]?(?:\[:\w+:\]|\\.|[^\]\\])*)\]")
_ITEM = re.compile(r"\[:(?P<named>\w+):\]|(?P<first>\\?.)(?:-(?P<last>\\?.))?", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line: where it stands, what it matches, whether that is only folders, and whether it takes them in again."""

    place: str
    pattern: re.Pattern[str]
    folders_only: bool
    takes_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """One ignore file: its lines, the last one first, and the path from its folder to the folder that is looked at."""

    rules: tuple[Rule, ...]
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Ignoring:
    """The ignore files that hold in a folder, the innermost first."""

    layers: tuple[_Layer, ...] = ()

    def entering(self, name: str) -> Ignoring:
        """What holds in the folder of this name."""
        return Ignoring(tuple(replace(layer, inside=f"{layer.inside}{_plain(name)}/") for layer in self.layers))

    def with_file(self, path: Path) -> Ignoring:
        """What holds with an ignore file of the folder; OSError says why that cannot be read."""
        return Ignoring((_Layer(rules=_read(path)), *self.layers))

    def reason(self, name: str, *, folder: bool) -> str | None:
        """The line by which a file or folder is ignored, `x/.munimentignore line 2: *.tmp`; None when it is not."""
        for layer in self.layers:
            path = layer.inside + _plain(name)
            for rule in layer.rules:
                if rule.pattern.fullmatch(path) and (folder or not rule.folders_only):
                    return None if rule.takes_in else rule.place
        return None


def _plain(name: str) -> str:
    """Some systems take the accents of file names apart (NFD)."""
    return unicodedata.normalize("NFC", name)


def _read(path: Path) -> tuple[Rule, ...]:
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise OSError(0, f"its {NAME} cannot be read: it is not UTF-8 text: {error}") from None
    except OSError as error:
        raise OSError(error.errno or 0, f"its {NAME} cannot be read: {error.strerror}") from None
    rules = [rule(line, f"{path} line {number}") for number, line in enumerate(lines, 1)]
    return tuple(found for found in reversed(rules) if found)


def rule(line: str, where: str) -> Rule | None:
    """The rule that a line writes; None for a blank one, a comment, and one that can match nothing."""
    written = re.sub(r"(?<!\\) +$", "", line.removesuffix("\r"))
    pattern = written.removeprefix("!")
    path = pattern.removesuffix("/")
    if not path or written.startswith("#"):
        return None
    anywhere = "" if "/" in path else "(?:.*/)?"
    try:
        matching = re.compile(anywhere + _regex(_plain(path.removeprefix("/"))), re.S)
    except re.error:
        return None
    return Rule(place=f"{where}: {written}", pattern=matching, folders_only=path != pattern,
                takes_in=pattern != written)  # fmt: skip


def _regex(pattern: str) -> str:
    made, at = "", 0
    while at < len(pattern):
        piece, at = _piece(pattern, at)
        made += piece
    return made


def _piece(pattern: str, at: int) -> tuple[str, int]:
    """The regular expression of what stands at a place of a pattern, and where it ends."""
    stars, bracket = _STARS.match(pattern, at), _BRACKET.match(pattern, at)
    if stars:
        return ("(?:.*/)?" if stars[0].endswith("/") else ".+"), stars.end()
    if bracket:
        return _one_of(bracket[2], negated=bool(bracket[1])), bracket.end()
    character = pattern[at]
    if character == "\\":
        return re.escape(pattern[at + 1 : at + 2]) or "(?!)", at + 2
    wild = {"*": "[^/]*", "?": "[^/]", "[": "(?!)"}
    return wild.get(character) or re.escape(character), at + 1


def _one_of(items: str, *, negated: bool) -> str:
    """A character of a set, or none of it; a slash is never one."""
    held = ""
    for item in _ITEM.finditer(items):
        first, last = (item[name] and item[name][-1:] for name in ("first", "last"))
        if item["named"]:
            held += _CLASSES.get(item["named"], "")
        elif last is None:
            held += re.escape(first)
        elif first <= last:
            held += f"{re.escape(first)}-{re.escape(last)}"
    if negated:
        return f"[^/{held}]"
    return f"(?!/)[{held}]" if held else "(?!)"
