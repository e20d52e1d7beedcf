"""A ruling for the eye and as JSON: who decided what, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.print_standing import SHORT
from onrecord.contract import claim_to_json, party_to_json
from onrecord.errors import NotFoundError
from onrecord.identity import Json
from onrecord.keeping.view import View
from onrecord.standing.fates import Fate
from onrecord.terms import Claim, Ruling, Standing
from onrecord.wording import day, parties_line, plain, quote, source_line, status_word

_FIELDS = ("status", "when", "by", "reason", "source", "side", "footing", "stance")
"""The fields of a claim that a ruling may correct."""


@dataclass(frozen=True, slots=True)
class RulingRow:
    """A ruling with what is printed beside it.

    `standing` is the engagement it bears on, None where that is not on the board; `read` the claim
    it is about as the reader read it, None where it is about none, or that is not on the board.
    """

    fate: Fate
    standing: Standing | None = None
    read: Claim | None = None


def row_of(fate: Fate, view: View) -> RulingRow:
    """Look up what is printed beside a ruling."""
    for engagement in fate.engagements:
        try:
            account = view.account(engagement)
        except NotFoundError:
            continue  # struck off
        target = fate.decision.ruling.target
        claims = (c for told in account.tellings for c in told.claims if c.id == target)
        read = next(claims, None)
        return RulingRow(fate, account.standing, read.claim if read else None)
    return RulingRow(fate)


def print_rulings(console: Console, rows: Sequence[RulingRow]) -> None:
    """Print one row a ruling: when, who, what and on what, what became of it, its id."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("recorded (UTC)", "who", "ruling", "now", "id"):
        table.add_column(heading, ratio=1 if heading == "ruling" else None, overflow="fold")
    for row in rows:
        decision = row.fate.decision
        said = Text(decision.ruling.kind, style="bold")
        said.append(f" {plain(_what(decision.ruling, row.read))}", "not bold")
        if row.standing is not None:
            said.append(f"\non {_engagement(row.standing)}", "not bold dim")
        if decision.ruling.note:
            said.append(f"\nnote: {plain(decision.ruling.note)}", "not bold")
        table.add_row(
            _recorded(decision.recorded),
            Text(plain(decision.ruling.who)),
            said,
            _fate(row.fate),
            Text(decision.id[:SHORT], style="dim"),
        )
    console.print(table)


def ruling_to_json(row: RulingRow) -> dict[str, Json]:
    """Write a ruling as one JSON object, `onrecord/ruled/1`."""
    decision, ruling = row.fate.decision, row.fate.decision.ruling
    return {
        "schema": "onrecord/ruled/1",
        "id": decision.id,
        "recorded": decision.recorded.isoformat(),
        "kind": ruling.kind,
        "who": ruling.who,
        "target": ruling.target,
        "engagement": row.standing.id if row.standing else None,
        "others": list(ruling.others),
        "claim": claim_to_json(ruling.claim) if ruling.claim else None,
        "parties": [party_to_json(p) for p in ruling.parties],
        "place": ruling.place,
        "engagement_kind": ruling.engagement_kind,
        "note": ruling.note,
        "undoes": ruling.undoes,
        "undone_by": row.fate.undone_by,
        "outranked_by": row.fate.outranked_by,
    }


def _what(ruling: Ruling, read: Claim | None) -> str:
    """Say what was decided, after the ruling's kind: "claim 62f07503: status postponed"."""
    if ruling.kind == "undo":
        return (ruling.undoes or "")[:SHORT]
    if ruling.kind in ("merge", "split"):
        return f"{'with' if ruling.kind == 'merge' else 'off'} {_short(ruling.others)}"
    if ruling.kind == "enter" and ruling.claim is not None:
        return f"claim: {_claim(ruling.claim)} {quote(ruling.claim.evidence.text, 60)}"
    if ruling.claim is not None:
        return f"claim {ruling.target[:SHORT]}: {', '.join(_corrected(ruling.claim, read))}"
    if ruling.kind == "correct":
        return ", ".join(_fields(ruling))
    if read is not None:
        return f"claim {ruling.target[:SHORT]}: {_claim(read)}"
    return ruling.target[:SHORT]


def _corrected(claim: Claim, read: Claim | None) -> Iterator[str]:
    """Name the fields that were corrected, with what was read; all that are known without that."""
    for name in _FIELDS:
        value, before = getattr(claim, name), getattr(read, name, None)
        if value is not None and value != before:
            was = "" if read is None else f" (read: {_value(name, before)})"
            yield f"{name} {_value(name, value)}{was}"


def _value(name: str, value: str | None) -> str:
    if value is None:
        return "nothing"
    return day(value) if name == "when" else status_word(value) if name in _WORDS else value


_WORDS = ("status", "footing", "stance")


def _fields(ruling: Ruling) -> Iterator[str]:
    if ruling.parties:
        yield f"parties {parties_line(ruling.parties)}"
    if ruling.engagement_kind:
        yield f"kind {ruling.engagement_kind}"
    if ruling.place:
        yield f"place {ruling.place}"


def _claim(claim: Claim) -> str:
    parts = (status_word(claim.status), day(claim.when), source_line(claim))
    return ", ".join(part for part in parts if part)


def _engagement(standing: Standing) -> str:
    parties = parties_line([replace(p, people=()) for p in standing.parties])
    return f"{standing.id[:SHORT]} {parties}: {standing.kind}"


def _fate(fate: Fate) -> Text:
    if fate.undone_by:
        return Text(f"undone by\n{fate.undone_by[:SHORT]}", style="dim")
    if fate.outranked_by:
        return Text(f"outranked by\n{fate.outranked_by[:SHORT]}", style="yellow")
    if not fate.engagements and fate.decision.ruling.kind != "undo":
        return Text("on nothing known", style="yellow")
    return Text("stands", style="green")


def _short(ids: Sequence[str]) -> str:
    return ", ".join(i[:SHORT] for i in ids)


def _recorded(moment: dt.datetime) -> str:
    utc = moment.astimezone(dt.UTC)
    return f"{day(utc.date().isoformat())} {utc:%H:%M}"
