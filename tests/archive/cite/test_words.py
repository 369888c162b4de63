from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import archive.cite
import corpus
from archive.cite.words import KINDS, known, languages, ordinal, words_of

PAIRS = {"brackets", "quotes", "inner_quotes"}


CITED_IN_ENGLISH = {"sr"}
"""Serbian is written in two scripts, and a table holds the months of one."""


def test_every_language_of_the_corpus_has_words_but_those_that_are_cited_in_english() -> None:
    manifest = tomllib.loads((corpus.DOCUMENTS.parent / "manifest.toml").read_text(encoding="utf-8"))
    spoken = {tag for document in manifest["document"] for tag in document["languages"]}
    assert spoken - set(languages()) == CITED_IN_ENGLISH


@pytest.mark.parametrize("tag", languages())
def test_a_language_has_all_the_words_that_english_has(tag: str) -> None:
    lacking = set(words_of("en").held) - set(words_of(tag).held) - {"paragraphs", "pages", "sections", "nth"}
    assert not {key for key in lacking if not key.endswith("_in_law")}
    assert len(words_of(tag)["kinds"].split(", ")) == len(KINDS)
    assert len(words_of(tag)["seasons"].split(", ")) == 4
    assert all(words_of(tag).month(number) for number in range(1, 13))
    assert all(words_of(tag).language_name(other) != other for other in ("zh", "en", "ar"))


@pytest.mark.parametrize("tag", languages())
def test_quotation_marks_and_brackets_have_two_sides(tag: str) -> None:
    for key in PAIRS:
        opening, closing = words_of(tag)[key].split("{}")
        assert opening
        assert closing


@pytest.mark.parametrize(
    ("tag", "found"),
    [("zh", "zh"), ("zh-Hans", "zh"), ("zh-TW", "zh-Hant"), ("zh-Hant-HK", "zh-Hant"), ("pt-BR", "pt"), ("EN", "en"),
     ("az-Cyrl", "az"), ("bs", None), ("x", None), ("defaults", None), ("", None)],
)  # fmt: skip
def test_a_tag_finds_its_table(tag: str, found: str | None) -> None:
    assert known(tag) == found


def test_a_language_without_words_is_cited_in_english() -> None:
    assert words_of("bs").language == "en"


def test_traditional_chinese_has_the_words_of_chinese_that_it_does_not_change() -> None:
    assert words_of("zh-Hant")["day"] == words_of("zh")["day"]
    assert words_of("zh-Hant")["no_date"] == "日期不詳"


@pytest.mark.parametrize(
    ("number", "said"),
    [("1", "1st"), ("2", "2nd"), ("3", "3rd"), ("4", "4th"), ("11", "11th"), ("12", "12th"), ("13", "13th"),
     ("21", "21st"), ("50", "50th"), ("111", "111th"), ("122", "122nd"), ("S-12", "S-12"), ("", "")],
)  # fmt: skip
def test_english_ordinals(number: str, said: str) -> None:
    assert ordinal(number) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("a “b” c", "“a ‘b’ c”"), ("a “b", "“a “b”"), ("it’s", "“it’s”"), ("", "“”")],
)
def test_quotation_marks_inside_a_quotation_become_the_inner_ones(text: str, said: str) -> None:
    assert words_of("en").quoted(text) == said


def test_an_apostrophe_is_no_quotation_mark() -> None:
    assert words_of("en").quoted("the ‘old’ dam’s gates", inner=True) == "‘the “old” dam’s gates’"


def test_the_tables_lie_where_the_package_is() -> None:
    folder = Path(archive.cite.__file__).parent
    assert {path.name for path in folder.glob("*.toml")} == {"words.toml", "languages.toml"}
