"""The list of feeds to watch, as a TOML or OPML file."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from onrecord.errors import BadArgumentError
from onrecord.intake.decoding import decode

_EXAMPLE = 'Write [[feed]] tables such as: url = "https://daily.example/world.rss"'
_LEAST_MINUTES = 5
_KEYS = frozenset({"url", "outlet", "minutes", "quiet_days", "full_text"})


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed to watch.

    `outlet` outranks the feed's own title; `every` is the time between two polls that go well;
    a feed without a new entry for `quiet_after` is reported. With `full_text` the page behind
    each new entry is fetched, rather than taking the entry's words for the report.
    """

    url: str
    outlet: str | None = None
    every: dt.timedelta = dt.timedelta(minutes=15)
    quiet_after: dt.timedelta = dt.timedelta(days=3)
    full_text: bool = False


def read_subscriptions(data: bytes, name: str) -> tuple[Subscription, ...]:
    """Read a feeds file.

    TOML with a `[[feed]]` table each (`url`, and optionally `outlet`, `minutes`, `quiet_days`,
    `full_text`), or OPML. Keeps the file's order; of two with one address the first stands.
    `name` is what errors call the file. Raises BadArgumentError naming the feed that is wrong.
    """
    text = decode(data, name)
    found = _from_opml(text, name) if text.lstrip().startswith("<") else _from_toml(text, name)
    if not found:
        raise BadArgumentError(name, "the file names no feed", _EXAMPLE)
    first: dict[str, Subscription] = {}
    for one in found:
        first.setdefault(one.url, one)
    return tuple(first.values())


def _from_toml(text: str, name: str) -> list[Subscription]:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadArgumentError(name, f"this is not valid TOML ({error})", _EXAMPLE) from error
    tables = values.get("feed")
    if not isinstance(tables, list) or set(values) != {"feed"}:
        raise BadArgumentError(name, "the file is not a list of [[feed]] tables", _EXAMPLE)
    return [_from_table(table, f"{name}, feed {n}") for n, table in enumerate(tables, start=1)]


def _from_table(table: object, where: str) -> Subscription:
    if not isinstance(table, Mapping):
        raise BadArgumentError(where, "this is not a table", _EXAMPLE)
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise BadArgumentError(
            where, f"unknown key `{unknown[0]}`", f"Known keys: {', '.join(sorted(_KEYS))}"
        )
    outlet = table.get("outlet")
    if outlet is not None and not isinstance(outlet, str):
        raise BadArgumentError(where, "`outlet` is not a string", _EXAMPLE)
    full_text = table.get("full_text", False)
    if not isinstance(full_text, bool):
        raise BadArgumentError(where, "`full_text` is not true or false", _EXAMPLE)
    return Subscription(
        _address(table.get("url"), where),
        outlet,
        dt.timedelta(minutes=_number(table, "minutes", where, 15, (_LEAST_MINUTES, 7 * 24 * 60))),
        dt.timedelta(days=_number(table, "quiet_days", where, 3, (1, 365))),
        full_text,
    )


def _from_opml(text: str, name: str) -> list[Subscription]:
    remedy = "Export the feeds as OPML again, or write them as TOML"
    try:
        root: Element = defusedxml.ElementTree.fromstring(text, forbid_dtd=True)
    except DefusedXmlException as error:
        raise BadArgumentError(
            name, "the OPML declares a document type or entities", remedy
        ) from error
    except (ParseError, ValueError) as error:
        raise BadArgumentError(name, f"this is not valid XML ({error})", remedy) from error
    if root.tag != "opml":
        raise BadArgumentError(name, f"this is <{root.tag}>, not OPML", remedy)
    return [
        Subscription(_address(one.get("xmlUrl"), name), one.get("text") or one.get("title"))
        for one in root.iter("outline")
        if one.get("xmlUrl")
    ]


def _address(value: object, where: str) -> str:
    if not isinstance(value, str) or not value:
        raise BadArgumentError(where, "a feed has no `url`", _EXAMPLE)
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BadArgumentError(where, f"{value[:100]!r} is no http(s) address", _EXAMPLE)
    return value


def _number(
    table: Mapping[str, Any], key: str, where: str, default: float, bounds: tuple[float, float]
) -> float:
    least, most = bounds
    value = table.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise BadArgumentError(
            where, f"`{key}` is {value!r}", f"Give a number from {least:g} to {most:g}"
        )
    return float(value)
