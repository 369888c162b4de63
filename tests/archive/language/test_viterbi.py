"""Each rule of the decision over a document, with probabilities made for it."""

from __future__ import annotations

import pytest

from archive.language.units import Unit
from archive.language.viterbi import SUPPORT_LETTERS, SUPPORT_SURE, decode


def unit(letters: int, *, script: str = "Latin", on_new_line: bool = False) -> Unit:
    return Unit(start=0, end=letters, script=script, letters=letters, kana=0, on_new_line=on_new_line)


def test_nothing_is_decided_of_nothing() -> None:
    assert decode([], []) == []


def test_a_short_unsure_unit_goes_with_its_neighbours() -> None:
    sure, unsure = {"en": 0.99, "de": 0.01}, {"en": 0.4, "de": 0.6}
    german = [{"en": 0.01, "de": 0.99}] * 3
    found = decode([unit(40)] * 6, [sure, unsure, sure, *german])
    assert found == ["en"] * 3 + ["de"] * 3


@pytest.mark.parametrize(("letters", "tags"), [(SUPPORT_LETTERS - 1, ["en", "en"]), (SUPPORT_LETTERS, ["en", "de"])])
def test_a_language_is_possible_from_so_many_letters_at_a_time(letters: int, tags: list[str]) -> None:
    assert decode([unit(40), unit(letters)], [{"en": 1.0}, {"de": 0.99, "en": 0.01}]) == tags


@pytest.mark.parametrize(("sure", "tags"), [(SUPPORT_SURE - 0.01, ["en", "en"]), (SUPPORT_SURE, ["en", "de"])])
def test_and_from_so_sure_a_unit(sure: float, tags: list[str]) -> None:
    assert decode([unit(40), unit(90)], [{"en": 1.0}, {"de": sure, "fr": 1 - sure}]) == tags


def test_without_a_sure_unit_the_likeliest_of_all_is_taken() -> None:
    assert decode([unit(5), unit(5)], [{"en": 0.5, "de": 0.3}, {"en": 0.2, "de": 0.3}]) == ["en", "en"]


def test_scripts_are_decided_each_by_itself() -> None:
    units = [unit(30), unit(30, script="Cyrillic"), unit(30)]
    assert decode(units, [{"en": 0.99}, {"ru": 0.99}, {"en": 0.99}]) == ["en", "ru", "en"]


def test_changing_the_language_is_easier_at_a_new_line() -> None:
    emissions = [{"en": 0.99, "de": 0.01}, {"en": 0.27, "de": 0.73}] + [{"de": 0.99}] * 2 + [{"en": 0.99}] * 8
    inside = [unit(30) for _ in emissions]
    at_line = [unit(30), unit(30, on_new_line=True), *inside[2:]]
    assert decode(at_line, emissions)[1] == "de"
    assert decode(inside, emissions)[2:4] == ["de", "de"]


def test_equal_chances_are_decided_by_the_name_not_by_the_order_of_a_set() -> None:
    assert decode([unit(40)], [{"sv": 0.5, "da": 0.5}]) == decode([unit(40)], [{"da": 0.5, "sv": 0.5}]) == ["da"]
