"""Content-hash ids and canonical JSON: the same content always gets the same id."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
"""A value that JSON can hold. NaN and infinities are refused when it is written."""

ID_LENGTH = 24
"""Hex digits of an id: 96 bits, so a billion ids collide with a chance under 1e-11."""


def content_id(kind: str, *parts: str | None) -> str:
    """Give the id of a piece of content.

    `kind` keeps ids of different sorts of things apart. Parts are hashed with their lengths, so
    ("ab", "c") and ("a", "bc") differ, and None differs from the empty string. Returns 24 hex
    digits of SHA-256.
    """
    digest = hashlib.sha256()
    for part in (kind, *parts):
        if part is None:
            digest.update(b"-;")
            continue
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
        digest.update(b";")
    return digest.hexdigest()[:ID_LENGTH]


def report_id(text: str, *, title: str | None, published: str | None, url: str | None) -> str:
    """Give the id of a report from its content: text, title, publication date (ISO) and URL.

    The same copy at two URLs is two reports of one wire family, so the URL counts.
    """
    return content_id("report", text, title, published, url)


def text_sha256(text: str) -> str:
    """Give the SHA-256 of a text's UTF-8 bytes, as 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def canonical_json(value: Json) -> str:
    """Write a value as JSON that is the same bytes for the same value.

    Keys sorted, no spaces, no escapes beyond what JSON needs, as RFC 8785 orders it for the
    values used here. Raises ValueError on NaN or infinity.
    """
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
