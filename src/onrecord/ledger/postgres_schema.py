"""The tables of a ledger in PostgreSQL, version by version."""

from __future__ import annotations

from typing import Final

from onrecord.ledger import kept

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    (
        """
        CREATE TABLE entries (
            seq bigint PRIMARY KEY,
            recorded timestamptz NOT NULL,
            kind text NOT NULL,
            id text NOT NULL UNIQUE,
            about text,
            body text NOT NULL,
            previous text NOT NULL,
            chain text NOT NULL
        )
        """,
        "CREATE INDEX entries_about ON entries (about) WHERE about IS NOT NULL",
        """
        CREATE FUNCTION entries_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'entries are never changed or deleted'; END $$
        """,
        """
        CREATE TRIGGER entries_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
        FOR EACH STATEMENT EXECUTE FUNCTION entries_never_change()
        """,
        """
        CREATE FUNCTION entries_only_follow() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE last record;
        BEGIN
            EXECUTE format(
                'SELECT seq, chain FROM %I.entries ORDER BY seq DESC LIMIT 1', TG_TABLE_SCHEMA
            ) INTO last;
            IF NEW.seq <> coalesce(last.seq, 0) + 1
                OR NEW.previous <> coalesce(last.chain, NEW.previous)
            THEN RAISE EXCEPTION 'an entry only ever follows the last one';
            END IF;
            RETURN NEW;
        END $$
        """,
        """
        CREATE TRIGGER entries_only_follow BEFORE INSERT ON entries
        FOR EACH ROW EXECUTE FUNCTION entries_only_follow()
        """,
    ),
    tuple(statement.format(c=' COLLATE "C"', w="") for statement in kept.MIGRATION),
)
"""What makes each version of the schema out of the one before."""
WITH_KEPT: Final = 2
"""The first version that has a place for what is kept beside the entries."""
