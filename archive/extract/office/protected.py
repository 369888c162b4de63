"""Office documents under a password: told for what they are, and not read."""

from __future__ import annotations

from archive.errors import ExtractionFailed
from archive.extract import AS_FOUND, Extraction, Format, Wishes


class ProtectedExtractor:
    """DOCX, XLSX and PPTX that are encrypted, each kept in a compound file (MS-OFFCRYPTO, section 2.3)."""

    name = "protected-office"
    version = "1"
    formats = (
        Format(name="DOCX, XLSX, PPTX under a password", media_types=("application/x-ooxml-protected",),
               suffixes=(".docx", ".xlsx", ".pptx"), library="muniment", locators="none",
               limits="never read: kept with the code `encrypted`"),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        raise ExtractionFailed(
            "it is encrypted under a password: save it without one and add it again", code="encrypted"
        )
