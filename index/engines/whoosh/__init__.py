"""The Whoosh engine: the index lies on disk in Whoosh's own format, and queries are answered from its postings.

Whoosh 2.7.4 keeps the files; four things are ours. Its block-quality optimisation returns wrong top tens for some
unions, so postings are read whole into arrays and scored exactly (`postings`, `evaluate`). Its writer spends a
third of its time encoding postings one by one, so whole terms are written at once (`codec`, `writer`). Its query
parser never sees what a user typed. Its pickles are read so that nothing in them is run (`unpickle`).
"""

import warnings

with warnings.catch_warnings():
    # Whoosh 2.7.4 has invalid escapes in its regular expressions, of which Python 3.12 and later warn.
    warnings.simplefilter("ignore")
    import whoosh.codec.whoosh3
    import whoosh.index
    import whoosh.writing  # noqa: F401

from index.engines.whoosh.engine import WhooshEngine
from index.engines.whoosh.unpickle import guard_whoosh

guard_whoosh()

__all__ = ["WhooshEngine"]
