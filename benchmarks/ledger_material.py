"""Reports and readings made up cheaply, for filling ledgers: the same ones for the same numbers."""

from __future__ import annotations

import datetime as dt

from onrecord.identity import report_id
from onrecord.terms import (
    Attribution,
    Claim,
    Engagement,
    Evidence,
    Mention,
    Party,
    Person,
    Plan,
    Reader,
    Reading,
    Report,
    Source,
    Span,
    Status,
)

STEPS: tuple[tuple[str, Status, Plan], ...] = (
    ("agreed to meet", "agreed", "agreed"),
    ("will meet", "scheduled", "scheduled"),
    ("put off its meeting", "postponed", "postponed"),
    ("called off its meeting", "cancelled", "cancelled"),
    ("held its meeting", "held", "held"),
)
"""What may happen to an invented engagement: the words, the status, the plan."""

_START = dt.date(2001, 1, 1)
_READER = Reader(version="made-up")


def make_reading(number: int, *, claims: int = 10, engagements: int = 100_000) -> Reading:
    """Make up report number `number` and its reading.

    The report tells of one of `engagements` invented encounters (`number` modulo that) in
    `claims` sentences, each one claim with an attribution of its own. The later reports of an
    encounter say that something else happened to it.
    """
    which, turn = number % engagements, number // engagements
    sides = (f"Land {which % 180}", f"Land {180 + which // 180}")
    phrase, status, plan = STEPS[turn % len(STEPS)]
    published = _START + dt.timedelta(days=which % 7000 + turn)
    sentences = [
        f"{sides[0]} {phrase} with {sides[1]} in City {which} ({turn}), envoy {k} said."
        for k in range(claims)
    ]
    text = "\n".join(sentences)
    url = f"https://wire.example/{number}"
    report = Report(
        id=report_id(text, title=None, published=published.isoformat(), url=url),
        text=text,
        published=published,
        published_basis="given",
        outlet=f"Wire {number % 12}",
        url=url,
    )
    starts = [sum(len(s) + 1 for s in sentences[:k]) for k in range(claims)]
    engagement = Engagement(
        id="e1",
        kind="meeting",
        parties=tuple(Party(s, s, (Person(f"Minister of {s}", "minister"),)) for s in sides),
        status=status,
        plan=plan,
        place=f"City {which}",
        planned_start=(published + dt.timedelta(days=9)).isoformat(),
        history=tuple(
            _claim(k, start, sentences[k], status, sides[k % 2]) for k, start in enumerate(starts)
        ),
        mentions=(_mention(sentences[0], phrase),),
    )
    attributions = tuple(
        _attribution(k, start, sentences[k], sides[k % 2]) for k, start in enumerate(starts)
    )
    return Reading(report, _READER, attributions, (engagement,))


def _claim(number: int, start: int, sentence: str, status: Status, side: str) -> Claim:
    end = start + sentence.index(", envoy")
    return Claim(
        status=status,
        evidence=Evidence(start, end, sentence[: end - start]),
        by=side,
        source=f"envoy {number}",
        footing="on_record",
        attribution=f"a{number}",
        side=side,
        rule="made-up",
        score=0.9,
    )


def _attribution(number: int, start: int, sentence: str, side: str) -> Attribution:
    said = start + sentence.index("said")
    envoy = start + sentence.index("envoy")
    return Attribution(
        id=f"a{number}",
        source=Source(
            f"envoy {number}", envoy, said - 1, side=side, office="envoy", footing="on_record"
        ),
        cue=Evidence(said, said + 4, "said"),
        content=(Span(start, envoy - 2),),
        score=0.9,
    )


def _mention(sentence: str, phrase: str) -> Mention:
    start = sentence.index(phrase)
    return Mention(phrase, start, start + len(phrase), phrase.rsplit(" ", maxsplit=1)[-1])
