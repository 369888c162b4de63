"""Faults: everything that is wrong with a file that a person gave, collected so that it is said at once."""

from __future__ import annotations

from archive.errors import InvalidValue

SHOWN = 20
"""Faults that are listed; of more, only how many there are is said."""
LONGEST = 500
"""Characters of one fault, which may quote what somebody wrote."""


class Faults:
    """What is wrong with a file, in the order in which it was found."""

    def __init__(self) -> None:
        self._listed: list[str] = []
        self.count = 0

    def add(self, place: str, message: object) -> None:
        """Note that something is wrong at a place."""
        self.count += 1
        if self.count <= SHOWN:
            said = str(message)
            self._listed.append(f"{place}: {said if len(said) <= LONGEST else said[: LONGEST - 1] + '…'}")

    def refuse(self, what: str) -> None:
        """InvalidValue that lists the faults, when there are any; `what` was the file given for."""
        if self.count == 1:
            raise InvalidValue(self._listed[0])
        if self.count:
            more = [f"… and {self.count - SHOWN:,} more"] if self.count > SHOWN else []
            raise InvalidValue("\n  ".join([f"{self.count:,} things are wrong; {what}", *self._listed, *more]))
