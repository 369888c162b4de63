"""The laws of tokens: where they stand in the text, and that what is in a document can be found."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from time import process_time

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import Token, analyse, analyse_query, terms
from index.analysis.fold import fold_word, spellings
from tests.index.analysis.sentences import MIXED, SENTENCES
from tests.index.analysis.texts import any_text

LINE_END_HYPHEN = regex.compile(r"[-‐\u00AD]\n[ \t]*")
HAN = "国际提高地雷意识每年四月五日"


def texts_of(text: str) -> list[tuple[str, int]]:
    return [(token.text, token.position) for token in analyse(text)]


def places_of(text: str) -> dict[str, list[int]]:
    expected: defaultdict[str, set[int]] = defaultdict(set)
    for token in analyse(text):
        expected[token.text].add(token.position)
    return {form: sorted(positions) for form, positions in expected.items()}


def source_forms(token: Token, text: str) -> tuple[str, ...]:
    """What a token's source folds to: without a hyphen at a line end and the commas of thousands in a word, without
    blanks in a pair.
    """
    source = text[token.start : token.end]
    if token.kind != "word":
        return (fold_word("".join(source.split())),)
    folded = fold_word(LINE_END_HYPHEN.sub("", source))
    return spellings(regex.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", folded))


@given(any_text)
@example(MIXED)
def test_the_text_at_a_tokens_offsets_folds_to_the_token(text: str) -> None:
    for token in analyse(text):
        assert token.text in source_forms(token, text)


@given(any_text)
@example(MIXED)
def test_tokens_stand_in_order_and_positions_are_dense(text: str) -> None:
    tokens = analyse(text)
    assert [token.position for token in tokens] == sorted(token.position for token in tokens)
    assert {token.position for token in tokens} == set(range(len({token.position for token in tokens})))
    assert all(0 <= token.start < token.end <= len(text) and token.text for token in tokens)
    firsts = {token.position: token.start for token in reversed(tokens)}
    assert [firsts[position] for position in sorted(firsts)] == sorted(set(firsts.values()))


@given(any_text)
@example(MIXED)
def test_terms_are_the_tokens_by_form(text: str) -> None:
    found, length = terms(text)
    assert found == places_of(text)
    assert length == len({token.position for token in analyse(text)})


@pytest.mark.parametrize("language", SENTENCES)
def test_terms_are_the_tokens_by_form_in_every_language(language: str) -> None:
    for text in (SENTENCES[language], *SENTENCES[language].split()):
        assert terms(text)[0] == places_of(text)


@given(any_text)
@example(MIXED)
def test_composed_and_decomposed_texts_yield_the_same_tokens(text: str) -> None:
    forms = [texts_of(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")]
    assert forms[0] == forms[1]
    assert forms[0] == texts_of(text)


@given(any_text)
@example(MIXED)
def test_every_token_is_found_by_the_query_of_its_own_source(text: str) -> None:
    for token in analyse(text):
        sought = analyse_query(text[token.start : token.end])
        alone = [one for one in sought if one.kind == "single"]
        assert token.text in {one.text for one in sought} or any(token.text.startswith(one.text) for one in alone)


@given(any_text)
def test_a_query_has_the_tokens_of_a_document_but_the_last_unit_of_a_longer_run(text: str) -> None:
    tokens, sought = analyse(text), analyse_query(text)
    left_out = [token for token in tokens if token not in sought]
    assert [token for token in tokens if token not in left_out] == sought
    ends = {(token.end, token.position + 1) for token in tokens if token.kind == "pair"}
    assert all(token.kind == "single" and (token.end, token.position) in ends for token in left_out)


BLANKS = ["", " ", "  ", "\n", " \n", "\n  ", "\t", "\u3000", "\u00a0", "\u2009", "\u200b", "\u2003\n\u3000"]


@given(st.lists(st.tuples(st.sampled_from(HAN), st.sampled_from(BLANKS)), min_size=1))
def test_white_space_between_two_chinese_characters_changes_nothing_but_offsets(drawn: list[tuple[str, str]]) -> None:
    plain = "".join(character for character, _ in drawn)
    spaced = "".join(character + blank for character, blank in drawn)
    assert texts_of(spaced) == texts_of(plain)
    for one, other in zip(analyse(spaced), analyse(plain), strict=True):
        assert "".join(spaced[one.start : one.end].replace("\u200b", "").split()) == plain[other.start : other.end]


CLUSTERS = ["ทุ่", "น", "เ", "บิ", "ນ້ຳ", "ຫຼ", "ខ្ញុំ", "ស្ត្រី", "ကျွ", "တ္တ", "မာ"]


UNSEEN = ["", "\n", " \n  ", "\u200b", "\u00ad"]


@given(st.lists(st.tuples(st.sampled_from(CLUSTERS), st.sampled_from(UNSEEN)), min_size=1))
def test_line_ends_and_unseen_signs_between_clusters_change_nothing_but_offsets(drawn: list[tuple[str, str]]) -> None:
    plain = "".join(cluster for cluster, _ in drawn)
    assert texts_of("".join(cluster + sign for cluster, sign in drawn)) == texts_of(plain)


@pytest.mark.parametrize("break_", ["\n\n", " \n \n ", "。", "a", "·"])
def test_an_empty_line_or_a_sign_ends_a_run_of_chinese(break_: str) -> None:
    assert "际提" not in dict(texts_of(f"国际{break_}提高"))


@given(st.text(st.characters(exclude_categories=())))
def test_no_text_whatever_is_refused(text: str) -> None:
    assert len(analyse(text)) >= len(analyse_query(text))
    terms(text)


@pytest.mark.parametrize("unit", ["地", "地 ", "1,", "a-\n", "a\u00ad\n"])
def test_a_run_without_an_end_is_read_in_parts_that_follow_on_one_another(unit: str) -> None:
    whole = unit * 250_000
    found, length = terms(whole)
    assert sorted({at for places in found.values() for at in places}) == list(range(length))
    assert max(map(len, found)) < 250_000


def test_a_run_without_an_end_costs_no_more_memory_than_there_is() -> None:
    found, length = terms("地雷" * 1_100_000)
    assert length == 2_200_000
    assert len(found["地雷"]) >= 1_099_900  # all but those that a cut parts


CASES: list[tuple[str, list[tuple[str, int]]]] = [
    ("anti-personnel", [("anti", 0), ("personnel", 1)]),
    ("anti-\npersonnel mine", [("antipersonnel", 0), ("anti", 0), ("personnel", 0), ("mine", 1)]),
    ("inter\u00ad\n  national", [("international", 0), ("inter", 0), ("national", 0)]),
    ("cafe\u0301-\nbar", [("cafebar", 0), ("cafe", 0), ("bar", 0)]),
    ("a-\nb-\nc", [("abc", 0), ("a", 0), ("b", 0), ("c", 0)]),
    ("mine-\nAction", [("mine", 0), ("action", 1)]),
    ("mine-\n\naction", [("mine", 0), ("action", 1)]),
    ("Gəncə-\nyə", [("gancaya", 0), ("genceye", 0), ("ganca", 0), ("gence", 0), ("ya", 0), ("ye", 0)]),
    ("3,461 12,345,678 3,46 1,2345", [("3461", 0), ("12345678", 1), ("3,46", 2), ("1,2345", 3)]),
    ("12.5 1.200,50 3٬461", [("12.5", 0), ("1.200,50", 1), ("3461", 2)]),
    ("a.b 5. x", [("a", 0), ("b", 1), ("5", 2), ("x", 3)]),
    ("l'eau l’eau lʼeau", [("l", 0), ("eau", 1), ("l", 2), ("eau", 3), ("l", 4), ("eau", 5)]),
    ("2021年4月5日", [("2021", 0), ("年", 1), ("4", 2), ("月", 3), ("5", 4), ("日", 5)]),
    ("2021 年 4 月 5 日", [("2021", 0), ("年", 1), ("4", 2), ("月", 3), ("5", 4), ("日", 5)]),
    ("地雷", [("地雷", 0), ("雷", 1)]),
    ("葛\U000e0100飾", [("葛饰", 0), ("饰", 1)]),
    ("ｶﾞｲﾄﾞ", [("ガイ", 0), ("イド", 1), ("ド", 2)]),
    ("か\u3099い", [("がい", 0), ("い", 1)]),
    ("๒๕๖๔", [("2564", 0)]),
    ("กา។ខ", [("กา"[:2], 0), ("า", 1), ("ខ", 2)]),
    ("คำ คํา", [("คํา", 0), ("คํา", 1)]),
    ("한\u1100\u1161", [("한가", 0), ("가", 1)]),
    ("ـ \u200b", []),
    ("ทุ่น\n  ระ", [("ทุ่น", 0), ("นร", 1), ("ระ", 2), ("ะ", 3)]),
    ("ทุ่น ระ", [("ทุ่น", 0), ("น", 1), ("ระ", 2), ("ะ", 3)]),
    ("ทุ่น\n\nระ", [("ทุ่น", 0), ("น", 1), ("ระ", 2), ("ะ", 3)]),
    ("ខ្\u200bញុំ\u200bស្ត្រី", [("ខ្ញុំស្ត្រី", 0), ("ស្ត្រី", 1)]),
    ("မြန်မာ", [("မြန်", 0), ("န်မာ", 1), ("မာ", 2)]),
    ("צה״ל צה\"ל בצה''ל צַהַ\"ל", [("צהל", 0), ("צהל", 1), ("בצהל", 2), ("צהל", 3)]),
    ("ב\"הארץ\" ש״זה ול'ארץ'", [("ב", 0), ("הארצ", 1), ("ש", 2), ("זה", 3), ("ול", 4), ("ארצ", 5)]),
    ("מ\"מ דו\"חות תשפ\"ד וכו'", [("ממ", 0), ("דוחות", 1), ("תשפד", 2), ("וכו", 3)]),
    ("м'який об’єкт 'слово'", [("мякий", 0), ("обєкт", 1), ("слово", 2)]),
    ("il·lusió IL·LUSIÓ a·b", [("illusio", 0), ("illusio", 1), ("a", 2), ("b", 3)]),
    ("ג'ורג' צ׳כיה בית־ספר", [("גורג", 0), ("צכיה", 1), ("בית", 2), ("ספר", 3)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_tokens_of(text: str, expected: list[tuple[str, int]]) -> None:
    assert texts_of(text) == expected


@pytest.mark.parametrize("text", ["中" + " " * 50_000, "a-\n" + " " * 50_000, ("中" + " " * 300) * 200, "1," * 50_000,
                                  "\u200b" * 50_000, "ก\u200b" * 50_000, "เ" * 50_000, "ํ\u200b" * 50_000,
                                  "ก\n " * 50_000, "א\"" * 50_000, "l·" * 50_000,
                                  "ก" + "\u0e31" * 50_000, "中" + "\u0301" * 50_000])  # fmt: skip
def test_no_text_takes_more_than_linear_time(text: str) -> None:
    began = process_time()
    terms(text)
    assert process_time() - began < 2


def test_the_sentences_of_all_languages_are_read_in_all_three_kinds() -> None:
    kinds = {token.kind for text in SENTENCES.values() for token in analyse(text)}
    assert kinds == {"word", "pair", "single"}
