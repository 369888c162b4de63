"""Traditional and simplified Chinese find each other."""

from __future__ import annotations

import pytest

from index.analysis import analyse
from index.analysis.build_simplified import TARGET, module
from index.analysis.simplified import SIMPLIFIED, TRADITIONAL


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [("地雷意識", "地雷意识"), ("聯合國", "联合国"), ("聯 合\n國", "联合国"), ("後備隊", "后备队")],
)
def test_both_ways_of_writing_have_the_same_tokens(traditional: str, simplified: str) -> None:
    assert [token.text for token in analyse(traditional)] == [token.text for token in analyse(simplified)]


def test_offsets_stay_those_of_the_text_as_it_is() -> None:
    text = "聯 合\n國"
    assert [text[token.start : token.end] for token in analyse(text)] == ["聯 合", "合\n國", "國"]


def test_what_a_character_folds_to_folds_to_itself() -> None:
    assert not set(TRADITIONAL) & set(SIMPLIFIED)


def test_the_table_is_what_its_script_makes() -> None:
    assert TARGET.read_text(encoding="utf-8") == module()
