"""A letter as text: its header lines, its body, and letters inside it."""

from __future__ import annotations

from archive.extract.mail.letter import Letter, extraction, is_of_header


def test_the_lines_of_a_header_are_told_from_a_body_that_looks_like_one_however_deep_they_stand() -> None:
    letter = Letter(header={"From": "Anna", "Subject": "header From"}, body=("header From: Anna",))
    for _ in range(2):
        letter = Letter(header=letter.header, body=letter.body, forwarded=(letter,))
    text, passages = (found := extraction(letter)).text, found.passages
    lines = [(is_of_header(one.locator), text[one.start : one.end]) for one in passages]
    assert lines == [(True, "From: Anna"), (True, "Subject: header From"), (False, "header From: Anna")] * 3
