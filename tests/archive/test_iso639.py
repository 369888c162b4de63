"""Language codes are those that BCP 47 takes."""

from __future__ import annotations

import pytest

from archive.errors import InvalidValue
from archive.fields import check_language
from archive.iso639 import MISTAKEN, SHORTEST, TWO_LETTERS
from archive.language.languages import NAMES, OF_SCRIPT


def test_every_language_that_is_told_apart_has_a_known_code() -> None:
    told = {*NAMES, *(tag for tags in OF_SCRIPT.values() for tag in tags)}
    assert {tag for tag in told if len(tag) == 2} <= TWO_LETTERS


def test_the_table_is_sound() -> None:
    assert len(TWO_LETTERS) == 184
    assert all(len(code) == 2 for code in TWO_LETTERS)
    assert set(SHORTEST.values()) <= TWO_LETTERS
    assert not set(SHORTEST) & TWO_LETTERS
    assert not set(MISTAKEN) & TWO_LETTERS
    assert set(MISTAKEN.values()) <= TWO_LETTERS


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("eng", "en"), ("FRE", "fr"), ("fra", "fr"), ("chi-hant", "zh-Hant"), ("iw", "he"), ("in", "id"), ("mo", "ro"),
        ("kaa", "kaa"), ("und", "und"), ("mul", "mul"), ("sh", "sh"), ("nb", "nb"), ("az-cyrl", "az-Cyrl"),
    ],
)  # fmt: skip
def test_a_language_has_its_shortest_code(given: str, tag: str) -> None:
    assert check_language(given) == tag


@pytest.mark.parametrize(
    ("given", "words"),
    [("jp", "ja may be meant"), ("CN", "zh may be meant"), ("ua", "uk may be meant"),
     ("xx", "'xx' is no language of ISO"), ("xx-Latn", "'xx' is no language of ISO")],
)  # fmt: skip
def test_two_letters_that_are_no_language_are_refused(given: str, words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        check_language(given)
