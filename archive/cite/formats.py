"""The formats in which citations are written: text, HTML, Markdown and RTF. Whatever a document holds is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape
from types import MappingProxyType

from archive.cite.runs import Run, Runs, opposite_stretches
from archive.export.inert import inert

SAFE_SCHEMES = ("http://", "https://", "ftp://", "mailto:", "doi:", "urn:")
"""An address with another scheme (`javascript:`) is written, but leads nowhere."""

_RTF_HEAD = r"{\rtf1\ansi\uc1\deff0{\fonttbl{\f0 Times New Roman;}}"
_LRM, _RLM = "\u200e", "\u200f"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!&$^@+\-=.()])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One citation to be written, with the language that it is in and whether that runs from right to left."""

    runs: Runs
    language: str
    rtl: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How citations are written: what stands before and after all of them, and one citation on one line."""

    write: Callable[[Line], str]
    extension: str
    head: str = ""
    foot: str = ""


def text(line: Line) -> str:
    """Plain text, on one line, with direction marks (U+200E, U+200F) after words that run against the rest."""
    return "".join(run.text if run.href else _marked(run.text, rtl=line.rtl) for run in _inert_runs(line.runs)).strip()


def _marked(said: str, *, rtl: bool) -> str:
    """Without a mark, the digits and brackets after an Arabic title would be shown before it (UAX #9)."""
    whole, at = "", 0
    for _, end in opposite_stretches(said, rtl=rtl):
        whole, at = whole + said[at:end] + (_RLM if rtl else _LRM), end
    return whole + said[at:]


def html(line: Line) -> str:
    """A `cite` element with its language and direction; text against that direction is isolated (`bdi`)."""
    body = "".join(_html_run(run, rtl=line.rtl) for run in _inert_runs(line.runs))
    direction = ' dir="rtl"' if line.rtl else ""
    return f'<cite lang="{escape(line.language)}"{direction}>{body}</cite>'


def _html_run(run: Run, *, rtl: bool) -> str:
    said, at = "", 0
    for start, end in opposite_stretches(run.text, rtl=rtl):
        said += escape(run.text[at:start]) + f"<bdi>{escape(run.text[start:end])}</bdi>"
        at = end
    said += escape(run.text[at:])
    if run.href and is_safe(run.href):
        said = f'<a href="{escape(run.href)}">{escape(run.text)}</a>'
    for shown, tag in ((run.italic, "i"), (run.bold, "b"), (run.raised, "sup"), (run.lowered, "sub")):
        said = f"<{tag}>{said}</{tag}>" if shown else said
    return f'<span style="font-variant:small-caps">{said}</span>' if run.small_capitals else said


def is_safe(address: str) -> bool:
    """Whether an address may be made a link."""
    return address.casefold().startswith(SAFE_SCHEMES)


def markdown(line: Line) -> str:
    """CommonMark with every character escaped that could mean something."""
    return "".join(_markdown_run(run, rtl=line.rtl) for run in _inert_runs(line.runs)).strip()


def _markdown_run(run: Run, *, rtl: bool) -> str:
    if run.href and is_safe(run.href) and not re.search(r"[\s<>]", run.href):
        return f"<{run.href}>" if run.text == run.href else f"[{_escaped(run.text)}](<{run.href}>)"
    said = _marked(_escaped(run.text), rtl=rtl)
    for shown, mark in ((run.italic, "*"), (run.bold, "**")):
        said = _around(said, mark) if shown else said
    return said


def _escaped(said: str) -> str:
    return _MARKDOWN.sub(r"\\\1", said)


def _around(said: str, mark: str) -> str:
    """Emphasis begins and ends beside a character that is no blank."""
    inner = said.strip()
    return said.replace(inner, f"{mark}{inner}{mark}", 1) if inner else said


def rtf(line: Line) -> str:
    """A paragraph of RTF 1.9: ASCII alone, other characters as \\u escapes, right-to-left words marked as such."""
    body = "".join(_rtf_run(run, rtl=line.rtl) for run in _inert_runs(line.runs))
    return rf"{{\pard{chr(92) + 'rtlpar' if line.rtl else ''} {body}\par}}"


def _rtf_run(run: Run, *, rtl: bool) -> str:
    with_marks = (
        (run.italic, "i"), (run.bold, "b"), (run.raised, "super"), (run.lowered, "sub"), (run.small_capitals, "scaps"),
    )  # fmt: skip
    look = "".join(rf"\{word}" for shown, word in with_marks if shown)
    said, at = "", 0
    for start, end in opposite_stretches(run.text, rtl=rtl):
        said += _rtf_text(run.text[at:start])
        said += rf"{{\{'ltrch' if rtl else 'rtlch'} {_rtf_text(run.text[start:end])}}}"
        at = end
    said += _rtf_text(run.text[at:])
    return f"{{{look} {said}}}" if look else said


def _rtf_text(said: str) -> str:
    return "".join(map(_rtf_character, said))


def _rtf_character(character: str) -> str:
    """ASCII stays, with the three characters that RTF reads escaped; else UTF-16 code units as signed numbers."""
    if character in "\\{}":
        return f"\\{character}"
    if character.isascii():
        return character
    units = character.encode("utf-16-le", "surrogatepass")
    numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return "".join(f"\\u{number}?" for number in numbers)


def _inert_runs(runs: Runs) -> list[Run]:
    """The runs with nothing in them that acts, on one line; white space at their ends stays a blank."""
    return [run if _is_inert(run) else _made_inert(run) for run in runs]


def _is_inert(run: Run) -> bool:
    """Whether nothing is to be changed; what is printable has no white space but blanks. Most runs are so."""
    return run.href is None and run.text.isprintable() and "  " not in run.text


def _made_inert(run: Run) -> Run:
    return replace(run, text=_inert_run(run.text), href=run.href and inert(run.href))


def _inert_run(said: str) -> str:
    inner = inert(said)
    if not inner:
        return " " if said[:1].isspace() else ""
    return f"{' ' if said[0].isspace() else ''}{inner}{' ' if said[-1].isspace() else ''}"


FORMATS: Mapping[str, Format] = MappingProxyType({
    "text": Format(write=text, extension="txt"),
    "html": Format(write=html, extension="html"),
    "markdown": Format(write=markdown, extension="md"),
    "rtf": Format(write=rtf, extension="rtf", head=_RTF_HEAD, foot="}"),
})  # fmt: skip
"""The formats by name."""
