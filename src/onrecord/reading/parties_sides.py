"""On which side each person of a report stands, and with which office."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from onrecord.reading.parties_company import side_in_company
from onrecord.reading.parties_offices import OfficePhrase
from onrecord.reading.parties_opposite import opposite_sides, remaining_side
from onrecord.reading.parties_serving import side_of_served
from onrecord.reading.parties_someone import Someone
from onrecord.reading.parties_speakers import (
    dateline_side,
    only_state,
    side_of_speaker,
    speaks_for_somebody,
)
from onrecord.reading.parties_tables import FAMILY_FIRST, OFTEN_FAMILY_FIRST
from onrecord.reading.parties_tokens import Hit, Page

_ELECTED_BEFORE = dt.timedelta(days=365)
"""Time by which somebody may be spoken of as the head to be of an organisation."""
_STATES = ("state", "demonym", "metonym", "capital")
_NEAR_SENTENCES = 2
_CLAUSE = 9
"""Words of a clause in which the side of whoever it is about is looked for."""
_HEADING = frozenset({"head", "lead", "chair", "represent", "direct", "command", "run"})
_LED = frozenset({"led by", "headed by", "represented by", "chaired by"})
_RELATIVE = frozenset({"counterpart", "colleague", "number"})
"""Offices that only say whose equal one is: "his Chadian counterpart", "her opposite number"."""
_MEETING = frozenset({"meet", "host", "receive", "welcome", "greet", "call", "visit", "speak"})


def settle_sides(
    page: Page,
    people: Sequence[Someone],
    hits: Sequence[Hit],
    offices: Sequence[OfficePhrase],
    published: dt.date | None,
) -> Home:
    """Give each person office and side; return the side whose offices the report leaves bare.

    What the text says of the person comes first, then what the tables know, then what stands
    near an office without a state. A person without an office and unknown to the tables stays
    without a side.
    """
    groups = {h.known.side for h in hits if h.known.kind == "group" and h.known.side}
    for one in people:
        _from_text(page, one)
        _from_tables(one, published, groups)
        _from_groups_office(one, offices, groups)
    home = home_side(page, people, hits)
    for one in people:
        if one.side is None and one.spans[0].shared is not None:
            one.side = one.spans[0].shared.known.side
    side_in_company(page, people, hits)
    for one in people:
        one.side = one.side or side_of_served(one, people)
    for one in people:
        one.guessed = one.side is None
    for one in people:
        if one.side is None and speaks_for_somebody(one):
            shown = home.side if home.shown else None
            one.side = side_of_speaker(page, one, hits, offices, shown)
        elif one.side is None and one.office is not None:
            barred = opposite_sides(page, one, people, offices)
            near = _from_nearby(page, one, people, hits, offices) or home.side
            one.side = remaining_side(hits, barred) if near in barred else near
    for one in people:
        if one.side is None:
            one.side = _from_lead(page, one, people, hits) or _from_clause(page, one, hits)
        one.guessed = one.guessed and one.side is not None
        one.name = _given_first(one)
    return home


def _from_text(page: Page, one: Someone) -> None:
    """Take office and side from the words beside a name.

    "His colleague Jan Nowak ... President Nowak" is a president; "his colleague" alone is all there
    is to say of one who has no other office.
    """
    told: OfficePhrase | None = None
    for span in one.spans:
        for phrase in (span.before, span.after):
            if phrase is None:
                continue
            if phrase.sort == "title":
                continue
            if told is None or (told.title in _RELATIVE and phrase.title not in _RELATIVE):
                told, one.office = phrase, page.name(phrase.start, phrase.end)
            if phrase.role:
                one.roles.add(phrase.role)
            if phrase.side and one.side is None:
                one.side, one.apposed = phrase.side, phrase is span.after
        if one.side is None and span.owner is not None:
            one.side = span.owner.known.side


def _from_tables(one: Someone, published: dt.date | None, groups: Collection[str]) -> None:
    """Let the tables give a side that the text does not.

    About one who is in office on the day they also overrule an apposition, which may belong to
    the next in a list, and the state of one who leads a group: "Sudanese paramilitary leader".
    "The Taliban's acting foreign minister" is the group's; `groups` are those the report names.
    Whoever is to lead an organisation years later is not of it yet.
    """
    if not one.leaders:
        return
    same = tuple(r for r in one.leaders if r.side == one.side)
    if same:
        one.leaders = same
    elif one.side is None:
        first = one.leaders[0]
        early = published is not None and published < first.start - _ELECTED_BEFORE
        one.side = None if early and not _of_state(first.side) else first.side
    elif one.side in groups and any(r.role in _given_by(one, one.side) for r in one.leaders):
        one.leaders = tuple(r for r in one.leaders if r.role in _given_by(one, one.side))
    elif published and one.leaders[0].in_office(published):
        own = one.leaders[0].side
        if one.apposed or not _of_state(own):
            one.side = own


def _of_state(side: str) -> bool:
    return len(side) == len("ISO") and side.isupper()


def _given_by(one: Someone, side: str | None) -> set[str]:
    """List the posts that the text says one has for a side."""
    held = (o for s in one.spans for o in (s.before, s.after) if o is not None)
    return {o.role for o in held if o.role and o.side == side}


def _from_groups_office(
    one: Someone, offices: Sequence[OfficePhrase], groups: Collection[str]
) -> None:
    """Give one whom the text gives no office the group that its words give his post to.

    In a report on "the Taliban's foreign minister" Muttaqi is theirs, unless somebody's post of
    that kind is a state's there.
    """
    if not one.leaders or one.roles or one.side != one.leaders[0].side:
        return
    given = {o.side for o in offices if o.side and o.role and o.role == one.leaders[0].role}
    if len(given) == 1 and given <= set(groups):
        one.side = given.pop()


@dataclass(frozen=True, slots=True)
class Home:
    """The state whose offices a report may leave bare, None when none leads.

    `shown` says that known people with bare offices show it; `said` that these do, or the dateline,
    or that the report names no other state: not only that it is named most often.
    """

    side: str | None
    shown: bool
    said: bool


def home_side(page: Page, people: Sequence[Someone], hits: Sequence[Hit]) -> Home:
    """Guess whose "prime minister" a report means when it names no state.

    People whose office stands without a state ("Prime Minister Jan Nowak") and whose
    side the tables know speak first: a report leaves its own state's name away, and "MR. CARNEY:"
    briefs on his own. Without them, the dateline's state if the report is about it, else the
    state named most often, if it leads; None otherwise.
    """
    votes: Counter[str] = Counter()
    for one in people:
        for span in one.spans:
            office = span.before or span.after
            if not one.leaders or office is None:
                continue
            bare = office.sort == "office" and office.side is None
            briefing = office.sort == "title" and one.leaders[0].role == "spokesperson"
            if bare or briefing:
                votes[one.leaders[0].side] += 1
    shown = _leading(votes)
    if shown is not None:
        return Home(shown, shown=True, said=True)
    written = dateline_side(page, hits)
    if written is not None:
        return Home(written, shown=False, said=True)
    named = Counter(h.known.side for h in hits if h.known.kind in _STATES and h.known.side)
    return Home(_leading(named), shown=False, said=only_state(hits) is not None)


def _leading(votes: Counter[str]) -> str | None:
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _from_nearby(
    page: Page,
    one: Someone,
    people: Sequence[Someone],
    hits: Sequence[Hit],
    offices: Sequence[OfficePhrase],
) -> str | None:
    """Find the side of a bare office: in its sentence, by the same office, by whom it follows.

    "Tonga was honoured, Prime Minister Sovaleni said" is Tonga's; after "JAPAN FOREIGN MINISTER
    CALLS OFF TRIP", a foreign minister without a state is Japan's.
    """
    first = one.spans[0].start
    sentence = page.sentences[first]
    sided = [(h.start, h.known.side) for h in hits if h.known.side and h.start < first]
    spoken = [
        (s.start, p.side)
        for p in people
        if p.side and p is not one
        for s in p.spans
        if s.start < first
    ]
    nearest = max((s for s in (*sided, *spoken) if page.sentences[s[0]] == sentence), default=None)
    if nearest is not None and _meets(page, nearest[0], first):
        return next(
            (
                h.known.side
                for h in hits
                if h.start > first and h.known.side not in (None, nearest[1], "UN", "EU", "NATO")
            ),
            None,
        )
    if nearest is not None:
        return nearest[1]
    same_post = {o.side for o in offices if o.side and o.role and o.role in one.roles}
    if len(same_post) == 1:
        return same_post.pop()
    before = max(spoken, default=None)
    if before is not None and sentence - page.sentences[before[0]] <= _NEAR_SENTENCES:
        return before[1]
    return None


def _from_lead(
    page: Page, one: Someone, people: Sequence[Someone], hits: Sequence[Hit]
) -> str | None:
    """Find the side of "the Greek delegation, headed by Admiral Lagaras": the nearest before it."""
    first = one.spans[0].first
    by = first - 1
    if by < 1 or f"{page.lowers[by - 1]} {page.lowers[by]}" not in _LED:
        return None
    owned = {k for p in people for s in p.spans for k in range(s.start, s.end)}
    before = [
        h.known.side
        for h in hits
        if h.start < by
        and page.sentences[h.start] == page.sentences[first]
        and h.known.side
        and owned.isdisjoint(range(h.start, by))
    ]
    return before[-1] if before else None


def _from_clause(page: Page, one: Someone, hits: Sequence[Hit]) -> str | None:
    """Find the side of "Luis Ruiz, who chairs the NDF panel": named by what he heads."""
    end = one.spans[0].end
    if page.lowers[end : end + 2] != [",", "who"]:
        return None
    verb = end + 2
    if verb >= len(page) or page.tokens[verb].lemma_.lower() not in _HEADING:
        return None
    k = verb + 1
    sides = {h.start: h.known.side for h in hits if h.known.side}
    while k < len(page) and page.words[k] not in (",", ".", ";") and k - verb < _CLAUSE:
        if k in sides:
            return sides[k]
        k += 1
    return None


def _given_first(one: Someone) -> str:
    """Give "KISHIDA Fumio", as ministries write it, in the order in which the press does."""
    parts = one.name.split()
    family = len(parts) == 2 and len(parts[0]) > 2 and parts[0].isupper() and parts[1].istitle()
    family = family and "." not in parts[0]  # "N.P. Rao" has initials, no family name
    if not family or one.side in FAMILY_FIRST or one.side in OFTEN_FAMILY_FIRST:
        return one.name
    return f"{parts[1]} {parts[0].title()}"


def _meets(page: Page, start: int, end: int) -> bool:
    """Whether one meets the other between two tokens: then they are not of one side."""
    return any(page.tokens[k].lemma_.lower() in _MEETING for k in range(start, end))
