"""What a file may cost to read. All limits of the sandbox are here, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes in bytes, times in seconds.

    memory        address space of a worker. 0.3 GiB of it are the program and its models, and telling the languages of
                  a text takes 65 MiB for each megabyte: one of 25 MB fits, a larger one is kept without languages
    seconds       wall clock and CPU for one file of no size, without a sign of life from the extractor
    per_megabyte  seconds more for each million bytes: the whole chain reads 0.2 MB a CPU second
    longest       wall clock for one file in all, however often its extractor says that it is getting on (OCR)
    open_files    descriptors; an extractor needs a handful, a library with plug-ins some dozens
    processes     of all workers together, where they are counted apart from yours; Tesseract is one at a time
    entries       files and folders that a worker may have written: its parts and what libraries leave for a moment
    answer        of one message of a worker: a book of ten thousand pages has 30 MB of text
    part          of one member or attachment, and of any file that a worker writes
    parts_size    of all parts of one file, those inside its parts included
    parts         their number; a mailbox or a folder of scans has hundreds
    depth         of parts in parts: a ZIP in a letter in a ZIP has depth 3
    ratio         of a member's size to what it takes in its container, from one megabyte on: texts reach 20, bombs 1000
    files         read by one worker before another takes its place, so that what leaks stays small
    grace         seconds in which a worker that closed its line ends by itself, so that its exit can be told
    """

    memory: int = 2048 * MIB
    seconds: float = 60
    per_megabyte: float = 10
    longest: float = 3600
    open_files: int = 256
    processes: int = 512
    entries: int = 20_000
    answer: int = 64 * MIB
    part: int = 512 * MIB
    parts_size: int = 4096 * MIB
    parts: int = 10_000
    depth: int = 3
    ratio: int = 200
    files: int = 500
    grace: float = 0.5

    def seconds_for(self, size: int) -> float:
        """The time for a file of this many bytes."""
        return min(self.longest, self.seconds + self.per_megabyte * size / 1e6)


USUAL = Limits()
