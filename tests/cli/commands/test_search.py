"""`muniment search`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index.parse import LONGEST_QUERY
from tests.cli.conftest import Run


def answer(run: Run, archive: Path, *arguments: str) -> Any:
    asked = run("-A", archive, "search", *arguments, "--format", "json")
    assert asked.code == 0, asked.err
    return json.loads(asked.out)


def test_a_hit_shows_title_facts_and_the_passage_with_its_match(run: Run, subset_archive: Path) -> None:
    counted, _, title, facts, passage = run("-A", subset_archive, "search", "laboratoire gratuitement").lines
    assert counted == "1 document matches."
    assert title.startswith("Lettre datée du 8 septembre 2023")
    assert facts == "  Conseil de sécurité · 12 September 2023 · fr · letter"
    assert "*laboratoire*" in passage
    assert passage.endswith(", fr)")


def test_a_stand_in_for_a_title_is_in_brackets_and_a_missing_date_is_said(run: Run, subset_archive: Path) -> None:
    title, facts = run("-A", subset_archive, "search", "Zavidovići").lines[2:4]
    assert title.startswith("[")
    assert "Drina Wire · 19 May (year unknown)" in facts or "19 May" in facts


@pytest.mark.parametrize("format_", ["text", "table", "json", "jsonl", "csv", "ids"])
@pytest.mark.parametrize("archive", ["empty", "subset_archive"])
def test_no_hits_are_no_failure(run: Run, request: pytest.FixtureRequest, archive: str, format_: str) -> None:
    asked = run("-A", request.getfixturevalue(archive), "search", "nothingofthekind", "--format", format_)
    assert (asked.code, asked.err) == (0, "")


def test_words_from_right_to_left_stand_apart_in_warnings(run: Run, subset_archive: Path) -> None:
    asked = run("-A", subset_archive, "search", "mines שלום")
    assert asked.err.startswith("warning: without \u2067שלום\u2069: ")


def test_an_empty_query_finds_every_document(run: Run, subset_archive: Path) -> None:
    assert answer(run, subset_archive, "")["total"] == 6


CARETS = [
    ("mines (", 6),
    ("*a*", 0),
    ("(" * 10_000, None),
    ("NOT " * 50, None),
    ("地雷 (", 3),
    ("date:yesterday", 5),
    ("language:Klingonish-x!", 9),
    ("colour:red", 0),
    ("OR mines", 0),
]


@pytest.mark.parametrize(("query", "position"), CARETS, ids=lambda value: str(value)[:20])
def test_a_malformed_query_is_shown_with_a_caret_under_the_fault(
    run: Run, subset_archive: Path, query: str, position: int | None
) -> None:
    asked = run("-A", subset_archive, "search", query)
    assert (asked.code, asked.out) == (4, "")
    shown, caret, message = asked.err.splitlines()
    assert message.startswith("muniment: ")
    assert caret.strip() == "^"
    if position is not None:
        wide = sum(character in "地雷" for character in query[:position])
        assert (shown, caret.index("^")) == (f"  {query}", 2 + position + wide)


def test_fifty_negations_of_a_word_are_a_query(run: Run, subset_archive: Path) -> None:
    assert answer(run, subset_archive, "NOT " * 50 + "Banjul")["total"] == 1


@pytest.mark.parametrize(("length", "code"), [(LONGEST_QUERY, 0), (LONGEST_QUERY + 1, 4), (1_000_000, 4)])
def test_a_query_may_be_as_long_as_the_limit(run: Run, subset_archive: Path, length: int, code: int) -> None:
    asked = run("-A", subset_archive, "search", "--batch", "-", stdin="m" * length)
    assert asked.code == code
    assert ("error" in json.loads(asked.out)) is (code == 4)
    assert len(asked.err) < 500


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--date", "soon"], "'soon' is not a date"),
        (["--date", "2023..2021"], "ends before it begins"),
        (["--language", "Klingon language"], "is not a language tag"),
        (["--type", "poem"], "'poem' is not a document type"),
        (["--facet", "colour"], "'colour' is not a facet; the facets are: source"),
        (["--facet", "source:0"], "write source:20 or source:all"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--sort", "size"], "'size' is not one of"),
        (["--limit", "-1"], "-1 is not in the range"),
        (["--offset", "many"], "'many' is not a valid integer"),
        (["--match", "some"], "'some' is not one of"),
        (["--batch", "nowhere.txt"], "nowhere.txt"),
        (["--batch", "-"], "give one QUERY"),
    ],
)
def test_options_that_make_no_sense_are_usage_errors(
    run: Run, subset_archive: Path, options: list[str], words: str
) -> None:
    asked = run("-A", subset_archive, "search", "mines", *options)
    assert (asked.code, asked.out) == (2, "")
    assert words in asked.err


def test_neither_query_nor_batch_is_a_usage_error(run: Run, subset_archive: Path) -> None:
    asked = run("-A", subset_archive, "search")
    assert asked.code == 2
    assert "after -- when it begins with a minus" in asked.err


def test_a_query_that_begins_with_a_minus_stands_after_two(run: Run, subset_archive: Path) -> None:
    asked = run("-A", subset_archive, "search", "--format", "ids", "--", "-Banjul")
    assert (asked.code, len(asked.lines)) == (0, 5)


@pytest.mark.parametrize(
    ("sort", "dates"),
    [
        ("date", ["2022-04-04", "2022-05-03", "2022-06-08", "2023-09-12"]),
        ("-date", ["2023-09-12", "2022-06-08", "2022-05-03", "2022-04-04"]),
    ],
)
def test_dates_sort_both_ways_and_the_undated_come_last(
    run: Run, subset_archive: Path, sort: str, dates: list[str]
) -> None:
    found = [one["date"] for one in answer(run, subset_archive, "*", "--sort", sort)["hits"]]
    dated = [date for date in found if date and not date.startswith("XXXX")]
    assert [date for date in dated if date in dates] == dates
    assert found[: len(dated)] == dated


def test_the_best_match_comes_first_and_scores_fall(run: Run, corpus_archive: Path) -> None:
    scores = [one["score"] for one in answer(run, corpus_archive, "mines OR clearance", "--limit", "50")["hits"]]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) > 3


@pytest.mark.parametrize("sort", ["relevance", "date", "-date", "title"])
def test_pages_joined_are_the_whole(run: Run, corpus_archive: Path, sort: str) -> None:
    def ids(*options: str) -> list[str]:
        query = "the OR de OR mine* OR 的 OR в"
        return run("-A", corpus_archive, "search", query, "--sort", sort, "--format", "ids", *options).lines

    whole = ids("--limit", "1000")
    pages = [ids("--limit", "7", "--offset", str(offset)) for offset in range(0, len(whole) + 7, 7)]
    assert len(whole) > 14
    assert [one for page in pages for one in page] == whole
    assert pages[-1] == []


def test_a_limit_of_nought_counts_without_showing(run: Run, subset_archive: Path) -> None:
    assert run("-A", subset_archive, "search", "*", "--limit", "0").out == "6 documents match, 0 shown.\n"
    assert answer(run, subset_archive, "*", "--limit", "0", "--offset", "99")["total"] == 6


def test_highlights_are_the_words_that_match(run: Run, subset_archive: Path) -> None:
    (hit,) = answer(run, subset_archive, "Banjul")["hits"]
    (snippet,) = hit["snippets"]
    assert {snippet["text"][start:end] for start, end in snippet["highlights"]} == {"Banjul"}


@pytest.mark.parametrize("format_", [[], ["--format", "json"], ["--format", "jsonl"]])
def test_a_batch_answers_each_line_as_a_search_would(run: Run, subset_archive: Path, format_: list[str]) -> None:
    queries = ["Banjul", "安全饮用水", "nothingofthekind", "title:mine* OR floods"]
    asked = run("-A", subset_archive, "search", "--batch", "-", *format_, stdin="\n".join(queries))
    assert (asked.code, asked.err) == (0, "")
    assert [json.loads(line) for line in asked.lines] == [answer(run, subset_archive, query) for query in queries]


def test_a_batch_takes_the_options_of_a_search(run: Run, subset_archive: Path, tmp_path: Path) -> None:
    (tmp_path / "queries.txt").write_text("Banjul OR floods\n")
    options = ["--language", "fr", "--facet", "type", "--limit", "1", "--match", "any"]
    asked = run("-A", subset_archive, "search", "--batch", "queries.txt", *options)
    assert json.loads(asked.out) == answer(run, subset_archive, "Banjul OR floods", *options)


@pytest.mark.parametrize(
    ("content", "queries"),
    [
        (b"", []),
        (b"\n", [""]),
        (b"Banjul\n\nfloods\n", ["Banjul", "", "floods"]),
        (b"Banjul\r\nfloods\r\n", ["Banjul", "floods"]),
        (b"\xef\xbb\xbfBanjul\nfloods", ["Banjul", "floods"]),
        ("地雷\u2028mines\x85x\n".encode(), ["地雷\u2028mines\x85x"]),
    ],
)
def test_a_line_of_a_batch_ends_at_its_line_end_only(
    run: Run, subset_archive: Path, content: bytes, queries: list[str]
) -> None:
    asked = run("-A", subset_archive, "search", "--batch", "-", stdin=content)
    assert asked.code == 0
    assert [json.loads(line)["query"] for line in asked.out.split("\n")[:-1]] == queries


def test_a_line_that_is_no_query_is_answered_with_its_error_and_the_rest_goes_on(
    run: Run, subset_archive: Path
) -> None:
    asked = run("-A", subset_archive, "search", "--batch", "-", stdin=b"Banjul\nmines (\ncaf\xe9\nfloods\n")
    first, bad, undecodable, last = map(json.loads, asked.lines)
    assert asked.code == 4
    assert (first["total"], last["query"]) == (1, "floods")
    assert (bad["query"], bad["position"], "total" in bad) == ("mines (", 6, False)
    assert (undecodable["error"], undecodable["position"]) == ("this is not UTF-8 text", 3)
    assert asked.err.splitlines()[-1].startswith("muniment: line 2: ")


def test_a_sentence_that_is_no_query_is_read_as_words_when_any_may_match(run: Run, subset_archive: Path) -> None:
    lines = 'Banjul, (Thiès "\nBanjul\n'
    asked = run("-A", subset_archive, "search", "--match", "any", "--batch", "-", stdin=lines)
    sentence, word = map(json.loads, asked.lines)
    assert (asked.code, asked.err) == (0, "")
    assert sentence["hits"][0]["id"] == word["hits"][0]["id"]
    assert "read as plain words" in sentence["warnings"][0]
    assert "warnings" not in word


def test_any_of_the_words_may_match_when_that_is_asked_for(run: Run, subset_archive: Path) -> None:
    assert answer(run, subset_archive, "Banjul Zavidovići")["total"] == 0
    assert answer(run, subset_archive, "Banjul Zavidovići", "--match", "any")["total"] == 2


@pytest.mark.parametrize(
    ("command", "format_"),
    [(command, format_) for command, formats in (
        ("search", ["text", "table", "json", "jsonl", "csv", "ids"]),
        ("list", ["table", "jsonl", "csv", "ids"]),
        ("facets", ["text", "json"]),
    ) for format_ in formats],
)  # fmt: skip
def test_a_value_that_no_document_has_is_said_with_the_nearest_one(
    run: Run, subset_archive: Path, command: str, format_: str
) -> None:
    asked = run("-A", subset_archive, command, "*", "--source", "Drina Wir", "--format", format_)
    assert asked.code == 0
    assert asked.err == "warning: no document has the source 'Drina Wir'; did you mean Drina Wire?\n"
