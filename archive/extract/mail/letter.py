"""A letter as every kind of mail gives it, and the text that is made of it.

The text begins with the lines that a reader sees above a letter, so that whoever looks for a sender, a recipient or a
date finds it. Each is a passage, `header From`; the body's paragraphs follow, `para. 1`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.extract import Declared, Extraction, Part
from archive.extract.encoding import normalise
from archive.extract.passages import Located, laid_out, paragraphs

SHOWN = ("From", "To", "Cc", "Bcc", "Date", "Subject")
"""The header lines that the text begins with, in this order."""
_LONGEST_LINE = 20_000
"""Characters of such a line; a list of a thousand recipients has more, and is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter taken apart: its header lines by their names in SHOWN, what they declare, the paragraphs of its body.

    `forwarded` are letters inside it that are no files of their own.
    """

    header: dict[str, str] = field(default_factory=dict)
    declared: tuple[Declared, ...] = ()
    body: tuple[str, ...] = ()
    encoding: str | None = None
    left_out: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    forwarded: tuple[Letter, ...] = ()


def extraction(letter: Letter) -> Extraction:
    """The letter as an extraction."""
    text, passages = laid_out(_located(letter, ""))
    return Extraction(text=text, passages=passages, declared=letter.declared, left_out=letter.left_out,
                      encoding=letter.encoding, parts=letter.parts)  # fmt: skip


def _located(letter: Letter, within: str) -> Iterator[Located]:
    """The lines of the header, one under the other, then the paragraphs of the body, then what was forwarded."""
    shown = [name for name in SHOWN if letter.header.get(name)]
    for at, name in enumerate(shown):
        value = " ".join(normalise(letter.header[name]).split())[:_LONGEST_LINE]
        yield Located(text=f"{name}: {value}", locator=f"{within}header {name}", tight=at > 0)
    for number, paragraph in enumerate(letter.body, 1):
        yield Located(text=paragraph, locator=f"{within}para. {number}")
    for number, inner in enumerate(letter.forwarded, 1):
        yield from _located(inner, f"{within}letter {number}, ")


_OF_HEADER = re.compile(r"(?:letter \d+, )*header ")


def is_of_header(locator: str) -> bool:
    """Whether a passage is a line above a letter: its name is English whatever the letter is in, and so is the date."""
    return _OF_HEADER.match(locator) is not None


def of_text(text: str) -> list[str]:
    """The paragraphs of a body in plain text."""
    plain = normalise(text)
    return [plain[passage.start : passage.end] for passage in paragraphs(plain)]


def of_page(page: str) -> list[str]:
    """The blocks of a body in HTML. All of them: in a letter, quoted words and signatures are not furniture."""
    from archive.extract.html.blocks import blocks
    from archive.extract.html.furniture import INVISIBLE, outermost
    from archive.extract.html.tree import parsed

    root = parsed(page)
    unseen = outermost(root, {}, lambda element, in_article: element.tag in INVISIBLE)
    return [block.text for block in blocks(root, dict.fromkeys(unseen, ""))]
