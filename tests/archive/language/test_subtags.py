"""Script subtags are named where two scripts are alive, and left out of a share where CLDR's likely one is meant."""

from __future__ import annotations

import pytest

from archive.language.subtags import characters_of, chinese_script, of_passage, of_share


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", None),
        ("北京上海", None),
        ("国际", "Hans"),
        ("國際", "Hant"),
        ("國国", None),
        ("國國国", "Hant"),
        ("山川", None),
        ("latin 123", None),
    ],
)
def test_characters_of_one_writing_only_tell_it(text: str, script: str | None) -> None:
    assert chinese_script(text) == script


@pytest.mark.parametrize(
    ("tag", "script", "text", "of_document", "passage", "share"),
    [
        ("zh", "Han", "国际", "Hant", "zh-Hans", "zh"),
        ("zh", "Han", "國際", None, "zh-Hant", "zh-Hant"),
        ("zh", "Han", "北京", "Hant", "zh-Hant", "zh-Hant"),
        ("zh", "Han", "北京", None, "zh", "zh"),
        ("sr", "Cyrillic", "", None, "sr-Cyrl", "sr"),
        ("sr", "Latin", "", None, "sr-Latn", "sr-Latn"),
        ("az", "Latin", "", None, "az", "az"),
        ("az", "Cyrillic", "", None, "az-Cyrl", "az-Cyrl"),
        ("uz", "Cyrillic", "", None, "uz-Cyrl", "uz-Cyrl"),
        ("en", "Latin", "", "Hant", "en", "en"),
        ("und", "Latin", "", None, "und", "und"),
    ],
)
def test_a_passage_names_its_script_and_a_share_the_unlikely_one(
    tag: str, script: str, text: str, of_document: str | None, passage: str, share: str
) -> None:
    assert of_passage(tag, script, text, of_document) == passage
    assert of_share(passage) == share


@pytest.mark.parametrize(
    ("encoding", "holds", "lacks"), [("gb2312", "国一", "國"), ("big5", "國一", "国"), ("shift_jis", "図一", "识")]
)
def test_national_character_sets_are_known(encoding: str, holds: str, lacks: str) -> None:
    assert set(holds) <= characters_of(encoding)
    assert not set(lacks) & characters_of(encoding)
