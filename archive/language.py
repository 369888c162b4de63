"""Language: a tag for each passage and the share of each language in the document.

Scripts that one language writes decide by themselves; Han is Japanese where kana stand among it, else Chinese.
Latin, Cyrillic, Arabic and Devanagari are read by langdetect, seeded, a script's run at a time. What langdetect
knows no profile for and a letter gives away (Azerbaijani ə, Kazakh қ) is told by the letter. A passage with too
few letters takes the language that the document has in its script, and is `und` where it has none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

import regex

from archive.record import LanguageShare, Passage

UNDETERMINED = "und"
RULE = "langdetect-by-script/1"
SEED = 0

ENOUGH_LETTERS = 25
"""Below this langdetect is confidently wrong as often as right (it takes "ok" for Slovak at .99999)."""
SURE = 0.80
READ_AT_MOST = 400
"""Letters of one passage that langdetect reads; more does not change its answer."""
LEAST_SHARE = 0.03
LEAST_LETTERS = 100
"""A language beside the main one is listed from this many letters, or from a fifth of the document: less is a masthead
or a name that looks foreign. Mastheads of the corpus have 30 to 90 letters."""
WIDE_LETTER = 2.5
"""A Chinese or Japanese character says about as much as this many letters of an alphabet."""
KANA_SHARE = 0.05

_ONE_LANGUAGE_SCRIPTS = {
    "Armenian": "hy", "Georgian": "ka", "Greek": "el", "Hebrew": "he", "Hangul": "ko", "Thai": "th", "Lao": "lo",
    "Khmer": "km", "Myanmar": "my", "Ethiopic": "am", "Tamil": "ta", "Telugu": "te", "Kannada": "kn",
    "Malayalam": "ml", "Gujarati": "gu", "Gurmukhi": "pa", "Bengali": "bn", "Sinhala": "si", "Oriya": "or",
    "Tibetan": "bo", "Mongolian": "mn",
}  # fmt: skip
_READ_SCRIPTS = ("Latin", "Cyrillic", "Arabic", "Devanagari")
_SCRIPTS = ("Han", "Kana", *_READ_SCRIPTS, *_ONE_LANGUAGE_SCRIPTS)


def _pattern(script: str) -> str:
    letters = r"[\p{Hiragana}\p{Katakana}]" if script == "Kana" else rf"\p{{{script}}}"
    return rf"(?P<{script}>(?:{letters}(?:[\p{{M}}\p{{Zs}}\p{{P}}\n\t]*+(?={letters}))?)+)"


@cache
def _runs() -> regex.Pattern[str]:
    return regex.compile("|".join(map(_pattern, _SCRIPTS)))


_LETTER = regex.compile(r"\p{L}")
_TELLING_LETTERS = (
    ("Latin", regex.compile("[əƏ]"), "az"),
    ("Cyrillic", regex.compile("[әғқңұһӘҒҚҢҰҺ]"), "kk"),
)
TELLING_SHARE = 0.01

_LANGUAGES_OF_SCRIPT = {
    "Latin": frozenset(
        "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw tl tr vi".split()
    ),
    "Cyrillic": frozenset("bg mk ru uk".split()),
    "Arabic": frozenset("ar fa ur".split()),
    "Devanagari": frozenset("hi mr ne".split()),
}  # fmt: skip


def identify_languages(
    text: str, passages: tuple[Passage, ...]
) -> tuple[tuple[Passage, ...], tuple[LanguageShare, ...]]:
    """The passages with their tags, and the languages of the document with their shares, largest first."""
    runs = [_by_script(text[passage.start : passage.end]) for passage in passages]
    han = _language_of_han(runs)
    habits = _habits(runs)
    shares = _shares(_weights(of_passage, habits, han) for of_passage in runs)
    listed = {share.tag for share in shares}
    tagged = tuple(
        replace(passage, language=_leading(_settled(_weights(of_passage, habits, han), habits, listed)))
        for passage, of_passage in zip(passages, runs, strict=True)
    )
    return tagged, shares


def _settled(weights: Mapping[str, float], habits: Mapping[str, str], listed: set[str]) -> dict[str, float]:
    """A passage's letters with what was taken for a language the document is not in given to its script's usual one."""
    settled: defaultdict[str, float] = defaultdict(float)
    for tag, letters in weights.items():
        script = next((script for script, tags in _LANGUAGES_OF_SCRIPT.items() if tag in tags), "")
        usual = habits.get(script, tag)
        settled[usual if tag not in listed and usual in listed else tag] += letters
    return dict(settled)


def overrule(
    passages: tuple[Passage, ...], tags: tuple[str, ...], *, basis: Any
) -> tuple[tuple[Passage, ...], tuple[LanguageShare, ...]]:
    """The languages as a person or a sidecar states them: equal shares, and every passage in the only language given.

    With several languages a passage keeps its detected tag when that is among them, and is `und` otherwise.
    """
    shares = tuple(LanguageShare(tag=tag, share=round(1 / len(tags), 3), basis=basis) for tag in tags)
    kept = {passage.language for passage in passages} & set(tags)
    tagged = tuple(
        replace(passage, language=tags[0] if len(tags) == 1 else passage.language if passage.language in kept
                else UNDETERMINED)
        for passage in passages
    )  # fmt: skip
    return tagged, shares


def _by_script(text: str) -> dict[str, str]:
    """The runs of each script in a passage, joined by blanks."""
    runs: defaultdict[str, list[str]] = defaultdict(list)
    for match in _runs().finditer(text):
        runs[match.lastgroup or ""].append(match.group())
    return {script: " ".join(parts) for script, parts in runs.items()}


def _letters(run: str) -> int:
    return len(_LETTER.findall(run))


def _language_of_han(runs: Iterable[Mapping[str, str]]) -> str:
    counts: Counter[str] = Counter()
    for of_passage in runs:
        counts.update({script: _letters(of_passage.get(script, "")) for script in ("Han", "Kana")})
    return "ja" if counts["Kana"] > KANA_SHARE * counts.total() else "zh"


def _habits(runs: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """For each script that several languages write, the one that most of the document's letters in it are in."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for of_passage in runs:
        for script in _READ_SCRIPTS:
            run = of_passage.get(script, "")
            tag = _read(script, run) if run else UNDETERMINED
            if tag != UNDETERMINED:
                counts[script][tag] += _letters(run)
    return {script: max(sorted(found), key=lambda tag: found[tag]) for script, found in counts.items()}


def _weights(runs: Mapping[str, str], habits: Mapping[str, str], han: str) -> dict[str, float]:
    """Letters of a passage by language."""
    weights: defaultdict[str, float] = defaultdict(float)
    for script, run in runs.items():
        if script in ("Han", "Kana"):
            weights[han] += WIDE_LETTER * _letters(run)
        elif script in _ONE_LANGUAGE_SCRIPTS:
            weights[_ONE_LANGUAGE_SCRIPTS[script]] += _letters(run)
        else:
            tag = _read(script, run)
            weights[habits.get(script, UNDETERMINED) if tag == UNDETERMINED else tag] += _letters(run)
    return dict(weights)


def _leading(weights: Mapping[str, float]) -> str:
    return max(sorted(weights), key=lambda tag: weights[tag]) if any(weights.values()) else UNDETERMINED


def _shares(weights: Iterable[Mapping[str, float]]) -> tuple[LanguageShare, ...]:
    totals: Counter[str] = Counter()
    for weighed in weights:
        totals.update(weighed)
    whole = totals.total()
    ranked = sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        LanguageShare(tag=tag, share=round(letters / whole, 3), rule=RULE)
        for rank, (tag, letters) in enumerate(ranked)
        if tag != UNDETERMINED and letters and (rank == 0 or _counts(letters, letters / whole))
    )


def _counts(letters: float, share: float) -> bool:
    return share >= 0.2 or (share >= LEAST_SHARE and letters >= LEAST_LETTERS)


@lru_cache(maxsize=4096)
def _read(script: str, run: str) -> str:
    """The language of a run, `und` when it is too short or langdetect is not sure of a language of this script."""
    letters = _letters(run)
    if letters < ENOUGH_LETTERS:
        return UNDETERMINED
    for of_script, telling, tag in _TELLING_LETTERS:
        if script == of_script and len(telling.findall(run)) >= TELLING_SHARE * letters:
            return tag
    for candidate in _detect(run[:READ_AT_MOST]):
        if candidate.lang in _LANGUAGES_OF_SCRIPT[script]:
            return str(candidate.lang) if candidate.prob >= SURE else UNDETERMINED
    return UNDETERMINED


def _detect(run: str) -> list[Any]:
    """Langdetect's candidates, best first. Its sampling is seeded for each text, so that the answer never varies."""
    from langdetect import DetectorFactory, detect_langs
    from langdetect.lang_detect_exception import LangDetectException

    DetectorFactory.seed = SEED
    try:
        found: list[Any] = detect_langs(run)
    except LangDetectException:  # nothing in it that its profiles know
        return []
    return found
