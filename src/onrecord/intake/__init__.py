"""The outside world in, reports out: files, pages, feeds, and what in them is not prose.

`sources.take_in` and `sources.take_in_bytes` are the way in; the libraries for HTML, feeds and
HTTP load only when an input needs them.
"""
