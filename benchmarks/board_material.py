"""Stories made up cheaply, for filling a board: the same ones for the same numbers.

As in the news, some sides are in it every day and most seldom; an encounter is told of twice, some
days apart; and the reports come in by day. How much comes in a day does not depend on how many days
there are, so that a large ledger is a long one and not a crowded one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random

from onrecord.identity import report_id
from onrecord.terms import (
    Claim,
    Engagement,
    Evidence,
    Kind,
    Mention,
    Party,
    Person,
    Plan,
    Reader,
    Reading,
    Report,
    Status,
)

CLAIMS_PER_REPORT = 10
"""Claims of a report: half about an encounter that is news, half about the one it retells."""

_START = dt.date(2001, 1, 1)
_READER = Reader(version="made-up")
_A_DAY = 14
"""Reports that appear in a day."""
_RETOLD_AFTER = 41
"""Reports after which an encounter is told of again."""
_HOSTS, _GUESTS = 60, 190
_KINDS: tuple[Kind, ...] = ("visit", "meeting", "talks", "call")
_FIRST: tuple[Status, Plan] = ("scheduled", "scheduled")
_SECOND: tuple[tuple[Status, Plan], ...] = (
    ("scheduled", "scheduled"),
    ("postponed", "postponed"),
    ("cancelled", "cancelled"),
    ("held", "held"),
)
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
_TOPICS = ("trade", "fishing", "borders", "energy", "migration", "grain", "prisoners", "water")


def make_report(number: int, *, engagements: int = 100_000) -> Reading:
    """Make up report `number` and its reading.

    It tells of encounter `number`, while there are that many, and again of one some days old.
    """
    told = [n for n in (number, number - _RETOLD_AFTER) if 0 <= n < engagements]
    told = told or [number % engagements]
    published = _START + dt.timedelta(days=number // _A_DAY)
    claims = CLAIMS_PER_REPORT // len(told)
    lines: list[str] = []
    parts: list[tuple[int, int, list[tuple[int, str]]]] = []
    at = 0
    for which in told:
        mine: list[tuple[int, str]] = []
        for k in range(claims):
            line = _sentence(number, which, k)
            mine.append((at, line))
            lines.append(line)
            at += len(line) + 1
        parts.append((which, 0 if which == number else 1, mine))
    text = "\n".join(lines)
    url = f"https://wire{number % 12}.example/{number}"
    report = Report(
        id=report_id(text, title=None, published=published.isoformat(), url=url),
        text=text,
        published=published,
        published_basis="given",
        outlet=f"Wire {number % 12}",
        url=url,
    )
    engagements_told = tuple(
        _engagement(which, turn, mine, f"e{n}") for n, (which, turn, mine) in enumerate(parts, 1)
    )
    return Reading(report, _READER, (), engagements_told)


def _sides(which: int) -> tuple[str, str]:
    chance = random.Random(which)  # noqa: S311 - the same for the same number is what is wanted
    host, guest = int(_HOSTS * chance.random() ** 2), int(_GUESTS * chance.random() ** 2)
    return f"H{host:02}", f"G{guest:03}"


def _surname(side: str, which: int) -> str:
    """Give the name of one of the five people whom a side sends."""
    return hashlib.sha256(f"{side}/{which % 5}".encode()).hexdigest()[:9].translate(_LETTERS)


def _sentence(number: int, which: int, k: int) -> str:
    host, guest = _sides(which)
    words = hashlib.sha256(f"{number}/{which}/{k}".encode()).hexdigest()
    said = " ".join(words[i : i + 5] for i in range(0, 50, 5))
    return f"{host} and {guest} on {_TOPICS[which % 8]}, {said}, an envoy said."


def _engagement(which: int, turn: int, lines: list[tuple[int, str]], eid: str) -> Engagement:
    sides = _sides(which)
    day = _START + dt.timedelta(days=which // _A_DAY)
    planned = (day + dt.timedelta(days=2 + which % 9)).isoformat()
    status, plan = _SECOND[which % 4] if turn else _FIRST
    off = plan in ("postponed", "cancelled")
    return Engagement(
        id=eid,
        kind=_KINDS[which % len(_KINDS)],
        parties=tuple(Party(s, s, (Person(f"Ada {_surname(s, which)}"),)) for s in sides),
        status=status,
        plan=plan,
        place=f"City {sides[0]}",
        topic=_TOPICS[which % 8],
        planned_start=None if off else planned,
        was_planned_start=planned if off else None,
        history=tuple(
            Claim(
                status=status,
                evidence=Evidence(start, start + len(line) - 15, line[:-15]),
                by=sides[k % 2],
                source=f"envoy of {sides[k % 2]}",
                footing="on_record",
                side=sides[k % 2],
                rule="made-up",
                score=0.9,
            )
            for k, (start, line) in enumerate(lines)
        ),
        mentions=tuple(Mention(line[:3], start, start + 3, line[:3]) for start, line in lines[:1]),
        salience="secondary" if turn else "main",
    )
