"""Rich Text Format: text in any code page, tables, notes, and the properties that the file declares.

Of 14 probes (fonts with character sets of their own, two bytes a letter, notes, deletions, hidden text, properties)
striprtf 0.0.35 read 8 as written, so the tokens are followed here.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.errors import ExtractionFailed
from archive.extract import AS_FOUND, Declared, Extraction, Format, Wishes
from archive.extract.declaring import properties
from archive.extract.manuscript import Manuscript
from archive.extract.rtf.reader import Properties, Reader
from archive.extract.rtf.tokens import tokens

_TEXTS = {"title": "title", "author": "creator", "subject": "tag", "keywords": "tag"}
_MOMENTS = {"creatim": "created", "revtim": "modified"}


class RtfExtractor:
    """RTF by our own reader."""

    name = "rtf"
    version = "1"
    formats = (
        Format(name="RTF", media_types=("application/rtf",), suffixes=(".rtf",), library="muniment",
               locators="`para. 3`, `table 1, row 2`, `footnote 4`", limits="groups 1,000 deep"),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        if not content.startswith(b"{\\rtf"):
            raise ExtractionFailed("it does not begin as RTF does", code="damaged")
        manuscript = Manuscript()
        reader = Reader(manuscript, wishes.encoding)
        for token in tokens(content):
            reader.follow(token)
        if reader.open_groups:
            raise ExtractionFailed("it ends within a group: the file is cut off", code="damaged")
        reader.finish()
        text, passages = manuscript.finished()
        declared = tuple(_declared(reader.properties))
        return Extraction(text=text, passages=passages, declared=declared, left_out=manuscript.left_out)


def _declared(held: Properties) -> Iterator[Declared]:
    for name, field in _TEXTS.items():
        yield from properties(field, "".join(held.texts.get(name, ())), f"\\info\\{name}")
    for name, field in _MOMENTS.items():
        moment = held.moments.get(name, {})
        if all(moment.get(part) for part in ("yr", "mo", "dy")):
            day = f"{moment['yr']:04}-{moment['mo']:02}-{moment['dy']:02}"
            yield from properties(field, day, f"\\info\\{name}")
