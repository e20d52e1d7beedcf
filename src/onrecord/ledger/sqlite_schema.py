"""The tables of a ledger in SQLite, version by version."""

from __future__ import annotations

from typing import Final

from onrecord.ledger import kept

MIGRATIONS: Final = (
    (
        """
        CREATE TABLE entries (
            seq INTEGER PRIMARY KEY,
            recorded TEXT NOT NULL,
            kind TEXT NOT NULL,
            id TEXT NOT NULL UNIQUE,
            about TEXT,
            body TEXT NOT NULL,
            previous TEXT NOT NULL,
            chain TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX entries_about ON entries (about) WHERE about IS NOT NULL",
        """
        CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
        BEGIN SELECT raise(ABORT, 'entries are never changed'); END
        """,
        """
        CREATE TRIGGER entries_never_go BEFORE DELETE ON entries
        BEGIN SELECT raise(ABORT, 'entries are never deleted'); END
        """,
        # INSERT OR REPLACE deletes without firing the trigger above, so it is caught here.
        """
        CREATE TRIGGER entries_only_follow BEFORE INSERT ON entries
        WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entries)
          OR NEW.previous <> coalesce(
              (SELECT chain FROM entries ORDER BY seq DESC LIMIT 1), NEW.previous)
          OR EXISTS (SELECT 1 FROM entries WHERE id = NEW.id)
        BEGIN SELECT raise(ABORT, 'an entry only ever follows the last one'); END
        """,
    ),
    tuple(statement.format(c="", w=" WITHOUT ROWID") for statement in kept.MIGRATION),
)
"""What makes each version of the schema out of the one before."""
WITH_KEPT: Final = 2
"""The first version that has a place for what is kept beside the entries."""
