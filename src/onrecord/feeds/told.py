"""What is told of a standing in every feed: its title, its sentences, its number and its time."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterator

from onrecord.standing.board import last_recorded
from onrecord.terms import Contest, Standing, StandingClaim
from onrecord.wording import day, parties_line, plain, quote, source_line, status_word, what_line


def title_of(standing: Standing) -> str:
    """Name a standing in one line: "postponed: Brazil and Canada: visit · Ottawa"."""
    title = f"{status_word(standing.status)}: {what_line(standing)}"
    topics = dict.fromkeys(c.about for c in standing.contested)
    return f"{title} · contested: {', '.join(topics)}" if topics else title


def name_of(standing: Standing) -> str:
    """Name an engagement by who takes part and what it is: "Brazil and Canada: visit"."""
    return f"{parties_line(standing.parties)}: {standing.kind}"


def sentences_of(standing: Standing) -> Iterator[str]:
    """Tell a standing line by line: each side's word, what is contested, every claim.

    No line holds a control character or a line end, whatever the reports held.
    """
    if standing.since:
        yield f"{status_word(standing.status)} since {day(standing.since)}"
    claims = {c.id: c for c in standing.history}
    names = {p.side: plain(p.name) for p in standing.parties}
    for word in standing.words:
        for how, said in (("by name", word.named), ("unnamed", word.unnamed)):
            if said in claims:
                claim = claims[said].claim
                yield (
                    f"{names.get(word.side, plain(word.side))}, {how}: "
                    f"{status_word(claim.status)} ({plain(claim.source)})"
                )
    for contest in standing.contested:
        yield _contested(contest, names)
    yield from map(_claimed, standing.history)


def sequence_of(standing: Standing) -> int:
    """Give the number of a standing's version: SEQUENCE of RFC 5545, 3.8.7.4.

    A later version never has a smaller number: each report that tells of it counts one, and each
    ruling two, since one that strikes off the only claim of a report takes one away.
    """
    told = {(c.report, c.recorded) for c in standing.history}
    return max(0, len(told) - 1) + 2 * len(standing.rulings)


def changed_at(standing: Standing) -> dt.datetime:
    """Give the moment at which the ledger last learned something of it, in UTC and whole seconds.

    Of a standing without claims, the moment that was asked about.
    """
    moment = last_recorded(standing) or standing.as_of
    return moment.astimezone(dt.UTC).replace(microsecond=0)


def change_id(standing: Standing) -> str:
    """Name what a standing tells, as a URN: it stays until status, dates, sides or contests change.

    So another report of the same is no news to who follows a feed, and a visit that is put off
    again is.
    """
    s = standing
    told = (
        s.uid, s.status, s.since, s.new_date, s.planned_start, s.planned_end,
        tuple((c.about, c.asserted_by, c.denied_by) for c in s.contested),
        tuple(p.side for p in s.parties),
    )  # fmt: skip
    return uuid.UUID(bytes=hashlib.sha256(repr(told).encode()).digest()[:16], version=4).urn


def addresses_of(standing: Standing) -> tuple[str, ...]:
    """Give the addresses of the reports that tell of it, in order, each once."""
    return tuple(dict.fromkeys(m.url for m in standing.members if m.url))


def _contested(contest: Contest, names: dict[str, str]) -> str:
    who = [
        f"{names.get(side, plain(side))} {does}"
        for side, does in ((contest.asserted_by, "asserts"), (contest.denied_by, "denies"))
        if side
    ]
    return f"contested: {contest.about}; {', '.join(who)}" if who else f"contested: {contest.about}"


def _claimed(held: StandingClaim) -> str:
    claim = held.claim
    when = day(claim.when) or (held.published and day(held.published.isoformat())) or "no date"
    return (
        f"{when}: {status_word(claim.status)}, {source_line(claim)}: {quote(claim.evidence.text)}"
    )
