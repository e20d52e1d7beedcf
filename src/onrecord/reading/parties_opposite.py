"""Of which sides the holder of a bare office cannot be, by whom he stands opposite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from onrecord.reading.parties_offices import OfficePhrase
from onrecord.reading.parties_someone import Someone
from onrecord.reading.parties_tables import tables
from onrecord.reading.parties_tokens import Hit, Page

_RECEIVING = frozenset({"meet", "host", "receive", "welcome", "greet", "summon"})
_SENT = frozenset({"ambassador", "counterpart"})
_SINGLE = frozenset(
    {"foreign", "premier", "president", "monarch", "defence", "finance", "interior", "trade"}
    | {"justice", "speaker", "crown_prince", "vice_president", "deputy_premier"}
)
"""Posts that a state has one of."""

_FOLLOWING = frozenset({"succeed", "replace", "appoint", "sack", "dismiss", "predecessor"})
_COMING = frozenset({"visit", "arrive", "come"})
_TELLING = frozenset({"say", "announce", "tell", "confirm", "reveal"})
_AT_THE_TOP = frozenset({"president", "premier", "monarch"})
_CLAUSE = 14
"""Words behind a visitor's office in which it is said that he comes."""

_STATES = ("state", "demonym", "metonym", "capital")


def opposite_sides(
    page: Page, one: Someone, people: Sequence[Someone], offices: Sequence[OfficePhrase]
) -> set[str]:
    """List the sides of which one who has an office without a state cannot be.

    That whose envoy he meets, that where another holds the same single post in the same sentence,
    and that whose president he says will come.
    """
    found: set[str] = set()
    own = {k for s in one.spans for k in range(s.first, s.after.end if s.after else s.end)}
    others = [o for o in offices if o.side and not o.former and o.start not in own]
    for span in one.spans:
        here = page.sentences[span.start]
        sentence = [o for o in others if page.sentences[o.start] == here]
        found |= set(_received(page, span.start, sentence))
        found |= set(_announced(page, span.end, sentence))
        if _hands_over(page, here) or _was(one):
            continue
        for other in people:
            if (
                other is one
                or _was(other)
                or other.side is None
                or not other.roles & one.roles & _SINGLE
            ):
                continue
            if any(page.sentences[s.start] == here for s in other.spans):
                found.add(other.side)
    return found


def _was(one: Someone) -> bool:
    """Whether one held an office before: "President Nowak met former President Silva"."""
    return any(o.former for s in one.spans for o in (s.before, s.after) if o is not None)


def _received(page: Page, at: int, offices: Sequence[OfficePhrase]) -> Iterator[str]:
    """Give the sides of envoys on the other side of "met", and of "his Chadian counterpart".

    Also of those whom he himself meets: "Nowak met the Chadian president". One behind the
    counterpart may be with him: "with his Chadian counterpart and President Silva".
    """
    for office in offices:
        if office.role not in _SENT | _SINGLE | {"envoy"} or office.side is None:
            continue
        first, last = sorted((at, office.start))
        met = any(page.tokens[k].lemma_.lower() in _RECEIVING for k in range(first, last))
        if office.role not in _SENT and not (met and at < office.start):
            continue
        his = office.role == "counterpart" and office.determiner in ("his", "her")
        if met or (his and at < office.start):
            yield office.side


def _announced(page: Page, end: int, offices: Sequence[OfficePhrase]) -> Iterator[str]:
    """Give the side of the visitor in "Nowak said the president of Chad would visit Poland"."""
    for office in offices:
        if office.role not in _AT_THE_TOP or office.start < end or office.side is None:
            continue
        told = any(page.tokens[k].lemma_.lower() in _TELLING for k in range(end, office.start))
        behind = range(office.end, min(len(page), office.end + _CLAUSE))
        here = [k for k in behind if page.sentences[k] == page.sentences[end]]
        if told and any(page.tokens[k].lemma_.lower() in _COMING for k in here):
            yield office.side


def _hands_over(page: Page, sentence: int) -> bool:
    """Whether a sentence says that one follows another in office."""
    return any(
        page.tokens[k].lemma_.lower() in _FOLLOWING
        for k in range(len(page))
        if page.sentences[k] == sentence
    )


def remaining_side(hits: Sequence[Hit], barred: AbstractSet[str]) -> str | None:
    """Give the state that a report speaks of besides those barred; None unless one leads."""
    states = tables().states
    named = Counter(
        h.known.side
        for h in hits
        if h.known.kind in _STATES and h.known.side in states and h.known.side not in barred
    )
    ranked = named.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
