"""Headers, footers and page numbers are taken out where they surely run through pages, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extract.pdf.lines import Line, Printed
from archive.extract.pdf.running import Running

BODY = 400.0


def line(text: str, base: float) -> Line:
    return Line(text=text, left=72, right=200, base=base, size=12)


def page(*lines: tuple[str, float] | str) -> Printed:
    """Lines with their heights; those without stand in the body, one under another."""
    return Printed(lines=tuple(
        line(one, BODY - 14 * at) if isinstance(one, str) else line(*one) for at, one in enumerate(lines)
    ))  # fmt: skip


def left(pages: Iterable[Printed]) -> tuple[list[list[str]], tuple[str, ...]]:
    running = Running()
    kept = [[one.text for one in page.lines] for page in running.without(pages)]
    return kept, running.left_out


def bodies(count: int, *, numbers: Sequence[str] = (), header: str = "") -> list[Printed]:
    words = "abcdefghijklmnopqrstuvwxyz"
    return [
        page(*([(header, 800.0)] if header else []), *(f"{words[at]} {words[at + number]}" for number in range(8)),
             *([(numbers[at], 40.0)] if numbers else [])) for at in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize(("pages", "taken"), [(2, 0), (3, 2), (12, 11)])
def test_a_header_stays_once_and_only_where_three_pages_have_it(pages: int, taken: int) -> None:
    kept, out = left(bodies(pages, header="Water Board"))
    assert sum("Water Board" in lines for lines in kept) == pages - taken
    assert kept[0][0] == "Water Board"
    assert out == ((f"Water Board ({taken} times)",) if taken else ())


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (["7", "8", "9", "10"], "#"),
        (["- 7 -", "- 8 -", "- 9 -", "- 10 -"], "- # -"),
        (["iii", "iv", "v", "vi"], "#"),
        (["Page 1 of 4", "Page 2 of 4", "Page 3 of 4", "Page 4 of 4"], "Page # of 4"),
        (["第1页", "第2页", "第3页", "第4页"], "第#页"),
        (["الصفحة ١", "الصفحة ٢", "الصفحة ٣", "الصفحة ٤"], "الصفحة #"),
    ],
)
def test_the_numbers_of_pages_are_taken_from_all_pages(numbers: list[str], words: str) -> None:
    kept, out = left(bodies(4, numbers=numbers))
    assert not {*numbers}.intersection(*kept)
    assert all(len(lines) == 8 for lines in kept)
    assert out == (f"{words} (4 times)",)


def test_a_number_that_stands_on_the_left_and_the_right_by_turns_is_taken() -> None:
    numbers = ["2 WB.21-04", "WB.21-04 3", "4 WB.21-04", "WB.21-04 5", "6 WB.21-04", "WB.21-04 7"]
    kept, out = left(bodies(6, numbers=numbers))
    assert all(len(lines) == 8 for lines in kept)
    assert out == ("# WB.21-04 (3 times)", "WB.21-04 # (3 times)")


@pytest.mark.parametrize("numbers", [["7", "19", "2", "40"], ["7", "7", "8", "30"], ["1971", "1971", "12", "1990"]])
def test_numbers_that_do_not_count_pages_stay_once_each(numbers: list[str]) -> None:
    kept, _ = left(bodies(4, numbers=numbers))
    assert [number for lines in kept for number in lines if number in numbers] == list(dict.fromkeys(numbers))


def test_a_header_with_the_page_in_it_stays_once_whatever_the_number() -> None:
    long = "Report of the Water Board on the lower reservoir, "
    kept, out = left(bodies(4, numbers=[f"{long}{number}" for number in range(5, 9)]))
    assert [lines[-1] for lines in kept[:2]] == [f"{long}5", "b i"]
    assert out == (f"{long}# (3 times)",)


def test_the_header_of_a_new_chapter_stays_once_too() -> None:
    pages = [*bodies(4, header="1. The river"), *bodies(4, header="2. The lake")]
    kept, out = left(pages)
    assert [lines[0] for lines in kept if lines[0][0] in "12"] == ["1. The river", "2. The lake"]
    assert out == ("1. The river (3 times)", "2. The lake (3 times)")


def test_words_at_other_heights_or_in_the_body_stay() -> None:
    moving = [
        page(("Water Board", 800.0 - 20 * at), *bodies(1)[0].lines and ("a", "b", "c", "d", "e", "f"))
        for at in range(5)
    ]
    assert all("Water Board" in lines for lines in left(moving)[0])
    middle = [page(*"abcd", "Total", *"efgh") for _ in range(1)] + [
        page("q", "r", "s", "t", "Total", "w", "x", "y", "z") for _ in range(1)
    ]
    assert all("Total" in lines for lines in left(middle * 3)[0])


def test_heights_may_differ_by_three_points() -> None:
    def counted(step: float) -> int:
        pages = [page(("Water Board", 800.0 + step * (at % 2)), f"a{'bcdefg'[at]}") for at in range(5)]
        return sum("Water Board" in lines for lines in left(pages)[0])

    assert (counted(3.0), counted(3.1)) == (1, 3)


def test_pages_without_lines_go_through() -> None:
    assert left([Printed(), Printed(recognised=("read",)), Printed()]) == ([[], [], []], ())


@given(st.lists(st.lists(st.sampled_from(["a", "b 1", "b 2", "c", "iv", "7"]), max_size=8), max_size=25))
def test_every_page_comes_back_in_order_with_no_line_that_it_had_not(pages: list[list[str]]) -> None:
    kept, out = left(page(*lines) for lines in pages)
    assert len(kept) == len(pages)
    for lines, before in zip(kept, pages, strict=True):
        rest = iter(before)
        assert all(one in rest for one in lines)
    if len(pages) < 3:
        assert (kept, out) == (pages, ())


def test_pages_are_taken_as_they_are_needed() -> None:
    given_out = 0

    def many() -> Iterable[Printed]:
        nonlocal given_out
        for one in bodies(18):
            given_out += 1
            yield one

    ahead = [given_out - at for at, _ in enumerate(Running().without(many()), 1)]
    assert max(ahead) == 4
