"""Signatures estimate how many stretches of five letters two texts share; a tenth of edits is told from a third."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.duplicates.plain import plain
from archive.duplicates.signatures import _AT_ONCE, ALIKE, PLACES, signature, similarities
from tests.archive.duplicates.texts import edited, text


def similarity(one: str, other: str) -> float:
    first, second = signature(one), signature(other)
    assert first is not None
    assert second is not None
    return float(similarities(first[np.newaxis], second)[0])


def jaccard(one: str, other: str) -> float:
    first, second = ({form[at : at + 5] for at in range(len(form) - 4)} for form in (one, other))
    return len(first & second) / len(first | second)


def test_a_signature_is_the_same_on_every_machine() -> None:
    signed = signature("thequickbrownfoxjumpsoverthelazydog国际地雷行动日")
    assert signed is not None
    assert (signed.dtype, signed.shape) == (np.uint32, (PLACES,))
    assert hashlib.sha256(signed.astype("<u4").tobytes()).hexdigest()[:16] == "3499e59f580df759"


@pytest.mark.parametrize(
    ("form", "signed"), [("", False), ("abcd", False), ("abcde", True), ("国际地雷", False), ("国际地雷行", True)]
)
def test_a_text_shorter_than_a_stretch_has_no_signature(form: str, signed: bool) -> None:
    assert (signature(form) is not None) == signed


@pytest.mark.parametrize("length", [_AT_ONCE + 3, _AT_ONCE + 4, _AT_ONCE + 5, 3 * _AT_ONCE])
def test_a_long_text_is_signed_whole(length: int) -> None:
    form = "".join(chr(0x4E00 + (number * number) % 9973) for number in range(length))
    parts = [signature(form[start : start + 104]) for start in range(0, length - 4, 100)]
    least = np.min([part for part in parts if part is not None], axis=0)
    assert np.array_equal(signature(form), least)


@pytest.mark.parametrize("share", [0.02, 0.1, 1 / 3, 0.7])
def test_the_estimate_is_near_the_truth(share: float) -> None:
    errors = []
    for seed in range(30):
        one, other = plain(text(seed)), plain(edited(text(seed), share, seed))
        errors.append(similarity(one, other) - jaccard(one, other))
    assert abs(np.mean(errors)) < 0.02
    assert np.std(errors) < 0.06
    assert np.max(np.abs(errors)) < 0.17


def test_a_tenth_of_the_words_replaced_is_told_from_a_third() -> None:
    pairs = [(plain(text(seed)), plain(edited(text(seed), 0.1, seed)), plain(edited(text(seed), 1 / 3, seed)))
             for seed in range(60)]  # fmt: skip
    tenth = [similarity(one, near) for one, near, _ in pairs]
    third = [similarity(one, far) for one, _, far in pairs]
    assert min(tenth) > max(third)
    assert sum(score >= ALIKE for score in tenth) >= 54
    assert sum(score >= ALIKE for score in third) <= 1


@given(st.text(min_size=5, max_size=60))
def test_a_text_is_wholly_like_itself_and_repeating_it_changes_little(form: str) -> None:
    assert similarity(form, form) == 1
    once, twice = form + form[:4], form + form + form[:4]
    assert similarity(once, twice) == 1


def test_texts_that_share_nothing_are_not_alike() -> None:
    assert max(similarity(plain(text(seed)), "国际地雷行动日登记灯塔") for seed in range(20)) <= 0.05
