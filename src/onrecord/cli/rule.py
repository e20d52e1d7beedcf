"""`onrecord rule`: a person decides, and outranks the machine for ever."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

import typer

from onrecord.cli.ids import claim_in, engagement_id
from onrecord.cli.options import Format, FormatOption, LedgerOption, examples
from onrecord.cli.outcome import NOTHING, complain
from onrecord.cli.page import page, put_line
from onrecord.cli.print_reading import print_headline
from onrecord.cli.print_standing import SHORT
from onrecord.cli.rule_options import (
    ByOption,
    EitherArgument,
    EngagementArgument,
    FootingOption,
    NoteOption,
    PartyOption,
    ReasonOption,
    SideOption,
    SourceOption,
    StanceOption,
    StatusOption,
    WhenOption,
    WhoOption,
)
from onrecord.cli.rule_targets import (
    another_engagement,
    claim_or_engagement,
    member_or_other,
    ruling_id,
)
from onrecord.cli.rule_values import (
    edtf_date,
    known_parties,
    known_side,
    known_sides,
    quoted_words,
    sides_told_of,
)
from onrecord.errors import BadArgumentError
from onrecord.identity import Json
from onrecord.keeping.view import View
from onrecord.opening import Record, open_record
from onrecord.standing.board import Filter
from onrecord.terms import (
    REPORTER,
    Claim,
    Entry,
    Evidence,
    Ruling,
    Standing,
    Status,
)

commands = typer.Typer(rich_markup_mode=None)
rule = typer.Typer(
    help="Decide about a claim or an engagement.\n\n"
    "A ruling outranks every reading; reading a report anew never undoes it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
commands.add_typer(rule, name="rule")

_NEW = "new"


@rule.command(epilog=examples("onrecord rule accept 91c2 --note 'heard the recording'"))
def accept(
    target: EitherArgument,
    *,
    note: NoteOption = "",
    who: WhoOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Vouch for a claim: it stays, even when a later reading no longer finds it."""
    _decide(
        ledger,
        output,
        lambda s: Ruling("accept", _who(who), claim_or_engagement(target, s), note=note),
    )


@rule.command(epilog=examples("onrecord rule reject 91c2 --note 'about another visit'"))
def reject(
    target: EitherArgument,
    *,
    note: NoteOption = "",
    who: WhoOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Strike off a claim, or an engagement that is none."""
    _decide(
        ledger,
        output,
        lambda s: Ruling("reject", _who(who), claim_or_engagement(target, s), note=note),
    )


@rule.command(
    epilog=examples(
        "onrecord rule correct 91c2 --status postponed --note 'put off, not called off'",
        "onrecord rule correct 7f3a --party BRA:Brazil --party CAN:Canada",
    )
)
def correct(
    target: EitherArgument,
    *,
    status: StatusOption = None,
    when: WhenOption = None,
    by: ByOption = None,
    reason: ReasonOption = None,
    source: SourceOption = None,
    side: SideOption = None,
    footing: FootingOption = None,
    stance: StanceOption = None,
    party: PartyOption = None,
    note: NoteOption = "",
    who: WhoOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Correct fields of a claim, or the parties of an engagement."""
    when = edtf_date(when)
    # An empty side is one given, and refused as such when sides are looked up.
    fields = any((status, when, reason, source, footing, stance)) or (by, side) != (None, None)
    if fields == bool(party):
        raise BadArgumentError(
            target, "is to be corrected, but not in what", "Give fields of a claim, or --party."
        )

    def ruling(view: View) -> Ruling:
        if party:
            engagement = engagement_id(target, view)
            parties = known_parties(party, view)
            return Ruling("correct", _who(who), engagement, parties=parties, note=note)
        claim, read = claim_in(target, view)
        spoken = sides_told_of(engagement_id(claim, view), view)
        corrected = replace(
            read,
            status=status or read.status,
            when=when or read.when,
            by=known_sides("--by", by, view, others=spoken) or read.by,
            reason=reason or read.reason,
            source=source or read.source,
            side=known_side("--side", side, view, others=spoken) or read.side,
            footing=footing or read.footing,
            stance=stance or read.stance,
        )
        return Ruling("correct", _who(who), claim, claim=corrected, note=note)

    _decide(ledger, output, ruling)


@rule.command(epilog=examples("onrecord rule merge 7f3a 20bd --note 'one journey'"))
def merge(
    engagement: EngagementArgument,
    others: Annotated[list[str], typer.Argument(metavar="OTHER", help="What is the same.")],
    *,
    note: NoteOption = "",
    who: WhoOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Say that engagements are one."""

    def ruling(view: View) -> Ruling:
        target = engagement_id(engagement, view)
        merged = tuple(another_engagement(other, target, view) for other in others)
        return Ruling("merge", _who(who), target, merged, note=note)

    _decide(ledger, output, ruling)


@rule.command(epilog=examples("onrecord rule split 7f3a 91c2 --note 'another meeting, in March'"))
def split(
    engagement: EngagementArgument,
    others: Annotated[
        list[str],
        typer.Argument(
            metavar="MEMBER",
            help="What is another engagement: claims or reports of it, by id, or one that stands "
            "by itself and is to stay so.",
        ),
    ],
    *,
    note: NoteOption = "",
    who: WhoOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Say that some of what was joined in an engagement is another one.

    Or that two engagements are two: they are then never joined, nor asked about again.
    """

    def ruling(view: View) -> Ruling:
        target = engagement_id(engagement, view)
        standing = view.get(target)
        known = [c.id for c in standing.history] + [m.report for m in standing.members]
        leaving = tuple(member_or_other(o, target, known, view) for o in others)
        return Ruling("split", _who(who), target, leaving, note=note)

    _decide(ledger, output, ruling)


@rule.command(
    epilog=examples(
        "onrecord rule enter 7f3a --status cancelled --when 2024-05-10 --source 'Andre Costa' \\\n"
        "    --side BRA --footing on_record --quote 'The minister will not travel.'",
        "onrecord rule enter new --party BRA:Brazil --party CAN:Canada --status agreed \\\n"
        "    --source 'a diplomat' --footing anonymous --quote 'They have agreed to meet.'",
    )
)
def enter(
    engagement: Annotated[
        str,
        typer.Argument(
            metavar="ENGAGEMENT", help="The engagement's id, or `new` with two --party or more."
        ),
    ],
    *,
    status: Annotated[Status, typer.Option("--status", help="What it then was.")],
    quoted: Annotated[str, typer.Option("--quote", help="The words it rests on.")],
    when: WhenOption = None,
    by: ByOption = None,
    reason: ReasonOption = None,
    source: SourceOption = None,
    side: SideOption = None,
    footing: FootingOption = None,
    stance: StanceOption = None,
    party: PartyOption = None,
    note: NoteOption = "",
    who: WhoOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Enter a claim by hand."""
    if (engagement == _NEW) != bool(party):
        raise BadArgumentError(
            engagement, "does not go with its parties", "Give --party with `new`, and only then."
        )
    if party and len(party) == 1:
        raise BadArgumentError(
            f"--party {party[0]}", "is the only party", "Give every party, each with a --party."
        )
    claim = Claim(
        status=status,
        evidence=Evidence(0, len(quoted), quoted_words(quoted)),
        when=edtf_date(when),
        reason=reason,
        source=source or REPORTER,
        footing=footing or ("on_record" if source else "reporter"),
        stance=stance or "asserts",
        rule="by hand",
    )

    def ruling(view: View) -> Ruling:
        target = _NEW if engagement == _NEW else engagement_id(engagement, view)
        parties = known_parties(party or (), view)
        spoken = [p.side for p in parties] if parties else sides_told_of(target, view)
        sided = replace(
            claim,
            by=known_sides("--by", by, view, others=spoken),
            side=known_side("--side", side, view, others=spoken),
        )
        return Ruling("enter", _who(who), target, claim=sided, parties=parties, note=note)

    _decide(ledger, output, ruling)


@rule.command(epilog=examples("onrecord rule undo 5e11"))
def undo(
    ruling: Annotated[str, typer.Argument(metavar="RULING", help="The ruling's id.")],
    *,
    note: NoteOption = "",
    who: WhoOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Take a ruling back; undoing the undo restores it."""
    with open_record(ledger) as record:
        targets = {e.id: e.body.target for e in record.rulings() if isinstance(e.body, Ruling)}
        undone = ruling_id(ruling, targets)
        _append(
            record, output, Ruling("undo", _who(who), targets[undone], note=note, undoes=undone)
        )


def _decide(ledger: str | None, output: Format, ruling_of: Callable[[View], Ruling]) -> None:
    """Make the ruling out of what stands now, and append it."""
    with open_record(ledger) as record:
        _append(record, output, record.ask(ruling_of))


def _append(record: Record, output: Format, ruling: Ruling) -> None:
    entry = record.rule(ruling)
    if entry is None:
        complain(BadArgumentError(ruling.target, f"the same was ruled before ({ruling.kind})"))
        raise typer.Exit(NOTHING)
    standing = record.ask(lambda view: _standing_of(entry, ruling, view))
    if output is Format.json:
        put_line(_to_json(entry, ruling, standing))
        return
    console = page()
    console.print(f"ruled: {ruling.kind}; take it back with: onrecord rule undo {entry.id[:SHORT]}")
    if standing is None:
        return
    print_headline(console, standing)
    if ruling.target == _NEW:
        console.print(f"look at it with: onrecord show {standing.id[:SHORT]}")


def _standing_of(entry: Entry, ruling: Ruling, view: View) -> Standing | None:
    if ruling.target == _NEW:
        # Nobody but the ruling knows an engagement that it has founded.
        founded = view.board(Filter(sides=tuple(p.side for p in ruling.parties)))
        return next((s for s in founded if entry.id in s.rulings), None)
    root = view.engagements_of(ruling.target).get(ruling.target)
    return None if root is None else view.get(root)


def _to_json(entry: Entry, ruling: Ruling, standing: Standing | None) -> dict[str, Json]:
    return {
        "schema": "onrecord/ruled/1",
        "id": entry.id,
        "recorded": entry.recorded.isoformat(),
        "kind": ruling.kind,
        "who": ruling.who,
        "target": ruling.target,
        "engagement": standing.id if standing else None,
        "others": list(ruling.others),
        "note": ruling.note,
        "undoes": ruling.undoes,
    }


def _who(given: str | None) -> str:
    """Say who decides: the name given, else the login name."""
    if given:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise BadArgumentError(
            "--who", "is not given, and there is no login name", "Say who decides."
        ) from None
