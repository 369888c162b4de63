"""What a worker gives up before it sees a file: memory without end, writing outside its folder, the network."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from archive.sandbox import kernel
from archive.sandbox.limits import Limits

CORE = 1
"""Bytes of a core file. At none, a core may still be piped to a program; no core is as small as this."""


def confine(limits: Limits, folder: Path, *, apart: bool = False) -> dict[str, bool]:
    """Confine this process for good to reading, and to writing below `folder`. Says which locks are closed.

    `apart` says that it is in namespaces of its own, where its processes are counted apart from all others of the user.
    """
    os.environ.update(TMPDIR=str(folder), HOME=str(folder), OMP_THREAD_LIMIT="1")
    tempfile.tempdir = str(folder)
    os.chdir(folder)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this process
    closed = {
        "namespaces": apart,
        "processes": apart and _limited("RLIMIT_NPROC", limits.processes),
        "memory": _limited("RLIMIT_AS", limits.memory) and sys.platform != "darwin",
        "file size": _limited("RLIMIT_FSIZE", limits.part),
        "open files": _limited("RLIMIT_NOFILE", limits.open_files),
        "core files": _limited("RLIMIT_CORE", CORE),
        "time": kernel.leave_on(signal.SIGXCPU) or hasattr(resource, "RLIMIT_CPU"),
        "capabilities": kernel.drop_capabilities(),
        "writing": kernel.write_only_below([folder]),
        "system calls": kernel.refuse_dangerous_calls(),
    }
    sys.addaudithook(_Refusals(folder))
    return closed


def _limited(name: str, value: int) -> bool:
    """Whether a resource is limited to this, or to less where the system has a lower limit already."""
    kind = getattr(resource, name, None)
    if kind is None:
        return False
    with contextlib.suppress(OSError, ValueError):
        lowest = _at_most(value, resource.getrlimit(kind)[1])
        resource.setrlimit(kind, (lowest, lowest))
    soft = resource.getrlimit(kind)[0]
    return soft != resource.RLIM_INFINITY and soft <= value


def _at_most(value: int, limit: int) -> int:
    return value if limit == resource.RLIM_INFINITY else min(value, limit)


def allow_seconds(seconds: float) -> None:
    """So much CPU time from now on; the signal after it ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (_at_most(until, most), most))


_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PATHS = {
    "os.remove": 1, "os.rename": 2, "os.mkdir": 1, "os.rmdir": 1, "os.chmod": 1, "os.chown": 1, "os.link": 2,
    "os.symlink": 2, "os.truncate": 1, "os.utime": 1, "os.setxattr": 1, "os.removexattr": 1, "shutil.rmtree": 1,
}  # fmt: skip
"""Events of writing, and how many of their arguments are paths."""
_REFUSED = {
    "os.fork", "os.forkpty", "pty.spawn", "os.kill", "os.killpg", "os.chflags", "fcntl.flock", "sys.addaudithook",
    "socket.__new__", "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo",
}  # fmt: skip


class _Refusals:
    """The audit hook (PEP 578): Python code that tries what no reading of a file needs gets a PermissionError.

    It holds against mistakes, and on systems where the kernel has no lock; native code passes it by.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = f"{os.path.realpath(folder)}/"

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITING and not isinstance(path, int):
                self._check(path)
        elif event in _PATHS:
            for path in arguments[: _PATHS[event]]:
                self._check(path)
        elif event in _REFUSED:
            raise PermissionError(13, f"a worker that reads files may not use {event}")

    def _check(self, path: Any) -> None:
        if path is None or isinstance(path, int):
            return
        whole = os.path.realpath(os.fsdecode(path))
        if not f"{whole}/".startswith(self._folder) and whole != os.devnull:
            raise PermissionError(13, "a worker may write in its own folder only", whole)
