"""Opens a ledger by its place: a path is an SQLite file, a connection string PostgreSQL."""

from __future__ import annotations

from onrecord.ledger.chained import ChainedLedger
from onrecord.ledger.sqlite import open_sqlite


def open_place(place: str, *, wait_s: float = 30.0) -> ChainedLedger:
    """Open the ledger at a place."""
    if place.startswith(("host=", "postgresql:")):
        from onrecord.ledger.postgres import open_postgres  # noqa: PLC0415 - only where asked for

        return open_postgres(place, wait_s=wait_s)
    return open_sqlite(place, wait_s=wait_s)
