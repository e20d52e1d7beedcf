"""The JSON values of a text: one, one a line, or one after another however they are laid out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import ReportUnreadableError
from onrecord.identity import Json

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\r\n]*")
_NEXT = re.compile(r"[ \t\r]*(?:[\n{\[]|\Z)")
_INSIDE = re.compile(r"(?:[ \t]*\r?\n|[ \t]+[^\n]*\n?|[}\]][^\n]*\n?)*")
"""Lines that belong to a value begun above them: indented ones, and those that close it."""


@dataclass(frozen=True, slots=True)
class _Bad:
    """What stands in the place of a value that is no JSON."""

    reason: str


def json_values(
    text: str, name: str, *, remedy: str = ""
) -> Iterator[tuple[str, Json | ReportUnreadableError]]:
    """Give each JSON value with where it stands (`name`, or `name:LINE` among several).

    In the place of what is no JSON stands the error that names its line; the values after it are
    given all the same.
    """
    try:
        yield name, json.loads(text)
    except RecursionError:
        yield name, ReportUnreadableError(name, "the JSON is nested too deep", remedy)
    except ValueError:
        yield from _one_after_another(text, name, remedy)


def _one_after_another(
    text: str, name: str, remedy: str
) -> Iterator[tuple[str, Json | ReportUnreadableError]]:
    at, number = 0, 1
    while (begin := _end(_SPACE, text, at)) < len(text):
        number += text.count("\n", at, begin)
        # Only "\n" ends a line of JSON; U+2028 may stand inside a string.
        stop = text.find("\n", begin) + 1 or len(text)
        # A value is looked for in its own lines alone: `{"text":` that is cut off does not take in
        # the good line below it, and a long file of such is gone through once.
        at = _end(_INSIDE, text, stop) if text[begin] in "{[" else stop
        block = text[begin:at]
        for line, value in _in_block(block):
            where = f"{name}:{number + line}"
            if isinstance(value, _Bad):
                yield where, ReportUnreadableError(where, value.reason, remedy)
            else:
                yield where, value
        number += block.count("\n")


def _in_block(block: str) -> Iterator[tuple[int, Json | _Bad]]:
    """Give the values of a block, each with the number of lines above it, up to a bad one."""
    at = line = 0
    while at < len(block):
        try:
            value, end = _DECODER.raw_decode(block, at)
        except RecursionError:
            yield line, _Bad("the JSON is nested too deep")
            return
        except ValueError as error:  # json's own, or for a number of thousands of digits
            said = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            yield line, _Bad(f"not valid JSON ({said})")
            return
        # `{"text": "a"} and more` is a bad line; `{"text": "a"}{"text": "b"}` holds two values.
        if not _NEXT.match(block, end):
            yield line, _Bad("not valid JSON (Extra data)")
            return
        yield line, value
        begin = _end(_SPACE, block, end)
        line += block.count("\n", at, begin)
        at = begin


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
