"""`onrecord rule`: a person decides, and outranks the machine for ever."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from onrecord.cli.ids import engagement_id
from onrecord.cli.options import Format, FormatOption, LedgerOption, examples
from onrecord.cli.rule_deciding import NEW, append, decide, who_decides
from onrecord.cli.rule_list import list_rulings
from onrecord.cli.rule_options import (
    ByOption,
    EitherArgument,
    EngagementArgument,
    FootingOption,
    KindOption,
    NoteOption,
    PartyOption,
    PlaceOption,
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
    claim_to_correct,
    member_or_other,
    ruling_id,
)
from onrecord.cli.rule_values import (
    edtf_date,
    known_parties,
    known_side,
    known_sides,
    named_place,
    quoted_words,
    sides_told_of,
)
from onrecord.errors import BadArgumentError
from onrecord.keeping.view import View
from onrecord.opening import open_record
from onrecord.terms import (
    REPORTER,
    Claim,
    Evidence,
    Ruling,
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
rule.command(
    name="list",
    epilog=examples(
        "onrecord rule list",
        "onrecord rule list 7f3a",
        "onrecord rule list --as-of 2024-05-10 --format json",
    ),
)(list_rulings)


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
    decide(
        ledger,
        output,
        lambda s: Ruling("accept", who_decides(who), claim_or_engagement(target, s), note=note),
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
    decide(
        ledger,
        output,
        lambda s: Ruling("reject", who_decides(who), claim_or_engagement(target, s), note=note),
    )


@rule.command(
    epilog=examples(
        "onrecord rule correct 91c2 --status postponed --note 'put off, not called off'",
        "onrecord rule correct 7f3a --party BRA:Brazil --party CAN:Canada",
        "onrecord rule correct 7f3a --kind talks --place Ottawa",
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
    kind: KindOption = None,
    place: PlaceOption = None,
    note: NoteOption = "",
    who: WhoOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Correct fields of a claim or of an engagement.

    Of an engagement its parties, kind and place. Where it stands, and its plan, follow from its
    claims: correct the --status of the claim that is wrong, or enter one. Its planned dates and
    topic cannot be corrected.
    """
    when, place = edtf_date(when), named_place(place)
    # An empty side is one given, and refused as such when sides are looked up.
    of_claim = any((status, when, reason, source, footing, stance)) or (by, side) != (None, None)
    of_engagement = any((party, kind, place))
    if of_claim == of_engagement:
        raise BadArgumentError(
            target,
            "is to be corrected, but not in what"
            if not of_claim
            else "is to be corrected as a claim and as an engagement",
            "Give fields of a claim, or else --party, --kind or --place.",
        )

    def ruling(view: View) -> Ruling:
        if of_engagement:
            return Ruling(
                "correct",
                who_decides(who),
                engagement_id(target, view),
                parties=known_parties(party or (), view),
                note=note,
                place=place,
                engagement_kind=kind,
            )
        claim, read = claim_to_correct(target, view)
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
        return Ruling("correct", who_decides(who), claim, claim=corrected, note=note)

    decide(ledger, output, ruling)


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
        return Ruling("merge", who_decides(who), target, merged, note=note)

    decide(ledger, output, ruling)


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
        return Ruling("split", who_decides(who), target, leaving, note=note)

    decide(ledger, output, ruling)


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
    if (engagement == NEW) != bool(party):
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
        target = NEW if engagement == NEW else engagement_id(engagement, view)
        parties = known_parties(party or (), view)
        spoken = [p.side for p in parties] if parties else sides_told_of(target, view)
        sided = replace(
            claim,
            by=known_sides("--by", by, view, others=spoken),
            side=known_side("--side", side, view, others=spoken),
        )
        return Ruling("enter", who_decides(who), target, claim=sided, parties=parties, note=note)

    decide(ledger, output, ruling)


@rule.command(epilog=examples("onrecord rule undo 5e11"))
def undo(
    ruling: Annotated[
        str, typer.Argument(metavar="RULING", help="The ruling's id, as `rule list` prints it.")
    ],
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
        append(
            record,
            output,
            Ruling("undo", who_decides(who), targets[undone], note=note, undoes=undone),
        )
