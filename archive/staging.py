"""Staging: an arrival becomes a file of ours with a digest, or there is a reason why it cannot."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat

from archive.arrivals import Arrival
from archive.deposit import Deposit, Staged
from archive.outcome import Outcome

READING_TRIES = 3


class NotAFile(OSError):
    """A device, a pipe or a socket: reading it could wait for ever."""


class Changing(OSError):
    """The file is being written to."""


_CODES: dict[type[OSError], str] = {
    FileNotFoundError: "not-found", NotADirectoryError: "not-found", PermissionError: "permission",
    IsADirectoryError: "not-a-file", NotAFile: "not-a-file", Changing: "changing",
}  # fmt: skip


def refused(arrival: Arrival, error: OSError) -> Outcome:
    """The outcome for a file that cannot be staged."""
    code = "not-a-file" if error.errno == errno.ENXIO else _CODES.get(type(error), "io")  # a socket cannot be opened
    return Outcome(kind="refused", name=arrival.name, code=code, message=error.strerror or str(error))


def stage_unchanged(deposit: Deposit, arrival: Arrival) -> Staged:
    """Copy a file that stays the same while it is read; OSError says why it cannot be, `Changing` among others."""
    if arrival.path is None:
        return deposit.stage(io.BytesIO(arrival.content or b""))
    for _ in range(READING_TRIES):
        with opened(arrival) as stream:
            before = os.fstat(stream.fileno())
            staged = deposit.stage(stream)
            after = os.fstat(stream.fileno())
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            return staged
        deposit.discard(staged)
    raise Changing(0, "it was written to while it was read: add it again when it is finished")


def stage_part(deposit: Deposit, arrival: Arrival, size: int) -> Staged:
    """Copy what a reader took out of a file, and remove its copy; OSError when it is not what the reader said."""
    with opened(arrival, follow=False) as stream:
        staged = deposit.stage(stream)
    if arrival.path:
        arrival.path.unlink(missing_ok=True)
    if staged.size != size:
        deposit.discard(staged)
        raise Changing(0, "it was changed after it was taken out")
    return staged


def known_by_name(deposit: Deposit, arrival: Arrival) -> str | None:
    """The ID of the document that was taken in under this name, when the file still has its bytes.

    A name and a size are no proof, the digest is; they only tell for which files it is worth to take the digest without
    a copy, so that going through ten thousand known files is quick.
    """
    if arrival.path is None:
        return None
    known = {(entry.size, entry.digest): entry.id for entry in deposit.catalogue.by_name(arrival.name)}
    if not known:
        return None
    with opened(arrival) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size not in (held for held, _ in known):
            return None
        return known.get((size, hashlib.file_digest(stream, "sha256").hexdigest()))


def opened(arrival: Arrival, *, follow: bool = True) -> io.FileIO:
    """The file, when it is one: nothing that would keep us waiting is read, and a link only where it may lead away."""
    path = arrival.path
    if path is None or arrival.problem:
        raise arrival.problem or NotAFile(0, "it has no path")
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotAFile(0, "it is not a regular file")
    return open(handle, "rb", buffering=0)  # noqa: PTH123 - a descriptor has no path
