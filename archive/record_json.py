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
    """A record, or any part of one, as the dicts, lists and scalars of its JSON; what is no part of any as it is."""
    kind: Any = type(value)
    if kind is tuple:
        return [to_plain(item) for item in value]
    if kind in _SCALARS or not is_dataclass(value):
        return value
    return {name: to_plain(held) for name, default in _defaults(kind)
            if (held := getattr(value, name)) != default}  # fmt: skip


def from_plain(kind: Any, value: Any) -> Any:
    """What `to_plain` made, as this kind again; ValueError, TypeError or RecursionError when it is not one."""
    return _maker(kind)(value)


_Maker = Callable[[Any], Any]
"""Makes a value of one kind of what `to_plain` made of it."""


@cache
def _maker(kind: Any) -> _Maker:
    """What makes values of a kind: a record has thousands of values, and what a kind is like is looked up once."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        wanted = _maker(next(part for part in get_args(kind) if part is not types.NoneType))
        return lambda value: None if value is None else wanted(value)
    if is_dataclass(kind):
        return _object_maker(kind)
    if origin is tuple:
        return _tuple_maker(_maker(get_args(kind)[0]))
    if origin is Literal:
        return _choice_maker(get_args(kind))
    return _scalar_maker(kind)


def _object_maker(made: Any) -> _Maker:
    makers = {name: _maker(hint) for name, hint in get_type_hints(made).items()}
    makers |= {name: _listing(makers[name]) for name in _ONCE_SINGLE & makers.keys()}

    def make(value: Any) -> Any:
        _must_be(dict, value)
        return made(**{name: makers[name](item) for name, item in value.items() if name in makers})

    return make


def _listing(maker: _Maker) -> _Maker:
    """For a field that could hold one value, and was written without a list around it."""
    return lambda value: maker([value] if isinstance(value, dict) else value)


def _tuple_maker(item: _Maker) -> _Maker:
    def make(value: Any) -> Any:
        _must_be(list, value)
        return tuple([item(one) for one in value])

    return make


def _choice_maker(choices: tuple[Any, ...]) -> _Maker:
    def make(value: Any) -> Any:
        if value not in choices:
            raise ValueError(f"{value!r} is not one of {choices}")
        return value

    return make


def _scalar_maker(kind: Any) -> _Maker:
    def make(value: Any) -> Any:
        if type(value) is kind:
            return value
        if kind is float and type(value) is int:
            return float(value)
        raise _not_a(kind, value)

    return make


def _must_be(kind: type, value: Any) -> None:
    if type(value) is not kind:
        raise _not_a(kind, value)


def _not_a(kind: type, value: Any) -> ValueError:
    return ValueError(f"{value!r} is not {kind.__name__}")


_SCALARS = frozenset({str, int, float, bool, types.NoneType})
_ALWAYS = object()


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, _ALWAYS if field.default is MISSING else field.default) for field in fields(kind))
