"""On whose side an unnamed source speaks: by its owner, where it sits, the office before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading.attribution_cues import load_speakers
from onrecord.reading.attribution_footing import words_of
from onrecord.reading.marks import ActorMention
from onrecord.terms import Span

_HOLDER = {
    "ministry": "minister",
    "presidency": "president",
    "embassy": "ambassador",
    "chancellery": "chancellor",
}
"""Bodies with the office of whoever is at their head."""
_OFFICES = frozenset(
    {"minister", "president", "premier", "ambassador", "chancellor", "king", "emir", "sultan"}
    | {"secretary", "envoy", "general"}
)
_THE = frozenset({"the", "that", "this"})
_SITS_IN = re.compile(r"\b(?:spokes\w+|ministry|government|presidency)\b.* in \S+$", re.IGNORECASE)


def side_of_unnamed(text: str, span: Span, mentions: Sequence[ActorMention]) -> str | None:
    """Give the side of a source whose words at `span` name nobody of a known side, or None.

    `text` is the source as written, `mentions` are all of the report. "His spokeswoman" is on his
    side, "a spokeswoman in Lagos" on that of Lagos, "the ministry" and "the ambassador" on that of
    the one minister or ambassador named before. Counter-example: "the minister" after two
    ministers of different sides.
    """
    inside = [m for m in mentions if span.holds(m.span) and m.side is not None]
    owners = {m.side for m in inside if not m.as_place}
    if not owners and _SITS_IN.search(text):
        owners = {m.side for m in inside if m.end == span.end}
    if owners:
        return owners.pop() if len(owners) == 1 else None
    words = words_of(text)
    if not words or words[0] not in _THE:
        return None
    held = _office_of(words[1:])
    if held is None:
        return None
    sides = {
        m.side
        for m in mentions
        if m.side is not None
        and m.start < span.start
        and not m.pronoun
        and m.kind != "state"
        and set(held) <= set(words_of(m.office or m.text))
    }
    return sides.pop() if len(sides) == 1 else None


def _office_of(words: Sequence[str]) -> list[str] | None:
    """Give the words of the office that a source's words, without their article, go back to."""
    if words and words[-1] in load_speakers().spokespeople | {"office", "aide"}:
        words = words[:-1]
        if words and words[-1] not in _HOLDER:
            words = [*words[:-1], re.sub(r"['’]s?$", "", words[-1])]
    if not words or len(words) > 2:
        return None
    last = _HOLDER.get(words[-1], words[-1])
    return [*words[:-1], last] if last in _OFFICES else None
