"""The passage that is shown: the one that answers best, and of several that answer as well the one in the language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.record import Passage
from index import passages as module
from index.highlight import Occurrence
from index.parse import parse
from index.passages import STRETCH, Found, best_passage
from index.rewrite import Bridge, rewrite
from index.wanted import Wanted, wanted
from tests.index.analysis.texts import any_text


def document(*parts: tuple[str, str]) -> tuple[str, list[Passage]]:
    """A text of passages, each given by its language and its words, with a blank line between them."""
    passages, start = [], 0
    for number, (language, words) in enumerate(parts, 1):
        passages.append(Passage(number=number, start=start, end=start + len(words), language=language))
        start += len(words) + 2
    return "\n\n".join(words for _, words in parts), passages


def best(parts: list[tuple[str, str]], query: str, *chosen: str) -> tuple[int, list[str]]:
    """The number of the best passage, and the words that are found in it."""
    text, passages = document(*parts)
    bridge = Bridge(languages=tuple(sorted({language.partition("-")[0] for language, _ in parts})))
    words = wanted(rewrite(parse(query), bridge=bridge), typed=query, languages=chosen)
    found = best_passage(text, passages, words)
    assert found is not None
    return found[0].number, [text[start:end] for start, end in dict.fromkeys((one.start, one.end) for one in found[1])]


SAME = [("es", "La comisión de la mina."), ("az", "Bir mina tapıldı."), ("pt", "Uma mina, outra mina.")]
HANS_HANT = [("zh-Hans", "国际提高地雷意识日。"), ("zh-Hant", "國際提高地雷意識日。"), ("ja", "地雷の日。")]
NAMES = [("en", "Aliyeva said so."), ("az", "Əliyeva bildirdi."), ("tr", "Eliyeva dedi.")]
FRENCH = [("en", "Deminage of the field."), ("fr", "Le déminage du champ.")]


@pytest.mark.parametrize(
    ("parts", "query", "chosen", "number"),
    [
        # a word that several languages have: the language that was asked for, else the most matches, else the first
        (SAME, "mina", [], 3),
        (SAME[:2], "mina", [], 1),
        (SAME, "mina", ["az"], 2),
        (SAME, "mina lang:az", [], 2),
        (SAME, "mina lang:(az OR es)", [], 1),
        (SAME, "mina -lang:pt", [], 3),
        (SAME, "mina", ["en"], 3),
        (HANS_HANT, "地雷", ["zh-Hant"], 2),
        (HANS_HANT, "地雷", ["zh"], 1),
        (HANS_HANT, "地雷 lang:ja", [], 3),
        # as it was typed
        (HANS_HANT, "地雷意识", [], 1),
        (HANS_HANT, "地雷意識", [], 2),
        (HANS_HANT, "提高地雷意識", [], 2),
        (NAMES, "Aliyeva", [], 1),
        (NAMES, "Əliyeva", [], 2),
        (NAMES, "ƏLIYEVA", [], 2),
        (NAMES, "Əliyeva", ["en"], 1),
        (FRENCH, "deminage", [], 1),
        (FRENCH, "déminage", [], 2),
        # the language in which the document has most words of the query
        ([("en", "Two mines."), ("fr", "Des mines."), ("fr", "La paix.")], "mines paix", [], 2),
        ([("en", "Two mines."), ("fr", "Des mines."), ("en", "A peace.")], "mines peace", [], 1),
        # more different words go before any language
        (SAME, "mina comisión", ["az"], 1),
        ([("az", "Bir mina."), ("ru", "Мина и поле.")], "mina OR мина OR поле", ["az"], 2),
        # the form goes before its stem, and the language asked for before the form
        ([("en", "It was mined."), ("fr", "Les mines.")], "mines", [], 2),
        ([("en", "It was mined."), ("fr", "Les mines.")], "mines", ["en"], 1),
        # a language with stems has no advantage over one without
        ([("kk", "Архив ашылды."), ("ru", "Архив открыт.")], "архив", [], 1),
        ([("ru", "Архив открыт."), ("kk", "Архив ашылды.")], "архив", ["kk"], 2),
        # without a match: the language asked for, else the first
        (SAME, "title:nowhere", [], 1),
        (SAME, "title:nowhere", ["pt"], 3),
    ],
)
def test_of_passages_that_match_equally_the_one_in_the_language_of_the_query_is_best(
    parts: list[tuple[str, str]], query: str, chosen: list[str], number: int
) -> None:
    assert best(parts, query, *chosen)[0] == number


def test_the_passage_with_most_different_words_is_best() -> None:
    parts = [
        ("en", words) for words in ("mine mine mine", "one road and a mine", "road road", "a mine, a road, a road")
    ]
    assert best(parts, "mine road") == (4, ["mine", "road", "road"])


def test_among_equal_passages_and_without_a_match_the_first_is_best() -> None:
    parts = [("en", "a mine"), ("en", "mine a")]
    assert best(parts, "mine") == (1, ["mine"])
    assert best(parts, "nowhere") == (1, [])


def test_empty_passages_are_passed_over_and_nothing_is_best_where_all_are_empty() -> None:
    empty, held = Passage(number=1, start=0, end=0), Passage(number=2, start=0, end=4)
    words = wanted(rewrite(parse("mine")))
    assert best_passage("mine", [empty, held], words) == (held, [Found(0, 4, 0, "sought")])
    assert best_passage("mine", [empty], words) is None
    assert best_passage("mine", [], words) is None


def stretches_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    read: list[str] = []
    whole = module.occurrences

    def occurrences(text: str, *rest: object) -> list[Occurrence]:
        read.append(text)
        return whole(text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "occurrences", occurrences)
    return read


@pytest.mark.parametrize(
    ("query", "at", "stretches"),
    [("team lake", 0, 1), ("team lake", 2, 3), ("team no", 0, 4), ("team lake lang:fr", 1, 4),
     ("team lake lang:en", 1, 2)],
)  # fmt: skip
def test_of_a_long_text_only_as_much_is_read_as_holds_every_word_in_a_language_asked_for(
    monkeypatch: pytest.MonkeyPatch, query: str, at: int, stretches: int
) -> None:
    """Stems, of which a text never holds those of every language, do not make it be read to its end."""
    read = stretches_read(monkeypatch)
    filler = "The team went on. " * (STRETCH // 18)
    parts = [("en", filler.ljust(STRETCH - 2, "."))] * 4
    parts[at] = ("en", "At the lake the team rested.".ljust(STRETCH - 2))
    number, found = best(parts, query)
    assert (len(read), number) == (stretches, at + 1)
    assert "team" in found


def test_a_later_stretch_in_a_language_asked_for_goes_before_an_earlier_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STRETCH", 30)
    parts = [("es", "La mina está en la carretera."), ("az", "Burada bir mina da tapıldı.")]
    assert best(parts, "mina")[0] == 1
    assert best(parts, "mina", "az")[0] == 2


@given(any_text, st.integers(1, 30))
def test_the_stretches_of_a_text_follow_on_one_another_and_cut_no_word_where_there_is_a_blank(
    text: str, length: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "STRETCH", length)
        spans = list(module._stretches(text))
    assert [start for start, _ in spans] + [len(text)] == [0, *(end for _, end in spans)]
    assert all(0 < end - start <= length for start, end in spans)
    for start, end in spans[:-1]:
        assert text[end - 1] in " \n" or not {" ", "\n"} & set(text[start:end])


def test_a_match_in_a_later_stretch_stands_where_it_is_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STRETCH", 30)
    parts = ["Nothing is said of it here. " * 9, "Of the lakes and mines. " * 3, "Only lakes."]
    number, found = best([("en", part) for part in parts], "lakes mines")
    assert (number, set(found)) == (2, {"lakes", "mines"})


@given(st.lists(st.tuples(st.sampled_from(["en", "fr"]), any_text), min_size=1, max_size=5))
def test_without_words_the_first_passage_that_holds_anything_is_best(parts: list[tuple[str, str]]) -> None:
    text, passages = document(*parts)
    held = [passage for passage in passages if passage.end > passage.start]
    assert best_passage(text, passages, Wanted()) == ((held[0], []) if held else None)


@pytest.mark.parametrize(
    ("text", "marked"),
    [("landmines and landmarks", ["landmines"]), ("a landmine, landmines", ["landmine", "landmines"]),
     ("landmarks and a road", ["landmarks"])],
)  # fmt: skip
def test_kin_are_marked_only_where_neither_the_word_nor_its_stem_stands(text: str, marked: list[str]) -> None:
    passage = Passage(number=1, start=0, end=len(text), language="en")
    words = wanted(rewrite(parse("landmine"), bridge=Bridge(languages=("en",))))
    found = best_passage(text, [passage], words)
    assert found is not None
    assert list(dict.fromkeys(text[one.start : one.end] for one in found[1])) == marked


def test_the_passage_with_the_whole_word_goes_before_one_whose_words_it_straddles() -> None:
    assert best([("th", "เขานั่งตากลมอยู่ ตากลม"), ("th", "โต๊ะตัวนี้กลม")], "กลม") == (2, ["กลม"])
    assert best([("th", "เขานั่งตากลมอยู่"), ("th", "ตากลม")], "กลม")[0] == 1


def test_many_places_that_straddle_words_are_not_all_held_against_the_dictionary() -> None:
    number, found = best([("th", "ตากลม " * 20_000), ("th", "กลม")], "กลม")
    assert number == 2
    assert found == ["กลม"]
