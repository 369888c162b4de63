"""Records as JSON and back. Empty and default values are left out, so a record file shows only what is known."""

from __future__ import annotations

import json
import re
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from archive.errors import DamageFound
from archive.record import Record

_ONCE_SINGLE = frozenset({"collection"})
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(record: Record) -> bytes:
    """UTF-8 JSON, one-space indent, a line end at the end: the bytes that the next record's `previous` digests.

    A file name that is not UTF-8 holds its bytes as lone surrogates (PEP 383); they are written as JSON escapes.
    """
    text = json.dumps(to_plain(record), ensure_ascii=False, indent=1) + "\n"
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text).encode("utf-8")


def from_json(content: bytes, *, where: str = "record") -> Record:
    """The record; DamageFound when the bytes are not one."""
    try:
        record: Record = from_plain(Record, json.loads(content))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise DamageFound(f"{where} is not a readable record: {error}. Run `muniment verify`") from None
    return record


def to_plain(value: Any) -> Any:
    """A record, or any part of one, as the dicts, lists and scalars of its JSON."""
    if is_dataclass(value):
        kind: Any = type(value)
        return {name: to_plain(held) for name, default in _defaults(kind)
                if (held := getattr(value, name)) != default}  # fmt: skip
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: Any, value: Any) -> Any:
    """What `to_plain` made, as this kind again; ValueError, TypeError or RecursionError when it is not one."""
    return _reader(kind)(value)


_Reader = Callable[[Any], Any]


@cache
def _reader(kind: Any) -> _Reader:
    """What reads a kind of value. It is made once a kind: asking types what they hold takes longer than reading."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        wanted = next(part for part in get_args(kind) if part is not types.NoneType)
        read = _reader(wanted)
        return lambda value: None if value is None else read(value)
    if is_dataclass(kind):
        return _reader_of_parts(kind)
    if origin is tuple:
        return _reader_of_several(_reader(get_args(kind)[0]))
    return _reader_of_choices(get_args(kind)) if origin is Literal else _reader_of_scalar(kind)


def _reader_of_parts(kind: Any) -> _Reader:
    readers = {name: _reader_of_field(name, held) for name, held in get_type_hints(kind).items()}

    def read(value: Any) -> Any:
        _must_be(dict, value)
        return kind(**{name: readers[name](item) for name, item in value.items() if name in readers})

    return read


def _reader_of_field(name: str, kind: Any) -> _Reader:
    """A field that could hold one value was written without a list around it."""
    read = _reader(kind)
    return (lambda value: read([value] if isinstance(value, dict) else value)) if name in _ONCE_SINGLE else read


def _reader_of_several(read: _Reader) -> _Reader:
    def read_all(value: Any) -> Any:
        _must_be(list, value)
        return tuple([read(item) for item in value])

    return read_all


def _reader_of_choices(choices: tuple[Any, ...]) -> _Reader:
    def read(value: Any) -> Any:
        if value not in choices:
            raise ValueError(f"{value!r} is not one of {choices}")
        return value

    return read


def _reader_of_scalar(kind: Any) -> _Reader:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            if kind is float and type(value) is int:
                return float(value)
            _must_be(kind, value)
        return value

    return read


def _must_be(kind: type, value: Any) -> None:
    if type(value) is not kind:
        raise ValueError(f"{value!r} is not {kind.__name__}")


_ALWAYS = object()


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, _ALWAYS if field.default is MISSING else field.default) for field in fields(kind))
