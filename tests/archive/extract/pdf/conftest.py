"""PDF files by LibreOffice, which takes seconds to start and so starts once."""

from __future__ import annotations

import pytest

from tests.archive.extract.pdf.pdf_files import by_libreoffice
from tests.archive.extract.pdf.texts import ARABIC, AZERBAIJANI, CHINESE, ENGLISH, HEBREW, PERSIAN, VOWELLED


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Documents in many languages, in a type that has all their letters and in one that lacks some."""
    many = (AZERBAIJANI, ARABIC, PERSIAN, HEBREW, CHINESE, ENGLISH)
    return by_libreoffice(
        {
            "many": ("DejaVu Sans", many),
            "arabic": ("Amiri", (ARABIC, *VOWELLED)),
            "lacking": ("Amiri", (HEBREW, ENGLISH)),
        },
        tmp_path_factory.mktemp("written"),
    )
