"""The tokens of sentences in many languages, as they were read over and found right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.analysis import analyse
from tests.index.analysis.sentences import SENTENCES


@pytest.mark.parametrize("language", SENTENCES)
def test_sentences_of_each_language_yield_the_tokens_in_its_golden_file(
    language: str, golden: Callable[[str, str], None]
) -> None:
    lines = [
        f"{token.position} {token.start}-{token.end} {token.kind} {token.text}"
        for token in analyse(SENTENCES[language])
    ]
    golden(f"tokens/{language}.txt", "\n".join(lines) + "\n")
