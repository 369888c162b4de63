"""Language: a tag for each passage and the share of each language in the document.

text → runs of script → clauses → how probable each language is for each clause → the likeliest sequence (`spans`)
→ the language of each passage, how probable it is, and whether a second opinion agrees (`tagging`) → shares.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from archive.language import subtags
from archive.language.detectors import detector
from archive.language.spans import UNDETERMINED, tell
from archive.language.tagging import Stretch, assess, settle, stretches, weights
from archive.record import LanguageShare, Passage

__all__ = ["UNDETERMINED", "identify_languages", "overrule"]

LEAST_SHARE = 0.03
LEAST_LETTERS = 60
"""A language beside the main one is listed from this many letters, or from a fifth of the document: less is a masthead
or a name that looks foreign. The English mastheads of the corpus have 30 to 50 letters."""
LARGE_SHARE = 0.2


def identify_languages(
    text: str, passages: tuple[Passage, ...], aside: Collection[int] = ()
) -> tuple[tuple[Passage, ...], tuple[LanguageShare, ...]]:
    """The passages with their tags, and the languages of the document with their shares, largest first.

    A passage's tag is the language that most of its letters are in, with the script where two are alive; `und` where
    it has no letters or nothing tells. Its probability and the second opinion are of that tag.

    Passages `aside`, by their indices, get a tag and count for no share, unless there are no others with letters.
    """
    first = detector()
    found = stretches(passages, tell(text, first, [passage.start for passage in passages]))
    found = assess(settle(found, _listed(weights(_counted(found, aside)))), text, first)
    found = _with_scripts(found, text)
    return _tagged(passages, found), _shares(_counted(found, aside), first.name)


def _counted(found: Sequence[Stretch], aside: Collection[int]) -> Sequence[Stretch]:
    return [one for one in found if one.passage not in aside] or found


def _with_scripts(found: Sequence[Stretch], text: str) -> list[Stretch]:
    said = [one.read(text) if one.tag == "zh" else "" for one in found]
    of_document = subtags.chinese_script("".join(said))
    tags = [subtags.of_passage(one.tag, one.script, chinese, of_document)
            for one, chinese in zip(found, said, strict=True)]  # fmt: skip
    return [one if tag == one.tag else replace(one, tag=tag) for one, tag in zip(found, tags, strict=True)]


def _tagged(passages: tuple[Passage, ...], found: Sequence[Stretch]) -> tuple[Passage, ...]:
    """Each passage with the language that most of its letters are in."""
    leading: dict[int, Stretch] = {}
    for one in found:
        if one.passage not in leading or one.weight > leading[one.passage].weight:
            leading[one.passage] = one
    return tuple(_with_language(passage, leading.get(at)) for at, passage in enumerate(passages))


def _with_language(passage: Passage, one: Stretch | None) -> Passage:
    if one is None:
        return passage
    return replace(passage, language=one.tag, probability=one.probability, agrees=one.agrees)


def _shares(found: Sequence[Stretch], rule: str) -> tuple[LanguageShare, ...]:
    letters = weights(found, subtags.of_share)
    whole = sum(letters.values())
    ranked = sorted(_listed(letters), key=lambda tag: (-letters[tag], tag))
    return tuple(_share(tag, letters[tag] / whole, rule, found) for tag in ranked)


def _share(tag: str, share: float, rule: str, found: Sequence[Stretch]) -> LanguageShare:
    of_tag = [one for one in found if subtags.of_share(one.tag) == tag]
    letters = sum(one.weight for one in of_tag)
    sure = sum(one.weight * (one.probability or 0.0) for one in of_tag) / letters
    asked = sum(one.weight for one in of_tag if one.agrees is not None)
    agreed = sum(one.weight for one in of_tag if one.agrees)
    return LanguageShare(tag=tag, share=round(share, 3), rule=rule, probability=round(sure, 3),
                         agrees=2 * agreed > asked if asked else None)  # fmt: skip


def overrule(
    passages: tuple[Passage, ...], tags: tuple[str, ...], *, basis: Any
) -> tuple[tuple[Passage, ...], tuple[LanguageShare, ...]]:
    """The languages as a person or a sidecar states them: equal shares, and every passage in the only language given.

    With several languages a passage keeps its detected tag when that is among them or narrower than one of them, and
    is `und` otherwise. A tag that is not detected has no probability.
    """
    shares = tuple(LanguageShare(tag=tag, share=round(1 / len(tags), 3), basis=basis) for tag in tags)
    return tuple(_overruled(passage, tags) for passage in passages), shares


def _overruled(passage: Passage, tags: tuple[str, ...]) -> Passage:
    if any(passage.language == tag or passage.language.startswith(f"{tag}-") for tag in tags):
        return passage
    only = tags[0] if len(tags) == 1 else UNDETERMINED
    return replace(passage, language=only, probability=None, agrees=None)


def _listed(weights: dict[str, float]) -> set[str]:
    """The languages that a document with these letters is said to be in."""
    whole = sum(weights.values())
    largest = max(sorted(weights), key=lambda tag: weights[tag], default=None)
    return {
        tag for tag, letters in weights.items()
        if tag != UNDETERMINED and letters and (tag == largest or _counts(letters, letters / whole))
    }  # fmt: skip


def _counts(letters: float, share: float) -> bool:
    return share >= LARGE_SHARE or (share >= LEAST_SHARE and letters >= LEAST_LETTERS)
