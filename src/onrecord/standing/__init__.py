"""Entries in, standings out; pure functions: no I/O, no clock, no randomness."""
