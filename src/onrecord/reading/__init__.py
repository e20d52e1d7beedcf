"""A report in, a reading out; pure: no database, no clock, no network, no randomness."""
