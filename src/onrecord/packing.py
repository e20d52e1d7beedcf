"""Values of our own types as compact JSON, and back: for what can be worked out again at any time.

A dataclass becomes the list of its fields in order, so whatever changes a type changes the form:
only what is thrown away with every new version may be kept so, never an entry of the ledger.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
from collections.abc import Callable
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

_Convert = Callable[[Any], Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Packing:
    """How values of one type are written as JSON text, and read back."""

    pack: _Convert
    unpack: _Convert

    def dumps(self, value: object) -> str:
        """Write a value; the same text for the same value."""
        return json.dumps(self.pack(value), ensure_ascii=False, separators=(",", ":"))

    def loads(self, text: str) -> Any:
        """Read a value back. Raises ValueError, TypeError or KeyError when the text is none."""
        return self.unpack(json.loads(text))


@cache
def packing_of(kind: Any) -> Packing:
    """Give the packing of a type.

    A dataclass or named tuple whose fields are such types, a tuple or frozenset of one, a union
    with None, a literal, a date or datetime, or what JSON holds itself. Raises TypeError for any
    other.
    """
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in (str, int, float, bool) or origin is Literal:
        return Packing(_same, _same)
    if kind is dt.datetime:
        return Packing(dt.datetime.isoformat, dt.datetime.fromisoformat)
    if kind is dt.date:
        return Packing(dt.date.isoformat, dt.date.fromisoformat)
    if origin in (Union, types.UnionType):
        return _optional(kind, arguments)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return _sequence(packing_of(arguments[0]), tuple)
    if origin is tuple:
        return _record([packing_of(a) for a in arguments], tuple, lambda *values: values)
    if origin is frozenset:
        item = packing_of(arguments[0])
        return Packing(
            lambda values: sorted(item.pack(v) for v in values),
            lambda values: frozenset(map(item.unpack, values)),
        )
    if dataclasses.is_dataclass(kind):
        names = [f.name for f in dataclasses.fields(kind)]
        hints = get_type_hints(kind)
        return _record(
            [packing_of(hints[name]) for name in names],
            lambda value: [getattr(value, name) for name in names],
            cast("Callable[..., Any]", kind),
        )
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        hints = get_type_hints(kind)
        return _record([packing_of(hints[name]) for name in kind._fields], tuple, kind)
    raise TypeError(f"values of {kind!r} cannot be packed")


def _same(value: Any) -> Any:
    return value


def _optional(kind: Any, arguments: tuple[Any, ...]) -> Packing:
    inner = [a for a in arguments if a is not types.NoneType]
    if len(inner) != 1 or len(inner) == len(arguments):
        raise TypeError(f"values of {kind!r} cannot be packed")
    item = packing_of(inner[0])
    if item.pack is _same:
        return item
    return Packing(
        lambda value: None if value is None else item.pack(value),
        lambda value: None if value is None else item.unpack(value),
    )


def _sequence(item: Packing, make: Callable[..., Any]) -> Packing:
    if item.pack is _same:
        return Packing(list, make)
    return Packing(
        lambda values: [item.pack(v) for v in values],
        lambda values: make(map(item.unpack, values)),
    )


def _record(
    items: list[Packing], take_apart: Callable[[Any], Any], make: Callable[..., Any]
) -> Packing:
    packs = [item.pack for item in items]
    unpacks = [item.unpack for item in items]
    return Packing(
        lambda value: [p(v) for p, v in zip(packs, take_apart(value), strict=True)],
        lambda values: make(*[u(v) for u, v in zip(unpacks, values, strict=True)]),
    )
