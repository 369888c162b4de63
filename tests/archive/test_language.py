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

from archive.accession import read
from archive.extract.passages import paragraphs
from archive.given import Given
from archive.language import UNDETERMINED, identify_languages, overrule
from archive.record import LanguageShare, Passage

CORPUS = Path(__file__).parents[2] / "corpus"
MANIFEST: list[dict[str, Any]] = tomllib.loads((CORPUS / "manifest.toml").read_text("utf-8"))["document"]

ENGLISH = "The registers of the flooded villages were dried and copied by the end of the month."
FRENCH = "Les registres des villages inondés ont été séchés et copiés avant la fin du mois dernier."
CHINESE = "水利档案的保护需要各地图书馆共同努力，欢迎来信。"


def languages(text: str) -> list[str]:
    return [share.tag for share in identify_languages(text, paragraphs(text))[1]]


def tags(text: str) -> list[str]:
    return [passage.language for passage in identify_languages(text, paragraphs(text))[0]]


@pytest.mark.parametrize("document", MANIFEST, ids=lambda document: Path(document["path"]).name)
def test_the_languages_of_a_document_of_the_corpus_are_those_of_the_manifest(document: dict[str, Any]) -> None:
    content = (CORPUS / document["path"]).read_bytes()
    found = read(content, document["path"], Given()).languages
    assert {share.tag for share in found} == set(document["languages"])


@pytest.mark.parametrize("text", ["", "  \n", "123 456 — 7.", "ok", "No", "Ж", "Ⅷ", "〇", "ʻʼ", "🌊", "\u0301", "𐅀"])
def test_a_text_without_letters_or_with_hardly_any_has_no_language(text: str) -> None:
    assert languages(text) == []
    assert set(tags(text)) <= {UNDETERMINED}


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        (CHINESE, "zh"),
        ("図書館は火曜日に開館します。", "ja"),
        ("물", "ko"),
        ("Ναι", "el"),
        ("Այո", "hy"),
        ("დიახ", "ka"),
        ("ใช่", "th"),
        ("Xeyr, biz bu sənədləri hələ görməmişik və gözləyirik.", "az"),
        ("Қазақстанның мұрағат қоры туралы заң жобасы қабылданды.", "kk"),
    ],
)
def test_a_script_or_its_letters_or_its_words_tell_the_language(text: str, tag: str) -> None:
    assert languages(text) == [tag]
    assert tags(text) == [tag]


def test_a_short_passage_has_the_language_that_the_document_has_in_its_script() -> None:
    assert tags(f"Annex\n\n{ENGLISH}\n\n{CHINESE}\n\nNote\n\n2") == ["en", "en", "zh", "en", "und"]


def test_a_document_in_two_languages_lists_both_the_larger_first() -> None:
    shares = identify_languages(f"{ENGLISH * 3}\n\n{FRENCH}", paragraphs(f"{ENGLISH * 3}\n\n{FRENCH}"))[1]
    assert [share.tag for share in shares] == ["en", "fr"]
    assert shares[0].share > shares[1].share > 0
    assert sum(share.share for share in shares) == pytest.approx(1, abs=0.01)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_has_languages_whose_shares_are_shares(text: str) -> None:
    passages, shares = identify_languages(text, paragraphs(text))
    assert len(passages) == len(paragraphs(text))
    assert all(0 <= share.share <= 1 for share in shares)
    assert sum(share.share for share in shares) <= 1.01
    assert [share.share for share in shares] == sorted((share.share for share in shares), reverse=True)


PRINT_ALL = """
import sys
from archive.accession import read
from archive.given import Given
for path in sys.argv[1:]:
    reading = read(open(path, "rb").read(), path, Given())
    print(path, [passage.language for passage in reading.passages], reading.languages)
"""


def test_the_answer_is_the_same_in_another_process_and_another_order() -> None:
    paths = [str(CORPUS / document["path"]) for document in MANIFEST[::8]]
    runs = [
        subprocess.run([sys.executable, "-c", PRINT_ALL, *order], env={**os.environ, "PYTHONHASHSEED": seed},
                       capture_output=True, check=True, encoding="utf-8").stdout.splitlines()
        for order, seed in ((paths, "1"), (paths[::-1], "2"))
    ]  # fmt: skip
    assert len(runs[0]) == len(paths)
    assert runs[0] == runs[1][::-1]


PASSAGES = (Passage(number=1, start=0, end=1, language="en"), Passage(number=2, start=1, end=2, language="zh"))


@pytest.mark.parametrize(
    ("given_tags", "passages", "shares"),
    [
        (("fr",), ["fr", "fr"], [("fr", 1.0)]),
        (("zh", "en"), ["en", "zh"], [("zh", 0.5), ("en", 0.5)]),
        (("zh", "fr"), ["und", "zh"], [("zh", 0.5), ("fr", 0.5)]),
        (("a", "b", "c"), ["und", "und"], [("a", 0.333), ("b", 0.333), ("c", 0.333)]),
    ],
)
def test_what_a_person_says_overrules_what_was_detected(
    given_tags: tuple[str, ...], passages: list[str], shares: list[tuple[str, float]]
) -> None:
    tagged, listed = overrule(PASSAGES, given_tags, basis="person")
    assert [passage.language for passage in tagged] == passages
    assert listed == tuple(LanguageShare(tag=tag, share=share, basis="person") for tag, share in shares)


def test_a_language_given_with_the_file_is_recorded_as_given() -> None:
    reading = read(ENGLISH.encode(), "a.txt", Given(languages=("sco",), basis="sidecar"))
    assert reading.languages == (LanguageShare(tag="sco", share=1.0, basis="sidecar"),)
    assert [passage.language for passage in reading.passages] == ["sco"]
