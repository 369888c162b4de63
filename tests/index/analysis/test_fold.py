"""Folding: forms that people type for one another are one, forms that spell another word are not."""

from __future__ import annotations

import sys
import unicodedata
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import fold
from index.analysis.fold import fold_word, spellings
from tests.index.analysis.texts import words

SAME = [
    ("Straße", "STRASSE"), ("naïve", "naive"), ("œuvre", "oeuvre"), ("Ærø", "aero"), ("Łódź", "lodz"), ("Đà", "da"),
    ("İstanbul", "istanbul"), ("ISTANBUL", "ıstanbul"), ("ΟΔΥΣΣΕΎΣ", "οδυσσευς"), ("Ναΐς", "ναις"), ("ΤΟΥΣ", "τους"),
    ("сёла", "села"), ("замо́к", "замок"), ("Երևան", "ԵՐԵՎԱՆ"), ("Երևան", "Երեւան"), ("Ինչո՞ւ", "ինչու"), ("ᲗᲑᲘ", "თბი"),
    ("قرأتُ", "قرات"), ("إلى", "الي"), ("کتاب", "كتاب"), ("یک", "يك"), ("كتـــاب", "كتاب"), ("المدرسة", "المدرسه"),
    ("می‌خواهم", "میخواهم"), ("شَلْ", "شل"), ("שָׁלוֹם", "שלום"), ("١٢٣٤٫٥", "1234.5"), ("۱۴۰۲", "1402"), ("๒๕๖๔", "2564"),
    ("ＡＢＣ１２", "abc12"), ("ﬁn", "fin"), ("km²", "km2"), ("co\u00adoperate", "cooperate"), ("ｶﾞ", "ガ"), ("น้ำ", "น้ํา"),
    ("각", "\u1100\u1161\u11a8"), ("क़", "क़"), ("\ufb4f", "אל"), ("ﻼ", "لا"),
    ("ज़मीन", "जमीन"), ("जाँच", "जांच"), ("बऱ्याच", "बर्\u200dयाच"), ("መንግሥት", "መንግስት"), ("ፀሐይ", "ጸሀይ"), ("ዓለም", "አለም"),
    ("м'який", "мякий"), ("об’єкт", "обʼєкт"), ("il·lusió", "illusio"), ("coŀlegi", "col·legi"), ("സ്കൂള്\u200d", "സ്കൂൾ"),
    ("צה״ל", 'צה"ל'), ("צה״ל", "צה”ל"), ("צה״ל", "צה''ל"), ("צה״ל", "צהל"), ("צ׳כיה", "צ'כיה"), ("שלום", "שלומ"),
    ("ארץ", "ארצ"), ("דרך", "דרכ"), ("זמן", "זמנ"), ("כסף", "כספ"),
    ("น้ำ", "นํ้า"), ("น้ำ", "น้ํา"), ("เเม่", "แม่"), ("ນ້ຳ", "ນໍ້າ"), ("ເເມ່", "ແມ່"), ("ໜ້າ", "ຫນ້າ"), ("កណ្ដាល", "កណ្តាល"),
]  # fmt: skip

DIFFERENT = [
    ("й", "и"), ("мой", "мои"), ("її", "іі"), ("ў", "у"), ("か", "が"), ("は", "ぱ"), ("की", "का"), ("กา", "กิ"),
    ("o'", "o"), ("ə", "e"), ("ב", "כ"), ("국", "구"), ("ค่า", "คา"),
    ("ដ", "ត"), ("ड़", "ड"), ("в'", "в"), ("l·a", "la"), ("ሰ", "ሸ"), ("ကာ", "က"), ("ש\"", "ש"), ]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_that_stand_for_one_another_are_one(one: str, other: str) -> None:
    assert fold_word(one) == fold_word(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_forms_that_spell_another_word_stay_apart(one: str, other: str) -> None:
    assert fold_word(one) != fold_word(other)


@pytest.mark.parametrize("nothing", ["", "\u200b", "ـ", "\u00ad\u200d", "\ufe71"])
def test_what_spells_nothing_folds_to_nothing(nothing: str) -> None:
    assert fold_word(nothing) == ""


@given(words)
def test_folding_a_folded_word_changes_nothing(word: str) -> None:
    assert fold_word(fold_word(word)) == fold_word(word)


@given(words)
def test_composed_and_decomposed_words_fold_alike(word: str) -> None:
    forms = {fold_word(unicodedata.normalize(form, word)) for form in ("NFC", "NFD")}
    assert forms == {fold_word(word)}


@given(words)
def test_letter_case_makes_no_difference(word: str) -> None:
    assert {fold_word(cased) for cased in (word.upper(), word.lower(), word.title())} == {fold_word(word)}


SETTLED = [character for character in map(chr, range(sys.maxunicode + 1)) if fold._SETTLED.fullmatch(character)]


def test_what_is_taken_for_folded_already_is_so_letter_by_letter() -> None:
    assert 1000 < len(SETTLED) < 2000
    assert [character for character in SETTLED if fold._folded(character) != character] == []


@given(st.one_of(words, st.text(st.sampled_from(SETTLED), max_size=8), st.text(st.sampled_from("מם'иЙ́ї1٣क़เเแາໍ"))))
def test_the_short_way_leads_where_the_long_one_does(word: str) -> None:
    assert fold_word(word) == fold._folded(word)


def test_the_three_laws_hold_for_every_letter_mark_and_sign() -> None:
    for character in map(chr, chain(range(0x3400), range(0xF900, 0x20000))):  # in between, ideographs and syllables
        folded = fold_word(character)
        alike = {
            character.upper(),
            character.lower(),
            character.title(),
            unicodedata.normalize("NFD", character),
            folded,
        }
        assert {fold_word(form) for form in alike} == {folded}, ascii(character)


@pytest.mark.parametrize(
    ("folded", "expected"),
    [("word", ("word",)), ("əliyeva", ("aliyeva", "eliyeva")), ("gəncə", ("ganca", "gence"))],
)
def test_a_word_with_schwa_stands_under_both_of_its_spellings(folded: str, expected: tuple[str, ...]) -> None:
    assert spellings(folded) == expected


@given(st.text())
def test_spellings_are_different_words_without_schwa(folded: str) -> None:
    forms = spellings(folded)
    assert len(set(forms)) == len(forms) == (2 if "ə" in folded else 1)
    assert not any("ə" in form for form in forms)
