"""Append-only, hash-chained entries: one protocol, a codec, and two real back ends."""
