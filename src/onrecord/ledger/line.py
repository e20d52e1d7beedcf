"""An entry as it is stored, and the hash that chains it to the one before."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from onrecord.errors import BadArgumentError
from onrecord.terms import EntryKind

_CHAIN_SCHEMA = "onrecord/chain/1"


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it is stored and exported, its body still text.

    `recorded` is UTC with microseconds, always 27 characters, so that it sorts as text. `id` is
    the body's. `about` is the id of the body this one depends on (a reading's report, the ruling
    that an `undo` takes back), or None; it repeats what the body says, to be looked up by.
    `body` is canonical JSON.
    """

    seq: int
    recorded: str
    kind: EntryKind
    id: str
    about: str | None
    body: str
    previous: str
    chain: str


def chain_hash(
    *, previous: str, seq: int, recorded: str, kind: str, body_id: str, body: str
) -> str:
    """Hash an entry together with the hash of the entry before it, as 64 hex digits.

    SHA-256 over the UTF-8 lines: schema, previous, seq, recorded, kind, id, body. None of them
    can hold a line end (canonical JSON escapes it), so no two entries hash the same bytes.
    """
    lines = (_CHAIN_SCHEMA, previous, str(seq), recorded, kind, body_id, body)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def recorded_text(moment: dt.datetime) -> str:
    """Write a moment as a record time. Raises BadArgumentError when it has no timezone."""
    if moment.tzinfo is None:
        raise BadArgumentError(
            moment.isoformat(), "has no timezone", "Give record times with one, such as UTC."
        )
    # Not strftime: it writes the year 987 as "987", which does not sort.
    moment = moment.astimezone(dt.UTC).replace(tzinfo=None)
    return moment.isoformat(timespec="microseconds") + "Z"


def recorded_time(text: str) -> dt.datetime:
    """Read a record time back. Raises ValueError when it is not one that `recorded_text` wrote."""
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None or recorded_text(moment) != text:
        raise ValueError(text)
    return moment
