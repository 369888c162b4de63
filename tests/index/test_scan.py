"""From the text of a query to its tokens: what each is, the text it holds, and where it stands."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from archive.errors import QueryInvalid
from index.scan import MOST_SLOP, Token, fault, scan, shown
from tests.index.queries import SOUP


def token(kind: Any, text: str, at: int, field: str | None = None, slop: int = 0) -> Token:
    return Token(kind=kind, text=text, at=at, field=field, slop=slop)


SCANNED: list[tuple[str, list[Token]]] = [
    ("", []),
    (" \t\u3000\n", []),
    ("a", [token("word", "a", 0)]),
    ("  a\u3000bc ", [token("word", "a", 2), token("word", "bc", 4)]),
    # signs
    ("(a)", [token("open", "(", 0), token("word", "a", 1), token("close", ")", 2)]),
    ("（a）", [token("open", "（", 0), token("word", "a", 1), token("close", "）", 2)]),
    ("a OR b", [token("word", "a", 0), token("operator", "OR", 2), token("word", "b", 5)]),
    ("or ANDy", [token("word", "or", 0), token("word", "ANDy", 3)]),
    ("-a", [token("minus", "-", 0), token("word", "a", 1)]),
    ("--a", [token("minus", "-", 0), token("minus", "-", 1), token("word", "a", 2)]),
    ("(-a", [token("open", "(", 0), token("minus", "-", 1), token("word", "a", 2)]),
    ("a-b", [token("word", "a-b", 0)]),
    # every document: a star by itself
    ("*", [token("all", "*", 0)]),
    ("(*)", [token("open", "(", 0), token("all", "*", 1), token("close", ")", 2)]),
    ("-*", [token("minus", "-", 0), token("all", "*", 1)]),
    ("* a", [token("all", "*", 0), token("word", "a", 2)]),
    ("a*", [token("word", "a*", 0)]),
    ("*a", [token("word", "*a", 0)]),
    ("**", [token("word", "**", 0)]),
    ('*"a"', [token("word", "*", 0), token("phrase", "a", 1)]),
    ('"a"*', [token("phrase", "a", 0), token("word", "*", 3)]),
    # phrases
    ('"a  b"', [token("phrase", "a b", 0)]),
    ('"a\nb"', [token("phrase", "a b", 0)]),
    ('""', [token("phrase", "", 0)]),
    ("„a“ »b« 「c」", [token("phrase", "a", 0), token("phrase", "b", 4), token("phrase", "c", 8)]),
    ('"a"b', [token("phrase", "a", 0), token("word", "b", 3)]),
    ('"(a OR -b)"', [token("phrase", "(a OR -b)", 0)]),
    ('צה"ל', [token("word", 'צה"ל', 0)]),
    ('"a"~0', [token("phrase", "a", 0)]),
    ('"a"~3', [token("phrase", "a", 0, slop=3)]),
    ('"a"~03)', [token("phrase", "a", 0, slop=3), token("close", ")", 6)]),
    ('"a"~3(', [token("phrase", "a", 0, slop=3), token("open", "(", 5)]),
    (f'"a"~{MOST_SLOP}', [token("phrase", "a", 0, slop=MOST_SLOP)]),
    # fields
    ("title:a", [token("word", "a", 6, "title")]),
    ("TITLE:a", [token("word", "a", 6, "title")]),
    ("lang:zh", [token("word", "zh", 5, "language")]),
    ("title：a", [token("word", "a", 6, "title")]),
    ("标题：a", [token("word", "标题：a", 0)]),
    ('title:"a b"~2', [token("phrase", "a b", 6, "title", 2)]),
    ("title:(a", [token("open", "(", 6, "title"), token("word", "a", 7)]),
    ("-title:a", [token("minus", "-", 0), token("word", "a", 7, "title")]),
    ("title:=a", [token("word", "=a", 6, "title")]),
    ("title:*", [token("word", "*", 6, "title")]),
    ("title:OR", [token("word", "OR", 6, "title")]),
    ("title:source:a", [token("word", "source:a", 6, "title")]),
    ("10:30 https://a.b x1:y", [token("word", "10:30", 0), token("word", "https://a.b", 6), token("word", "x1:y", 18)]),
]


@pytest.mark.parametrize(("query", "tokens"), SCANNED)
def test_a_query_has_these_tokens(query: str, tokens: list[Token]) -> None:
    assert scan(query) == tokens


FAULTS = [
    ('"a', 0, "never closed; add \""),
    ("a 「b", 2, "add 」"),
    ("a」", 1, "closes nothing"),
    ("title:」", 6, "closes nothing"),
    ("a - b", 2, "nothing follows this minus"),
    ("a -", 2, "nothing follows this minus"),
    ("-)", 0, "nothing follows this minus"),
    ('"a"-b', 3, "put a blank before this minus"),
    ("titel:a", 0, "no field 'titel'"),
    ("title:", 0, "title: has no value"),
    ("lang: a", 0, "language: has no value"),
    ("title:)", 0, "title: has no value"),
    ('"a"~', 3, "whole number"),
    ('"a"~b', 3, "whole number"),
    ('"a"~3b', 3, "whole number"),
    ('"a"~3"b"', 3, "whole number"),
    (f'"a"~{MOST_SLOP + 1}', 4, f"0 to {MOST_SLOP} words"),
    ('"a"~00001', 4, "not '00001'"),
    ('"a"~٣', 3, "whole number"),
]


@pytest.mark.parametrize(("query", "at", "reason"), FAULTS)
def test_a_sign_out_of_place_is_refused_there(query: str, at: int, reason: str) -> None:
    with pytest.raises(QueryInvalid) as caught:
        scan(query)
    assert (caught.value.query, caught.value.position) == (query, at)
    assert reason in str(caught.value)


def outcome(query: str) -> list[Token] | QueryInvalid:
    try:
        return scan(query)
    except QueryInvalid as error:
        return error


@given(SOUP)
def test_tokens_stand_in_order_at_the_text_that_they_hold_and_faults_inside_the_query(query: str) -> None:
    found = outcome(query)
    if isinstance(found, QueryInvalid):
        assert found.position is not None
        assert 0 <= found.position < len(query)
        return
    assert [one.at for one in found] == sorted({one.at for one in found})
    for one in found:
        assert query.startswith(one.text, one.at) or one.kind == "phrase"
        assert one.kind != "phrase" or one.text == " ".join(one.text.split())
        assert one.slop == 0 or one.kind == "phrase"
        assert one.field is None or one.kind in ("word", "phrase", "open")


def test_a_fault_counts_characters_from_one_as_people_do() -> None:
    error = fault("abc", 0, "why")
    assert (str(error), error.query, error.position) == ("at character 1: why", "abc", 0)
    assert str(fault("a" * 2000, 1233, "why")) == "at character 1,234: why"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("a", "'a'"), ("\x1b[2J", r"'\x1b[2J'"), ("a'b", "\"a'b\""), ("x" * 40, repr("x" * 40)),
     ("x" * 41, repr("x" * 39 + "…")), ("地雷", "'地雷'")],
)  # fmt: skip
def test_a_piece_of_a_query_is_shown_short_and_harmless(text: str, quoted: str) -> None:
    assert shown(text) == quoted
