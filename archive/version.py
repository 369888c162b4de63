"""The program's version, as records and exports name it."""

VERSION = "0.1.0"
AGENT = f"muniment/{VERSION}"
