"""Who stands beside a traveller: "he was accompanied by", "at the head of a delegation including".

A minister in the company of a visitor is not of the host's side, however near that is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.reading.parties_beside import PersonSpan
from onrecord.reading.parties_someone import Someone
from onrecord.reading.parties_tables import words
from onrecord.reading.parties_tokens import Hit, Page

_INCLUDING = frozenset(
    {"including", "comprising", "includes", "comprises", "included", "comprised", "include"}
)
_BY_OF = frozenset({"consisting", "composed", "consists"})
_BODIES = frozenset({"delegation", "entourage", "team"})
_LEADING = frozenset({"lead", "head", "arrive", "travel", "bring", "fly", "accompany"})
_TRAVELLING = frozenset({"travel", "fly", "arrive", "go", "leave", "depart", "land", "return"})
_SEEN_OFF = frozenset({"airport", "around", "tour", "round"})
_HE = frozenset({"he", "she", "they"})
_LINKS = 6
"""Words between "accompanied" and "by", between a delegation and whom it includes."""

_Named = tuple[PersonSpan, Someone]


def side_in_company(page: Page, people: Sequence[Someone], hits: Sequence[Hit]) -> None:
    """Give those without a side that of the one in whose company they are named.

    Whoever has a side of his own keeps it: a host may accompany his guest on a tour.
    """
    named = sorted(((s, one) for one in people for s in one.spans), key=lambda pair: pair[0].first)
    for leader, companions in _companies(page, named, hits):
        for one in companions:
            if one.side is None:
                one.side = leader


def _companies(
    page: Page, named: Sequence[_Named], hits: Sequence[Hit]
) -> Iterator[tuple[str, list[Someone]]]:
    """Give each leader's side and those named in his company."""
    for k, word in enumerate(page.lowers):
        if word == "accompanied":
            by = _within(page, k, frozenset({"by"}))
            if by is None:
                yield from _accompanying(page, named, k)
                continue
            side = _side_led(page, named, k)
            if side is not None:
                yield side, _listed(page, named, by + 1)
        elif word in _BODIES:
            includes = _within(page, k, _INCLUDING | _BY_OF)
            side = _side_of_body(page, named, hits, k) if includes is not None else None
            if includes is not None and side is not None:
                yield side, _listed(page, named, includes + 1)
        elif word == "with":
            yield from _travelling(page, named, k)


def _within(page: Page, k: int, wanted: frozenset[str]) -> int | None:
    """Find one of the words a few words after token `k`, in its clause and with no name before."""
    for j in range(k + 1, min(len(page), k + 1 + _LINKS)):
        if page.lowers[j] in wanted:
            return j
        if page.sentences[j] != page.sentences[k] or page.lowers[j] in (";", "and", "who"):
            return None
    return None


def _listed(page: Page, named: Sequence[_Named], start: int) -> list[Someone]:
    """List the people named from token `start` on, until the list is over: a verb, "who", "to"."""
    found: list[Someone] = []
    k = start
    for span, one in named:
        if span.first < start:
            continue
        if page.sentences[span.first] != page.sentences[start] or _over(page, k, span.first):
            break
        found.append(one)
        k = span.after.end if span.after is not None and span.after.start >= span.end else span.end
    return found


def _over(page: Page, start: int, end: int) -> bool:
    """Whether a list ends between two of its names."""
    return any(
        page.pos[k] in ("VERB", "AUX", "SCONJ") or page.lowers[k] in ("who", "with", "to", ";")
        for k in range(start, end)
    )


def _side_led(page: Page, named: Sequence[_Named], verb: int) -> str | None:
    """Give the side of whoever "was accompanied by" others: the subject, else the one before."""
    token = page.tokens[verb]
    holders = [token, token.head, *([token.head.head] if token.dep_ == "conj" else [])]
    for holder in holders:
        subject = next((c for c in holder.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None or subject.i > verb:
            continue
        if subject.lower_ in _HE:
            return _last_subject(page, named, subject.i)
        side = _side_at(named, subject.i)
        if side is not None:
            return side
    return _only_side(page, named, verb)


def _side_at(named: Sequence[_Named], k: int) -> str | None:
    return next((one.side for s, one in named if s.first <= k < s.end), None)


def _last_subject(page: Page, named: Sequence[_Named], k: int) -> str | None:
    """Give the side of the person who was the subject last, a sentence or two before "he"."""
    for span, one in reversed(named):
        near = 0 <= page.sentences[k] - page.sentences[span.start] <= 2
        subject = page.tokens[span.end - 1].dep_ in ("nsubj", "nsubjpass")
        if span.start < k and near and subject:
            return one.side
    return None


def _only_side(page: Page, named: Sequence[_Named], k: int) -> str | None:
    """Give the one side of the people named before token `k` in its sentence."""
    sides = {
        one.side for s, one in named if s.end <= k and page.sentences[s.start] == page.sentences[k]
    }
    return sides.pop() if len(sides) == 1 else None


def _accompanying(
    page: Page, named: Sequence[_Named], verb: int
) -> Iterator[tuple[str, list[Someone]]]:
    """Give the side of "the minister accompanied President Nowak", not of who saw a guest off."""
    token = page.tokens[verb]
    whom = next((c.i for c in token.children if c.dep_ in ("dobj", "obj")), None)
    who = next((c.i for c in token.children if c.dep_ == "nsubj"), None)
    if whom is None or who is None or who > verb:
        return
    led = next((s for s, _ in named if s.first <= whom < s.end), None)
    side = _side_at(named, whom)
    if led is None or side is None or page.lowers[led.first - 1] == "visiting":
        return
    rest = range(led.end, min(len(page), led.end + _LINKS))
    if any(page.lowers[k] in _SEEN_OFF for k in rest):
        return
    yield side, [one for s, one in named if s.first <= who < s.end]


def _side_of_body(page: Page, named: Sequence[_Named], hits: Sequence[Hit], k: int) -> str | None:
    """Give whose a delegation is: "a Chadian delegation", "he led a delegation", "led by Nowak".

    "Nowak met a delegation including Ana Silva" says nothing of her.
    """
    own = next(
        (h.known.side for h in hits if k - 3 <= h.end - 1 < k and h.known.kind != "capital"), None
    )
    if own is not None:
        return own
    first = k
    while first > 0 and page.sentences[first - 1] == page.sentences[k]:
        first -= 1
    leads = any(
        page.tokens[j].lemma_.lower() in _LEADING or page.lowers[j : j + 2] == ["head", "of"]
        for j in range(first, min(len(page), k + 2))
    )
    if not leads:
        return None
    subject = next((j for j in range(first, k) if page.lowers[j] in _HE), None)
    side = _only_side(page, named, k)
    return side if side or subject is None else _last_subject(page, named, subject)


def _travelling(page: Page, named: Sequence[_Named], k: int) -> Iterator[tuple[str, list[Someone]]]:
    """Give the side that two share of whom one "flew to Rome with" the other."""
    verb = page.tokens[k].head
    if verb.lemma_.lower() not in _TRAVELLING or verb.i > k:
        return
    if any(page.lowers[j] in words("encounters") for j in range(verb.i, k)):
        return  # "flew to Rome for talks with"
    who = next((c.i for c in verb.children if c.dep_ == "nsubj"), None)
    beside = _listed(page, named, k + 1)
    near = [s for s, one in named if one in beside[:1] and s.first > k]
    if who is None or not near or _over(page, k + 1, near[0].first):
        return
    travellers = [one for s, one in named if s.first <= who < s.end]
    for one in travellers:
        if one.side is not None:
            yield one.side, beside
        elif beside[0].side is not None:
            yield beside[0].side, travellers
