"""An extractor that does what its file says: whatever a file that took over a reader might do."""

from __future__ import annotations

import ctypes
import io
import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO

from archive.errors import ExtractionFailed
from archive.extract import AS_FOUND, Extraction, Format, Part, Wishes, alive
from archive.record import Passage

MARK = b"GIF8"
"""Before the order: what is read is taken for a picture that nobody else reads."""


class HostileExtractor:
    """Obeys `GIF8<name of a function below> <argument>`."""

    name, version = "hostile", "1"
    formats = (Format(name="hostile", media_types=("image/gif",), suffixes=(".gif",), library="", locators=""),)

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        if trap:
            crash("")
        order, _, argument = content.removeprefix(MARK).decode().partition(" ")
        answer = globals()[order](argument)
        return answer if answer is not None else text("survived")


def text(words: str) -> Extraction:
    return Extraction(text=words, passages=(Passage(number=1, start=0, end=len(words), locator="para. 1"),))


libc = ctypes.CDLL(None, use_errno=True)


def hang(_: str) -> None:
    while True:
        pass


def sleep(seconds: str) -> None:
    time.sleep(float(seconds))


def hang_in_c(_: str) -> None:
    libc.pause()


def hang_without_signals(_: str) -> None:
    libc.signal(24, ctypes.c_void_p(1))  # SIGXCPU is ignored
    hang("")


def take_memory(_: str) -> None:
    held = []
    while True:
        held.append(bytearray(16 << 20))


def nest(_: str) -> None:
    nest(_)


def write_without_end(_: str) -> None:
    with Path("large").open("wb") as out:
        while True:
            out.write(bytes(1 << 20))


def fill_the_disk(_: str) -> None:
    """Many files, each as large as it may be, in folders of folders."""
    for number in range(10_000):
        folder = Path(f"{number}/inner")
        folder.mkdir(parents=True)
        (folder / "large").write_bytes(bytes(4 << 20))
        time.sleep(0.01)


def write_without_number(_: str) -> None:
    for number in range(1_000_000):
        Path(f"{number}").touch()


def write_outside(path: str) -> Extraction:
    """By every way there is; says which of them were refused."""
    ways = {
        "python": lambda: Path(path).write_text("x"),
        "rename": lambda: (Path("inside").write_text("x"), Path("inside").rename(path)),
        "link": lambda: Path(path).symlink_to("/etc/passwd"),
        "folder": lambda: Path(path).mkdir(),
        "c": lambda: _checked(libc.open(path.encode(), os.O_WRONLY | os.O_CREAT, 0o644)),
        "c rename": lambda: (Path("inside").write_text("x"), _checked(libc.rename(b"inside", path.encode()))),
        "program": lambda: subprocess.run(["/bin/sh", "-c", f"echo x > '{path}'"], check=True, stderr=-3),
    }  # fmt: skip
    return text(json.dumps({name: _tried(way) for name, way in ways.items()}))


def connect(address: str) -> Extraction:
    host, port = address.split(":")
    ways = {
        "python": lambda: socket.create_connection((host, int(port)), timeout=1),
        "name": lambda: socket.getaddrinfo("localhost", 80),
        "c": lambda: _checked(libc.socket(socket.AF_INET, socket.SOCK_STREAM, 0)),
        "c datagram": lambda: _checked(libc.socket(socket.AF_INET, socket.SOCK_DGRAM, 0)),
        "c local": lambda: _checked(libc.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0)),
        "program": lambda: subprocess.run(
            [sys.executable, "-c", f"import socket; socket.create_connection(('{host}', {port}), timeout=1)"],
            check=True, stderr=subprocess.DEVNULL),
    }  # fmt: skip
    return text(json.dumps({name: _tried(way) for name, way in ways.items()}))


def run_program(_: str) -> Extraction:
    return text(subprocess.run(["/bin/echo", "a program ran"], check=True, capture_output=True, text=True).stdout)


def _tried(way: Any) -> str:
    try:
        way()
    except Exception as error:
        return type(error).__name__
    return "done"


def _checked(answer: int) -> None:
    if answer < 0:
        raise OSError(ctypes.get_errno(), "refused")


def fork(_: str) -> Extraction:
    return text(_tried(os.fork))


def multiply(_: str) -> None:
    """Children that outlive their parent, in sessions of their own, until it is killed."""
    for _number in range(20):
        if libc.fork() == 0:
            libc.setsid()
            while True:
                libc.pause()


def company(_: str) -> Extraction:
    """How many other processes there are to be ended: 0, or -1 for none."""
    return text(str(libc.kill(-1, 0)))


def multiply_and_hang(_: str) -> None:
    multiply("")
    hang("")


def speak_and_hang(_: str) -> None:
    print("still here", flush=True)  # noqa: T201
    hang("")


trap = False


def crash_next(_: str) -> None:
    """Go well, and leave the process such that it ends under the next file."""
    global trap
    trap = True


def spoil(how: str) -> Extraction:
    """Let a later step of this file's reading go wrong."""
    import archive.describe
    import archive.reading

    function, _, fault = how.partition(" ")
    module: Any = archive.describe if function == "describe" else archive.reading
    setattr(module, function, lambda *_: globals()[fault](""))
    return text("The text was there before.")


def kill_parent(_: str) -> Extraction:
    return text(json.dumps([libc.kill(os.getppid() or 1, 9), _tried(lambda: os.kill(1, 9))]))


def kill_all(_: str) -> None:
    libc.kill(-1, 9)


def crash(_: str) -> None:
    ctypes.string_at(0)


def abort(_: str) -> None:
    os.abort()


def leave(_: str) -> None:
    os._exit(0)


def leave_politely(_: str) -> None:
    sys.exit("never")


def interrupt(_: str) -> None:
    raise KeyboardInterrupt


def print_garbage(_: str) -> None:
    print("garbage " * 10_000)  # noqa: T201
    os.write(1, b"garbage " * 10_000)
    os.write(2, b"\x00\xff" * 10_000)


def babble(_: str) -> None:
    """Write garbage to everything that is open, the line to the parent among it."""
    for number in range(3, 64):
        try:
            os.write(number, b"\x00\x00\x00\x08garbage!" * 10)
        except OSError:
            continue


def _say(message: object) -> None:
    """Say something to the parent in the worker's place."""
    content = json.dumps(message).encode()
    for number in range(3, 64):
        try:
            os.write(number, len(content).to_bytes(4, "big") + content)
        except OSError:
            continue


def claim_done(number: str) -> None:
    _say({"number": int(number), "done": True})
    hang("")


def claim_much(_: str) -> None:
    for number in range(3, 64):
        try:
            os.write(number, b"\xff\xff\xff\xf0")
        except OSError:
            continue
    hang("")


def flood(number: str) -> None:
    """One small thing after another, each under another name."""
    for at in range(1_000_000):
        _say({"number": int(number), "reading": {f"key{at}": "x" * 1000}})


def speak_for(number: str) -> None:
    """A false reading of this file and then silence."""
    _say({"number": int(number), "reading": {
        "media_type": "text/plain", "content": "false", "text": {"state": "read", "length": 5},
        "description": {"title": {"value": "forged", "basis": "person", "confirmed": True}}}})  # fmt: skip
    _say({"number": int(number), "done": True})
    hang("")


def speak_later(number: str) -> None:
    """Say something of the next file before it is read."""
    def speak() -> None:
        while True:
            _say({"number": int(number) + 1, "reading": {"media_type": "text/plain", "content": "false"}})
            time.sleep(0.01)

    threading.Thread(target=speak, daemon=True).start()


def answer_nothing(_: str) -> Any:
    return 5


def wrong_types(_: str) -> Extraction:
    return Extraction(text="words", passages=({"number": 1},), left_out=(None,))  # type: ignore[arg-type]


def no_text(_: str) -> Extraction:
    return text("a \ud800 surrogate")


def passages_outside(_: str) -> Extraction:
    return Extraction(text="words", passages=(Passage(number=1, start=-3, end=400),))


def long_text(megabytes: str) -> Extraction:
    return text("word " * (int(megabytes) * 200_000))


def fail_oddly(_: str) -> None:
    raise ExtractionFailed("broken \ud800\n\x1b[31m" + "x" * 100_000, code="Not A Code!")


def get_on(times: str) -> None:
    for _number in range(int(times)):
        time.sleep(0.4)
        alive.getting_on()


def deep_folders(_: str) -> None:
    for _number in range(1200):
        libc.mkdir(b"deep", 0o700)
        libc.chdir(b"deep")


def _part(path: str, content: bytes, kind: Any = "member") -> Part:
    return Part(path=path, kind=kind, open=lambda: io.BytesIO(content))


def parts(names: str) -> Extraction:
    held = tuple(_part(name, f"The text of {name}.".encode()) for name in names.split("|"))
    return Extraction(text="", passages=(), parts=held)


def many_parts(number: str) -> Extraction:
    return Extraction(text="", passages=(), parts=tuple(_part(f"{at}.txt", b"same") for at in range(int(number))))


def itself(_: str) -> Extraction:
    return Extraction(text="", passages=(), parts=(_part("again.gif", MARK + b"itself "),))


def deeper(level: str) -> Extraction:
    inner = MARK + f"deeper {int(level) + 1}".encode()
    return Extraction(text="", passages=(), parts=(_part(f"{level}.gif", inner),))


class _Endless(io.RawIOBase):
    def readinto(self, buffer: Any) -> int:
        return len(buffer)

    def readable(self) -> bool:
        return True


def endless_part(_: str) -> Extraction:
    def endless() -> BinaryIO:
        return io.BufferedReader(_Endless())  # type: ignore[return-value]

    return Extraction(text="the letter", passages=(), parts=(
        Part(path="endless", kind="attachment", open=endless),
        _part("fine.txt", b"The attachment.", "attachment")))  # fmt: skip


def failing_part(_: str) -> Extraction:
    def refuse() -> BinaryIO:
        raise ExtractionFailed("it is locked by a password", code="encrypted")

    def fail() -> BinaryIO:
        raise ValueError("oops")

    return Extraction(text="", passages=(), parts=(
        Part(path="locked", kind="member", open=refuse), Part(path="odd", kind="member", open=fail),
        _part("fine.txt", b"The member.")))  # fmt: skip


def _swap_part(make: Any) -> Extraction:
    """A part that is another file when the parent comes to take it."""
    class Late(io.BytesIO):
        def close(self) -> None:
            for path in Path.cwd().glob("*/000000"):
                path.unlink()
                make(path)
            super().close()

    return Extraction(text="", passages=(), parts=(
        Part(path="a.txt", kind="member", open=lambda: Late(b"The text")),
        _part("fine.txt", b"The member.")))  # fmt: skip


def link_for_part(target: str) -> Extraction:
    return _swap_part(lambda path: path.symlink_to(target))


def pipe_for_part(_: str) -> Extraction:
    return _swap_part(os.mkfifo)


def other_part(_: str) -> Extraction:
    return _swap_part(lambda path: path.write_bytes(b"something else"))
