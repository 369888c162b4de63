"""Stems: the inflected forms of a word share one, in the language they stand in and in no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.stem import ALGORITHMS, SHORTEST, is_unstemmed, stem
from tests.index.analysis.texts import any_text

SAME = [
    ("en", ["landmine", "landmines", "Landmines", "LANDMINES"]),
    ("ru", ["мина", "мины", "минами", "минах", "Мину"]),
    ("fr", ["déminage", "déminages"]),
    ("es", ["víctima", "víctimas", "VICTIMAS"]),
    ("de", ["Minenräumung", "Minenräumungen"]),
    ("tr", ["kitap", "kitaplar", "kitapların", "KİTAPLAR"]),
    ("az", ["minalar", "minaların", "minalarla"]),
    ("ar", ["ألغام", "الألغام"]),
    ("hy", ["ական", "ականներ", "ականների"]),
    ("hi", ["पुस्तक", "पुस्तकें", "पुस्तकों"]),
    ("el", ["νάρκη", "νάρκης", "ναρκών"]),
    ("ca", ["il·lusió", "il·lusions", "IL·LUSIÓ", "illusió"]),
    ("hu", ["könyv", "könyvek"]),
    ("fi", ["talo", "talot", "talossa"]),
]


@pytest.mark.parametrize(("language", "forms"), SAME)
def test_the_forms_of_a_word_share_a_stem(language: str, forms: list[str]) -> None:
    assert len({stem(form, language) for form in forms}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("en", "mine", "minister"), ("ru", "мина", "минута"), ("az", "mina", "minarə"), ("tr", "mayın", "mayıs")],
)
def test_different_words_keep_different_stems(language: str, one: str, other: str) -> None:
    assert stem(one, language) != stem(other, language)


def test_a_stem_names_its_language_and_the_script_in_a_tag_does_not_matter() -> None:
    assert stem("landmines", "en") == "en:landmin"
    assert stem("landmines", "en-GB") == "en:landmin"
    assert stem("minalar", "az") != stem("minalar", "tr")


def test_turkish_and_azerbaijani_capitals_lose_their_case_as_those_languages_do() -> None:
    assert stem("IŞIKLAR", "tr") == stem("ışıklar", "tr")
    assert stem("İNSANLAR", "tr") == stem("insanlar", "tr")
    assert stem("Əliyevanın", "az") == stem("əliyeva", "az")


@pytest.mark.parametrize("language", ["ka", "kk", "uz", "uk", "zh", "und", "xx", ""])
def test_a_language_without_a_stemmer_has_no_stems(language: str) -> None:
    assert stem("landmines", language) is None


def test_a_short_word_has_no_ending_to_lose() -> None:
    assert stem("a" * (SHORTEST - 1), "en") is None
    assert stem("a" * SHORTEST, "en") is not None


def test_every_language_of_the_table_has_its_stemmer_in_the_installed_package() -> None:
    assert [tag for tag in ALGORITHMS if is_unstemmed(tag)] == []


def test_what_is_no_text_has_no_stem() -> None:
    assert stem("land\udcffmines", "en") is None


@given(any_text, st.sampled_from(sorted(ALGORITHMS)))
def test_any_text_at_all_has_a_stem_or_none(text: str, language: str) -> None:
    found = stem(text, language)
    assert found is None or found.startswith(f"{language}:")
