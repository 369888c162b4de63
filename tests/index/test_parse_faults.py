"""What is no query: each fault is refused with its place and the reason."""

from __future__ import annotations

import pytest

from archive.errors import QueryInvalid
from index.fields import NAMED_FIELDS
from index.parse import Match, parse
from index.scan import MOST_SLOP

FAULTS = [
    # quotation marks
    ('"a', 0, 'mark " is never closed; add "'),
    ('a "b c', 2, "never closed"),
    ("“a b", 0, "add ”"),
    ("«a b", 0, "add »"),
    ("「a", 0, "add 」"),
    ('a" b', 1, "never closed"),
    ("title:」", 6, "」 closes nothing"),
    ("a」", 1, "」 closes nothing"),
    ('title:"a', 6, "never closed"),
    ('""', 0, "nothing between the quotation marks"),
    ("a « »", 2, "nothing between the quotation marks"),
    ('title:""', 6, "nothing between the quotation marks"),
    # parentheses
    ("(", 0, "never closed"),
    ("(a", 0, "never closed"),
    ("a (b (c)", 2, "never closed"),
    ("title:(a", 6, "never closed"),
    (")", 0, "closes nothing"),
    ("a)", 1, "closes nothing"),
    ("(a)) b", 3, "closes nothing"),
    ("()", 0, "nothing between these parentheses"),
    ("a (  ) b", 2, "nothing between these parentheses"),
    ("title:()", 6, "nothing between these parentheses"),
    # operators
    ("OR", 0, "nothing stands before OR"),
    ("OR a", 0, "nothing stands before OR"),
    ("AND a", 0, "nothing stands before AND"),
    ("(OR a)", 1, "nothing stands before OR"),
    ("a OR", 2, "nothing follows OR"),
    ("a AND", 2, "nothing follows AND"),
    ("a NOT", 2, "nothing follows NOT"),
    ("a AND OR b", 2, "nothing follows AND"),
    ("a OR OR b", 2, "nothing follows OR"),
    ("(a AND) b", 3, "nothing follows AND"),
    ("NOT OR", 0, "nothing follows NOT"),
    ("-OR", 0, "nothing follows -"),
    ("-", 0, "nothing follows this minus"),
    ("a - b", 2, "nothing follows this minus"),
    ("(a -)", 3, "nothing follows this minus"),
    ("--", 1, "nothing follows this minus"),
    ('"a"-b', 3, "put a blank before this minus"),
    ("(a)-b", 3, "put a blank before this minus"),
    # wildcards
    ("*a*", 0, "only at the end of a word"),
    ("*a", 0, "only at the end of a word"),
    ("x a*b", 3, "only at the end of a word"),
    ("ab**", 2, "only at the end of a word"),
    ("**", 0, "only at the end of a word"),
    ('"a b"*', 5, "only at the end of a word"),
    ('*"a"', 0, "only at the end of a word"),
    ("(a)*", 3, "only at the end of a word"),
    ("title:*", 6, "only at the end of a word"),
    ("title:(*)", 7, "only at the end of a word"),
    ("a*", 0, "2 letters or more before *"),
    ("x é*", 2, "2 letters or more before *"),
    ("e\u0301*", 0, "2 letters or more before *"),
    ("l'*", 0, "2 letters or more before *"),
    ("ab~*", 0, "both ~ and *"),
    ("=ab*", 0, "contradict"),
    ("=abc~", 0, "contradict"),
    # ~
    ("~", 0, "directly after a word"),
    ("a ~ b", 2, "directly after a word"),
    ("~50", 0, "directly after a word"),
    ("~abc", 0, "~ stands at the end of a word"),
    ("(a b)~2", 5, "directly after a word"),
    ("abc~0", 4, "1 or 2 letters, not '0'"),
    ("abc~3", 4, "1 or 2 letters, not '3'"),
    ("abc~0.8", 4, "1 or 2 letters"),
    ("abc~2,", 4, "1 or 2 letters"),
    ("abc~~", 3, "one ~ at its end"),
    ("ab~", 0, "needs 3 letters"),
    ("x title:ab~2", 8, "needs 3 letters"),
    ("e\u0301a~", 0, "needs 3 letters"),
    ('"a b"~', 5, "whole number"),
    ('"a b"~x', 5, "whole number"),
    ('"a b"~5x', 5, "whole number"),
    ('"a b"~-1', 5, "whole number"),
    ('"a b"~1.5', 5, "whole number"),
    (f'"a b"~{MOST_SLOP + 1}', 6, f"0 to {MOST_SLOP} words"),
    ('"a b"~' + "9" * 5000, 6, "0 to"),
    # fields
    ("titel:a", 0, "no field 'titel'"),
    ("a -titel:b", 3, "no field 'titel'"),
    ('titel:"a"', 0, "no field 'titel'"),
    ("titel:", 0, "no field 'titel'"),
    ("тип:report", 0, "no field 'тип'"),
    ("std::vector", 0, "quotation marks"),
    ("title:", 0, "title: has no value"),
    ("title: a", 0, "title: has no value"),
    ("date:)", 0, "date: has no value"),
    ("title:=", 6, "= stands directly before a word"),
    ("=", 0, "= stands directly before a word"),
    ('="a"', 0, "= stands directly before a word"),
    ("==a", 1, "one = is enough"),
    ("=-a", 1, "a minus stands before"),
    ("title:-a", 6, "a minus stands before the field"),
    ("=title:a", 1, "second field"),
    ("title:source:a", 6, "second field"),
    ("title:(a source:b)", 16, "source: stands inside title:(…)"),
    ("title:(a source:(b))", 16, "source: stands inside title:(…)"),
    # facets
    ("language:english", 9, "not a language tag"),
    ("a (lang:x)", 8, "not a language tag"),
    ("original_language:1", 18, "not a language tag"),
    ("language:(zh OR x)", 16, "not a language tag"),
    ("type:memo", 5, "not a document type; the types are: news"),
    ("type:press release", 5, 'type:"note verbale"'),
    ("tag:wat*", 4, "takes no *"),
    ("tag:water~", 4, "takes no *"),
    ("tag:-water", 4, "takes no *"),
    ("tag:=water", 4, "takes no *"),
    ('tag:"a b"~2', 4, "~2 has no meaning"),
    ("tag:(*)", 5, "takes no *"),
    ("tag:a\x00b", 4, "control characters"),
    # dates
    ("date:yesterday", 5, "not a date"),
    ("a date:2021-13", 7, "month 13"),
    ("date:2021-02-29", 5, "28 days"),
    ("date:XXXX-04-06", 5, "no year"),
    ("date:..", 5, "no end at all"),
    ("date:2023..2021", 5, "ends before it begins"),
    ("date:[2020 TO 2021]", 5, "not a date"),
    ('date:""', 5, "not a date"),
    ('date:"2021"~2', 5, "~2 has no meaning"),
    ("date:none", 5, "date:undated"),
]


@pytest.mark.parametrize("match", ["all", "any"])
@pytest.mark.parametrize(("text", "position", "part"), FAULTS)
def test_a_faulty_query_is_refused_with_the_place_and_the_reason(
    text: str, position: int, part: str, match: Match
) -> None:
    with pytest.raises(QueryInvalid) as caught:
        parse(text, match=match)
    assert part in str(caught.value)
    assert (caught.value.query, caught.value.position) == (text, position)
    assert str(caught.value).startswith(f"at character {position + 1}: ")


def test_an_unknown_field_is_answered_with_the_names_of_all_fields() -> None:
    with pytest.raises(QueryInvalid) as caught:
        parse("titel:a")
    assert all(name in str(caught.value) for name in [*NAMED_FIELDS, "lang"])


def test_a_message_shows_neither_control_characters_nor_endless_words() -> None:
    with pytest.raises(QueryInvalid) as caught:
        parse("\x1b[2J" + "a" * 5000 + "b~*")
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 200
