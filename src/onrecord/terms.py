"""The words of onrecord, as frozen values.

One thing, one name, everywhere: code, tables, command line, documents. All text offsets are code
points into the report's original text, half-open. Dates that came from a text are EDTF strings
(https://www.loc.gov/standards/datetime/) with the precision the text supports; None means that
no date stands, never that one was not looked for.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal, get_args

Status = Literal[
    "mooted",
    "sought",
    "agreed",
    "scheduled",
    "under_way",
    "held",
    "postponed",
    "rescheduling",
    "rescheduled",
    "cancelled",
    "refused",
    "suspended",
    "denied",
    "disputed",
]
Plan = Literal[
    "mooted",
    "sought",
    "intended",
    "agreed",
    "scheduled",
    "under_way",
    "held",
    "postponed",
    "cancelled",
    "suspended",
    "none",
]
NewDate = Literal["none", "sought", "set"]
ResponseKind = Literal["asked", "accepted", "declined", "unanswered", "absent"]
Footing = Literal["on_record", "statement", "anonymous", "media", "reporter"]
Stance = Literal["asserts", "confirms", "denies", "does_not_deny", "declines_comment"]
Kind = Literal["meeting", "visit", "talks", "call", "summit", "delegation", "other"]
Salience = Literal["main", "secondary", "background"]
About = Literal["event", "date", "initiative", "attendance", "reason"]
FurnitureKind = Literal[
    "headline", "byline", "dateline", "caption", "repeated", "teaser", "newsletter", "boilerplate"
]
EntryKind = Literal["report", "reading", "ruling"]
RulingKind = Literal["accept", "reject", "correct", "merge", "split", "enter", "undo"]

STATUSES: tuple[Status, ...] = get_args(Status)
PLANS: tuple[Plan, ...] = get_args(Plan)
FOOTINGS: tuple[Footing, ...] = get_args(Footing)
STANCES: tuple[Stance, ...] = get_args(Stance)
KINDS: tuple[Kind, ...] = get_args(Kind)
SALIENCES: tuple[Salience, ...] = get_args(Salience)
NEW_DATES: tuple[NewDate, ...] = get_args(NewDate)
RESPONSES: tuple[ResponseKind, ...] = get_args(ResponseKind)
ABOUTS: tuple[About, ...] = get_args(About)
FURNITURE_KINDS: tuple[FurnitureKind, ...] = get_args(FurnitureKind)
ENTRY_KINDS: tuple[EntryKind, ...] = get_args(EntryKind)
RULING_KINDS: tuple[RulingKind, ...] = get_args(RulingKind)

REPORTER = "reporter"
"""The source of a claim made in the report's own voice."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a report's original text, in code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shared(self, other: Span) -> int:
        """Count the code points that the two spans share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """An exact piece of the report's original text (W3C TextPosition and TextQuote selectors).

    `prefix` and `suffix` are up to 32 code points of the text on either side, for finding the
    quote again in a copy of the text that has shifted.
    """

    start: int
    end: int
    text: str
    prefix: str = ""
    suffix: str = ""

    @property
    def span(self) -> Span:
        """The evidence's place in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Furniture:
    """A part of the text that is not the report's prose: marked, never cut."""

    kind: FurnitureKind
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The furniture's place in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Report:
    """One published text. Immutable; `id` is a content hash (see `identity.report_id`).

    `published` is None when nothing says when the report appeared; dates in it then stay
    relative. `published_basis` says where the date came from (`metadata`, `given`, `dateline`),
    or is empty. `language` is an ISO 639-1 code, or None when it was not determined.
    `raw_sha256` is the hash of the bytes the text was taken from (HTML, say), or None.
    """

    id: str
    text: str
    title: str | None = None
    published: dt.date | None = None
    published_basis: str = ""
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    raw_sha256: str | None = None
    furniture: tuple[Furniture, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Whose word an attribution is.

    `text` is the source as written; `start` and `end` are None when it is not in the text
    (an attribution without an expressed source). `name` is the fullest form of a named person, or
    what a pronoun or "the statement" stands for; `office` as in the text, `side` a state (ISO
    3166 alpha-3) or organisation; None when the text does not say.
    """

    text: str
    start: int | None
    end: int | None
    name: str | None = None
    office: str | None = None
    side: str | None = None
    footing: Footing = "reporter"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's word as a report gives it: source, cue, content.

    `content` holds the fragments of a content that the cue interrupts, in text order. `carrier`
    is the outlet the word was given to ("told Reuters"); `via` the channel as written ("in a
    statement"); `inside` the id of the attribution whose content holds this one. `score` is the
    calibrated probability that the attribution is right, 0 to 1.
    """

    id: str
    source: Source
    cue: Evidence | None
    content: tuple[Span, ...]
    stance: Stance = "asserts"
    carrier: str | None = None
    via: str | None = None
    inside: str | None = None
    score: float = 1.0

    @property
    def extent(self) -> Span:
        """The content from its first fragment to its last. Raises ValueError when it has none."""
        return Span(min(s.start for s in self.content), max(s.end for s in self.content))


@dataclass(frozen=True, slots=True)
class Person:
    """A person on one side of an engagement, with the office as the text gives it, or None."""

    name: str
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A side of an engagement and its people.

    `side` is an ISO 3166 alpha-3 code for a state, or the usual short name of an organisation
    or group (UN, EU, NATO, Hamas); `name` is what to call it in print.
    """

    side: str
    name: str
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """How one side answered an invitation, a request or a round."""

    side: str
    response: ResponseKind


@dataclass(frozen=True, slots=True)
class Contest:
    """A contradiction between claims: about the event itself, or only a detail of it.

    `claims` are indexes into the engagement's history, or claim ids in a standing.
    """

    about: About
    asserted_by: str | None = None
    denied_by: str | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One step asserted or denied about one engagement in one report.

    `when` is the day the state came about or was announced, as EDTF, or None when the text does
    not say (never the publication date by default). `by` is the side, or sides joined by "; ",
    that took the step. `source` is `REPORTER` in the report's own voice, and `attribution` then
    None. `about` says what a denial is about ("event" for the engagement itself). `rule` names
    the rule or model that read the claim; `score` is calibrated, 0 to 1.
    """

    status: Status
    evidence: Evidence
    when: str | None = None
    by: str | None = None
    reason: str | None = None
    source: str = REPORTER
    footing: Footing = "reporter"
    stance: Stance = "asserts"
    attribution: str | None = None
    about: About = "event"
    side: str | None = None
    rule: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that names the engagement; `trigger` is its head word."""

    text: str
    start: int
    end: int
    trigger: str


@dataclass(frozen=True, slots=True)
class Engagement:
    """One encounter between parties, as one report tells it.

    `history` is chronological, one step a claim. `planned_start` is the date that stands now;
    what fell away is in `was_planned_start`. `status` is the headline (see `headline`), `score`
    the calibrated chance that it is right, 0 to 1; None where rules alone or a person read it.
    """

    id: str
    kind: Kind
    parties: tuple[Party, ...]
    status: Status
    plan: Plan
    new_date: NewDate = "none"
    place: str | None = None
    topic: str | None = None
    planned_start: str | None = None
    planned_end: str | None = None
    was_planned_start: str | None = None
    was_planned_end: str | None = None
    responses: tuple[Response, ...] = ()
    contested: tuple[Contest, ...] = ()
    history: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    salience: Salience = "main"
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the reader saw and would not decide, with the reason.

    `start` and `end` are None when the doubt is about the whole report.
    """

    kind: str
    reason: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ModelUsed:
    """A model that took part in a reading, by name and a SHA-256 of all that it is."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Reader:
    """What read a report: version, models, and the hash of the rulebook and lexicon."""

    version: str
    models: tuple[ModelUsed, ...] = ()
    rules: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in one report."""

    report: Report
    reader: Reader
    attributions: tuple[Attribution, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's decision, which outranks the machine for ever.

    `target` is the claim or engagement it is about. `others` are further engagement ids (merge)
    or claim or member ids (split). `claim` is the claim as corrected or entered by hand, or None.
    `parties`, `place` and `engagement_kind` are an engagement's as corrected; empty or None leaves
    what was read. `note` is the person's reason. `undoes` is the id of the ruling taken back by an
    `undo`.
    """

    kind: RulingKind
    who: str
    target: str
    others: tuple[str, ...] = ()
    claim: Claim | None = None
    parties: tuple[Party, ...] = ()
    note: str = ""
    undoes: str | None = None
    place: str | None = None
    engagement_kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One appended line of the ledger. Nothing is ever updated or deleted.

    `seq` counts from 1 without gaps; `recorded` is when the ledger learned it (UTC); `id` is the
    content hash of the body; `previous` is the chain hash of the entry before (64 zeros for the
    first) and `chain` this entry's own.
    """

    seq: int
    recorded: dt.datetime
    id: str
    body: Report | Reading | Ruling
    previous: str
    chain: str

    @property
    def kind(self) -> EntryKind:
        """Which sort of body the entry holds."""
        if isinstance(self.body, Report):
            return "report"
        return "reading" if isinstance(self.body, Reading) else "ruling"


@dataclass(frozen=True, slots=True)
class Word:
    """The latest word of one side: on record (`named`) and without a name (`unnamed`).

    Both are claim ids; None when that side has not spoken so.
    """

    side: str
    named: str | None = None
    unnamed: str | None = None


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How much stands behind a standing. A wire family counts once, however many outlets ran it."""

    reports: int = 0
    families: int = 0
    outlets: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """An engagement of one reading that was matched into a standing."""

    report: str
    url: str | None
    engagement: str


@dataclass(frozen=True, slots=True)
class StandingClaim:
    """A claim in the ledger: the claim, its id, the report it is from and when it was recorded."""

    id: str
    claim: Claim
    report: str
    recorded: dt.datetime
    published: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the ledger says about one engagement as of a moment: derived, never stored as truth.

    `uid` stays the same for as long as the engagement is known (iCalendar UID); `as_of` is the
    moment asked about; `since` is the valid time from which the status has stood, EDTF, or None.
    `salience` is what the engagement was to the latest report that tells of it.
    """

    id: str
    uid: str
    as_of: dt.datetime
    kind: Kind
    parties: tuple[Party, ...]
    status: Status
    plan: Plan
    new_date: NewDate = "none"
    place: str | None = None
    topic: str | None = None
    planned_start: str | None = None
    planned_end: str | None = None
    was_planned_start: str | None = None
    was_planned_end: str | None = None
    responses: tuple[Response, ...] = ()
    since: str | None = None
    words: tuple[Word, ...] = ()
    contested: tuple[Contest, ...] = ()
    corroboration: Corroboration = field(default_factory=Corroboration)
    history: tuple[StandingClaim, ...] = ()
    members: tuple[Member, ...] = ()
    rulings: tuple[str, ...] = ()
    salience: Salience = "main"
