"""Recognition: the text of pages that are pictures, by the program Tesseract where the machine has it.

The languages are those that a person names; otherwise a first look tells the script of a page, and it is read in the
languages of that script that are installed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from archive.errors import ExtractionFailed
from archive.extract.ocr import tesseract
from archive.extract.ocr.languages import of_every_script, of_script, script_of, tesseract_name
from archive.extract.ocr.picture import Picture
from archive.extract.ocr.spacing import joined
from archive.extract.ocr.tesseract import Word

SURE = 70
"""Mean confidence of a page that was read in its language: 85 to 96, against 9 to 68 in another one
(one page in each of five languages, tests/archive/extract/ocr)."""
SOME, SLACK = 50, 10
"""A document whose first page reads with 50 to 70 in every way is a bad copy: what is at most 10 worse will do."""
LONGEST = 3_000
"""Seconds for all pages of a document, about a thousand of them: after 3,600 a reader is stopped, and its text lost."""
NO_TEXT = 40
"""Mean confidence of a line below which it is no text: strokes of a drawing, noise."""


def not_installed(languages: Sequence[str]) -> tuple[str, ...]:
    """Those of these languages (BCP 47) that the machine has no data for; all when it has no Tesseract."""
    return tuple(tag for tag in languages if tesseract_name(tag) not in tesseract.installed())


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What was read on a page: its paragraphs, in which languages, and how sure the program is (0 to 100)."""

    paragraphs: tuple[str, ...]
    languages: tuple[str, ...]
    confidence: float


@dataclass(slots=True)
class Recogniser:
    """Reads the pages of one document, and remembers in which languages it did."""

    wished: tuple[str, ...] = ()
    unread: list[str] = field(default_factory=list)
    _usual: tuple[str, ...] = ()
    _enough: float = SURE
    _since: float | None = None
    _used: list[str] = field(default_factory=list)

    @property
    def hindrance(self) -> str | None:
        """Why no page can be read, None when one can: no Tesseract, no data for any language wished, no time left."""
        if tesseract.version() is None:
            return "not recognised: Tesseract is not installed"
        if self._since is not None and time.monotonic() - self._since > LONGEST:
            return f"not recognised: the pages before took more than {LONGEST // 60} minutes"
        if self._named() or (not self.wished and of_every_script(tesseract.installed())):
            return None
        return f"not recognised: Tesseract has no data for {', '.join(self.wished) or 'any language'}"

    @property
    def by(self) -> str | None:
        """The engine, its version and the languages used: `tesseract 5.3.0 eng+rus`; None when nothing was read."""
        if not self._used:
            return None
        missing = not_installed(self.wished)
        return f"tesseract {tesseract.version()} {'+'.join(self._used)}" + (
            f" (not installed: {', '.join(missing)})" if missing else ""
        )

    def attempt(self, draw: Callable[[], Picture], number: int) -> tuple[str, ...] | None:
        """The paragraphs of a page, None when it cannot be read; why is noted in `unread`. Errors of `draw` pass."""
        reason = self.hindrance
        if reason is None:
            picture = draw()
            try:
                return self.read(picture)
            except ExtractionFailed as error:
                reason = f"page {number}: {error}"
        if reason not in self.unread:
            self.unread.append(reason)
        return None

    def read(self, picture: Picture) -> tuple[str, ...]:
        """The paragraphs of a page, none when there is no text on it. ExtractionFailed when the program fails."""
        self._since = self._since or time.monotonic()
        if picture.is_blank:
            return ()
        found = self._best(picture)
        self._used += [name for name in found.languages if name not in self._used]
        if found.confidence >= SOME:
            enough = min(SURE, found.confidence - SLACK)
            self._enough = max(self._enough, enough) if self._usual else enough
            self._usual = found.languages
        return found.paragraphs

    def _named(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(
            name for name in map(tesseract_name, self.wished) if name in tesseract.installed()
        ))  # fmt: skip

    def _best(self, picture: Picture) -> Recognised:
        """The page read in one way after another, until one is sure enough; else the surest."""
        tried: list[Recognised] = []
        for upright, languages in self._ways(picture):
            found = _recognised(upright, languages)
            if len(languages) > 1 and languages == of_every_script(tesseract.installed()):
                found = max(found, _recognised_in_its_script(upright, found), key=_surest)
            tried.append(found)
            if found.confidence >= self._enough:
                return found
        return max(tried, key=_surest)

    def _ways(self, picture: Picture) -> Iterator[tuple[Picture, tuple[str, ...]]]:
        """As wished or as the page before; turned as it looks, in the languages of its script; in every script."""
        named = self._named()
        known = named or self._usual
        if known:
            yield picture, known
        looks = tesseract.looks(picture)
        upright = picture.turned(looks.turn) if looks and looks.turn else picture
        likely = named or (of_script(looks.script, tesseract.installed()) if looks else ())
        if likely and (upright is not picture or likely != known):
            yield upright, likely
        every = of_every_script(tesseract.installed())
        if not named and every not in (known, likely):
            yield upright, every


def _surest(found: Recognised) -> float:
    return found.confidence


def _recognised_in_its_script(picture: Picture, found: Recognised) -> Recognised:
    """A page that was read in every script, read again in the one that most of its letters turned out to be of."""
    script = script_of("".join(found.paragraphs))
    languages = of_script(script, tesseract.installed()) if script else ()
    return _recognised(picture, languages) if languages else found


def _recognised(picture: Picture, languages: tuple[str, ...]) -> Recognised:
    words = tesseract.words(picture, languages)
    lines = [[*line] for _, line in groupby(words, lambda word: (word.paragraph, word.line))]
    legible = [line for line in lines if _confidence(line) >= NO_TEXT]
    paragraphs = tuple(_paragraphs(legible))
    return Recognised(
        paragraphs=paragraphs, languages=languages, confidence=_confidence([word for line in lines for word in line])
    )


def _confidence(words: Sequence[Word]) -> float:
    """The mean over the characters; 0 when there are none."""
    length = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / length if length else 0.0


def _paragraphs(lines: Sequence[Sequence[Word]]) -> Iterator[str]:
    for _, group in groupby(lines, lambda line: line[0].paragraph):
        yield "\n".join(joined([word.text for word in line]) for line in group)
