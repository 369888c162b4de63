"""Tokens of a text: words where blanks part them, overlapping pairs where they do not.

Chinese and Japanese are written without blanks, and PDFs put blanks and line breaks anywhere inside their words: a
run of them is read as if the white space in it were not there, and yields each two neighbouring characters. Thai,
Lao, Khmer and Burmese yield pairs of clusters, that is of letters with their marks and subscripts; a line end does
not part their runs, but their blanks do. Korean yields pairs of syllables, so that a noun is found under its
particles. The last unit of a run also stands alone, so that every unit begins some token and a single character can
be found by prefix. A word that a hyphen divides at a line end stands whole, with its parts beside it. A Hebrew
abbreviation is one word (צה״ל), as are a Cyrillic word with an apostrophe (м'який) and il·lusió in Catalan.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from operator import add
from typing import Literal

import regex

from index.analysis.clusters import LETTERS, MARKS, clusters, placed_clusters
from index.analysis.fold import CYRILLIC_MARKS, HEBREW_MARKS, INVISIBLE, fold_word, simplify, spellings
from index.analysis.plain import stretches
from index.analysis.plain import words as plain_words

Kind = Literal["word", "pair", "single"]


@dataclass(frozen=True, slots=True)
class Token:
    """A folded form at a position. Tokens that share a position are alternatives of one another."""

    text: str
    position: int
    start: int
    end: int
    kind: Kind


_HAN_KANA = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}ーｰ々〆"
_HAN_UNIT = rf"[{_HAN_KANA}][\p{{M}}\uFF9E\uFF9F]*+"  # with voicing marks and variation selectors
_HANGUL = r"\p{Hangul}&&\p{L}"
_APOSTROPHES = r"\u0374\u02B9-\u02BF"  # letters to Unicode, but typed for ' and ’, which part words
_NO_WORD = rf"[{_HAN_KANA}{_APOSTROPHES}\uFF9E\uFF9F][{LETTERS}][{_HANGUL}]"
_MORE = rf"[[\p{{L}}\p{{M}}\p{{N}}{INVISIBLE}]--[{_NO_WORD}]]*+"
_BLANK = rf"[\t\p{{Zs}}{INVISIBLE}]*+"
_CLUSTERS = rf"[{LETTERS}][[{LETTERS}]{MARKS}{INVISIBLE}]*+"
_HEBREW = r"\u05D0-\u05EA\u05B0-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7"
_ABBREVIATION = (  # geresh or gershayim in a word; but after attached letters, as in ב"הארץ", a quotation begins
    rf"(?<=[{_HEBREW}])(?:[{HEBREW_MARKS}]|''|’’)(?=[א-ת])"
    rf"(?:(?<!(?<![\p{{L}}\p{{M}}\p{{N}}])[הובלמשכ]{{1,3}}[{HEBREW_MARKS}]{{1,2}})|(?=[א-ת](?![{_HEBREW}])))"
)
_APOSTROPHE = rf"(?<=\p{{Cyrillic}})[{CYRILLIC_MARKS}](?=\p{{Cyrillic}})"
_AT_MOST = "{0,100000}+"  # parts of one token: `regex` runs out of memory at two million, and then nothing is indexed

_TOKEN = regex.compile(
    r"(?P<word>[A-Za-z]++(?=[ ,.;:)\n])"  # what the next line reads too, but in half the time: most words of English
    rf"|[[\p{{L}}\p{{N}}]--[{_NO_WORD}]]{_MORE}"
    r"(?:(?:(?<=\p{Nd})[.,٫٬](?=\p{Nd})|(?:(?<=[\p{L}\p{M}])[-‐]|(?<=\u00AD))\n[ \t]*+(?=\p{Ll})"
    rf"|{_ABBREVIATION}|{_APOSTROPHE}|(?<=[lL])·(?=[lL])){_MORE}){_AT_MOST})"
    rf"|(?P<han>{_HAN_UNIT}(?:{_BLANK}(?:\n{_BLANK})?+{_HAN_UNIT}){_AT_MOST})"
    rf"|(?P<clusters>{_CLUSTERS}(?:{_BLANK}\n{_BLANK}{_CLUSTERS}){_AT_MOST})"
    rf"|(?P<hangul>[{_HANGUL}][[{_HANGUL}]\p{{M}}]*+)",
    regex.VERSION1,
)
_UNIT = regex.compile(r"(?!\s)\X")

_FOLDED_ALREADY = regex.compile(r"[ぁ-ゖァ-ヺー-ヾ\u3400-\u4DBF\u4E00-\u9FFF가-힣]+")
REMEMBERED = 65_536
"""Words whose forms, stems and grams are kept for the next time: the most frequent ones of several languages. The
forms take some 20 MB."""
_LINE_END_HYPHEN = regex.compile(r"[-‐\u00AD]\n[ \t]*+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def analyse(text: str) -> list[Token]:
    """All tokens of a document's text, in order."""
    tokens: list[Token] = []
    position = 0
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "word":
            found = _words(match.group(), position, match.start())
        else:
            units = placed_clusters if match.lastgroup == "clusters" else _placed_units
            found = _run(units(match.group()), position, match.start())
        if found:
            tokens += found
            position = found[-1].position + 1
    return tokens


def analyse_query(text: str) -> list[Token]:
    """The tokens to seek for a query's words: as `analyse`, but the last unit of a longer run does not stand alone."""
    tokens = analyse(text)
    ends_of_pairs = {token.end for token in tokens if token.kind == "pair"}
    return [token for token in tokens if token.kind != "single" or token.end not in ends_of_pairs]


def terms(text: str) -> tuple[dict[str, list[int]], int]:
    """Each form with its positions in ascending order, and the length of the text in positions.

    The same as `analyse` gives, but without offsets and so in a third of the time.
    """
    found: Places = defaultdict(list)
    position = 0
    for start, end, plain in stretches(text):
        lines = text[start:end]
        read = _other_terms if not plain else _ascii_terms if lines.isascii() else _plain_terms
        position = read(lines, position, found)
    return dict(found), position


Places = defaultdict[str, list[int]]


def _ascii_terms(text: str, position: int, found: Places) -> int:
    """Put the forms of plain lines with their positions into `found`; returns the position after the last.

    Where all is ASCII, all can be folded before it is cut.
    """
    words = plain_words(_THOUSANDS.sub("", text.lower()))
    for at, word in enumerate(words, position):
        found[word].append(at)
    return position + len(words)


def _plain_terms(text: str, position: int, found: Places) -> int:
    """The same of plain lines in any alphabet.

    Every word of them folds to something, so that words and positions can be counted before folding.
    """
    words = plain_words(text)
    places: Places = defaultdict(list)
    for at, word in enumerate(words, position):
        places[word].append(at)
    for word, at_word in places.items():
        for form in forms_of(word):
            held = found[form]
            unordered = bool(held) and held[-1] > at_word[0]
            held += at_word
            if unordered:
                held.sort()
    return position + len(words)


def _other_terms(text: str, position: int, found: Places) -> int:
    """The same of lines that are not plain."""
    for match in _TOKEN.finditer(text):
        source = match.group()
        if match.lastgroup == "word":
            forms = _forms_of_divided(source) if "\n" in source else forms_of(source)
            for form in forms:
                found[form].append(position)
            position += bool(forms)
        else:
            units = _folded_clusters(source) if match.lastgroup == "clusters" else _folded_units(source)
            for at, pair in enumerate(map(add, units, units[1:]), position):
                found[pair].append(at)
            position += len(units)
            if units:
                found[units[-1]].append(position - 1)
    return position


def words_and_runs(text: str) -> tuple[Counter[str], list[str]]:
    """The words of a text as written with their counts, and its runs of Thai, Lao, Khmer and Burmese."""
    words: list[str] = []
    runs: list[str] = []
    for start, end, plain in stretches(text):
        if plain:
            words += plain_words(text[start:end])
        else:
            _add_words_and_runs(text[start:end], words, runs)
    return Counter(words), runs


def _add_words_and_runs(text: str, words: list[str], runs: list[str]) -> None:
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "word":
            words.append(undivided(match.group()))
        elif match.lastgroup == "clusters":
            runs.append(match.group())


def runs(text: str) -> Iterator[tuple[int, str]]:
    """Where each run of Thai, Lao, Khmer or Burmese starts in a text, and the run."""
    return ((match.start(), match.group()) for match in _TOKEN.finditer(text) if match.lastgroup == "clusters")


def _words(source: str, position: int, offset: int) -> list[Token]:
    return [
        Token(form, position, offset + start, offset + end, "word")
        for forms, start, end in _pieces(source)
        for form in forms
    ]


def _run(units: Iterable[tuple[str, int, int]], position: int, offset: int) -> list[Token]:
    """The pairs of a run, and its last unit alone."""
    folded = [(form, offset + start, offset + end) for unit, start, end in units if (form := _fold_unit(unit))]
    tokens = [
        Token(one + two, position + at, start, end, "pair")
        for at, ((one, start, _), (two, _, end)) in enumerate(pairwise(folded))
    ]
    if folded:
        last, start, end = folded[-1]
        tokens.append(Token(last, position + len(folded) - 1, start, end, "single"))
    return tokens


def _placed_units(run: str) -> Iterator[tuple[str, int, int]]:
    return ((match.group(), match.start(), match.end()) for match in _UNIT.finditer(run))


def _folded_units(source: str) -> Sequence[str]:
    squeezed = "".join(source.split())
    if _FOLDED_ALREADY.fullmatch(squeezed):
        return simplify(squeezed)
    return [unit for part in _UNIT.findall(source) if (unit := _fold_unit(part))]


def _folded_clusters(source: str) -> list[str]:
    return [folded for unit in clusters(source) if (folded := _fold_unit(unit))]


def _pieces(word: str) -> list[tuple[tuple[str, ...], int, int]]:
    """The forms of a word with their offsets in it.

    Of a word that a line end divides also those of its parts: it may be one word (inter-national) or two
    (anti-personnel).
    """
    if "\n" not in word:
        return [(forms_of(word), 0, len(word))]
    pieces = [(forms_of(undivided(word)), 0, len(word))]
    start = 0
    for hyphen in _LINE_END_HYPHEN.finditer(word):
        pieces.append((forms_of(word[start : hyphen.start()]), start, hyphen.start()))
        start = hyphen.end()
    return [*pieces, (forms_of(word[start:]), start, len(word))]


def undivided(word: str) -> str:
    """A word as written, without what divides it at a line end."""
    return _LINE_END_HYPHEN.sub("", word) if "\n" in word else word


def _forms_of_divided(word: str) -> tuple[str, ...]:
    """The forms of a word that a line end divides and of its parts, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(forms for forms, _, _ in _pieces(word))))


@lru_cache(maxsize=REMEMBERED)
def forms_of(word: str) -> tuple[str, ...]:
    """The folded forms of a word as written, alternatives of one another; none where nothing is left of it."""
    folded = fold_word(word)
    if "," in folded:
        folded = _THOUSANDS.sub("", folded)
    return spellings(folded) if folded else ()


@lru_cache(maxsize=20_000)
def _fold_unit(unit: str) -> str:
    return fold_word(unit)
