"""What a person reads of results: every line in order, whatever direction the text in it runs, and nothing acting."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import click
import pytest

from cli import render
from cli.direction import LRI, PDI, RLI
from index.results import FacetCount, Hit, Results, Snippet
from tests.cli.conftest import Run
from tests.cli.terminal import on_terminal

SGR = re.compile(r"\x1b\[\d+m")
ISOLATES = re.compile("[\u2066-\u2069]")
SNIPPET = Snippet(text="…the mine was cleared…", highlights=((5, 9),), language="en", locator="para. 3")
HIT = Hit(
    id="m0123456789ab", filename="a.txt", title="Mines cleared", title_is_stand_in=False, source="Gazette",
    date="2021-04", type="news", languages=("en", "fr"), score=1.0, snippets=(SNIPPET,),
)  # fmt: skip
ARABIC = Snippet(text="…أزالت ANAMA 3,461 لغما (2021)…", highlights=((19, 23),), language="ar", locator="para. 2")


@pytest.fixture(autouse=True)
def plain() -> object:
    """As in a pipe: without colour."""
    with click.Context(click.Command("search"), color=False) as context:
        yield context


def results(*hits: Hit, total: int) -> str:
    return render.results(Results(query="q", total=total, hits=hits))


@pytest.mark.parametrize(
    ("total", "shown", "line"),
    [
        (0, 0, "No document matches."),
        (1, 1, "1 document matches."),
        (1, 0, "1 document matches, 0 shown."),
        (2, 2, "2 documents match."),
        (2, 1, "2 documents match, 1 shown."),
        (1234, 1, "1,234 documents match, 1 shown."),
    ],
)
def test_results_begin_with_a_count(total: int, shown: int, line: str) -> None:
    assert results(*[HIT] * shown, total=total).splitlines()[0] == line


def test_a_hit_is_title_and_id_then_facts_then_the_passage() -> None:
    assert SGR.sub("", render.hit(HIT)).splitlines() == [
        "Mines cleared  m0123456789ab",
        "  Gazette · April 2021 · en + fr · news",
        "  …the *mine* was cleared…  (para. 3, en)",
    ]


def test_what_is_not_known_is_left_out_but_a_missing_date_is_said() -> None:
    bare = replace(HIT, source=None, date=None, type=None, languages=(), snippets=())
    assert SGR.sub("", render.hit(bare)).splitlines()[1:] == ["  undated"]


@pytest.mark.parametrize("snippets", [(), (replace(SNIPPET, text="", highlights=()),)])
def test_an_empty_passage_takes_no_line(snippets: tuple[Snippet, ...]) -> None:
    assert len(render.hit(replace(HIT, snippets=snippets)).splitlines()) == 2


@pytest.mark.parametrize(
    ("title", "stand_in", "shown"),
    [("Mines", False, "Mines"), ("Mines …", True, "[Mines …]"), (None, False, "[untitled] a.txt"),
     ("", False, "[untitled] a.txt"), ("a\nb\x1b[2J", False, "a b[2J")],
)  # fmt: skip
def test_a_title_a_stand_in_and_none(title: str | None, stand_in: bool, shown: str) -> None:
    assert render.title(replace(HIT, title=title, title_is_stand_in=stand_in)) == shown


@pytest.mark.parametrize(
    ("locator", "language", "end"),
    [("para. 3", "en", "  (para. 3, en)"), ("", "en", "  (en)"), ("p. 2", "", "  (p. 2)"), ("", "", ""),
     ("sheet \x1b[2J\n‮x", "en", "  (sheet [2J x, en)")],
)  # fmt: skip
def test_a_passage_says_where_it_stands(locator: str, language: str, end: str) -> None:
    shown = SGR.sub("", render.snippet(replace(SNIPPET, locator=locator, language=language)))
    assert shown == f"…the *mine* was cleared…{end}"


def test_matches_are_coloured_where_there_is_colour_and_starred_where_not(plain: click.Context) -> None:
    twice = replace(SNIPPET, highlights=((1, 4), (5, 9)), locator="", language="")
    assert render.snippet(twice) == "…*the* *mine* was cleared…"
    plain.color = True
    assert render.snippet(twice) == "…\x1b[31m\x1b[1mthe\x1b[0m \x1b[31m\x1b[1mmine\x1b[0m was cleared…"


@pytest.mark.parametrize("color", [True, False])
def test_an_excerpt_from_right_to_left_stands_between_isolates_with_its_ellipses(
    color: bool, plain: click.Context
) -> None:
    plain.color = color
    shown = SGR.sub("", render.snippet(ARABIC))
    star = "" if color else "*"
    assert shown == f"{RLI}…أزالت ANAMA 3,461 {star}لغما{star} (2021)…{PDI}  (para. 2, ar)"


def test_an_excerpt_that_begins_with_a_latin_name_runs_as_its_passage_does() -> None:
    for language, mark in (("ar", RLI), ("en", LRI), ("und", LRI)):
        shown = render.snippet(replace(ARABIC, text="ANAMA Baku: لغم", highlights=(), language=language, locator=""))
        assert SGR.sub("", shown).startswith(f"{mark}ANAMA Baku: لغم{PDI}")


@pytest.mark.parametrize("sign", ["\u2067", "\u2069", "\u202e", "\u2066"], ids=ascii)
def test_a_sign_of_the_document_neither_closes_nor_outlives_the_isolate(sign: str) -> None:
    shown = render.snippet(replace(ARABIC, text=f"{sign}لغم{sign} مضاد{sign}", highlights=((1, 4),), locator=""))
    assert SGR.sub("", shown) == f"{RLI}*لغم* مضاد{PDI}  (ar)"


def test_title_source_and_type_are_each_isolated_and_the_id_stands_outside() -> None:
    found = replace(HIT, title="بيان 12", source="وكالة الخبر", type="news", title_is_stand_in=True, snippets=())
    title, facts = SGR.sub("", render.hit(found)).splitlines()
    assert title == f"{RLI}[بيان 12]{PDI}  m0123456789ab"
    assert facts == f"  {RLI}وكالة الخبر{PDI} · April 2021 · en + fr · news"


def test_the_counts_of_a_facet_stand_before_its_values_in_either_direction() -> None:
    counts = {"source": (FacetCount(value="وكالة 24", count=1200), FacetCount(value="Gazette", count=3)), "tag": ()}
    assert SGR.sub("", render.facets(counts)).splitlines() == [
        "source", f"  1,200  {RLI}وكالة 24{PDI}", "      3  Gazette", "", "tag", "  none",
    ]  # fmt: skip


def test_cells_from_right_to_left_keep_the_columns_of_a_table() -> None:
    rows = [HIT, replace(HIT, title="بيان شبكة 2021", source="שלום", date=None, languages=("ar",))]
    heading, first, second = render.hits_table(rows).splitlines()
    assert heading.split() == ["ID", "Date", "Languages", "Source", "Title"]
    assert second == f"m0123456789ab  undated  ar         {RLI}שלום{PDI}     {RLI}بيان شبكة 2021{PDI}"
    assert first.index("Mines") == ISOLATES.sub("", second).index("بيان")


CARETS = [("mines (", 6, "  mines (\n        ^"), ("地雷 (", 3, "  地雷 (\n       ^"), ("", 0, "  \n  ^"),
          ("a\tb\nc (", 6, "  a b c (\n        ^"), ("x" * 100, 50, f"  {'x' * 80}\n  {' ' * 40}^")]  # fmt: skip


@pytest.mark.parametrize(("query", "position", "shown"), CARETS)
def test_the_caret_stands_under_the_fault(query: str, position: int, shown: str) -> None:
    assert render.pointed(query, position) == shown


WORDS = {"ar": "الألغام", "fa": "دهلران"}


@pytest.mark.parametrize("language", WORDS)
def test_on_a_terminal_and_in_a_pipe_an_excerpt_is_isolated_and_data_never_is(
    run: Run, corpus_archive: Path, language: str
) -> None:
    word = WORDS[language]
    asked = ["-A", str(corpus_archive), "search", word, "--language", language]
    on_screen = on_terminal(asked, folder=corpus_archive).terminal
    for shown in (on_screen, run(*asked).out):
        passages = [line for line in SGR.sub("", shown).splitlines() if line.endswith(f", {language})")]
        assert passages
        assert all(re.fullmatch(f"  {RLI}[^{RLI}{PDI}]*{PDI}  \\([^{RLI}]*\\)", line) for line in passages)
    assert PDI in run(*asked, "--format", "table").out
    for format_ in ("json", "jsonl", "csv"):
        out = run(*asked, "--format", format_).out
        assert word in out
        assert not ISOLATES.search(out)
        assert not re.search(r"\\u206[6-9]", out)
    assert json.loads(run(*asked, "--format", "json").out)["total"] > 0
