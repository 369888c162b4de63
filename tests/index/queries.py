"""Texts that people, careless programs and attackers may type as a query."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = [
    "mine", "or", "and", "not", "Or", "AND,", "C++", "C#", "3,461", "A/HRC/47/G/10", "someone@example.org", "l'eau",
    "l’eau", "anti-personnel", "mine-", "5'-UTR", "landmines?", "Warsaw.", "10:30", "https://example.org/a?b=c", ":",
    ":a", "a1:b", "anti-mine:a", "标题：关于", "地雷清除", "การเก็บกู้ทุ่นระเบิด",
    "сёла", "عربي", "हिन्दी", 'צה"ל', "&", "?", "–", "+a", "a=b",
    "[a", "/~smith", "a~b", "word^2", "100%", "\\", "a\x00b", "\ud800", "'a'", "‘a’",
]  # fmt: skip
"""Words that hold signs of the query language and are words all the same."""

HOSTILE = [
    "(" * 10_000, "(" * 5_000 + "a" + ")" * 5_000, ")" * 10_000, "NOT " * 5_000 + "a", "-" * 10_000, "a OR " * 5_000,
    "a" * 1_000_000, '"' * 9_999, "«" * 10_000, "*" * 10_000, "~" * 10_000, "~1" * 5_000, "a:" * 5_000,
    "title:" * 1_600,
    "title:(" * 1_400, "=" * 10_000, "ab*" * 3_333, "： " * 5_000, 'א"' * 5_000, "\u0301" * 9_999 + "*", "a~1" * 3_333,
]  # fmt: skip
"""What would take a naive parser for ever, or more stack than there is."""

PIECES = [
    "a", "mine", "地雷", "صحراء", "OR", "AND", "NOT", "or", "-", "(", ")", "（", "）", '"',
    "“", "”", "„", "«", "»", "「", "」", "*", "~", "~2", "~5", "=", ":", "：", "title:", "tag:", "lang:zh",
    "type:", "report", "date:", "2021", "..", "undated", "https://", "A/HRC/47", "l'eau",
    'צה"ל', "\u0301", "\u3000", "+", ",", "?",
]  # fmt: skip
SOUP = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from([*PIECES, " ", " ", " "]), max_size=40).map("".join),
)
"""Any text, and what looks like a query."""
