"""Relations between documents: both sides agree, whatever the order in which documents come."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import relations
from archive.catalogue import Catalogue
from archive.record import Record, Reference
from archive.relations import MOST, Relation
from tests.archive.records import make

OTHER_SIDE = {
    "translation": "translation", "same-symbol": "same-symbol", "addendum-to": "has-addendum",
    "amendment-to": "has-amendment", "corrigendum-to": "has-corrigendum", "revision-of": "has-revision",
    "refers-to": "referred-to-by",
}  # fmt: skip
OTHER_SIDE |= {back: there for there, back in OTHER_SIDE.items()}


class Shelf:
    """Records with a catalogue, as a store has them."""

    def __init__(self) -> None:
        self.catalogue = Catalogue.open(Path("no such file"))
        self._records: list[Record] = []

    def put(self, record: Record) -> Record:
        numbered = replace(record, seq=len(self._records) + 1)
        self._records.append(numbered)
        self.catalogue.apply([(numbered, "0" * 64)])
        return numbered

    def record(self, seq: int) -> Record:
        return self._records[seq - 1]

    def latest(self, record_id: str) -> Record:
        return [record for record in self._records if record.id == record_id][-1]

    def of(self, record_id: str) -> list[Relation]:
        any_store: Any = self
        return list(relations.find(any_store, self.latest(record_id)))


def paper(record_id: str, symbol: str = "", language: str = "en", refers: tuple[str, ...] = (), **more: str) -> Record:
    named = {"symbol": symbol} if symbol else {}
    made = make(record_id, languages=((language, 1.0),), title=f"Paper {record_id}", **named, **more)
    return replace(made, references=tuple(map(reference, refers)))


def page(record_id: str, url: str, language: str, *versions: str) -> Record:
    made = make(record_id, languages=((language, 1.0),), title=f"Page {record_id}", url=url)
    return replace(made, references=tuple(Reference(kind="version", target=one) for one in versions))


def test_pages_that_declare_themselves_versions_of_one_another_are_translations() -> None:
    shelf = Shelf()
    az, en, ru = (f"https://x.example/{tag}" for tag in ("az", "en", "ru"))
    shelf.put(page("m1", az, "az", en, ru))
    assert {one.kind for one in shelf.of("m1")} == {"translation"}
    assert [(one.key, one.id) for one in shelf.of("m1")] == [(en, None), (ru, None)]
    shelf.put(page("m2", en, "en"))
    assert [(one.key, one.id) for one in shelf.of("m1")] == [(en, "m2"), (ru, None)]
    assert [(one.kind, one.key, one.id, one.language) for one in shelf.of("m2")] == [("translation", en, "m1", "az")]


def reference(target: str) -> Reference:
    kind, _, day = target.partition(" ")
    return Reference(kind="letter", target=day) if kind == "letter" else Reference(kind="symbol", target=target)


def shelf(*records: Record) -> Shelf:
    held = Shelf()
    for record in records:
        held.put(record)
    return held


def told(held: Shelf, record_id: str) -> list[tuple[str, str, str | None]]:
    return [(one.kind, one.key, one.id) for one in held.of(record_id)]


def test_versions_of_one_symbol_in_other_languages_are_translations() -> None:
    held = shelf(paper("m1", "A/76/930", "en"), paper("m2", "A/76/930", "zh"), paper("m3", "A/76/930", "en"))
    assert told(held, "m1") == [("translation", "A/76/930", "m2"), ("same-symbol", "A/76/930", "m3")]
    assert told(held, "m2") == [("translation", "A/76/930", "m1"), ("translation", "A/76/930", "m3")]


def test_the_masthead_says_which_language_a_version_is_in() -> None:
    held = shelf(paper("m1", "A/76/930", "en"), paper("m2", "A/76/930", "en", version_language="zh"))
    (relation,) = held.of("m1")
    assert (relation.kind, relation.language, relation.title) == ("translation", "zh", "Paper m2")


def test_either_symbol_of_a_joint_document_leads_to_it() -> None:
    held = shelf(paper("m1", "A/76/930–S/2022/671"), paper("m2", "S/2022/671", "fr"), paper("m3", refers=("A/76/930",)))
    assert told(held, "m1") == [("translation", "S/2022/671", "m2"), ("referred-to-by", "A/76/930", "m3")]


@pytest.mark.parametrize(
    ("change", "kind"),
    [("Add.1", "addendum-to"), ("Corr.2", "corrigendum-to"), ("Rev.1", "revision-of"), ("Amend.1", "amendment-to")],
)
def test_a_change_leads_to_what_it_changes_and_back(change: str, kind: str) -> None:
    held = shelf(paper("m1", f"A/C.1/75/L.1/{change}"), paper("m2", "A/C.1/75/L.1"))
    assert told(held, "m1") == [(kind, "A/C.1/75/L.1", "m2")]
    assert told(held, "m2") == [(OTHER_SIDE[kind], f"A/C.1/75/L.1/{change}", "m1")]


def test_a_change_of_a_change_leads_to_the_nearest_that_is_there() -> None:
    far, near, last = paper("m1", "A/1/2"), paper("m2", "A/1/2/Add.1"), paper("m3", "A/1/2/Add.1/Corr.1")
    assert told(shelf(far, last), "m3") == [("corrigendum-to", "A/1/2", "m1")]
    assert told(shelf(far, near, last), "m3") == [("corrigendum-to", "A/1/2/Add.1", "m2")]
    assert told(shelf(far, near, last), "m1") == [("has-addendum", "A/1/2/Add.1", "m2")]


def test_what_is_referred_to_and_not_there_is_named_without_an_id() -> None:
    assert told(shelf(paper("m1", refers=("A/RES/60/97", "letter 2021-03-02"))), "m1") == [
        ("refers-to", "A/RES/60/97", None),
        ("refers-to", "letter 2021-03-02", None),
    ]


@pytest.mark.parametrize(
    ("described", "found"),
    [
        ({"type": "letter", "date": "2021-03-02"}, True),
        ({"type": "note verbale", "date": "2021-03-09", "document_date": "2021-03-02"}, True),
        ({"type": "letter", "date": "2021-03-02", "document_date": "2021-03-01"}, False),
        ({"type": "letter", "date": "2021-03"}, False),
        ({"type": "news", "date": "2021-03-02"}, False),
    ],
)
def test_a_letter_is_known_by_the_day_it_bears(described: dict[str, str], found: bool) -> None:
    held = shelf(paper("m1", refers=("letter 2021-03-02",)), paper("m2", **described))
    assert told(held, "m1") == [("refers-to", "letter 2021-03-02", "m2" if found else None)]


def test_a_document_that_comes_later_is_related_at_once_and_a_withdrawn_one_no_more() -> None:
    held = shelf(paper("m1", refers=("A/76/930",)))
    assert told(held, "m1") == [("refers-to", "A/76/930", None)]
    held.put(paper("m2", "A/76/930"))
    assert told(held, "m1") == [("refers-to", "A/76/930", "m2")]
    held.put(replace(held.latest("m2"), status="withdrawn"))
    assert told(held, "m1") == [("refers-to", "A/76/930", None)]


def test_a_corrected_symbol_relates_a_document_anew() -> None:
    held = shelf(paper("m1", "A/76/930", "fr"), paper("m2", "A/76/931"))
    held.put(paper("m2", "A/76/930"))
    assert told(held, "m1") == [("translation", "A/76/930", "m2")]
    assert held.catalogue.related("is", "A/76/931") == []


@pytest.mark.parametrize(
    ("limit", "found"), [(0, []), (1, ["m3"]), (2, ["m3", "m1"]), (3, ["m3", "m1"]), (-1, ["m3", "m1"])]
)
def test_of_the_documents_with_one_key_the_first_ones_are_found(limit: int, found: list[str]) -> None:
    held = shelf(paper("m3", "A/76/930"), paper("m2", "A/76/931"), paper("m1", "A/76/930"))
    assert [entry.id for entry in held.catalogue.related("is", "A/76/930", limit=limit)] == found


def test_a_symbol_that_is_none_of_the_united_nations_still_relates_versions() -> None:
    held = shelf(paper("m1", "COM(2020) 5 final", "fr"), paper("m2", "COM(2020) 5 final", "de"))
    assert told(held, "m1") == [("translation", "COM(2020) 5 final", "m2")]


@pytest.mark.parametrize("others", [MOST - 1, MOST, MOST + 1, MOST + 7])
def test_of_very_many_the_first_are_listed_and_the_others_counted(others: int) -> None:
    held = shelf(paper("m", "A/76/930"), *(paper(f"m{n:03}", refers=("A/76/930",)) for n in range(others)))
    found = held.of("m")
    assert len(found) == min(others, MOST)
    assert found[-1].left_out == max(0, others - MOST)
    assert [one.left_out for one in found[:-1]] == [0] * (len(found) - 1)


SYMBOLS = ["A/1/2", "A/1/2/Add.1", "A/1/2/Add.1/Corr.1", "A/1/2/Rev.1", "S/2020/3", "A/1/2–S/2020/3", "X 5"]
PAPERS = st.builds(
    lambda symbol, language, refers, day: (symbol, language, tuple(refers), day),
    st.sampled_from(["", *SYMBOLS]), st.sampled_from(["en", "zh"]),
    st.lists(st.sampled_from([*SYMBOLS, "letter 2021-03-02"]), unique=True, max_size=3),
    st.sampled_from(["", "2021-03-02"]),
)  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(st.lists(PAPERS, max_size=6))
def test_both_sides_of_a_relation_agree(papers: list[tuple[str, str, tuple[str, ...], str]]) -> None:
    held = Shelf()
    for number, (symbol, language, refers, day) in enumerate(papers):
        letter = {"type": "letter", "date": day} if day else {}
        held.put(paper(f"m{number}", symbol, language, refers, **letter))
    every = {
        (f"m{number}", one.kind, one.id) for number in range(len(papers)) for one in held.of(f"m{number}") if one.id
    }
    assert every == {(there, OTHER_SIDE[kind], here) for here, kind, there in every}


def with_text(record_id: str, normalised: str | None, media_type: str = "text/plain") -> Record:
    made = make(record_id)
    return replace(made, text=replace(made.text, normalised=normalised),
                   original=replace(made.original, media_type=media_type))  # fmt: skip


def test_the_same_text_in_another_format_is_said_on_both_sides_as_long_as_it_is_the_same() -> None:
    pdf = with_text("m2", "a", "application/pdf")
    held = shelf(with_text("m1", "a"), pdf, with_text("m3", "b"), with_text("m4", None))
    assert told(held, "m1") == [("same-text", "application/pdf", "m2")]
    assert told(held, "m2") == [("same-text", "text/plain", "m1")]
    assert told(held, "m3") == told(held, "m4") == []
    held.put(replace(pdf, text=with_text("m2", "c").text))
    assert told(held, "m1") == told(held, "m2") == []
    held.put(with_text("m3", "a"))
    held.put(replace(with_text("m3", "a"), status="withdrawn"))
    assert told(held, "m1") == []
