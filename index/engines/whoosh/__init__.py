"""The Whoosh engine: the index lies on disk in Whoosh's own format, and queries are answered from its postings.

Whoosh 2.7.4 keeps the files; three things are ours. Its block-quality optimisation returns wrong top tens for some
unions, so postings are read whole into arrays and scored exactly (`postings`, `evaluate`). Its writer spends a
third of its time encoding postings one by one, so whole terms are written at once (`codec`, `writer`). Its query
parser never sees what a user typed.
"""

from index.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
