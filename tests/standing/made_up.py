"""Readings, rulings and entries made up for tests, saying only what a test is about."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.headline import NEW_DATE_OF_STATUS, PLAN_OF_STATUS
from onrecord.identity import content_id, report_id
from onrecord.standing.standings import Standings
from onrecord.standing.state import stand
from onrecord.terms import (
    Claim,
    Engagement,
    Entry,
    Evidence,
    Party,
    Person,
    Reader,
    Reading,
    Report,
    Response,
    Ruling,
)

START = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
_WORDS = "words     " * 5
"""What the evidence of `said` is taken from, every ten code points."""


def said(
    status: str,
    footing: str = "reporter",
    side: str | None = None,
    *,
    stance: str = "asserts",
    at: int = 0,
    **more: Any,
) -> Claim:
    """Make a claim; `at` is where its evidence starts in the report's text."""
    source = more.pop("source", "reporter" if footing == "reporter" else f"{footing} of {side}")
    return Claim(
        status=status,
        evidence=Evidence(at, at + 5, "words"),
        footing=footing,
        side=side,
        stance=stance,
        source=source,
        **more,
    )


def engagement(
    status: str,
    *claims: Claim,
    sides: Iterable[str] = ("NOR", "CHL"),
    people: Mapping[str, Sequence[str]] | None = None,
    responses: Mapping[str, str] | None = None,
    eid: str = "e1",
    **more: Any,
) -> Engagement:
    """Make an engagement: a visit of Norway's to Chile unless told otherwise."""
    named = people if people is not None else {"NOR": ["Ingrid Dahl"]}
    fields: dict[str, Any] = {
        "kind": "visit",
        "plan": PLAN_OF_STATUS[status],
        "new_date": NEW_DATE_OF_STATUS.get(status, "none"),
        **more,
    }
    return Engagement(
        id=eid,
        parties=tuple(
            Party(side, side, tuple(Person(n) for n in named.get(side, ()))) for side in sides
        ),
        status=status,
        history=claims or (said(status),),
        responses=tuple(Response(s, r) for s, r in sorted((responses or {}).items())),
        **fields,
    )


def report(day: str | None, text: str = "", *, outlet: str = "Wire", name: str = "") -> Report:
    """Make a report; `name` tells apart two of one day."""
    published = dt.date.fromisoformat(day) if day else None
    body = text or f"{_WORDS}The report of {day} {name} by {outlet}."
    url = f"https://{outlet.lower()}.example/{day}/{name}"
    return Report(
        id=report_id(body, title=None, published=day, url=url),
        text=body,
        published=published,
        outlet=outlet,
        url=url,
    )


def reading(
    day: str | None,
    *engagements: Engagement,
    text: str = "",
    outlet: str = "Wire",
    name: str = "",
    version: str = "1",
) -> Reading:
    """Make a reading of a report of that day."""
    made = report(day, text, outlet=outlet, name=name)
    return Reading(report=made, reader=Reader(version), engagements=engagements)


def told(day: str, status: str, *claims: Claim, **more: Any) -> Reading:
    """Make a reading that tells of one engagement."""
    about = {k: more.pop(k) for k in ("text", "outlet", "name", "version") if k in more}
    return reading(day, engagement(status, *claims, **more), **about)


def entries(*bodies: Reading | Ruling | Report, after: int = 0) -> list[Entry]:
    """Lay bodies into entries, an hour apart."""
    return [
        Entry(
            seq=seq,
            recorded=START + dt.timedelta(hours=seq),
            id=content_id("entry", repr(body)),
            body=body,
            previous="0" * 64,
            chain="0" * 64,
        )
        for seq, body in zip(itertools.count(after + 1), bodies, strict=False)
    ]


def ruled(kind: str, target: str, *others: str, who: str = "ada", **more: Any) -> Ruling:
    """Make a ruling."""
    return Ruling(kind=kind, who=who, target=target, others=others, **more)


LATER = told("2031-06-05", "cancelled", said("cancelled", "media"), was_planned_start="2031-06-20")
OTHER = told(
    "2031-06-02",
    "scheduled",
    sides=("PER", "FJI"),
    people={"PER": ["Ana Quispe"]},
    planned_start="2031-08-01",
)


class Ledger:
    """Entries as they pile up, for rulings that name what stands by then."""

    def __init__(self, *bodies: Reading | Ruling) -> None:
        self.entries: list[Entry] = []
        self.add(*bodies)

    def add(self, *bodies: Reading | Ruling) -> Standings:
        self.entries += entries(*bodies, after=len(self.entries))
        return self.stand()

    def stand(self) -> Standings:
        return stand(self.entries)

    def last(self) -> str:
        return self.entries[-1].id
