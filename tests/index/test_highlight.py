"""Highlighting marks exactly what a query matches in the text."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from corpus import DOCUMENTS
from index.analysis import analyse, fold_word
from index.engine import Document
from index.engines.memory import MemoryEngine
from index.highlight import Occurrence, occurrences
from index.lookup import Lookup, SequenceLookup, Step, TokenLookup
from index.parse import Match, parse
from index.results import Request
from index.rewrite import rewrite
from index.wanted import wanted
from tests.index.analysis.texts import any_text
from tests.index.engines.made_up import PREFIXES, TOKENS, WORDS, sequences

JOINED = regex.compile(r"[\p{L}\p{M}\u200C\u200D]{2}")


def marked(query: str, text: str, match: Match = "all") -> list[str]:
    sought = wanted(rewrite(parse(query, match=match), match=match)).leaves
    return [text[found.start : found.end] for found in occurrences(text, sought)]


MARKED = [
    ("mine", "Mine, mines and MINE.", ["Mine", "MINE"]),
    ("mine*", "Mine, mines and demining.", ["Mine", "mines"]),
    ("mnie~", "Mine, mind and mnie.", ["Mine", "mnie"]),
    ("naive", "naïve nai\u0308ve", ["naïve", "nai\u0308ve"]),
    ('"mine clearance"', "mine clearance, clearance mine", ["mine clearance"]),
    ('"mine clearance"', "mine\n  clearance", ["mine\n  clearance"]),
    ('"mine clearance"~1', "mine and clearance; mine of the clearance", ["mine", "clearance"]),
    ('"mine clearance"~2', "mine of the clearance", ["mine", "clearance"]),
    ('"mine road river"~1', "mine x road x river", []),
    ('"mine road river"~2', "mine x road x river", ["mine", "road", "river"]),
    ("A/HRC/47", "see A/HRC/47/G/10", ["A/HRC/47"]),
    ("international", "an inter-\nnational team", ["inter-\nnational"]),
    ("national", "an inter-\nnational team", ["national"]),
    ("co-operation", "co-operation, cooperation", ["co-operation", "cooperation"]),
    ("anti-personnel", "the anti-\npersonnel mines", ["anti-\npersonnel"] * 2),
    ('"anti-personnel mines"', "the anti-\npersonnel mines", ["anti-\npersonnel mines"]),
    ('"anti-personnel mines"', "anti-personnel\nmines, anti-\n  personnel\nmines",
     ["anti-personnel\nmines", "anti-\n  personnel\nmines"]),
    ('"international cooperation"', "inter-\nnational co-\noperation", ["inter-\nnational co-\noperation"]),
    ("mine -road", "mine on the road", ["mine"]),
    ("NOT (mine OR road)", "mine on the road", []),
    ("mine -(road -mine)", "mine on the road", ["mine"]),
    ("mine OR road", "mine on the road", ["mine", "road"]),
    ("lang:en date:2021 mine", "en 2021 mine", ["mine"]),
    ("title:mine road", "mine on the road", ["road"]),
    ("title:mine", "mine on the road", ["mine"]),
    ("3461", "of 3,461 mines", ["3,461"]),
    ("Aliyeva", "Əliyeva, Aliyeva, Eliyeva", ["Əliyeva", "Aliyeva"]),
    ("Əliyeva", "Əliyeva, Aliyeva, Eliyeva", ["Əliyeva", "Əliyeva", "Aliyeva", "Eliyeva"]),
    ("清除地雷", "清 除\n地雷。", ["清 除\n地雷"]),
    ("国", "中国", ["国"]),
    ("国", "国际，中 国 际", ["国", "国"]),
    ("葛", "葛\U000e0100飾", ["葛\U000e0100"]),
    ("ガ", "ｶﾞｲﾄﾞ か\u3099", ["ｶﾞ"]),
    ("が", "か\u3099い", ["か\u3099"]),
    ("2021年4月5日", "于2021 年 4 月 5 日致函", ["2021 年 4 月 5 日"]),
    ("지뢰", "지뢰를 제거", ["지뢰"]),
    ("قرات", "قرأتُ الكتاب", ["قرأتُ"]),
    ("كتاب", "كتـــاب", ["كتـــاب"]),
    ("села", "Сёла и села", ["Сёла", "села"]),
    ("น้ำ", "ในน้ำท่วม", ["น้ำ"]),
    ("ทุ่น", "กู้ทุ่นระเบิด", ["ทุ่น"]),
    ("երևան", "ԵՐԵՎԱՆ", ["ԵՐԵՎԱՆ"]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "text", "expected"), MARKED)
def test_what_is_marked(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


def test_with_any_each_pair_of_a_chinese_sentence_is_marked_by_itself() -> None:
    assert marked("清除地雷", "清除，地雷", match="any") == ["清除", "地雷"]


documents = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


@given(documents, st.one_of(sequences(), st.builds(TokenLookup, st.just("text"), st.sampled_from(TOKENS))))
def test_something_is_marked_exactly_when_the_engine_finds_it(text: str, lookup: Lookup) -> None:
    assert isinstance(lookup, TokenLookup | SequenceLookup)
    in_text = SequenceLookup("text", lookup.steps, lookup.slop) if isinstance(lookup, SequenceLookup) else lookup
    engine = MemoryEngine(Path("nowhere"))
    with engine.writer(seq=1) as writer:
        writer.add(Document(id="1", seq=1, texts={"text": text}))
    assert bool(occurrences(text, (in_text,))) == bool(engine.search(Request(lookup=in_text)).total)


@given(any_text)
def test_the_occurrences_of_a_token_are_its_tokens_in_order(text: str) -> None:
    tokens = analyse(text)
    for form in {token.text for token in tokens}:
        spans = sorted({(token.start, token.end) for token in tokens if token.text == form})
        assert occurrences(text, (TokenLookup("text", form),)) == [Occurrence(start, end, 0) for start, end in spans]


def test_a_sequence_of_prefixes_marks_of_its_last_pair_only_what_was_sought() -> None:
    lookup = SequenceLookup("text", (Step(0, ("提高",)), Step(1, prefix="高")))
    text = "提高地雷"
    assert [text[found.start : found.end] for found in occurrences(text, (lookup,))] == ["提高"]
    assert all(fold_word(prefix) == prefix for prefix in PREFIXES)


def test_a_stem_marks_the_forms_of_its_own_language_only() -> None:
    text = "Mines, mine, mined. Мины und Mines."
    spans = [(0, 19, "en"), (19, len(text), "de")]
    found = occurrences(text, (TokenLookup("stem", "en:mine"),), spans)
    assert [text[one.start : one.end] for one in found] == ["Mines", "mine", "mined"]


def test_a_stem_marks_a_word_that_a_line_end_divides() -> None:
    text = "In co-\n  operations, inter-\nnational ones."
    found = occurrences(text, (TokenLookup("stem", "en:cooper"), TokenLookup("stem", "en:internat")), [(0, 99, "en")])
    assert [text[one.start : one.end] for one in found] == ["co-\n  operations", "inter-\nnational"]


@pytest.mark.parametrize("path", sorted(path for tag in ("ar", "fa", "hi") for path in (DOCUMENTS / tag).iterdir()))
def test_no_mark_stands_between_two_letters_that_join(path: Path) -> None:
    """Colour or an asterisk inside a word of a cursive script would part its letters."""
    text = normalize("NFC", path.read_text("utf-8"))
    forms = tuple(TokenLookup("text", form) for form in {token.text for token in analyse(text)})
    found = occurrences(text, forms)
    assert len(found) > 40
    for one in found:
        for at in (one.start, one.end):
            assert not JOINED.match(text, max(at - 1, 0), at + 1), text[at - 5 : at + 5]
