"""The program. `python -m cli` is `muniment`."""

from __future__ import annotations

import sys
from typing import NoReturn

from cli import STOPPED


def main() -> NoReturn:
    """Load the program and run it. Ctrl-C that comes before it can be dealt with there ends it as quietly."""
    try:
        from cli.main import run

        run()
    except KeyboardInterrupt:
        sys.exit(STOPPED)


if __name__ == "__main__":
    main()
