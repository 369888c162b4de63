"""Messages between the processes: JSON behind its length, and open files beside it; texts as they are. Never pickles.

A worker may have been taken over, so its messages must not cost the parent more than their length: texts, which are
long, are no JSON, and of JSON the values are counted before it is read.
"""

from __future__ import annotations

import json
import socket
from typing import Any, NoReturn

LENGTH = 4
"""Bytes before each message that say how many follow, big end first. The highest bit says that it is a text."""
TEXT = 1 << 31
MOST_VALUES = 3_000_000
"""Values in one message: 400,000 passages. As Python objects they take some hundred bytes each."""


class BrokenLine(Exception):
    """The other side is gone, or what it sends is no message."""


def packed(message: object) -> bytes:
    """A message as bytes. Lone surrogates (in file names that are not UTF-8) pass as they are."""
    content = json.dumps(message, ensure_ascii=False, allow_nan=False).encode("utf-8", "surrogatepass")
    return len(content).to_bytes(LENGTH, "big") + content


def packed_text(text: str) -> bytes:
    """A text as bytes."""
    content = text.encode("utf-8")
    return (TEXT | len(content)).to_bytes(LENGTH, "big") + content


def unpacked(content: bytes | bytearray) -> Any:
    """The message; BrokenLine when the bytes are none, or are too many values. What is no JSON, as NaN, is refused."""
    if content.count(b",") + content.count(b"[") + content.count(b"{") > MOST_VALUES:
        raise BrokenLine("no message: it has too many values")
    try:
        return json.loads(content, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BrokenLine(f"no message: {error}") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def send(line: socket.socket, message: object, *files: int) -> None:
    """Send a message whole, the open files with its length."""
    content = packed(message)
    try:
        if files:
            socket.send_fds(line, [content[:LENGTH]], list(files))
            line.sendall(content[LENGTH:])
        else:
            line.sendall(content)
    except OSError as error:
        raise BrokenLine(str(error)) from None


def receive(line: socket.socket, *, files: int = 0) -> tuple[Any, list[int]]:
    """The next message and at most so many open files with it; BrokenLine when there is none to come."""
    try:
        length, got, _, _ = socket.recv_fds(line, LENGTH, files) if files else (line.recv(LENGTH), [], 0, None)
        length += _rest(line, LENGTH - len(length)) if 0 < len(length) < LENGTH else b""
        if not length:
            raise BrokenLine("the line was closed")
        return unpacked(_rest(line, int.from_bytes(length, "big"))), list(got)
    except OSError as error:
        raise BrokenLine(str(error)) from None


def _rest(line: socket.socket, wanted: int) -> bytes:
    content = bytearray()
    while len(content) < wanted:
        chunk = line.recv(min(wanted - len(content), 1 << 20))
        if not chunk:
            raise BrokenLine("the line was closed within a message")
        content += chunk
    return bytes(content)
