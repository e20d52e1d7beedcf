"""The word of each side: what it last said on record, and what it last said without a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.standing.names import side_key
from onrecord.standing.steps import Step


def latest_words(
    steps: Sequence[Step], sides: Iterable[str]
) -> Mapping[str, tuple[str | None, str | None]]:
    """Give each side's latest word by name or institution, and its latest without a name.

    Claim ids, None when the side has not spoken so; keyed by side as in `side_key`.
    """
    words: dict[str, tuple[str | None, str | None]] = {side_key(s): (None, None) for s in sides}
    for step in sorted(steps, key=lambda s: (s.day, s.telling.key)):
        for item in step.claims:
            side = side_key(item.claim.side) if item.claim.side else None
            if side not in words:
                continue
            named, unnamed = words[side]
            if item.claim.footing in ("on_record", "statement"):
                words[side] = (item.id, unnamed)
            elif item.claim.footing == "anonymous":
                words[side] = (named, item.id)
    return words
