"""Confinement: what the kernel of this machine can lock is locked, and Python refuses the rest."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.readers import Task
from archive.reading import Request
from archive.sandbox import kernel
from archive.sandbox.confinement import _Refusals
from archive.sandbox.pool import Sandbox
from archive.sandbox.processes import Template
from tests.archive.sandbox.conftest import TIGHT, AddThroughSandbox
from tests.archive.sandbox.test_pool import NEXT, order

CONFINE = """
import json, sys
from pathlib import Path
from archive.sandbox.confinement import confine
from archive.sandbox.limits import USUAL
print(json.dumps(confine(USUAL, Path(sys.argv[1]))))
"""


def confined(folder: Path, code: str = "", *, before: str = "") -> list[str]:
    """What a process prints that confines itself and goes on with this code."""
    program = before + CONFINE + code
    run = subprocess.run([sys.executable, "-c", program, folder], capture_output=True, text=True, check=True)
    return run.stdout.splitlines()


def test_every_lock_that_linux_has_is_closed(tmp_path: Path) -> None:
    assert sys.platform == "linux", "docs/adding.md says what holds elsewhere"
    locks = "memory", "file size", "open files", "core files", "time", "capabilities", "writing", "system calls"
    apart = dict.fromkeys(("namespaces", "processes"), False)  # which the template goes into
    assert json.loads(confined(tmp_path)[0]) == apart | dict.fromkeys(locks, True)


def test_readers_have_every_lock_and_namespaces_of_their_own(template: Template, tmp_path: Path) -> None:
    (tmp_path / "scratch").mkdir()
    (tmp_path / "a.txt").write_bytes(NEXT)
    with Sandbox(tmp_path / "scratch", template=template) as sandbox:
        number = sandbox.begin(Task(source=tmp_path / "a.txt", asked=Request(name="a.txt")))
        while not sandbox.is_done(number):
            sandbox.wait()
    assert set(sandbox.locks.values()) == {True}


def test_limits_that_are_lower_already_stay(tmp_path: Path) -> None:
    lower = """
import resource
for name, value in (("RLIMIT_NOFILE", 50), ("RLIMIT_CPU", 40)):
    resource.setrlimit(getattr(resource, name), (value, value))
"""
    after = """
from archive.sandbox.confinement import allow_seconds
allow_seconds(10)
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0], resource.getrlimit(resource.RLIMIT_CPU)[0] <= 12)
allow_seconds(1000)
print(resource.getrlimit(resource.RLIMIT_CPU))
"""
    locks, limits, cpu = confined(tmp_path, after, before=lower)
    assert json.loads(locks)["open files"]
    assert (limits, cpu) == ("50 True", "(40, 40)")


def test_what_is_confined_can_still_read_and_write_in_its_folder(tmp_path: Path) -> None:
    code = """
import tempfile
with tempfile.TemporaryDirectory() as inner:
    Path(inner, "a").write_text("x")
    Path(inner, "a").rename("b")
open("/dev/null", "w").write("x")
print(len(Path(sys.executable).read_bytes()) > 0)
"""
    assert confined(tmp_path, code)[-1] == "True"
    assert (tmp_path / "b").read_text() == "x"


def test_a_kernel_without_locks_is_met_with_a_plain_no(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(kernel, "_libc", lambda: None)
    assert not any([
        kernel.die_with_parent(), kernel.leave_network_and_processes(), kernel.gain_no_privileges(),
        kernel.drop_capabilities(), kernel.leave_on(24), kernel.write_only_below([tmp_path]),
        kernel.refuse_dangerous_calls(),
    ])  # type: ignore[arg-type]  # fmt: skip


def test_a_machine_whose_calls_are_not_known_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel.platform, "machine", lambda: "pdp11")
    assert not kernel.refuse_dangerous_calls()


@pytest.mark.parametrize(
    ("event", "arguments", "refused"),
    [
        ("open", ("/etc/motd", "w", 0o1), True),
        ("open", ("/etc/motd", "r", 0), False),
        ("open", ("inside/../../up", None, 0o101), True),
        ("open", ("inside", None, 0o101), False),
        ("open", (5, "w", 0o1), False),
        ("open", ("/dev/null", "w", 0o1), False),
        ("open", ("/dev/nullity", "w", 0o1), True),
        ("os.rename", ("inside", "/srv/other"), True),
        ("os.rename", ("/srv/other", "inside"), True),
        ("os.symlink", ("/etc", "/srv/link"), True),
        ("os.remove", (b"/etc/motd", -1), True),
        ("os.mkdir", ("inside", 0o777, -1), False),
        ("socket.connect", (None, ("localhost", 80)), True),
        ("os.kill", (1, 9), True),
        ("os.fork", (), True),
        ("import", ("json",), False),
        ("subprocess.Popen", ("tesseract", [], None, None), False),
    ],
)
def test_python_refuses_what_no_reading_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, event: str, arguments: tuple[Any, ...], refused: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    hook = _Refusals(tmp_path)
    if refused:
        with pytest.raises(PermissionError):
            hook(event, arguments)
    else:
        hook(event, arguments)


def test_readers_go_on_without_namespaces(
    add_through_sandbox: AddThroughSandbox, hostile_path: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a container that has none: what is left is the group of processes and the parent's clock."""
    monkeypatch.setattr(
        "archive.sandbox.processes._PROGRAM",
        "import sys; sys.path[:] = sys.argv[2:]; from archive.sandbox import kernel, template; "
        "kernel.leave_network_and_processes = lambda: False; template.main(int(sys.argv[1]))",
    )
    monkeypatch.setattr(sys, "path", [*map(str, hostile_path), *sys.path])
    with closing(Template()) as loaded:
        files = {"a.gif": order("hang"), "b.gif": order("crash"), "c.gif": order("abort"), "next.txt": NEXT}
        added = add_through_sandbox(files, loaded=loaded, limits=replace(TIGHT, seconds=2), jobs=2)
    assert list(added.kinds.values()) == [
        ("unreadable", "timeout"), ("unreadable", "crashed"), ("unreadable", "crashed"), ("added", None),
    ]  # fmt: skip
    assert "signal 6, Aborted" in (added.outcomes[2].message or "")
