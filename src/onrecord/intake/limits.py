"""How much of the outside world is let in at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one input; over a cap the input is refused whole, never cut short.

    `max_bytes` is for the bytes of one file, page or feed; `max_text` for the code points of one
    report; `max_reports` for the records, entries or files of one input. `max_tags` is the number
    of markup tags a page may have, `page_seconds` how long its text may take to extract.
    """

    max_bytes: int = 10_000_000
    max_text: int = 2_000_000
    max_reports: int = 100_000
    max_tags: int = 100_000
    page_seconds: float = 20.0


DEFAULT_LIMITS = Limits()
