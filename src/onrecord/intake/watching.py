"""Watching feeds: what is due, what came, what is new, and which feeds are in trouble.

A poll takes a feed's state and gives the next one with the reports that are new; nothing is
kept here. The clock and the randomness are passed in, and the caller stores the states.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from random import Random
from typing import Literal

from onrecord.errors import BadArgumentError, FetchRefusedError, OnrecordError
from onrecord.identity import Json
from onrecord.intake.decoding import decode
from onrecord.intake.feeds import Feed, FeedEntry, parse_feed, report_from_entry
from onrecord.intake.fetching import Fetched
from onrecord.intake.limits import DEFAULT_LIMITS, Limits
from onrecord.intake.politeness import PoliteVisitor
from onrecord.intake.reports import Particulars
from onrecord.intake.sources import take_in_bytes
from onrecord.intake.subscriptions import Subscription
from onrecord.terms import Report

TroubleKind = Literal["broken", "refused", "gone", "quiet", "entry"]

LONGEST_WAIT = dt.timedelta(days=1)
JITTER = 0.1
REMEMBERED = 5_000
"""How many entries of a feed are known again. Feeds hold tens, and drop them for good."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed between polls; times are UTC, None for never.

    `etag` and `modified` are for the conditional GET; `due` is when to poll next (None: now);
    `failures` counts failed polls since the last good one; `answered` is the last good poll,
    `renewed` the last one with something new. `seen` holds the keys of known entries, the
    latest last.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    due: dt.datetime | None = None
    answered: dt.datetime | None = None
    renewed: dt.datetime | None = None
    failures: int = 0
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something about a feed that a person should know.

    `kind`: broken (no answer, an error or no feed), refused (an address or robots.txt), gone
    (the server says for good), quiet (nothing new for longer than usual), entry (one entry could
    not be read; the others were).
    """

    kind: TroubleKind
    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class Poll:
    """The outcome of one poll: the next state, the new reports in the feed's order, troubles."""

    state: FeedState
    reports: tuple[Report, ...] = ()
    troubles: tuple[Trouble, ...] = ()


def poll_due(
    feeds: Sequence[Subscription],
    states: Mapping[str, FeedState],
    visitor: PoliteVisitor,
    *,
    now: dt.datetime,
    random: Random,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Poll]:
    """Poll the feeds that are due at `now`, the longest due first, giving each outcome at once.

    `states` holds what is known by feed address; an unknown feed is due. Store the state of each
    outcome together with its reports: a state stored without them loses them.
    """
    waiting = [(states.get(feed.url, FeedState(feed.url)), feed) for feed in feeds]
    due = [(state, feed) for state, feed in waiting if state.due is None or state.due <= now]
    earliest = dt.datetime.min.replace(tzinfo=dt.UTC)
    for state, feed in sorted(due, key=lambda one: (one[0].due or earliest, one[1].url)):
        yield poll(feed, state, visitor, now=now, random=random, limits=limits)


def poll(
    feed: Subscription,
    state: FeedState,
    visitor: PoliteVisitor,
    *,
    now: dt.datetime,
    random: Random,
    limits: Limits = DEFAULT_LIMITS,
) -> Poll:
    """Poll one feed with a conditional GET (RFC 9110, 13) and give what is new in it.

    Nothing that a feed or its server does raises: it becomes a trouble, and the next poll is
    put off twice as long each time, up to a day or what Retry-After asks for.
    """
    try:
        answer = visitor.get(feed.url, _conditions(state))
        if answer.status == 304:
            return _good(feed, state, now=now, random=random)
        if not 200 <= answer.status < 300:
            trouble, wait = _status(answer, now)
            return _bad(feed, state, trouble, now=now, random=random, wait=wait)
        found = parse_feed(decode(answer.body, feed.url, answer.charset), feed.url, limits=limits)
    except FetchRefusedError as error:
        refused = Trouble("refused", feed.url, _said(error, feed.url))
        return _bad(feed, state, refused, now=now, random=random)
    except OnrecordError as error:
        broken = Trouble("broken", feed.url, _said(error, feed.url))
        return _bad(feed, state, broken, now=now, random=random)
    known = frozenset(state.seen)
    fresh = [entry for entry in found.entries if entry.key not in known]
    reports: list[Report] = []
    troubles: list[Trouble] = []
    for entry in fresh:
        try:
            reports.append(_report(feed, found, entry, visitor, limits=limits, troubles=troubles))
        except OnrecordError as error:
            subject = entry.url or feed.url
            troubles.append(Trouble("entry", subject, _said(error, subject)))
    here = {entry.key: None for entry in found.entries}  # in the feed's order
    remembered = [key for key in state.seen if key not in here]
    outcome = _good(
        feed,
        replace(
            state,
            etag=_sendable(answer.headers.get("etag")),
            modified=_sendable(answer.headers.get("last-modified")),
            renewed=now if fresh else state.renewed,
            seen=tuple([*remembered, *here][-max(REMEMBERED, len(here)) :]),
        ),
        now=now,
        random=random,
    )
    return replace(outcome, reports=tuple(reports), troubles=tuple(troubles) + outcome.troubles)


def state_to_json(state: FeedState) -> Json:
    """Write a state as a JSON object, for `state_from_json` at the next start."""
    return {
        "url": state.url,
        "etag": state.etag,
        "modified": state.modified,
        "due": _written(state.due),
        "answered": _written(state.answered),
        "renewed": _written(state.renewed),
        "failures": state.failures,
        "seen": list(state.seen),
    }


def state_from_json(value: object) -> FeedState:
    """Read what `state_to_json` wrote. Raises BadArgumentError for anything else."""
    try:
        if not isinstance(value, dict):
            raise TypeError  # noqa: TRY301  (one error for every way of being malformed)
        return FeedState(
            url=str(value["url"]),
            etag=_string(value["etag"]),
            modified=_string(value["modified"]),
            due=_moment(value["due"]),
            answered=_moment(value["answered"]),
            renewed=_moment(value["renewed"]),
            failures=int(value["failures"]),
            seen=tuple(str(key) for key in value["seen"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadArgumentError(
            "feed state", "the stored state is malformed", "Remove it: the feed is read afresh"
        ) from error


def _report(
    feed: Subscription,
    found: Feed,
    entry: FeedEntry,
    visitor: PoliteVisitor,
    *,
    limits: Limits,
    troubles: list[Trouble],
) -> Report:
    if feed.full_text and entry.url:
        try:
            page = visitor.get(entry.url)
            if 200 <= page.status < 300:
                return take_in_bytes(
                    page.body,
                    page.url,
                    published=entry.published,
                    outlet=feed.outlet,
                    url=page.url,
                    charset=page.charset,
                    limits=limits,
                )[0]
            reason = f"the page answered with status {page.status}; the entry's words were taken"
            troubles.append(Trouble("entry", entry.url, reason))
        except OnrecordError as error:
            reason = f"{_said(error, entry.url)}; the entry's words were taken"
            troubles.append(Trouble("entry", entry.url, reason))
    return report_from_entry(
        entry,
        entry.url or f"{feed.url}#{entry.guid}",
        outlet=found.title,
        given=Particulars(outlet=feed.outlet),
        limits=limits,
    )


def _good(feed: Subscription, state: FeedState, *, now: dt.datetime, random: Random) -> Poll:
    troubles: tuple[Trouble, ...] = ()
    since = state.renewed
    if since is None:
        # A feed that has never had an entry counts from the first poll that went well.
        since = state.answered or now
    if now - since > feed.quiet_after:
        days = (now - since).days
        troubles = (Trouble("quiet", feed.url, f"nothing new for {days} days"),)
    renewed = state.renewed or since
    due = now + _jittered(feed.every, random)
    return Poll(replace(state, due=due, answered=now, renewed=renewed, failures=0), (), troubles)


def _bad(
    feed: Subscription,
    state: FeedState,
    trouble: Trouble,
    *,
    now: dt.datetime,
    random: Random,
    wait: dt.timedelta | None = None,
) -> Poll:
    failures = state.failures + 1
    # The power is capped before it is taken: a feed may stay broken for years.
    backoff = min(feed.every * 2 ** min(failures, 10), LONGEST_WAIT)
    pause = max(_jittered(backoff, random), min(wait or backoff, LONGEST_WAIT))
    return Poll(replace(state, due=now + pause, failures=failures), (), (trouble,))


def _said(error: OnrecordError, subject: str) -> str:
    """Say what went wrong, without the subject where the trouble names it already."""
    said = str(error)
    return said.removeprefix(f"{subject}: ").rstrip(".")


def _status(answer: Fetched, now: dt.datetime) -> tuple[Trouble, dt.timedelta | None]:
    if answer.status == 410:
        gone = Trouble("gone", answer.url, "the server says that the feed is gone for good")
        return gone, LONGEST_WAIT
    reason = f"the server answered with status {answer.status}"
    return Trouble("broken", answer.url, reason), _retry_after(answer, now)


def _retry_after(answer: Fetched, now: dt.datetime) -> dt.timedelta | None:
    """Read Retry-After (RFC 9110, 10.2.3): seconds or a date; None when there is none."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return min(dt.timedelta(seconds=int(value[:9])), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(moment - now, dt.timedelta())


def _conditions(state: FeedState) -> dict[str, str]:
    conditions = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    return {name: value for name, value in conditions.items() if value}


def _sendable(value: str | None) -> str | None:
    """Keep a validator only when it can be sent back as a header: some servers send odd bytes."""
    return value if value and value.isascii() and value.isprintable() and len(value) < 500 else None


def _jittered(span: dt.timedelta, random: Random) -> dt.timedelta:
    """Spread polls a tenth either way, so that feeds of one list drift apart."""
    return span * (1 + JITTER * (2 * random.random() - 1))


def _written(moment: dt.datetime | None) -> str | None:
    return moment.astimezone(dt.UTC).isoformat() if moment else None


def _moment(value: object) -> dt.datetime | None:
    if value is None:
        return None
    moment = dt.datetime.fromisoformat(str(value))
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _string(value: object) -> str | None:
    return None if value is None else str(value)
