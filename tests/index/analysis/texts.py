"""Texts for the laws of analysis: letters of many scripts, marks, blanks, line ends, invisible and stray characters."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.index.analysis.sentences import MIXED, SENTENCES

ODD = (
    "ABcdéßİıſǅæøŉſﬁªº²½Ωµάςΐᾳ ёйїўЙЇً́̈̆ـٱأإآىیکكةہ٣۴٫٬ ָשּׁםԱևւՈւ՞՛᲻აᲐ क़ि़्१ กิ่ำํา๒ๆฯ ກຳ២ខ្ញុំ။မြန်မာ"
    "中国國\U00020000〇々〆ーｰかがゞ゙゚ｶﾞﾟㄅ㌀ 가각ᄀ\u1161\u11a8ㄱ㉠ｱ"
    " \t\n\r\u00a0\u3000\u2028\x00\x1f-‐‑.,'’ʼʹ\"،。·…\u00ad\u200b\u200c\u200d\u200f\u2060\ufeff"
    "\ufe0f\U000e0100\ud800\U0001f468\U0001f1e6"
)
characters = st.one_of(st.sampled_from(sorted(set(ODD))), st.characters(exclude_categories=()))
words = st.text(characters, max_size=8)
pieces = st.one_of(
    words,
    st.sampled_from([" ", "\n", "\n\n", "-\n", "\u00ad\n  ", ", ", "1,234", "12.5", "ə"]),
    st.sampled_from([*MIXED.split(" "), *(word for text in SENTENCES.values() for word in text.split())]),
)
texts = st.lists(pieces, max_size=12).map("".join)
spaced_texts = st.lists(pieces, max_size=12).map(" ".join)
any_text = st.one_of(texts, spaced_texts)
