"""Every error that muniment raises on purpose, each with the exit code of the command that meets it."""

from __future__ import annotations


class MunimentError(Exception):
    """A failure with words for the person who meets it: what was wrong, where, and what to do."""

    exit_code = 1


class ArchiveNotFound(MunimentError):
    """There is no archive where one was looked for."""


class FormatTooNew(MunimentError):
    """The archive was written by a newer muniment than this one."""


class ArchiveLocked(MunimentError):
    """Another process is writing to the archive and did not finish in time."""


class StorageFailed(MunimentError):
    """The disk refused a write: it is full, read-only or failing."""


class ExtractionFailed(MunimentError):
    """A file could not be read as what it is. `code` is a short machine-readable word."""

    def __init__(self, message: str, *, code: str = "unreadable") -> None:
        super().__init__(message)
        self.code = code


class SandboxUnavailable(MunimentError):
    """The processes in which files are read cannot be started."""


class IndexUnavailable(MunimentError):
    """The search index cannot be opened or brought up to date."""


class UnknownPlugin(MunimentError):
    """A name that no installed plug-in has."""

    exit_code = 2


class InvalidValue(MunimentError):
    """A value that its field cannot hold."""

    exit_code = 2


class RecordNotFound(MunimentError):
    """No record has this ID, or more than one begins with it."""

    exit_code = 2


class DamageFound(MunimentError):
    """What is stored is not what was stored."""

    exit_code = 3


class QueryInvalid(MunimentError):
    """A query that cannot be understood or costs too much. `position` is the offset of the fault in the query."""

    exit_code = 4

    def __init__(self, message: str, *, query: str = "", position: int | None = None) -> None:
        super().__init__(message)
        self.query = query
        self.position = position


class PartlyAdded(MunimentError):
    """Some of the files could not be read; the rest were added."""

    exit_code = 5


class PassageMissing(MunimentError):
    """Quoted words that do not stand in the text of a document, or do not stand there any more."""

    exit_code = 6
