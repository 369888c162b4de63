"""Duplicates: the same text in another format, and near copies such as those of a news wire.

text → its plain form (`plain`) → a digest for the same text, a signature for near copies (`signatures`) → groups of
documents that are alike (`groups`). `kept` holds them in the cache, `upkeep` brings that up to date. Nothing is ever
deleted for being a copy.
"""
