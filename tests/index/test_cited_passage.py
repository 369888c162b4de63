"""Cited passages: made, written, read and opened again, also after the archive changed."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archive.cite.locator import parse
from archive.cite.passage import LONGEST_QUOTE, PassageCitation, from_json, to_plain
from archive.errors import DamageFound, InvalidValue, PassageMissing, RecordNotFound
from archive.extract.passages import paragraphs
from archive.record import Event, KeptText, Passage, Record
from archive.store import Store
from index.cited_passage import LISTED, Resolved, place_of, quoted, resolve
from index.quote import find
from tests.archive.archives import clock, current, filled
from tests.archive.records import make
from tests.index.analysis.texts import any_text

TEXT = """Letter of the valley

The dam was inspected in May. The gate
does not close any more.

The dam is old. Nobody has seen the plans of the gate-
house since 1952.
"""
GATE = "The gate does not close"


def in_memory(text: str) -> Record:
    """A record with this text, in no archive."""
    kept = KeptText(state="read", digest=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), length=len(text))
    return replace(make("m" + "1" * 12), text=kept, passages=paragraphs(text))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path / "papers", {"letter.txt": TEXT, "other.txt": "Something else."})


def letter(store: Store) -> Record:
    return next(record for record in current(store) if record.filename == "letter.txt")


def cite(store: Store, words: str = GATE) -> PassageCitation:
    record = letter(store)
    return quoted(record, store.text(record), words)


def read_again(store: Store, text: str, **changes: object) -> None:
    """What a later muniment does that reads another text out of the same original."""
    record = letter(store)
    with store.deposit(wait=1) as deposit:
        kept = replace(record.text, digest=deposit.keep_text(text), length=len(text))
        event = Event(kind="reading", at=clock(), agent="test")
        deposit.append(replace(record, event=event, text=kept, passages=paragraphs(text), **changes))
        deposit.commit()


def words_of(found: Resolved) -> str:
    return found.text[slice(*found.span)] if found.span else ""


def test_quoted_words_are_cited_as_they_stand_with_their_place() -> None:
    record = in_memory(TEXT)
    cited = quoted(record, TEXT, "the GATE does not close")
    assert cited.exact == "The gate\ndoes not close"
    assert TEXT[cited.start : cited.end] == cited.exact
    assert (cited.locator, cited.language, cited.machine_read) == ("para. 2", "und", None)
    assert TEXT.startswith(cited.prefix + cited.exact + cited.suffix, cited.start - len(cited.prefix))
    assert (cited.original, cited.text) == (record.original.digest, record.text.digest)


def test_a_citation_says_that_the_text_was_read_by_a_machine() -> None:
    record = in_memory(TEXT)
    record = replace(record, text=replace(record.text, machine_read="tesseract 5.3.0 eng"))
    assert quoted(record, TEXT, GATE).machine_read == "tesseract 5.3.0 eng"


def test_words_that_stand_several_times_are_listed_until_one_is_chosen() -> None:
    record = in_memory(TEXT)
    with pytest.raises(InvalidValue, match=r"stand 2 times in m1+: quote more.*\n1  para\. 2 .*\n2  para\. 3 "):
        quoted(record, TEXT, "The dam")
    assert quoted(record, TEXT, "The dam", nth=2).locator == "para. 3"
    assert quoted(record, TEXT, "The dam", parse("para. 3")).locator == "para. 3"
    assert quoted(record, TEXT, "The dam", parse("paras. 3-4"), nth=1).locator == "para. 3"


@pytest.mark.parametrize(
    ("place", "nth", "fault"),
    [("", 3, "there is no place 3"), ("", 0, "there is no place 0"), ("para. 1", None, "but at: 1  para"),
     ("para. 3", 2, "stand 1 times")],
)  # fmt: skip
def test_a_choice_that_is_none_is_refused(place: str, nth: int | None, fault: str) -> None:
    with pytest.raises(InvalidValue, match=fault):
        quoted(in_memory(TEXT), TEXT, "The dam", parse(place) if place else (), nth)


def test_only_the_first_of_very_many_places_are_listed() -> None:
    text = "a b. " * 50
    with pytest.raises(InvalidValue, match=f"and {50 - LISTED} more") as refused:
        quoted(in_memory(text), text, "a b")
    assert len(str(refused.value).splitlines()) == LISTED + 2


def test_words_that_do_not_stand_there_bring_the_passages_that_have_some_of_them() -> None:
    with pytest.raises(PassageMissing, match=r"some of them:\npara\. 2  The dam was inspected") as refused:
        quoted(in_memory(TEXT), TEXT, "the dam was inspected in June")
    assert refused.value.exit_code == 6
    with pytest.raises(PassageMissing, match="nor anything like them"):
        quoted(in_memory(TEXT), TEXT, "xyzzy")


def test_an_endless_quotation_is_refused() -> None:
    quoted(in_memory("a" * LONGEST_QUOTE), "a" * LONGEST_QUOTE, "a" * LONGEST_QUOTE)
    with pytest.raises(InvalidValue, match="is the most"):
        quoted(in_memory("a"), "a", "a" * (LONGEST_QUOTE + 1))


@pytest.mark.parametrize(
    ("locators", "place"),
    [((), ""), (("para. 3",), "para. 3"), (("para. 3", "para. 4"), "paras. 3–4"), (("p. 2", "p. 3"), "pp. 2–3"),
     (("p. 2, para. 1", "p. 3, para. 4"), "p. 2, para. 1 to p. 3, para. 4"),
     (("slide 2", "slide 3"), "slide 2 to slide 3"),
     (("para. 3", "para. 3"), "para. 3"), (("",), "")],
)  # fmt: skip
def test_a_quotation_over_several_passages_has_the_range_of_their_places(locators: tuple[str, ...], place: str) -> None:
    assert place_of([Passage(number=1, start=0, end=1, locator=one) for one in locators]) == place


@given(any_text, st.data())
def test_any_quoted_span_of_any_text_is_resolved_to_that_span(text: str, data: st.DataObject) -> None:
    """Of several places of the same words, --nth chooses each."""
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))]
    assume(words.strip() and "\ud800" not in text)
    record, at = in_memory(text), start + len(words) - len(words.lstrip())
    cited = quoted(record, text, words, nth=find(text, words).index((at, at + len(words.strip()))) + 1)
    again = from_json(json.dumps(to_plain(cited)).encode())
    found = resolve(_Holding(record, text), again)  # type: ignore[arg-type]
    assert (found.standing, found.span) == ("unchanged", (at, at + len(words.strip())))


class _Holding:
    """As much of a store as resolving asks for, with one document."""

    def __init__(self, record: Record, text: str) -> None:
        self._record, self._text, self.catalogue = record, text, self

    def by_digest(self, digest: str) -> Record | None:
        return self._record if digest == self._record.original.digest else None

    def latest(self, given: str) -> Record:
        return self._record

    def text(self, record: Record) -> str:
        return self._text

    def history(self, record_id: str) -> list[Record]:
        return [self._record]


def test_a_passage_is_opened_where_it_was_cited(store: Store) -> None:
    found = resolve(store, cite(store))
    assert (found.standing, found.withdrawn, found.kept, found.locator) == ("unchanged", False, True, "para. 2")
    assert words_of(found) == "The gate\ndoes not close"


def test_a_passage_is_found_by_its_words_when_the_text_was_read_anew(store: Store) -> None:
    cited = cite(store)
    read_again(store, "A new heading\n\n" + TEXT.replace("The gate\ndoes", "The gate does"))
    found = resolve(store, cited)
    assert (found.standing, found.kept, found.locator) == ("moved", True, "para. 3")
    assert words_of(found) == "The gate does not close"


@given(any_text, any_text)
def test_a_text_altered_elsewhere_has_the_passage_still(before: str, after: str) -> None:
    assume("\ud800" not in before + after)
    cited = quoted(in_memory(TEXT), TEXT, GATE)
    text = f"{before}\n\n{TEXT}\n\n{after}"
    record = replace(in_memory(text), original=in_memory(TEXT).original)
    found = resolve(_Holding(record, text), cited)  # type: ignore[arg-type]
    assert found.standing == ("moved" if text != TEXT else "unchanged")
    assert words_of(found) == cited.exact


@pytest.mark.parametrize("now", ["The gate\ndoes close", "THE GATE\ndoes not close", "", "The door\ndoes not close"])
def test_words_that_were_altered_are_said_to_be(store: Store, now: str) -> None:
    cited = cite(store)
    read_again(store, TEXT.replace("The gate\ndoes not close", now))
    found = resolve(store, cited)
    assert found.standing == "changed"
    assert found.kept


def test_words_altered_in_the_citation_itself_are_said_to_be(store: Store) -> None:
    cited = cite(store)
    with pytest.raises(PassageMissing, match="the citation is not true"):
        resolve(store, replace(cited, exact="The gate\ndoes now close"))
    with pytest.raises(PassageMissing, match="the citation is not true"):
        resolve(store, replace(cited, start=cited.start + 9_999, end=cited.end + 9_999))


def test_a_document_that_was_withdrawn_is_named_as_such(store: Store) -> None:
    cited = cite(store)
    record = letter(store)
    with store.deposit(wait=1) as deposit:
        event = Event(kind="withdrawal", at=clock(), agent="test")
        deposit.append(replace(record, status="withdrawn", event=event))
        deposit.commit()
    found = resolve(store, cited)
    assert (found.standing, found.withdrawn) == ("unchanged", True)


def test_a_document_of_another_archive_is_not_found(store: Store, tmp_path: Path) -> None:
    cited = cite(store)
    with pytest.raises(
        RecordNotFound, match=f"holds neither {cited.id} nor an original with the SHA-256 {cited.original}"
    ):
        resolve(filled(tmp_path / "empty", {"other.txt": "x"}), cited)


def test_the_same_file_is_found_in_another_archive_whatever_its_id(store: Store, tmp_path: Path) -> None:
    copy = filled(tmp_path / "copy", {"renamed.txt": TEXT})
    assert resolve(copy, replace(cite(store), id="mffffffffffff")).standing == "unchanged"


def test_another_file_under_the_same_id_is_told(store: Store) -> None:
    cited = cite(store)
    assert resolve(store, replace(cited, original="f" * 64, text="e" * 64)).standing == "other-original"


def test_a_kept_text_that_was_changed_on_the_disk_is_damage(store: Store) -> None:
    cited = cite(store)
    path = store.layout.text(cited.text)
    path.chmod(0o644)
    path.write_text("tampered")
    with pytest.raises(DamageFound):
        resolve(store, cited)
    read_again(store, "The gate does not close.")
    assert not resolve(store, cited).kept


def test_a_document_whose_text_is_gone_has_no_passage(store: Store) -> None:
    cited = cite(store)
    record = letter(store)
    with store.deposit(wait=1) as deposit:
        kept = KeptText(state="unreadable", failure="limit: too large")
        event = Event(kind="reading", at=clock(), agent="test")
        deposit.append(replace(record, event=event, text=kept, passages=()))
        deposit.commit()
    found = resolve(store, cited)
    assert (found.standing, found.span, found.passage, found.locator, found.kept) == ("changed", None, None, "", True)
