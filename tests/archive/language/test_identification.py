"""Languages are told the same way every time, are `und` where nothing tells them, and yield to what a person says."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.extract.passages import paragraphs
from archive.given import Given
from archive.language import LEAST_LETTERS, UNDETERMINED, identify_languages, overrule
from archive.reading import read
from archive.record import LanguageShare, Passage

ROOT = Path(__file__).parents[3]
CORPUS = ROOT / "corpus"
MANIFEST: list[dict[str, Any]] = tomllib.loads((CORPUS / "manifest.toml").read_text("utf-8"))["document"]

ENGLISH = "The registers of the flooded villages were dried and copied by the end of the month."
FRENCH = "Les registres des villages inondés ont été séchés et copiés avant la fin du mois dernier."
CHINESE = "水利档案的保护需要各地图书馆共同努力，欢迎来信。"
TRADITIONAL = "水利檔案的保護需要各地圖書館共同努力，歡迎來信。"


def languages(text: str) -> list[str]:
    return [share.tag for share in identify_languages(text, paragraphs(text))[1]]


def tags(text: str) -> list[str]:
    return [passage.language for passage in identify_languages(text, paragraphs(text))[0]]


@pytest.mark.parametrize("document", MANIFEST, ids=lambda document: Path(document["path"]).name)
def test_the_languages_of_a_document_of_the_corpus_are_those_of_the_manifest(document: dict[str, Any]) -> None:
    content = (CORPUS / document["path"]).read_bytes()
    found = read(content, document["path"], Given()).languages
    assert {share.tag for share in found} == set(document["languages"])


NOTHING_TELLS = [*"Ж水〇🌊\u0301𐅀Ⅷ", "", "  \n", "123 456 — 7.", "ok", "No", "Да", "地雷", "ʻʼ", "Annex. ok"]


@pytest.mark.parametrize("text", NOTHING_TELLS)
def test_a_text_without_letters_or_with_hardly_any_has_no_language(text: str) -> None:
    assert languages(text) == []
    assert set(tags(text)) <= {UNDETERMINED}


@pytest.mark.parametrize(
    ("text", "tag", "passage"),
    [
        (ENGLISH, "en", "en"),
        (FRENCH, "fr", "fr"),
        (CHINESE, "zh", "zh-Hans"),
        (TRADITIONAL, "zh-Hant", "zh-Hant"),
        ("北京上海", "zh", "zh"),
        ("図書館は火曜日に開館します。", "ja", "ja"),
        ("물", "ko", "ko"),
        ("Ναι", "el", "el"),
        ("Այո", "hy", "hy"),
        ("დიახ", "ka", "ka"),
        ("ใช่", "th", "th"),
        ("Xeyr, biz bu sənədləri hələ görməmişik və gözləyirik.", "az", "az"),
        ("Бу китаб ҹох ҝөзәлдир, ону охумаг лазымдыр.", "az-Cyrl", "az-Cyrl"),
        ("Ова књига је веома лепа и треба је прочитати што пре.", "sr", "sr-Cyrl"),
        ("Қазақстанның мұрағат қоры туралы заң жобасы қабылданды.", "kk", "kk"),
        ("Мэкәнибез турында яңа китап басылып чыкты, аны укыгыз.", "tt", "tt"),
    ],
)
def test_a_script_or_its_letters_or_its_words_tell_the_language(text: str, tag: str, passage: str) -> None:
    assert languages(text) == [tag]
    assert tags(text) == [passage]


def test_serbian_in_latin_letters_says_so() -> None:
    passages, shares = identify_languages(
        text := "Srpski narodni savet obaveštava građane da će se sednica održati u ponedeljak uveče.", paragraphs(text)
    )
    assert passages[0].language.removesuffix("-Latn") in {"sr", "hr"}
    assert shares[0].tag == passages[0].language


def test_a_short_passage_has_the_language_that_the_document_has_in_its_script() -> None:
    assert tags(f"Annex\n\n{ENGLISH}\n\n{CHINESE}\n\nNote\n\n2") == ["en", "en", "zh-Hans", "en", "und"]


def test_chinese_that_nothing_tells_is_written_as_the_rest_of_the_document_is() -> None:
    assert tags(f"{TRADITIONAL}\n\n北京上海")[1] == "zh-Hant"
    assert tags(f"{CHINESE}\n\n北京上海")[1] == "zh-Hans"


def test_a_document_in_two_languages_lists_both_the_larger_first() -> None:
    shares = identify_languages(text := f"{ENGLISH * 3}\n\n{FRENCH}", paragraphs(text))[1]
    assert [share.tag for share in shares] == ["en", "fr"]
    assert shares[0].share > shares[1].share > 0
    assert sum(share.share for share in shares) == pytest.approx(1, abs=0.01)


def test_a_second_language_is_listed_from_so_many_letters() -> None:
    russian = "рукопись найдена вчера "  # 20 letters
    long = "\n\n".join([ENGLISH] * 10)
    assert languages(f"{long}\n\n{russian * (LEAST_LETTERS // 20 - 1)}") == ["en"]
    assert languages(f"{long}\n\n{russian * (LEAST_LETTERS // 20)}") == ["en", "ru"]


def test_a_second_language_is_listed_whatever_its_length_from_a_fifth_of_the_document() -> None:
    georgian = "საქართველოს"  # 11 letters
    assert languages(f"{'the book of the town was '}\n\n{georgian}") == ["en", "ka"]
    assert languages(f"{ENGLISH}\n\n{georgian}") == ["en"]


def test_what_a_language_is_told_by_and_how_surely_is_recorded() -> None:
    passages, (share,) = identify_languages(ENGLISH, paragraphs(ENGLISH))
    assert share.rule == "py3langid+fasttext/1"
    assert share.probability == passages[0].probability is not None
    assert passages[0].probability > 0.95
    assert (passages[0].agrees, share.agrees) == (None, None), "the second opinion is asked only where it may differ"


def test_the_second_opinion_is_asked_where_the_first_is_unsure() -> None:
    passages, (share,) = identify_languages(text := "Setiap orang berhak atas pendidikan.", paragraphs(text))
    assert passages[0].language in {"id", "ms"}
    assert 0.5 <= (passages[0].probability or 0) < 0.9
    assert passages[0].agrees in {True, False}
    assert share.agrees == passages[0].agrees


def test_where_both_opinions_fail_the_probability_is_kept_and_the_language_is_not_told() -> None:
    (passage,), shares = identify_languages("Annex. ok", paragraphs("Annex. ok"))
    assert (passage.language, passage.agrees, shares) == ("und", False, ())
    assert (passage.probability or 0) < 0.5


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_has_languages_whose_shares_are_shares(text: str) -> None:
    passages, shares = identify_languages(text, paragraphs(text))
    assert len(passages) == len(paragraphs(text))
    assert all(0 <= share.share <= 1 for share in shares)
    assert all(0 <= (share.probability or 0) <= 1 for share in (*shares, *passages))
    assert sum(share.share for share in shares) <= 1.01
    assert [share.share for share in shares] == sorted((share.share for share in shares), reverse=True)


PRINT_ALL = """
import sys
from archive.reading import read
from archive.given import Given
for path in sys.argv[1:]:
    reading = read(open(path, "rb").read(), path, Given())
    print(path, [(passage.language, passage.probability) for passage in reading.passages], reading.languages)
"""


def test_the_answer_is_the_same_in_another_process_and_another_order() -> None:
    paths = [str(CORPUS / document["path"]) for document in MANIFEST[::5]]
    runs = [
        subprocess.run([sys.executable, "-c", PRINT_ALL, *order], env={**os.environ, "PYTHONHASHSEED": seed},
                       cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
        for order, seed in ((paths, "1"), (paths[::-1], "2"))
    ]  # fmt: skip
    first, second = (run.stdout.splitlines() for run in runs)
    assert len(first) == len(paths)
    assert first == second[::-1]
    assert [run.stderr for run in runs] == ["", ""], "the packages print nothing of their own"


PASSAGES = (
    Passage(number=1, start=0, end=1, language="en", probability=0.8, agrees=True),
    Passage(number=2, start=1, end=2, language="zh-Hant", probability=1.0),
)


@pytest.mark.parametrize(
    ("given_tags", "passages", "shares"),
    [
        (("fr",), ["fr", "fr"], [("fr", 1.0)]),
        (("zh", "en"), ["en", "zh-Hant"], [("zh", 0.5), ("en", 0.5)]),
        (("zh", "fr"), ["und", "zh-Hant"], [("zh", 0.5), ("fr", 0.5)]),
        (("zh-Hans", "en"), ["en", "und"], [("zh-Hans", 0.5), ("en", 0.5)]),
        (("z", "e"), ["und", "und"], [("z", 0.5), ("e", 0.5)]),
        (("a", "b", "c"), ["und", "und"], [("a", 0.333), ("b", 0.333), ("c", 0.333)]),
    ],
)
def test_what_a_person_says_overrules_what_was_detected(
    given_tags: tuple[str, ...], passages: list[str], shares: list[tuple[str, float]]
) -> None:
    tagged, listed = overrule(PASSAGES, given_tags, basis="person")
    assert [passage.language for passage in tagged] == passages
    assert listed == tuple(LanguageShare(tag=tag, share=share, basis="person") for tag, share in shares)


def test_a_tag_that_was_given_has_no_probability_and_one_that_was_confirmed_keeps_it() -> None:
    french, _ = overrule(PASSAGES, ("fr",), basis="person")
    assert [(passage.probability, passage.agrees) for passage in french] == [(None, None), (None, None)]
    english, _ = overrule(PASSAGES, ("en",), basis="person")
    assert [(passage.probability, passage.agrees) for passage in english] == [(0.8, True), (None, None)]


def test_a_language_given_with_the_file_is_recorded_as_given() -> None:
    reading = read(ENGLISH.encode(), "a.txt", Given(languages=("sco",), basis="sidecar"))
    assert reading.languages == (LanguageShare(tag="sco", share=1.0, basis="sidecar"),)
    assert [passage.language for passage in reading.passages] == ["sco"]


LETTER = """\
From: Anna Whitfield <anna.whitfield@registers.example.org>
To: The Regional Office for Archives and Registers <regional.office@registers.example.org>
Date: Mon, 5 Apr 2021 10:00:00 +0000
Subject: Copies of the registers of the flooded villages
Content-Type: text/plain; charset=utf-8

"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Просим прислать копии книг до конца месяца.", {"ru": 1.0}),
        (FRENCH, {"fr": 1.0}),
        ("", {"en": 1.0}),
        (f"{FRENCH}\n\n---- From: nobody\n\n{ENGLISH}", {"fr": 0.5, "en": 0.5}),
    ],
)
def test_the_header_of_a_letter_counts_for_no_language_unless_there_is_nothing_else(
    body: str, expected: dict[str, float]
) -> None:
    shares = read(f"{LETTER}{body}\n".encode(), "letter.eml", Given()).languages
    assert {share.tag: share.share for share in shares} == pytest.approx(expected, abs=0.15)
