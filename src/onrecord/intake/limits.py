"""How much of the outside world is let in at once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.errors import ReportTooLargeError

_LONG_TAG = re.compile(r"<[^<>]{2000,}")
_MOST_ATTRIBUTES = 1000


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one input; over a cap the input is refused whole, never cut short.

    `max_bytes` is for the bytes of one file, page or feed; `max_text` for the code points of one
    report; `max_reports` for the records, entries or files of one input. `max_tags` is the number
    of markup tags a page may have; `seconds` how long a page or feed may take to be taken apart.
    """

    max_bytes: int = 10_000_000
    max_text: int = 2_000_000
    max_reports: int = 100_000
    max_tags: int = 100_000
    seconds: float = 30.0


DEFAULT_LIMITS = Limits()


def refuse_crowded_tags(markup: str, name: str) -> None:
    """Raise ReportTooLargeError for a tag with more than a thousand attributes.

    Parsers compare each attribute with every other, so that time grows with the square.
    """
    for tag in _LONG_TAG.finditer(markup):
        if len(tag.group().split()) > _MOST_ATTRIBUTES:
            raise ReportTooLargeError(
                name,
                f"a tag has more than {_MOST_ATTRIBUTES:,} attributes",
                "Save the report as plain text and give that",
            )
