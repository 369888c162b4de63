"""The tokens, stems and dictionary words of sentences in every language, as they were read and found right."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from archive.language.languages import NAMES
from index.analysis import Token, analyse, fold_word
from index.analysis.segment import stretches
from index.analysis.stem import stem
from tests.index.analysis.sentences import SENTENCES


def test_every_language_that_is_told_has_a_sentence() -> None:
    assert set(SENTENCES) == set(NAMES)


@pytest.mark.parametrize("language", SENTENCES)
def test_sentences_of_each_language_yield_the_tokens_in_its_golden_file(
    language: str, golden: Callable[[str, str], None]
) -> None:
    golden(f"tokens/{language}.txt", "\n".join(lines(SENTENCES[language], language)) + "\n")


def lines(text: str, language: str) -> Iterator[str]:
    for token in analyse(text):
        yield f"{token.position} {token.start}-{token.end} {token.kind} {token.text}{stemmed(token, text, language)}"
    for start, end in stretches(text):
        yield f"{start}-{end} dictionary {fold_word(''.join(text[start:end].split()))}"


def stemmed(token: Token, text: str, language: str) -> str:
    found = stem(text[token.start : token.end], language) if token.kind == "word" else None
    return f" {found}" if found else ""
