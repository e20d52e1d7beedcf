"""What must hold of every line: its hash, its place, and that it says what its body says."""

from __future__ import annotations

from onrecord.errors import BrokenChainError
from onrecord.ledger import codec
from onrecord.ledger.line import Line, chain_hash, recorded_time
from onrecord.ledger.protocol import GENESIS, Body

_RESTORE = "Restore the ledger from a copy."


def check_link(line: Line, before: Line | None) -> None:
    """Check that a line follows from the line before it (None: that it is the first).

    Raises BrokenChainError naming the entry.
    """
    seq = 1 if before is None else before.seq + 1
    if line.seq != seq:
        raise BrokenChainError(f"entry {seq}", "is gone", _RESTORE)
    if line.previous != (GENESIS if before is None else before.chain):
        raise broken(line, "is not chained to the entry before it")
    try:
        recorded_time(line.recorded)
    except ValueError:
        raise broken(line, f"has no record time: {line.recorded!r}") from None
    if before is not None and line.recorded < before.recorded:
        raise broken(line, "was recorded before the entry it follows")
    if line.chain != chain_hash(
        previous=line.previous,
        seq=line.seq,
        recorded=line.recorded,
        kind=line.kind,
        body_id=line.id,
        body=line.body,
    ):
        raise broken(line, "does not match its hash: it was changed after it was recorded")


def check_body(line: Line, body: Body) -> None:
    """Check that a line's kind, id and `about` are those of its body.

    A ruling's id may take in that of an earlier, undone one (see `codec.body_id`), so the hash
    alone vouches for it. Raises BrokenChainError naming the entry.
    """
    if line.kind != codec.kind(body) or line.about != codec.about(body):
        raise broken(line, "is not of the kind, or not about the entry, that its body says")
    if line.kind != "ruling" and line.id != codec.body_id(body, line.body):
        raise broken(line, "has an id that is not its content's")


def broken(line: Line, reason: str) -> BrokenChainError:
    """Make the error that names a line which does not hold, to be raised."""
    return BrokenChainError(f"entry {line.seq} ({line.kind} {line.id})", reason, _RESTORE)
