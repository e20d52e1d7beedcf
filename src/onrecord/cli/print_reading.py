"""A reading for the eye: each engagement, its status, each side's word, the timeline, doubts."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from onrecord.cli.page import STATUS_STYLE, columns
from onrecord.cli.sides import side_name
from onrecord.terms import Claim, Contest, Engagement, Party, Reading, Standing
from onrecord.wording import (
    day,
    plain,
    quote,
    report_line,
    source_line,
    status_word,
    what_line,
)


def print_reading(console: Console, reading: Reading) -> None:
    """Print what a reader found in one report, as an editor wants to look at it."""
    report = reading.report
    console.print(Text(report_line(report), style="dim"))
    if not reading.engagements:
        console.print("No engagement found.")
    for engagement in reading.engagements:
        console.print()
        _print_engagement(console, engagement)
    if reading.doubts:
        console.print()
        console.print(Text("doubts", style="bold"))
        text = report.text
        rows = [
            (d.kind, plain(d.reason), "" if d.start is None else quote(text[d.start : d.end], 60))
            for d in reading.doubts
        ]
        console.print(columns(rows))


def _print_engagement(console: Console, engagement: Engagement) -> None:
    print_headline(console, engagement)
    words = words_of_sides(engagement.history, engagement.parties)
    if words:
        console.print(columns(words))
    print_contested(console, engagement.contested, engagement.parties)
    if engagement.history:
        console.print(columns([step(c) for c in engagement.history]))


def print_headline(console: Console, engagement: Engagement | Standing) -> None:
    """Print the status and what it is the status of, in one line."""
    style = STATUS_STYLE[engagement.status]
    line = Text(status_word(engagement.status).upper(), style=style)
    line.append("  " + what_line(engagement), style="bold")
    if isinstance(engagement, Engagement) and engagement.salience != "main":
        line.append(f"  ({engagement.salience})", style="dim")
    console.print(line)


def words_of_sides(
    history: tuple[Claim, ...], parties: tuple[Party, ...]
) -> list[tuple[Text, Text, Text]]:
    """Give a row for each side that has spoken: its latest word by name, its latest without one.

    The parties come first, in their order, then outsiders in the order in which they spoke.
    """
    sides = [p.side for p in parties]
    sides += [c.side for c in history if c.side and c.side not in sides]
    rows = []
    for side in dict.fromkeys(sides):
        said = [c for c in history if c.side == side]
        named = [c for c in said if c.footing in ("on_record", "statement")]
        unnamed = [c for c in said if c.footing == "anonymous"]
        if named or unnamed:
            rows.append(
                (
                    Text(side_name(side, parties), style="bold"),
                    word("by name", named[-1] if named else None),
                    word("unnamed", unnamed[-1] if unnamed else None),
                )
            )
    return rows


def print_contested(
    console: Console, contested: tuple[Contest, ...], parties: tuple[Party, ...]
) -> None:
    """Print one line for each contradiction: what it is about, and who says which."""
    for contest in contested:
        asserted, denied = (
            side_name(side, parties) if side else "somebody"
            for side in (contest.asserted_by, contest.denied_by)
        )
        line = Text("  contested: ", style="red")
        line.append(f"{contest.about}; {asserted} asserts, {denied} denies")
        console.print(line)


def word(label: str, claim: Claim | None) -> Text:
    """Say one side's word: "by name: cancelled (Andre Costa)"; None is a side's silence."""
    if claim is None:
        return Text(f"{label}: nothing", style="dim")
    said = Text(f"{label}: ")
    # That an engagement is "denied" says already what the source does with it.
    denied = "denies " if claim.stance == "denies" and claim.status != "denied" else ""
    said.append(denied + status_word(claim.status), style=STATUS_STYLE[claim.status])
    said.append(f" ({plain(claim.source)})")
    return said


def step(claim: Claim) -> tuple[Text, Text, Text]:
    """Give the row of one step of a history: when, what it then was, whose word and the quote."""
    said = Text(source_line(claim) + ": ")
    said.append(quote(claim.evidence.text), style="italic")
    if claim.reason:
        said.append(f" ({plain(claim.reason)})")
    return (
        Text(day(claim.when) or "no date", style="dim"),
        Text(status_word(claim.status), style=STATUS_STYLE[claim.status]),
        said,
    )
