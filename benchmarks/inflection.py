"""How well another form of a word is found: `python -m benchmarks.inflection`.

All articles of the Universal Declaration and 210 of Firefox's messages in each of 78 languages lie in one archive, each
a document (`python -m benchmarks.languages --fetch` gets them). A question is a single form of a word: documents are
right that hold another form of it, and none of them holds the form that is asked for. The language of the question is
not said. Forms come from simplemma's dictionaries (the package `simplemma`, MIT), for Azerbaijani, Kazakh and Uzbek
from the endings below.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean

from benchmarks import language_texts
from benchmarks.language_texts import DECLARATION_OF, FIREFOX_OF
from benchmarks.places import DECLARATIONS
from benchmarks.report import CannotMeasure, Section, Table, text_of
from index.analysis import analyse
from index.analysis.derive import derived
from index.engine import Document, SearchEngine
from index.engines import open_engine
from index.fields import GRAM, STEM
from index.parse import parse
from index.results import Request
from index.rewrite import Bridge, rewrite

IN_DICTIONARIES = tuple("en ru fr es de tr uk pl fi hu it pt hy ka fa cs bg ro sv nl id lt".split())
MESSAGES_A_LANGUAGE = 210
QUESTIONS_A_LANGUAGE = 60
MOST_RIGHT = 6
"""A word in more documents than that is no question: hardly any answer is wrong."""
SHORTEST = 4
DEPTH = 10
LONGEST_ENDING = 9

@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document of the benchmark."""

    language: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A form of a word, its language, and the documents that hold another form."""

    form: str
    language: str
    right: frozenset[int]


@cache
def texts() -> tuple[Text, ...]:
    """The articles of the Declaration, then Firefox's messages."""
    if not DECLARATIONS.is_dir() or not language_texts.FIREFOX.is_dir():
        raise CannotMeasure("the texts are not here: get them by `python -m benchmarks.languages --fetch`")
    articles = (
        (tag, "\n".join(article)) for tag in DECLARATION_OF for article in language_texts.sections(tag).values()
    )
    messages = ((tag, message) for tag in FIREFOX_OF for message in _messages(tag))
    return tuple(Text(language=tag, text=text) for tag, text in (*articles, *messages))


def _messages(tag: str) -> list[str]:
    return language_texts.sample(language_texts.firefox(tag), MESSAGES_A_LANGUAGE)


@cache
def questions() -> dict[str, list[Asked]]:
    """The questions of each language."""
    dictionaries = {tag: _from_dictionary(tag) for tag in IN_DICTIONARIES}
    return dictionaries | {tag: _from_endings(tag) for tag in _DECLENSIONS}


def _words(tag: str) -> dict[int, set[str]]:
    """The words of each document of a language, in small letters."""
    return {
        number: {text.text[token.start : token.end].lower() for token in analyse(text.text) if token.kind == "word"}
        for number, text in enumerate(texts()) if text.language == tag
    }  # fmt: skip


def _from_dictionary(tag: str) -> list[Asked]:
    forms = _dictionary(tag)
    holding: defaultdict[str, set[int]] = defaultdict(set)
    words = _words(tag)
    for number, held in words.items():
        for word in held:
            if _is_asked(word) and word in forms:
                holding[forms[word]].add(number)
    few = {lemma: found for lemma, found in holding.items() if len(found) <= MOST_RIGHT}
    others: defaultdict[str, list[str]] = defaultdict(list)
    for form, lemma in forms.items():
        if lemma in few and _is_asked(form):
            others[lemma].append(form)
    return _chosen(
        (tag, lemma, others[lemma], found, words) for lemma, found in few.items() if len(others[lemma]) > 2
    )


@cache
def _dictionary(tag: str) -> dict[str, str]:
    try:
        from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
    except ImportError:
        raise CannotMeasure("the dictionaries are not here: pip install simplemma") from None
    return dict(DefaultDictionaryFactory().get_dictionary(tag).items())


def _is_asked(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha() and word == word.lower()


def _chosen(words: Iterable[tuple[str, str, list[str], set[int], dict[int, set[str]]]]) -> list[Asked]:
    """One form of each word that none of its documents holds; the words and the forms by their SHA-256."""
    asked: list[Asked] = []
    for tag, _, forms, found, held in sorted(words, key=lambda word: _order(word[1])):
        present = set().union(*(held[number] for number in found))
        absent = sorted((form for form in forms if form not in present), key=_order)
        if absent and len(asked) < QUESTIONS_A_LANGUAGE:
            asked.append(Asked(form=absent[0], language=tag, right=frozenset(found)))
    return asked


def _order(word: str) -> bytes:
    return hashlib.sha256(word.encode()).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Declension:
    """Nouns and the endings that follow them.

    Capitals in an ending stand for a letter that the noun's last vowel (A, I, G, by `harmony`) or its last letter (L,
    by `joining`) chooses; `softened` is its last letter before a vowel.
    """

    nouns: str
    endings: str
    harmony: Mapping[str, Mapping[str, str]]
    joining: Mapping[str, str]
    softened: Mapping[str, str]

    def forms(self, noun: str) -> tuple[str, ...]:
        """Every form of a noun."""
        vowels = next((self.harmony[letter] for letter in reversed(noun) if letter in self.harmony), {})
        chosen = str.maketrans({**vowels, "L": self.joining.get(noun[-1], "л")})
        return tuple(noun + ending.translate(chosen) for ending in self.endings.split())

    def stems(self, noun: str) -> tuple[str, ...]:
        """How its forms may begin."""
        return noun, noun[:-1] + self.softened.get(noun[-1], noun[-1])


def _harmony(*kinds: tuple[str, str, str]) -> dict[str, dict[str, str]]:
    return {vowel: dict(zip(capitals, chosen, strict=True)) for vowels, capitals, chosen in kinds for vowel in vowels}


_DECLENSIONS = {
    "az": Declension(
        nouns="insan hüquq azadlıq şəxs cinayət ölkə nikah əmlak din fikir yığıncaq hökumət seçki məktəb uşaq ana"
              " sığınacaq mədəniyyət sağlamlıq mənzil müdafiə cəmiyyət dövlət ərazi valideyn təhsil qadın millət"
              " ləyaqət vəzifə dəyər qanun məhkəmə",
        endings="lAr lArI lArIn lArdA lArdAn lArInA dA dAn lArlA",
        harmony=_harmony(("aıou", "AI", "aı"), ("əeiöü", "AI", "əi")),
        joining={},
        softened={"q": "ğ", "k": "y"},
    ),
    "kk": Declension(
        nouns="адам құқық бостандық мемлекет бала отбасы халық заң сот қоғам мүлік білім еңбек тұлға ана мектеп ел"
              " мәдениет ғылым өкімет неке дін пікір",
        endings="LAр LAрI LAрдIң LAрдI LAрдA LAрдAн LAрGA",
        harmony=_harmony(("аоұыя", "AIG", "аығ"), ("еәөүіи", "AIG", "еіг")),
        joining=dict.fromkeys("лмнңзж", "д") | dict.fromkeys("пфкқтсшщхцч", "т"),
        softened={"п": "б", "к": "г", "қ": "ғ"},
    ),
    "uz": Declension(
        nouns="inson huquq erkinlik shaxs davlat bola oila xalq qonun sud jamiyat mulk bilim mehnat ona maktab nikoh"
              " din fikr hukumat madaniyat fan millat",
        endings="lar lari larni larda lardan larga da dan ning",
        harmony={},
        joining={},
        softened={},
    ),
}  # fmt: skip
FORMS_A_NOUN = 3


def _from_endings(tag: str) -> list[Asked]:
    declension, words = _DECLENSIONS[tag], _words(tag)
    asked = []
    for noun in declension.nouns.split():
        stems = declension.stems(noun)
        right = frozenset(
            number for number, held in words.items()
            if any(word.startswith(stems) and len(word) <= len(noun) + LONGEST_ENDING for word in held)
        )  # fmt: skip
        present = set().union(*(words[number] for number in right))
        absent = sorted((form for form in declension.forms(noun) if form not in present), key=_order)
        asked += [Asked(form=form, language=tag, right=right) for form in absent[:FORMS_A_NOUN] if right]
    return asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of one language: the mean share of the right documents in the first ten, and the mean reciprocal rank."""

    recall: float
    rank: float


def figures(engine: SearchEngine, bridge: Bridge) -> dict[str, Figures]:
    """The figures of each language."""
    found = {}
    for tag, asked in questions().items():
        recalls, ranks = zip(*(_answered(engine, one, bridge) for one in asked), strict=True)
        found[tag] = Figures(recall=fmean(recalls), rank=fmean(ranks))
    return found


def _answered(engine: SearchEngine, asked: Asked, bridge: Bridge) -> tuple[float, float]:
    """Recall and reciprocal rank of one question in the first ten."""
    page = engine.search(Request(lookup=rewrite(parse(asked.form), bridge=bridge), limit=DEPTH)).page
    at = [place for place, match in enumerate(page) if int(match.id) in asked.right]
    return len(at) / min(DEPTH, len(asked.right)), 1 / (at[0] + 1) if at else 0.0


def documents(*, bridged: bool) -> Iterator[Document]:
    """The archive, with what leads to other forms or without."""
    for number, one in enumerate(texts()):
        stems, grams = derived(one.text, [(0, len(one.text), one.language)]) if bridged else ({}, {})
        yield Document(id=str(number), seq=number + 1, texts={"text": one.text}, counts={STEM: stems, GRAM: grams},
                       facets={"language": (one.language,)})  # fmt: skip


@contextmanager
def index(folder: Path, *, bridged: bool) -> Iterator[SearchEngine]:
    """An index of the archive on the disk."""
    engine = open_engine("whoosh", folder)
    with engine.writer(seq=len(texts())) as writer:
        for document in documents(bridged=bridged):
            writer.add(document)
    try:
        yield engine
    finally:
        engine.close()


STEPS: dict[str, Bridge] = {
    "words": Bridge(languages=(), stem_weight=0, gram_weight=0, kin_weight=0),
    "with stems": Bridge(languages=tuple(DECLARATION_OF), gram_weight=0, kin_weight=0),
    "with kin": Bridge(languages=tuple(DECLARATION_OF), stem_weight=0, gram_weight=0),
    "with stems and kin": Bridge(languages=tuple(DECLARATION_OF)),
}


def run() -> Section:
    """Ask all questions, and weigh the index against one of words alone."""
    sizes = {}
    with tempfile.TemporaryDirectory() as folder:
        with index(Path(folder) / "plain", bridged=False):
            sizes["plain"] = _size(Path(folder) / "plain")
        with index(Path(folder) / "bridged", bridged=True) as engine:
            sizes["bridged"] = _size(Path(folder) / "bridged")
            steps = {name: figures(engine, bridge) for name, bridge in STEPS.items()}
    ratio = sizes["bridged"] / sizes["plain"]
    means = {name: _means(found) for name, found in steps.items()}
    return Section(
        name="inflection",
        figures={"size_ratio": ratio, "means": means},
        tables=[_table(steps), _mean_table(means, ratio)],
    )


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _means(found: Mapping[str, Figures]) -> dict[str, tuple[float, float]]:
    return {
        title: (fmean(found[tag].recall for tag in tags), fmean(found[tag].rank for tag in tags))
        for title, tags in {
            f"{len(IN_DICTIONARIES)} with a dictionary": IN_DICTIONARIES,
            "without a stemmer": UNSTEMMED,
            "all": tuple(found),
        }.items()
    }  # fmt: skip


UNSTEMMED = ("uk", "bg", "ka", "kk", "uz")


def _mean_table(means: Mapping[str, Mapping[str, tuple[float, float]]], ratio: float) -> Table:
    titles = list(next(iter(means.values())))
    rows = [[name, *(_pair(*by_title[title]) for title in titles)] for name, by_title in means.items()]
    return Table(title="Recall in the first ten / mean reciprocal rank, means over languages", columns=["", *titles],
                 rows=rows, notes=[f"The index is {ratio:.2f} times as large as one of words alone."])  # fmt: skip


def _table(steps: Mapping[str, Mapping[str, Figures]]) -> Table:
    tags = list(next(iter(steps.values())))
    rows = [[tag, *(_pair(found[tag].recall, found[tag].rank) for found in steps.values())] for tag in tags]
    return Table(title=f"Another form of a word among {len(texts()):,} documents", columns=["", *steps], rows=rows)


def _pair(recall: float, rank: float) -> str:
    return f"{recall:.3f} / {rank:.3f}"


def main() -> int:
    """Measure."""
    try:
        section = run()
    except CannotMeasure as error:
        print(f"inflection: {error}", file=sys.stderr)
        return 1
    print(*map(text_of, section.tables), sep="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
