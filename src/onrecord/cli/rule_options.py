"""The arguments and options of `onrecord rule`: whom it is about, and the fields of a claim."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.terms import Footing, Kind, Stance, Status

EitherArgument = Annotated[
    str, typer.Argument(metavar="ID", help="The id of a claim or an engagement.")
]
EngagementArgument = Annotated[
    str, typer.Argument(metavar="ENGAGEMENT", help="The engagement's id, as `board` prints it.")
]
WhoOption = Annotated[
    str | None,
    typer.Option("--who", help="Who decides. Without it, your login name.", show_default=False),
]
NoteOption = Annotated[str, typer.Option("--note", help="Why.", show_default=False)]
StatusOption = Annotated[
    Status | None, typer.Option("--status", help="What it then was.", show_default=False)
]
KindOption = Annotated[
    Kind | None, typer.Option("--kind", help="What sort of engagement it is.", show_default=False)
]
PlaceOption = Annotated[
    str | None, typer.Option("--place", help="Where it is to be, or was.", show_default=False)
]
WhenOption = Annotated[
    str | None,
    typer.Option("--when", help="The day it came about, as EDTF (2024-05-10).", show_default=False),
]
ByOption = Annotated[
    str | None, typer.Option("--by", help="The side that took the step.", show_default=False)
]
ReasonOption = Annotated[
    str | None, typer.Option("--reason", help="The reason given.", show_default=False)
]
SourceOption = Annotated[
    str | None, typer.Option("--source", help="Whose word it is.", show_default=False)
]
SideOption = Annotated[
    str | None, typer.Option("--side", help="The side of the source.", show_default=False)
]
FootingOption = Annotated[
    Footing | None,
    typer.Option("--footing", help="On what footing it was said.", show_default=False),
]
StanceOption = Annotated[
    Stance | None,
    typer.Option("--stance", help="What the source does with it.", show_default=False),
]
PartyOption = Annotated[
    list[str] | None,
    typer.Option("--party", help="A party, as SIDE or SIDE:NAME. May be repeated."),
]
