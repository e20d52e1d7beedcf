"""A bundled story, written for onrecord: one invented visit, four reports over twelve days.

The people, outlets and events are invented. The reports are JSON objects as `onrecord read`
takes them, named by day so that their order is the order of publication.
"""

from __future__ import annotations

from importlib import resources

OUTLINE = (
    "A Brazilian minister's visit to Ottawa is announced, called off, sought again on an "
    "unnamed official's word, and quarrelled over."
)


def sample_reports() -> tuple[tuple[str, bytes], ...]:
    """Give the story's reports as (file name, bytes of the JSON object), oldest first."""
    files = sorted(
        (f for f in resources.files(__name__).iterdir() if f.name.endswith(".json")),
        key=lambda f: f.name,
    )
    return tuple((f.name, f.read_bytes()) for f in files)
