"""Text made inert: one line in which nothing can act on the format or the terminal that it is written to."""

from __future__ import annotations

import re

# Control characters that are not white space, byte order marks, non-characters, and what turns the direction of the
# text after it (Unicode UAX #9: embeddings, overrides, isolates). Joiners and plain direction marks stay.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def inert(text: str) -> str:
    """The text on one line: white space folded, control and bidirectional override characters dropped.

    A lone surrogate, which UTF-8 cannot write, becomes U+FFFD, so that the loss is seen.
    """
    if text.isprintable() and "  " not in text and text == text.strip():
        return text  # what is printable holds no white space but blanks, and nothing that is dropped
    return " ".join(_SURROGATE.sub("\ufffd", _DROPPED.sub("", text)).split())
