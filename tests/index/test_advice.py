"""Advice where nothing was found."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.advice import MOST_LEFT_OUT, advice, shown_instead
from index.analysis.derive import derived
from index.engine import Document
from index.engines.memory import MemoryEngine
from index.parse import parse
from index.query import Query
from index.results import Request
from index.rewrite import rewrite

TEXTS = ["landmine clearance in Sofala", "landmines near Beira", "landmine maps", "минное поле", "地雷意识"]


@pytest.fixture
def engine() -> MemoryEngine:
    made = MemoryEngine(Path())
    with made.writer(seq=1) as writer:
        for number, text in enumerate(TEXTS, 1):
            writer.add(Document(id=f"d{number}", seq=number, texts={"text": text}))
    return made


def advised(engine: MemoryEngine, text: str) -> tuple[str, ...]:
    return advice(engine, parse(text), lambda query: engine.search(Request(lookup=rewrite(query), limit=0)).total)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("landmime", ("no document has “landmime”; did you mean landmine?",)),
        ("lamdmimes", ("no document has “lamdmimes”; did you mean landmines?",)),
        ("landmin", ("no document has “landmin”; did you mean landmine?",)),
        ("минное полэ", ("no document has “полэ”; did you mean поле?", "without полэ: 1 document")),
        ("landmine Beira", ("without landmine: 1 document", "without Beira: 2 documents")),
        ("landmine Beira Sofala", ("without Beira: 1 document",)),
        ("landmine -clearance -maps", ("without NOT clearance: 1 document", "without NOT maps: 1 document")),
        ("zzzz", ()),
        ("lan", ()),
        ("雷地", ()),
        ('"landmine Beira"', ()),
        ("— landmime", ("no document has “landmime”; did you mean landmine?",)),
        ("landmine ? -landmine", ("without NOT landmine: 2 documents",)),
        ("(؟ OR —) landmime", ("no document has “landmime”; did you mean landmine?",)),
        ("landmine & Beira", ("without landmine: 1 document", "without Beira: 2 documents")),
    ],
)
def test_what_is_said_of_a_query_that_found_nothing(engine: MemoryEngine, query: str, said: tuple[str, ...]) -> None:
    assert advised(engine, query) == said


def test_of_words_as_near_the_more_frequent_is_named_first(engine: MemoryEngine) -> None:
    with engine.writer(seq=2) as writer:
        writer.add(Document(id="x", seq=9, texts={"text": "landmite"}))
    assert advised(engine, "landmize") == ("no document has “landmize”; did you mean landmine or landmite?",)


def test_a_sentence_is_not_taken_apart(engine: MemoryEngine) -> None:
    words = " ".join(["landmine", "Beira", *["maps"] * (MOST_LEFT_OUT - 1)])
    assert advised(engine, words) == ()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("landmime", ("no document has “landmime”: words that begin like it are shown; did you mean landmine?",)),
        ("landscaping", ("no document has “landscaping”: words that begin like it are shown",)),
        ("landmine OR landmime",
         ("no document has “landmime”: words that begin like it are shown; did you mean landmine?",)),
        ("landmine", ()),
        ("=landmime", ()),
        ("landmine ؟", ()),
        ("landmime ?",
         ("no document has “landmime”: words that begin like it are shown; did you mean landmine?",)),
        (" ".join(["landmime"] * (MOST_LEFT_OUT + 1)), ()),
    ],
)  # fmt: skip
def test_what_is_said_of_words_that_only_kin_find(engine: MemoryEngine, query: str, said: tuple[str, ...]) -> None:
    def known(word: Query) -> int:
        return engine.search(Request(lookup=rewrite(word), limit=0)).total

    assert shown_instead(engine, parse(query), known) == said


def test_hebrew_words_are_named_with_their_final_letters(tmp_path: Path) -> None:
    made = MemoryEngine(tmp_path)
    with made.writer(seq=1) as writer:
        writer.add(Document(id="d", seq=1, texts={"text": "ירושלים"}))
    assert advised(made, "ירושליים") == ("no document has “ירושליים”; did you mean ירושלים?",)


BURMESE, KHMER, THAI = "လူ့အခွင့်အရေး", "ការដោះមីន", "การเก็บกู้ทุ่นระเบิด"


@pytest.fixture
def asian(tmp_path: Path) -> MemoryEngine:
    made = MemoryEngine(tmp_path)
    with made.writer(seq=1) as writer:
        for number, text in enumerate([BURMESE, KHMER, THAI, "ระเบิด", "地雷意识"], 1):
            stems, _ = derived(text, [(0, len(text), "und")])
            writer.add(Document(id=f"d{number}", seq=number, texts={"text": text}, counts={"stem": stems}))
    return made


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("ระเบีด", ("no document has “ระเบีด”; did you mean ระเบิด?",)),
        ("ระเบิดการ", ("with blanks, ระเบิด การ: 1 document",)),
        ("មីនការ", ("with blanks, មីន ការ: 1 document",)),
        ("ระเบิดមីន", ()),
        ("=ระเบิดการ", ()),
        ("กา", ()),
    ],
)
def test_words_without_blanks_are_helped_by_the_dictionary(
    asian: MemoryEngine, query: str, said: tuple[str, ...]
) -> None:
    assert advised(asian, query) == said


def test_of_writing_without_blanks_nothing_is_said_to_begin_alike(asian: MemoryEngine) -> None:
    def known(query: Query) -> int:
        return asian.search(Request(lookup=rewrite(query), limit=0)).total

    said = shown_instead(asian, parse("地雷 OR 不存在 OR ระเบีด OR ระเบิด"), known)
    assert said == ("no document has “不存在”", "no document has “ระเบีด”; did you mean ระเบิด?")
