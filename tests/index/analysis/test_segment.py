"""Dictionary words: what ICU finds in runs without blanks, and that marks and line ends in them lose nothing."""

from __future__ import annotations

import threading
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import fold_word, segment
from index.analysis.clusters import clusters
from index.analysis.segment import REACH, straddles, stretches, word_start, word_tokens
from index.analysis.tokenize import runs
from tests.index.analysis.sentences import MIXED
from tests.index.analysis.texts import any_text

SEGMENTED = {
    "การเก็บกู้ทุ่นระเบิดเริ่มแล้ว": "การ เก็บ กู้ ทุ่น ระเบิด เริ่ม แล้ว",
    "ສິດທິມະນຸດ": "ສິດທິ ມະນຸດ",
    "ការដោះមីននៅកម្ពុជា": "ការ ដោះ មីន នៅ កម្ពុជា",
    "လူတိုင်းအခွင့်အရေး": "လူ တိုင်း အခွင့်အရေး",
}
SPACED = [words.split() for words in SEGMENTED.values()]


def tokens(text: str) -> Counter[str]:
    return word_tokens(run for _, run in runs(text))


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in stretches(text)]


@pytest.mark.parametrize(("run", "words"), SEGMENTED.items())
def test_a_run_is_cut_into_the_words_of_its_dictionary(run: str, words: str) -> None:
    assert cut(run) == words.split()


def test_a_word_is_counted_under_the_language_of_its_script_and_folded() -> None:
    assert tokens("น้ำ ນ້ຳ មីន စကား น้ำ") == {"th:น้ํา": 2, "lo:ນ້ໍາ": 1, "km:មីន": 1, "my:စကား": 1}


@pytest.mark.parametrize("text", ["", "mines 地雷 지뢰", "๒๕๖๔ ។"])
def test_other_text_has_no_dictionary_words(text: str) -> None:
    assert tokens(text) == {}
    assert cut(text) == []


@pytest.mark.parametrize("words", SPACED)
@pytest.mark.parametrize("mark", ["\u200b", "\n", "\u00ad", " \n  ", "\u200b\u200b"])
def test_marks_at_the_ends_of_words_change_nothing(words: list[str], mark: str) -> None:
    assert tokens(mark.join(words)) == tokens("".join(words))


@given(st.data(), st.sampled_from(sorted(SEGMENTED)), st.sampled_from(["\u200b", "\n", "\u00ad", "\u2060", "\n "]))
def test_marks_between_any_clusters_lose_no_word(data: st.DataObject, run: str, mark: str) -> None:
    held = clusters(run)
    marked = "".join(one + data.draw(st.sampled_from(["", mark])) for one in held)
    assert not tokens(run) - tokens(marked)


def test_a_zero_width_space_ends_a_word_that_the_dictionary_would_end_elsewhere() -> None:
    assert "th:กลม" not in tokens("ตากลม")
    assert {"th:ตา", "th:กลม", "th:ตาก", "th:ลม"} <= set(tokens("ตา\u200bกลม") + tokens("ตาก\u200bลม"))


def test_a_word_that_both_ways_of_cutting_find_counts_once() -> None:
    assert tokens("ทุ่น\u200bระเบิด") == {"th:ทุ่น": 1, "th:ระเบิด": 1}


@given(any_text)
@example(MIXED)
@example("ตา\u200bกลม น\u200b้ำ เ\nเก")
def test_every_stretch_is_a_word_counted_and_every_word_counted_is_a_stretch(text: str) -> None:
    found = Counter(fold_word("".join(word.split())) for word in cut(text))
    assert found == Counter({token.partition(":")[2]: count for token, count in tokens(text).items()})


@given(any_text)
@example(MIXED)
def test_a_word_begins_and_ends_where_clusters_do(text: str) -> None:
    for _, run in runs(text):
        for start, end in stretches(run):
            assert clusters(run[:start]) + clusters(run[start:end]) + clusters(run[end:]) == clusters(run)


@given(any_text)
def test_the_words_of_a_run_do_not_depend_on_what_other_runs_stand_beside_it(text: str) -> None:
    alone = Counter[str]()
    for _, run in runs(text):
        alone.update(word_tokens([run]))
    assert tokens(text) == alone


@given(st.text(st.characters(exclude_categories=())))
def test_no_text_whatever_is_refused(text: str) -> None:
    assert len(cut(text)) == tokens(text).total()


def test_without_icu_there_are_no_dictionary_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment, "_word_breaker", lambda: None)
    assert tokens("ทุ่นระเบิด\u200bเริ่ม แล้ว") == {}
    assert cut("ทุ่นระเบิด\u200bเริ่ม แล้ว") == []


def test_threads_that_cut_at_once_cut_alike() -> None:
    texts = [run * 20 for run in SEGMENTED]
    expected = [tokens(text) for text in texts]
    found: list[bool] = []

    def work() -> None:
        found.extend(tokens(text) == one for text, one in zip(texts * 20, expected * 20, strict=True))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4 * 20 * len(texts)
    assert all(found)


@pytest.mark.parametrize(
    ("text", "at", "start"),
    [("การเก็บกู้", 0, 0), ("การเก็บกู้", 2, 0), ("การเก็บกู้", 3, 3), ("การ mines", 3, None), ("การ mines", 5, None),
     ("", 0, None)],
)  # fmt: skip
def test_the_word_that_a_place_lies_in_starts_at(text: str, at: int, start: int | None) -> None:
    assert word_start(text, at) == start


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [("ตากลม", "กลม", True), ("โต๊ะกลม", "กลม", False), ("ทุ่นระเบิด", "ทุ่นระเบิด", False), ("ทุ่นระเบิด", "ระเบิ", True),
     ("landmines", "mines", False), ("地雷意识", "雷意", False), ("mines กลม", "mines", False)],
)  # fmt: skip
def test_letters_that_begin_or_end_inside_a_word_straddle(text: str, part: str, expected: bool) -> None:
    start = text.index(part)
    assert straddles(text, start, start + len(part)) is expected


@pytest.mark.parametrize("run", SEGMENTED)
def test_in_a_long_text_words_start_where_they_do_in_all_of_it(run: str) -> None:
    text = run * 40
    whole = dict(stretches(text))
    for at in range(REACH, len(text) - REACH, 7):
        start = word_start(text, at)
        assert start in whole
        assert not straddles(text, start, whole[start])


def test_without_icu_nothing_straddles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment, "_word_breaker", lambda: None)
    assert not straddles("ตากลม", 2, 5)
    assert word_start("ตากลม", 3) is None
