"""A style of the Citation Style Language as a style of ours: cited documents to runs of text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from citeproc.frontend import CitationStylesBibliography
from citeproc.source import BibliographySource, Citation, VariableError
from citeproc.source import Locator as CslLocator

from archive.cite.csl.elements import FORMATTER, MARKS, QUOTED, Item
from archive.cite.csl.item import KEY, Wants, date_in_words, reference
from archive.cite.csl.locales import set_locales
from archive.cite.csl.rendering import rendering
from archive.cite.csl.source import Source, load, read
from archive.cite.elements import Cited
from archive.cite.locator import LABELS
from archive.cite.runs import Run, Runs
from archive.cite.words import words_of
from archive.errors import InvalidValue

_FAILURES = (VariableError, ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError,
             ValueError)  # fmt: skip
"""What citeproc-py raises in styles that ask for what it cannot do, or that never end."""

_OPENING = {marks[0]: look for look, marks in MARKS.items()}
_CLOSING = {marks[1]: look for look, marks in MARKS.items()}
_ANY = "".join([*_OPENING, *_CLOSING])
_MARK = re.compile(f"([{_ANY}])")
_TWICE = re.compile(rf"([.,;:!?])([{_ANY}]+)\1")
_STOPPED = re.compile(rf"([!?。！？…]\]?[{_ANY}{QUOTED}”’»]*)\.(?=[\s{_ANY}]|$)")
_MOVED = re.compile(rf"([^\s.,!?])?([”’»][{_ANY}]*){QUOTED}([{_ANY}]*)([.,])")
LOADED = 24
"""Styles with their locales that are kept ready: the largest takes three megabytes and 0.05 seconds to load."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class CslStyle:
    """A CSL file as a style: the entry of a reference list; with a locator the note, or the citation in the text.

    `checked`: the file is known to be a usable style.
    `whole_dates`: the day of a report is said where the file asks for its year alone. `place_as_page`: the locator
    stands where pages do, in words, because the file has no other place for it. `documents_as` and `letters_as`: see
    `Wants`.
    """

    path: Path
    checked: bool = False
    whole_dates: bool = False
    place_as_page: bool = False
    documents_as: str | None = None
    letters_as: str | None = None

    @property
    def source(self) -> Source:
        """The file, read when it is first needed; InvalidValue says what is wrong with it."""
        return read(self.path, checked=self.checked)

    def __call__(self, cited: Cited) -> Runs:
        """The citation; InvalidValue when the file asks for what citeproc-py cannot do."""
        points = bool(cited.locator)
        loaded = _loaded(self.source, cited.words.language)
        try:
            whole = self.whole_dates and not cited.suffix and not (points and self.source.in_text)
            with rendering(macros=loaded.macros, whole_date=whole, date_in_words=date_in_words(cited)):
                said = self._rendered(loaded, cited, points)
        except _FAILURES as error:
            raise InvalidValue(f"{self.source.name} cannot be used to cite {cited.record.id}: citeproc-py fails in it "
                               f"({type(error).__name__}: {str(error)[:200]})") from None  # fmt: skip
        return _linked(_runs(_finished(said, loaded)), cited.url)

    @property
    def _wants(self) -> Wants:
        source = self.source
        return Wants(circa_in_words=self.whole_dates or not source.knows_circa,
                     undated_in_words=self.whole_dates or not source.knows_undated,
                     place_as_page=self.place_as_page, documents_as=self.documents_as,
                     letters_as=self.letters_as)  # fmt: skip

    def _rendered(self, loaded: Any, cited: Cited, points: bool) -> str:
        source = BibliographySource()
        source.add(reference(cited, self._wants))
        bibliography = CitationStylesBibliography(loaded, source, FORMATTER)
        item = Item(KEY, **_locator(cited, own=not self.place_as_page))
        item["held"] = source[KEY]
        citation = Citation([item])
        bibliography.register(citation)
        listed = not (points or self.place_as_page) and loaded.has_bibliography()
        entry = "".join(str(entry) for entry in bibliography.bibliography() if entry) if listed else ""
        return entry or str(bibliography.cite(citation, lambda _: None))

    @property
    def lettered(self) -> Callable[[Callable[[], Iterable[Cited]]], Iterator[Cited]] | None:
        """How works of one author and year get their letters; None in styles that do not need them."""
        return _with_letters if self.source.has_letters else None


def _locator(cited: Cited, *, own: bool) -> dict[str, CslLocator]:
    """The locator for CSL. One that CSL has no word for, or whose word surrounds the number, is given whole."""
    if not cited.locator or not own:
        return {}
    first = cited.locator[0]
    if len(cited.locator) == 1 and first.label in LABELS and cited.words[first.label].endswith("{n}"):
        return {"locator": CslLocator(first.label, first.numbers)}
    return {"locator": CslLocator("custom", cited.place())}


@lru_cache(maxsize=LOADED)
def _loaded(source: Source, language: str) -> Any:
    """The style with the locales of a language."""
    made = load(source)
    set_locales(made.root, words_of(language))
    return made


def _finished(said: str, loaded: Any) -> str:
    """Punctuation where two elements meet: never twice, and within quotation marks where the locale has it so."""
    inside = (loaded.root.get_locale_option("punctuation-in-quote") or "false").lower() == "true"
    if inside:
        said = _MOVED.sub(_moved, said)
    said = _TWICE.sub(r"\1\2", said.replace(QUOTED, ""))
    return " ".join(_STOPPED.sub(r"\1", said).split())


def _moved(found: re.Match[str]) -> str:
    before, quote, marks, stop = found.groups()
    return f"{before or ''}{stop if before else ''}{quote}{marks}"


def _runs(said: str) -> Runs:
    """The text between marks, each piece with the looks that are open there."""
    looks: Counter[str] = Counter()
    runs = []
    for piece in _MARK.split(said):
        if piece in _OPENING:
            looks[_OPENING[piece]] += 1
        elif piece in _CLOSING:
            looks[_CLOSING[piece]] -= 1
        elif piece:
            held = {look: True for look, count in looks.items() if count % 2}
            runs.append(Run(text=piece, **held))  # type: ignore[arg-type]
    return tuple(runs)


def _linked(runs: Runs, url: str | None) -> Runs:
    """The address, wherever the style has put it, as a link."""
    if not url:
        return runs
    whole: list[Run] = []
    for run in runs:
        before, found, after = run.text.partition(url)
        if found:
            whole += [*_part(run, before), replace(run, text=url, href=url), *_part(run, after)]
        else:
            whole.append(run)
    return tuple(whole)


def _part(run: Run, text: str) -> Runs:
    return (replace(run, text=text),) if text else ()


def _with_letters(asked: Callable[[], Iterable[Cited]]) -> Iterator[Cited]:
    """Works of one author and year, in the order they are given, get a, b, c … (after z: aa, ab)."""
    shared = Counter(map(_author_and_year, asked()))
    seen: Counter[tuple[str, str]] = Counter()
    for cited in asked():
        key = _author_and_year(cited)
        if shared[key] > 1:
            yield replace(cited, suffix=letter(seen[key]))
            seen[key] += 1
        else:
            yield cited


def letter(number: int) -> str:
    """The letter of the work with this number from 0: a to z, then aa, ab and so on."""
    before, last = divmod(number, len(_LETTERS))
    return (letter(before - 1) if before else "") + _LETTERS[last]


def _author_and_year(cited: Cited) -> tuple[str, str]:
    made = reference(cited, Wants())
    names = "; ".join(str(name["literal"]) for name in made.get("author", ()))
    date = cited.borne if cited.resolution_number else cited.issued or cited.borne
    return names or str(made["title"]), (date or "")[:4]
