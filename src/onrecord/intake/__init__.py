"""The outside world in, reports out: files, pages, feeds, and what in them is not prose."""
