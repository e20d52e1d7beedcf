"""From entries to standings: pure functions, no I/O and no clock."""
