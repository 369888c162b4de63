"""What muniment costs: indexing, searching, adding and starting, measured on real documents beside plain Whoosh.

docs/benchmarks.md says how to run it and what each figure means.
"""
