"""Snippets: one readable line, cut where it may be, with its matches marked where they are."""

from __future__ import annotations

from typing import SupportsIndex

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from archive.record import Passage
from index.analysis import analyse, analyse_query, fold_word
from index.analysis.segment import stretches
from index.lookup import AnyOf, PrefixLookup, TokenLookup
from index.parse import parse
from index.results import Snippet
from index.rewrite import rewrite
from index.snippet import BACK, LEAD, LENGTH, best_snippet, on_one_line
from index.wanted import Wanted, wanted
from tests.index.analysis.texts import any_text

HAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]\s+[\p{Han}\p{Hiragana}\p{Katakana}]")


def snippet(text: str, query: str = "", passages: list[Passage] | None = None) -> Snippet:
    words = wanted(rewrite(parse(query))) if query else Wanted()
    found = best_snippet(text, passages or [Passage(number=1, start=0, end=len(text))], words)
    assert found is not None
    return found


def marks(found: Snippet) -> list[str]:
    return [found.text[start:end] for start, end in found.highlights]


def passages_of(*texts: str) -> tuple[str, list[Passage]]:
    passages, start = [], 0
    for number, text in enumerate(texts, 1):
        passages.append(
            Passage(number=number, start=start, end=start + len(text), locator=f"para. {number}", language=f"l{number}")
        )
        start += len(text) + 2
    return "\n\n".join(texts), passages


EN = "The team counted 3,461 anti-personnel mines. "
CASES = [
    (EN, "mines", "The team counted 3,461 anti-personnel mines.", ["mines"]),
    ("  The\n\tteam \n\n counted.  ", "team", "The team counted.", ["team"]),
    ("A team counted mines, a team lost.", "team -lost", "A team counted mines, a team lost.", ["team", "team"]),
    ("清除地雷的工\n作 仍在 继续，\n英文 mine 。", "工作", "清除地雷的工作仍在继续，英文 mine 。", ["工作"]),
    ("清除地雷的工\n\n作", "地雷 的", "清除地雷的工作", ["地雷的"]),
    ("か\u3099い ようし", "", "か\u3099いようし", []),
    ("清除。 地雷 地雷", "地雷", "清除。地雷地雷", ["地雷地雷"]),
    ("東京 タワー で 会議", "会議", "東京タワーで会議", ["会議"]),
    ("قرأتُ\nالرسالةَ في القرية", "الرساله", "قرأتُ الرسالةَ في القرية", ["الرسالةَ"]),
    ("Сёла\nвокруг озера", "села озера", "Сёла вокруг озера", ["Сёла", "озера"]),
    ("Əliyeva Ağdamda\ngörüşdü", "Aliyeva agdamda", "Əliyeva Ağdamda görüşdü", ["Əliyeva", "Ağdamda"]),
    ("การเก็บกู้ทุ่น\nระเบิด", "ทุ่น", "การเก็บกู้ทุ่น ระเบิด", ["ทุ่น"]),
    ("지뢰\n제거는", "지뢰", "지뢰 제거는", ["지뢰"]),
    ("a\x1fb\x85c\u2028d\x0bmine", "mine", "a b c d mine", ["mine"]),
    ("", "", "", []),
    (" \n ", "mine", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "query", "line", "expected"), CASES)
def test_a_short_passage_is_shown_whole_on_one_line(text: str, query: str, line: str, expected: list[str]) -> None:
    if not text:
        assert best_snippet(text, [Passage(number=1, start=0, end=0)], Wanted()) is None
        return
    found = snippet(text, query)
    assert (found.text, marks(found)) == (line, expected)


class Counted(str):
    """A text that counts the characters that are cut out of it."""

    cut = 0

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        found = str.__getitem__(self, key)
        self.cut += len(found)
        return found


def test_a_whole_passage_is_brought_to_one_line_without_looking_at_all_of_it_again_at_each_blank() -> None:
    text = Counted("word \n地\n雷\n" * 1_000)
    assert on_one_line(text) == " ".join(["word 地雷"] * 1_000)
    assert 0 < text.cut < 4 * len(text)


def test_a_document_without_passages_has_no_snippet() -> None:
    assert best_snippet("text", [], wanted(TokenLookup("text", "text"))) is None


LONG = [
    ("en", "The clearance team went on along the road to the river. ", "mine"),
    ("ru", "Группа продолжала работу вдоль дороги к реке. ", "стихия"),
    ("ar", "واصل الفريق عمله على طول الطريق إلى النهر. ", "لغم"),
    ("az", "Dəstə çaya gedən yol boyunca işini davam etdirdi. ", "mina"),
    ("zh", "工作队沿着通往河边的道路继续前进。", "地雷"),
    ("th", "ทีมงานเดินหน้าต่อไปตามถนนสู่แม่น้ำ", "ทุ่น"),
]


@pytest.mark.parametrize(("language", "filler", "word"), LONG, ids=[language for language, _, _ in LONG])
@pytest.mark.parametrize("where", ["beginning", "middle", "end"])
def test_a_long_passage_is_cut_around_its_match(language: str, filler: str, word: str, where: str) -> None:
    before, after = {"beginning": (0, 30), "middle": (30, 30), "end": (30, 0)}[where]
    gap = "" if filler[-1] != " " else " "
    text = filler * before + word + gap + filler * after
    found = snippet(text, word)
    assert marks(found) == [word]
    assert found.text.startswith("…") == (where != "beginning")
    assert found.text.endswith("…") == (where != "end")
    assert LENGTH - 2 * BACK <= len(found.text) <= LENGTH + BACK + 2
    assert found.text.strip("…") in " ".join(text.split())


def test_the_lead_before_a_match_begins_with_a_whole_word() -> None:
    text = "alpha " * 100 + "mine " + "omega " * 100
    found = snippet(text, "mine")
    assert found.text.startswith("…alpha ")
    assert found.text.index("mine") <= LEAD + BACK + 1
    assert found.text.endswith(("omega …", "omega…"))


@pytest.mark.parametrize("length", [LENGTH, LENGTH + 1])
def test_a_passage_of_the_length_of_a_snippet_is_not_cut_and_a_longer_one_is(length: int) -> None:
    found = snippet("x" * length)
    assert found.text == ("x" * LENGTH + "…" if length > LENGTH else "x" * LENGTH)


def test_a_snippet_keeps_to_its_passage() -> None:
    text, passages = passages_of("before " * 10, "y" * 5 + " mine " + "z" * 400, "after " * 10)
    found = snippet(text, "mine", passages)
    assert found.text.startswith("yyyyy mine")
    assert "before" not in found.text
    adjoining = [Passage(number=1, start=0, end=5), Passage(number=2, start=5, end=400)]
    assert "w" not in snippet("w" * 5 + "y" * (LEAD + 3) + " mine" + " z" * 300, "mine", adjoining).text


def test_a_match_that_runs_over_the_end_of_its_passage_is_marked_up_to_there() -> None:
    text = "a mine\n\nclearance b"
    found = snippet(text, '"mine clearance"', [Passage(number=1, start=0, end=6), Passage(number=2, start=8, end=19)])
    assert (found.text, marks(found)) == ("a mine", ["mine"])


def test_the_window_holds_the_densest_stretch() -> None:
    text = "mine " + "x " * 300 + "mine mine road " + "x " * 300 + "mine road bridge " + "x " * 300 + "bridge road "
    assert marks(snippet(text, "mine road bridge")) == ["mine", "road", "bridge"]
    text = "mine " + "x " * 300 + "mine mine mine " + "x " * 300 + "mine mine "
    assert marks(snippet(text, "mine")) == ["mine", "mine", "mine"]


@pytest.mark.parametrize("apart", range(100, 260, 7))
def test_a_window_counts_no_word_that_its_end_would_cut(apart: int) -> None:
    text = "x " * 200 + "mine " + "y" * apart + " clearance " + "x " * 200 + "mine clearance " + "x " * 200
    assert marks(snippet(text, "mine clearance")) == ["mine", "clearance"]


def test_a_passage_of_100_000_matches_is_cut_at_once() -> None:
    assert snippet("mine " * 100_000, "mine").text.startswith("mine mine")


CLUSTERS = ["é", "e\u0301", "👨‍👩‍👧", "👍🏽", "🇦🇿", "1️⃣", "ก็", "กู้", "น้ำ", "ກຳ", "မာ", "ស្រុ", "한", "\u1112\u1161\u11ab",
            "की", "क्षि", "হ্রি", "بِّ", "لَّ", "שָּׁ", "x\u20dd\ufe0f", "葛\U000e0100"]  # fmt: skip


@pytest.mark.parametrize("cluster", CLUSTERS)
@pytest.mark.parametrize("offset", range(5))
def test_no_character_is_cut_from_its_marks(cluster: str, offset: int) -> None:
    text = "y" * offset + cluster * 200 + " mine " + cluster * 200
    found = snippet(text, "mine")
    assert marks(found) == ["mine"]
    shown = found.text.removeprefix("…").removesuffix("…").partition(" mine ")
    assert shown[0].lstrip("y") == cluster * shown[0].count(cluster)
    assert shown[2] == cluster * shown[2].count(cluster)


@given(any_text, st.integers(1, 40), st.integers(0, 400), st.data())
def test_what_a_snippet_promises_holds_for_any_text(word: str, times: int, start: int, data: st.DataObject) -> None:
    text = word * times
    tokens = analyse(text)
    words = Wanted()
    if tokens:
        forms = data.draw(st.lists(st.sampled_from(sorted({token.text for token in tokens})), min_size=1, max_size=3))
        words = wanted(AnyOf(tuple(TokenLookup("text", form) for form in forms)))
    passage = Passage(number=1, start=min(start, len(text)), end=len(text))
    found = best_snippet(text, [passage], words)
    if found is None:
        assert passage.start == passage.end
        return
    assert len(found.text) <= LENGTH + BACK + 2
    assert len(found.text.splitlines()) <= 1
    assert not HAN.search(found.text)
    assert list(found.highlights) == sorted(found.highlights)
    for (_, end), (following, _) in zip(found.highlights, found.highlights[1:], strict=False):
        assert end < following
    inside = found.text[found.text.startswith("…") : len(found.text) - found.text.endswith("…")]
    assert all(0 <= first < last <= len(found.text) for first, last in found.highlights)
    assert not inside.startswith(" ") or not inside.strip()


words = st.lists(
    st.sampled_from(["mine", "Naïve", "Əliyeva", "сёла", "road", "地雷", "清除", "قرأتُ", "ทุ่น"]), max_size=200
)


@given(words, st.sampled_from(["mine", "naive", "Aliyeva", "села", "地雷", "قرات"]))
def test_every_mark_folds_to_what_is_sought(drawn: list[str], query: str) -> None:
    text = " ".join(drawn)
    forms = {token.text for token in analyse_query(query)}
    for mark in marks(snippet(text, query)) if text else []:
        assert all(forms & {one.text for one in analyse(part)} for part in mark.split())


def test_a_prefix_marks_the_whole_word() -> None:
    text = "Demining goes on."
    words = wanted(PrefixLookup("text", fold_word("DEM")))
    found = best_snippet(text, [Passage(number=1, start=0, end=len(text))], words)
    assert found is not None
    assert marks(found) == ["Demining"]


@pytest.mark.parametrize("text", [
    "การเก็บกู้ทุ่นระเบิดเริ่มในปีนี้และนักเรียนกลับไปโรงเรียน",
    "ການເກັບກູ້ລະເບີດໄດ້ເລີ່ມຂຶ້ນໃນປີນີ້ແລະເດັກນ້ອຍກັບໄປໂຮງຮຽນ",
    "ការដោះមីនបានចាប់ផ្ដើមនៅឆ្នាំនេះហើយសិស្សត្រឡប់ទៅសាលារៀន",
    "မိုင်းရှင်းလင်းရေးလုပ်ငန်းစတင်ခဲ့ပြီးကလေးများကျောင်းသို့ပြန်သွားကြသည်",
])  # fmt: skip
@pytest.mark.parametrize("shift", range(0, 40, 7))
def test_where_words_have_no_blanks_a_snippet_is_cut_between_two_of_a_dictionary(text: str, shift: int) -> None:
    whole = text * 20 + "mines" + text * 20
    found = snippet(whole[shift:], "mines")
    shown = found.text.strip("…")
    start = whole.index(shown, shift)
    words = list(stretches(whole))
    assert "mines" in shown
    assert len(shown) < LENGTH + BACK
    assert start in {first for first, _ in words}
    assert start + len(shown) in {last for _, last in words}
