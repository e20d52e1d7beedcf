"""The state before an outlet's name: "Israel's Kan news agency" is nobody's voice but its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.parties_tables import Known
from onrecord.reading.parties_tokens import Hit, Page

_OUTLETS = frozenset(
    {"media", "press", "newspaper", "newspapers", "broadcaster", "broadcasters", "daily"}
    | {"dailies", "tv", "television", "radio", "tabloid", "outlet", "outlets", "weekly"}
)
_AGENCIES = frozenset({"agency", "agencies", "service", "channel", "network", "outlet", "outlets"})
_NEWS = frozenset({"news", "press", "television", "tv", "broadcasting", "telegraph"})
_BETWEEN = frozenset(
    {"state", "official", "local", "public", "government", "national", "private"}
    | {"semi", "run", "owned", "controlled", "backed", "linked", "-", "–"}
)
_LONGEST = 7


def without_outlets(page: Page, hits: Sequence[Hit]) -> list[Hit]:
    """Take the side from each state that only says where an outlet is from."""
    media = {h.start: h.end for h in hits if h.known.kind == "media"}
    starts = {h.start for h in hits if h.known.side is not None}
    found = []
    for hit in hits:
        if hit.known.kind in ("state", "demonym") and _of_outlet(page, hit.end, media, starts):
            found.append(replace(hit, known=Known("media", None, hit.known.name)))
        else:
            found.append(hit)
    return found


def _of_outlet(page: Page, start: int, media: dict[int, int], starts: set[int]) -> bool:
    """Whether an outlet's name or kind stands after the possessive or demonym before `start`."""
    k, n = start, len(page)
    owned = k < n and page.after_possessive(k + 1)
    k += int(owned)
    while k < min(n, start + _LONGEST) and page.lowers[k] in _BETWEEN:
        k += 1
    if k in media:
        return owned or k > start or page.pos[start - 1] in ("ADJ", "PROPN")
    end = k
    while end < min(n, start + _LONGEST) and end not in starts and end not in page.breaks:
        word = page.lowers[end]
        agency = word in _AGENCIES and end > k and page.lowers[end - 1] in _NEWS
        if agency or (word in _OUTLETS and end == k):
            return _is_head(page, end, media)
        if word not in _NEWS and word not in _BETWEEN and not page.capital(end):
            return False
        end += 1
    return False


def _is_head(page: Page, k: int, media: dict[int, int]) -> bool:
    """Whether the outlet is what the phrase is about: not "the Russian press secretary"."""
    after = k + 1
    if after >= len(page) or after in media or page.capital(after):
        return after >= len(page) or after in media or page.pos[after] == "PROPN"
    return page.pos[after] not in ("NOUN", "ADJ") or page.lowers[after] in _OUTLETS
