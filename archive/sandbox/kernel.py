"""What the Linux kernel lets an ordinary process give up: the network, other processes, writing, dangerous calls.

Each function closes one door for the process that calls it and for all that it starts, and says whether the door is
closed: an older kernel, a container or another system may lack the lock. Nothing here needs a privilege.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import signal
import struct
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38

CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x08000000, 0x10000000, 0x20000000, 0x40000000


@cache
def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _call(name: str, *arguments: object) -> bool:
    """Whether a function of the C library is there and succeeds (gives 0)."""
    function = getattr(_libc(), name, None)
    return function is not None and function(*arguments) == 0


def _system_call(number: int, *arguments: object) -> int:
    """The answer of a system call that the C library has no function for; negative when it fails."""
    libc = _libc()
    return -1 if libc is None else int(libc.syscall(ctypes.c_long(number), *arguments))


def die_with_parent() -> bool:
    """Be killed when the process that started this one ends, however it ends (prctl(2))."""
    return _call("prctl", _PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def leave_network_and_processes() -> bool:
    """New namespaces without a network, in which the next child is the first process (namespaces(7)).

    When a first process ends, the kernel kills all others of its namespace. It is tried in a child before: half of it
    could not be undone.
    """
    child = os.fork()
    if not child:
        os._exit(0 if _leave() else 1)
    return os.waitpid(child, 0)[1] == 0 and _leave()


def _leave() -> bool:
    user, group = os.getuid(), os.getgid()
    maps = {"setgroups": "deny", "uid_map": f"{user} {user} 1", "gid_map": f"{group} {group} 1"}
    if not _call("unshare", CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWPID | CLONE_NEWIPC):
        return False
    try:
        for name, content in maps.items():
            Path("/proc/self", name).write_text(content)
    except OSError:
        return False
    return True


def next_child_is_first(own: int | None) -> int | None:
    """Let the next child be first in a namespace of processes of its own; `own` is what this gave the time before.

    Gives an open file for this process's own namespace, None where there are none.
    """
    if own is None:
        try:
            own = os.open("/proc/self/ns/pid", os.O_RDONLY)
        except OSError:
            return None
    _call("setns", own, CLONE_NEWPID)
    return own if _call("unshare", CLONE_NEWPID) else None


def end_all_others() -> None:
    """End all other processes of a namespace of which this one is the first; elsewhere nothing."""
    if os.getpid() != 1:
        return
    _call("kill", -1, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def gain_no_privileges() -> bool:
    """No program that is started from here on has more rights than this process (prctl(2))."""
    return _call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def drop_capabilities() -> bool:
    """Give up what root may do, be it of the system or of a namespace (capset(2))."""
    header = struct.pack("=Ii", 0x20080522, 0)
    return _call("capset", header, bytes(24))


def leave_on(number: signal.Signals) -> bool:
    """End with the signal's number as exit code when it comes, be it within C code.

    The first process of a namespace gets no signal that it has no handler for, and a handler in Python waits until C
    code is done. This one is _exit(2) itself, which takes the number of the signal for the exit code.
    """
    libc = _libc()
    if libc is None:
        return False
    libc.signal(ctypes.c_int(number), ctypes.cast(libc._exit, ctypes.c_void_p))
    return True


# Landlock, landlock(7): numbers of calls are the same on every architecture; rights are those of its ABI 1 to 5.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_READING = _EXECUTE | _READ_FILE | _READ_DIR


def write_only_below(folders: Iterable[Path]) -> bool:
    """Read everything as before, write only below these folders and to /dev/null."""
    abi = _system_call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    if abi < 1 or not gain_no_privileges():
        return False
    rights = _RIGHTS[max(known for known in _RIGHTS if known <= abi)]
    ruleset = _system_call(_CREATE_RULESET, struct.pack("=Q", rights), ctypes.c_size_t(8), ctypes.c_uint32(0))
    if ruleset < 0:
        return False
    try:
        allowed = [(Path("/"), _READING), (Path("/dev/null"), _WRITE_FILE | _READ_FILE)]
        done = [_allow(ruleset, path, held) for path, held in [*allowed, *((one, rights) for one in folders)]]
        return all(done) and _system_call(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0)) == 0
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, rights: int) -> bool:
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", rights, handle)
        return _system_call(_ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(1), rule, ctypes.c_uint32(0)) == 0
    finally:
        os.close(handle)


# seccomp(2). Numbers of calls: socket, ptrace, unshare, setns, process_vm_readv, process_vm_writev, bpf,
# perf_event_open, keyctl, userfaultfd, mount; io_uring_setup, which opens sockets too, has one number everywhere.
_CALLS = {
    "x86_64": (0xC000003E, (41, 101, 272, 308, 310, 311, 321, 298, 250, 323, 165, 425)),
    "aarch64": (0xC00000B7, (198, 117, 97, 268, 270, 271, 280, 241, 219, 282, 40, 425)),
}
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _DENY, _KILL = 0x7FFF0000, 0x00050000 | 13, 0x80000000
_OTHER_NUMBERING = 0x40000000  # x32 of x86_64


def refuse_dangerous_calls() -> bool:
    """No sockets of any kind, no reaching into other processes, no new namespaces: such calls fail with EACCES."""
    known = _CALLS.get(platform.machine())
    if known is None or not gain_no_privileges():
        return False
    architecture, calls = known
    count = len(calls)
    program = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    # A jump counts from the instruction after it. The last but one allows, the last refuses.
    program += [(_AT_LEAST, count + 1, 0, _OTHER_NUMBERING)]
    program += [(_EQUAL, count - at, 0, number) for at, number in enumerate(calls)]
    program += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _DENY)]
    code = b"".join(struct.pack("=HBBI", *step) for step in program)
    filter_ = ctypes.create_string_buffer(code)
    described = struct.pack("@HP", len(program), ctypes.addressof(filter_))
    return _call("prctl", _PR_SET_SECCOMP, 2, described, 0, 0)
