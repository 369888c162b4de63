"""The plain form of a text, in which copies of it are the same whatever file and layout they stand in."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_DROPPED = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff\-\u058a\u05be\u2010-\u2015\u2e3a\u2e3b\u301c\u30a0]+")
"""White space, marks that do not show, and hyphens and dashes, which lines of a PDF end with."""


def plain(text: str) -> str:
    """The text without letter case, widths and other compatibility forms (NFKC and case folding of Unicode).

    White space, line breaks, hyphens and marks that do not show are left out.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFKC", _DROPPED.sub("", folded))


def normalised_digest(text: str) -> str:
    """The SHA-256 of the plain form, by which a text is known again in another format.

    UnicodeEncodeError for a text with lone surrogates, which is no text.
    """
    return digest_of_plain(plain(text))


def digest_of_plain(form: str) -> str:
    """The same of a text that is in its plain form already."""
    return hashlib.sha256(form.encode("utf-8")).hexdigest()
