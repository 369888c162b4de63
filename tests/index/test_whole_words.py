"""Whole words: what holds the words of a query ranks before what straddles them, and nothing more or less is found."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from index.analysis.derive import derived
from index.analysis.segment import stretches
from index.analysis.tokenize import runs
from index.engine import Document
from index.engines.memory import MemoryEngine
from index.forms import Bridge
from index.lookup import AnyOf, Boosted, TokenLookup
from index.parse import parse
from index.results import Match, Request
from index.rewrite import rewrite
from index.whole_words import MOST_APART, WEIGHT, ranked_by_words, words_apart
from tests.index.analysis.sentences import SENTENCES


def engine(folder: Path, *texts: str) -> MemoryEngine:
    made = MemoryEngine(folder)
    with made.writer(seq=1) as writer:
        for number, text in enumerate(texts):
            stems, grams = derived(text, [(0, len(text), "und")])
            counts = {"stem": stems, "gram": grams}
            writer.add(Document(id=str(number), seq=number + 1, texts={"text": text}, counts=counts))
    return made


def found(made: MemoryEngine, query: str) -> tuple[Match, ...]:
    tree = parse(query)
    return made.search(Request(lookup=ranked_by_words(rewrite(tree), tree))).page


@pytest.mark.parametrize("query", ["กลม", "=กลม", "text:กลม", "กลม OR mines"])
def test_a_whole_word_ranks_before_letters_across_the_ends_of_words(tmp_path: Path, query: str) -> None:
    page = found(engine(tmp_path, "เขานั่งตากลมอยู่", "โต๊ะตัวนี้กลม"), query)
    assert [match.id for match in page] == ["1", "0"]
    assert page[0].score > page[1].score


def test_without_the_words_the_one_that_straddles_would_rank_first(tmp_path: Path) -> None:
    made = engine(tmp_path, "ตากลม", "โต๊ะตัวนี้กลม")
    pairs = made.search(Request(lookup=rewrite(parse("กลม")))).page
    assert [match.id for match in pairs] == ["0", "1"]
    assert [match.id for match in found(made, "กลม")] == ["1", "0"]


@pytest.mark.parametrize("language", ["th", "lo", "km", "my"])
def test_every_word_of_a_text_finds_it_by_itself_and_so_do_two_neighbours(tmp_path: Path, language: str) -> None:
    text = SENTENCES[language]
    made = engine(tmp_path, text)
    for offset, run in runs(text):
        ends = sorted({end for _, end in stretches(run)})
        starts = sorted({start for start, _ in stretches(run)})
        for number, start in enumerate(starts):
            for end in ends[number : number + 2]:
                assert found(made, text[offset + start : offset + end].replace("\n", "")), (run, start, end)


@pytest.mark.parametrize("mark", ["\n", "\u200b", "\u00ad", " \n "])
def test_a_word_is_found_through_any_mark_inside_it(tmp_path: Path, mark: str) -> None:
    texts = ["ทุ่น", "ระ", "เบิด"], ["មនុ", "ស្ស"], ["ສິດ", "ທິ"], ["အခွင့်", "အရေး"]
    made = engine(tmp_path, *(mark.join(parts) for parts in texts))
    for number, parts in enumerate(texts):
        assert [match.id for match in found(made, "".join(parts))] == [str(number)]


def test_dictionary_words_find_nothing_by_themselves(tmp_path: Path) -> None:
    made = engine(tmp_path, "ระเบิด ทุ่น")
    assert found(made, "ทุ่นระเบิด") == ()
    assert len(found(made, "ทุ่น ระเบิด")) == 1


BRIDGE = Bridge(languages=())
RUNS = [
    ("ทุ่นระเบิด", "มีทุ่นระเบิดอยู่", "ระเบิด และ ทุ่น ทุ่น ทุ่น ระเบิด ระเบิด"),
    ("ការដោះមីន", "ការដោះមីននៅស្រុក", "មីន ត្រូវបាន ដោះ ដោយ ការ ការ មីន ដោះ"),
]


def bridged(made: MemoryEngine, query: str, match: Literal["all", "any"] = "all") -> list[str]:
    lookup = rewrite(parse(query, match=match), match=match, bridge=BRIDGE)
    return [one.id for one in made.search(Request(lookup=lookup)).page]


@pytest.mark.parametrize(("query", "together", "apart"), RUNS)
def test_words_written_without_blanks_are_found_apart_after_they_are_found_together(
    tmp_path: Path, query: str, together: str, apart: str
) -> None:
    made = engine(tmp_path, apart, together, "อื่น", query[: len(query) // 2])
    assert bridged(made, query) == ["1", "0"]
    assert bridged(made, f"{query} OR nothing") in (["1", "0"], ["0", "1"])
    assert bridged(made, f"={query}") == bridged(made, f'"{query}"') == ["1"]
    assert sorted(bridged(made, f"* -{query}")) == ["0", "2", "3"]


NOUNS = "ระเบิด ประเทศ โรงเรียน น้ำ รถไฟ หนังสือ อาหาร ตลาด บ้าน เด็ก ภาษา ดอกไม้ ทะเล ภูเขา".split()


MANY = [(1, False), (2, True), (MOST_APART, True), (MOST_APART + 1, False)]


@pytest.mark.parametrize(("many", "is_sought_apart"), MANY)
def test_a_run_of_one_word_or_of_very_many_is_found_as_it_stands(
    tmp_path: Path, many: int, is_sought_apart: bool
) -> None:
    query = "".join(NOUNS[:many])
    made = engine(tmp_path, query, " ".join(reversed(NOUNS[:many])) if many > 1 else "อื่น")
    assert len(words_apart(query)) == (many if is_sought_apart else 0)
    assert bridged(made, query) == (["0", "1"] if is_sought_apart else ["0"])


def test_each_word_of_a_query_counts_once_and_with_its_weight() -> None:
    tree = parse("ทุ่นระเบิด OR ระเบิด -การ")
    lookup = ranked_by_words(rewrite(tree), tree)
    words = AnyOf((TokenLookup("stem", "th:ทุ่น", WEIGHT), TokenLookup("stem", "th:ระเบิด", WEIGHT)))
    assert lookup == Boosted(rewrite(tree), words)


@pytest.mark.parametrize("query", ["mines", "地雷", "title:ระเบิด", "ระเบิ*", "-ระเบิด", "*", "language:th", '"ระเบิด"'])
def test_other_queries_stay_as_they_are(query: str) -> None:
    tree = parse(query)
    assert ranked_by_words(rewrite(tree), tree) == rewrite(tree)
