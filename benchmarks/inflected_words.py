"""Questions for another form of a word than documents hold: `benchmarks.inflection` asks them.

The documents are all articles of the Universal Declaration and 210 of Firefox's messages in each of 78 languages. Forms
of words come from simplemma's dictionaries (the package `simplemma`, MIT), for Azerbaijani, Kazakh and Uzbek from the
endings below.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from benchmarks import language_texts
from benchmarks.language_texts import DECLARATION_OF, FIREFOX_OF
from benchmarks.places import DECLARATIONS
from benchmarks.report import CannotMeasure
from index.analysis import analyse

IN_DICTIONARIES = tuple("en ru fr es de tr uk pl fi hu it pt hy ka fa cs bg ro sv nl id lt".split())
MESSAGES_A_LANGUAGE = 210
QUESTIONS_A_LANGUAGE = 60
MOST_RIGHT = 6
"""A word in more documents than that is no question: hardly any answer is wrong."""
SHORTEST = 4
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
