"""`python -m cli` is `muniment`."""

from cli.main import run

run()
