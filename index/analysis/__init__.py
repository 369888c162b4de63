"""Analysis: text → tokens. What one document's words are folded to is what another's query is folded to.

`analyse` serves documents, `analyse_query` the words of a query. Offsets are in characters of the given text and
are never changed by folding.
"""

from index.analysis.fold import fold_word
from index.analysis.tokenize import Token, analyse, analyse_query, terms

VERSION = "3"
"""Part of every index's fingerprint: raise it whenever any text yields other tokens, so that indexes are rebuilt."""

__all__ = ["VERSION", "Token", "analyse", "analyse_query", "fold_word", "terms"]
