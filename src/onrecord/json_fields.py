"""Typed access to the fields of JSON that somebody else may have written.

Each function takes the object, the key and `at`, the path of the object in error messages, and
raises ReadingInvalidError naming the field that does not hold what it should.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias, TypeVar

from onrecord.errors import ReadingInvalidError

JsonFields: TypeAlias = Mapping[str, object]
"""A JSON object whose values are not yet known."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_Word = TypeVar("_Word", bound=str)


def object_at(value: object, at: str) -> JsonFields:
    """Take a value that must be a JSON object."""
    if not isinstance(value, dict):
        raise invalid(at, "is missing" if value is None else "is not a JSON object")
    return value


def list_in(fields: JsonFields, key: str, at: str) -> Sequence[object]:
    """Take an array; missing or null is the empty one."""
    value = fields.get(key)
    if value is None:
        return ()
    if not isinstance(value, (list, tuple)):
        raise invalid(_path(at, key), "is not a JSON array")
    return value


def text_in(fields: JsonFields, key: str, at: str) -> str:
    """Take a string that must be there."""
    value = fields.get(key)
    if not isinstance(value, str):
        raise invalid(_path(at, key), "is missing" if value is None else "is not a string")
    return value


def maybe_text_in(fields: JsonFields, key: str, at: str) -> str | None:
    """Take a string; missing or null is None."""
    value = fields.get(key)
    if value is not None and not isinstance(value, str):
        raise invalid(_path(at, key), "is neither a string nor null")
    return value


def texts_in(fields: JsonFields, key: str, at: str) -> tuple[str, ...]:
    """Take an array of strings; missing or null is the empty one."""
    values = list_in(fields, key, at)
    texts = tuple(v for v in values if isinstance(v, str))
    if len(texts) < len(values):
        raise invalid(_path(at, key), "holds something that is not a string")
    return texts


def word_in(
    fields: JsonFields, key: str, at: str, words: Sequence[_Word], default: _Word | None = None
) -> _Word:
    """Take a word of a vocabulary; `default` stands for a missing one, if it may be missing."""
    value = fields.get(key)
    if value is None and default is not None:
        return default
    for word in words:
        if word == value:
            return word
    raise invalid(_path(at, key), f"is {value!r}, not one of {', '.join(words)}")


def day_in(fields: JsonFields, key: str, at: str) -> dt.date | None:
    """Take a day written YYYY-MM-DD; missing or null is None."""
    value = maybe_text_in(fields, key, at)
    if value is None:
        return None
    # fromisoformat alone also takes 20240311 and 2024-W11-1, which another parser may not.
    if not _DAY.fullmatch(value):
        raise invalid(_path(at, key), f"is no day written YYYY-MM-DD: {value!r}")
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise invalid(_path(at, key), f"is no day of the calendar: {value!r}") from None


def score_in(fields: JsonFields, key: str, at: str) -> float:
    """Take a probability from 0 to 1; missing or null is 1."""
    value = fields.get(key)
    if value is None:
        return 1.0
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise invalid(_path(at, key), f"is no probability from 0 to 1: {value!r}")
    return float(value)


def invalid(field: str, reason: str) -> ReadingInvalidError:
    """Make the error that names a field and what is wrong with it, to be raised."""
    return ReadingInvalidError(field, reason)


def _path(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key
