"""The corpus: every value that the manifest states is found, and nothing that it does not state."""

from __future__ import annotations

import unicodedata

import pytest

import corpus
from archive.describe import references
from archive.record import FIELD_NAMES
from corpus import Truth
from tests.archive.describe.documents import extracted, found

NOT_TOLD = {
    ("es/que-hacer-artefacto.txt", "type"), ("zh/difang-wenxian-xuzhi.txt", "type"),
    ("ka/samkitkhvelo-darbazi.txt", "type"), ("ko/yeolramsil-annae.txt", "type"),
    ("zh/dilei-yishi-xunzhan.txt", "source"), ("zh/dilei-yishi-xunzhan.txt", "type"),
}  # fmt: skip
"""Pages and notices that nothing marks as such: their kind is left open. So is an office at a foot without a date."""


def name_of(truth: Truth) -> str:
    return str(truth.path.relative_to(corpus.DOCUMENTS))


def alike(text: str) -> str:
    """Without regard to capitals, as titles are compared."""
    return unicodedata.normalize("NFC", " ".join(text.replace("İ", "i").casefold().split()))


@pytest.mark.parametrize("truth", corpus.truths(), ids=name_of)
def test_a_document_is_described_as_the_manifest_says(truth: Truth) -> None:
    description = found(name_of(truth))
    for field in FIELD_NAMES:
        stated = truth.values.get(field, ())
        expected = [] if (name_of(truth), field) in NOT_TOLD else [stated] if isinstance(stated, str) else list(stated)
        values = [value.value for value in description.values(field) if value.basis != "derived"]
        assert list(map(alike, values)) == list(map(alike, expected)), field


@pytest.mark.parametrize("truth", corpus.truths(), ids=name_of)
def test_a_document_refers_to_what_the_manifest_says(truth: Truth) -> None:
    named = references.find(extracted(name_of(truth)).text, found(name_of(truth)))
    written = {one.target if one.kind == "symbol" else f"letter {one.target}" for one in named}
    assert written == set(truth.refers)


def test_what_is_not_told_is_in_the_corpus() -> None:
    assert {name for name, _ in NOT_TOLD} <= {name_of(truth) for truth in corpus.truths()}
