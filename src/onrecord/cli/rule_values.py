"""What `onrecord rule` is given for a claim or an engagement, checked before it is ruled."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from onrecord.cli.sides import side_in_tables, sides_by_name
from onrecord.errors import BadArgumentError
from onrecord.keeping.view import View
from onrecord.reading.parties_tables import fold, tables
from onrecord.standing.board import Filter
from onrecord.standing.names import is_state, side_key
from onrecord.standing.periods import period_of
from onrecord.terms import Party

_POINTING = ("demonym", "capital", "metonym")
"""Names that only point to a side: no party is called so."""
_LIKENESS = 0.8
"""How alike two names are when one is likely a slip for the other: Turkye, Turkey."""


def edtf_date(given: str | None) -> str | None:
    """Give a `--when` that is an EDTF date as readings write them; None stays None.

    Raises BadArgumentError for anything else: "14 March 2025", and a 13th month.
    """
    if given is None:
        return None
    date = given.strip()
    first, slash, last = date.partition("/")
    start, end = period_of(first), period_of(last if slash else first)
    bounded = start and end and start.first <= end.last
    if not bounded or "/" in last or not date.isascii():
        raise BadArgumentError(
            f"--when {given}",
            "is no date",
            "Write a day (2024-05-10), a month (2024-05), a year, one of them with ~ for about, "
            "or first/last.",
        )
    return date


def quoted_words(given: str) -> str:
    """Give a `--quote` that says something. Raises BadArgumentError for an empty one."""
    if not given.strip():
        raise BadArgumentError(
            f"--quote '{given}'", "quotes nothing", "Give the words that the claim rests on."
        )
    return given


def named_place(given: str | None) -> str | None:
    """Give a `--place` as one line; None stays None. Raises BadArgumentError for no name."""
    if given is None:
        return None
    place = " ".join(given.split())
    if not any(letter.isalpha() for letter in place):
        raise BadArgumentError(
            f"--place {given.strip() or repr(given)}",
            "names no place",
            "Give its name: --place Ottawa.",
        )
    return place


def known_side(
    option: str, given: str | None, view: View, *, others: Collection[str] = ()
) -> str | None:
    """Give the side that `given` names, as it is written everywhere; None stays None.

    The code of a state, an organisation or group of the tables, a party on the board, or one of
    `others`. Raises BadArgumentError when it is none of these.
    """
    if given is None:
        return None
    side = _side_in(given, view, others)
    if side is None:
        raise BadArgumentError(
            f"{option} {given or repr(given)}",
            "no such side",
            _meant(given)
            or "Give a state's code (BRA), or an organisation, group or party known here.",
        )
    return side


def known_sides(
    option: str, given: str | None, view: View, *, others: Collection[str] = ()
) -> str | None:
    """Give several sides, joined by "; " as in a claim's `by` (see `known_side`)."""
    if given is None:
        return None
    sides = (known_side(option, one.strip(), view, others=others) for one in given.split(";"))
    return "; ".join(dict.fromkeys(side for side in sides if side))


def sides_told_of(engagement: str, view: View) -> tuple[str, ...]:
    """Give the sides that an engagement is told of: parties, and who else took a step or spoke."""
    standing = view.get(engagement)
    told = [s for c in standing.history for s in (c.claim.side, *(c.claim.by or "").split("; "))]
    return tuple(side for side in (*(p.side for p in standing.parties), *told) if side)


def known_parties(given: Iterable[str], view: View) -> tuple[Party, ...]:
    """Give the parties that are each written SIDE or SIDE:NAME.

    A side that nobody knows comes in with its name: "HNF:Highland National Front"; not so when
    that is a state's, whose code is then known. Raises BadArgumentError for an unknown side
    without a name, and for a party given twice.
    """
    parties: list[Party] = []
    for one in given:
        side, name = (part.strip() for part in one.partition(":")[::2])
        known = _side_in(side, view)
        if known is None:
            remedy = _meant(side) or _meant(name, only_exact=True)
            if not (side and name) or remedy:
                raise BadArgumentError(
                    f"--party {one or repr(one)}",
                    "no such side",
                    remedy or "Give a state's code (BRA), or a new side with its name: SIDE:NAME.",
                )
        party = Party(known or side, name or tables().usual.get(known or side) or known or side)
        if party in parties:
            raise BadArgumentError(
                f"--party {one}", "is the same party again", "Give each party once."
            )
        parties.append(party)
    return tuple(parties)


def _side_in(given: str, view: View, others: Collection[str] = ()) -> str | None:
    """Find a side: in the tables first, so that no state goes by two names on one board."""
    name = given.strip()
    code = name.upper()
    if not name:
        return None
    if is_state(code):  # territories of ISO 3166 too
        return code
    side = side_in_tables(name)
    if side is not None:
        return side
    on_board = [s for n in (name, code) for s in view.board(Filter(sides=(n,)), limit=1)]
    known = (*others, *(p.side for standing in on_board for p in standing.parties))
    key = side_key(name).casefold()
    return next((s for s in known if side_key(s).casefold() == key), None)


def _meant(given: str, *, only_exact: bool = False) -> str:
    """Say which side was likely meant, or nothing: KEN by "Kenyan", TUR by "Turkye"."""
    name = fold(given.strip()).lower()
    named = sides_by_name(_POINTING).get(name) or sides_by_name().get(name)
    if named is None and not only_exact:
        close = get_close_matches(name, sides_by_name(), n=1, cutoff=_LIKENESS)
        named = sides_by_name()[close[0]] if close else None
    if named is None:
        return ""
    usual = tables().usual.get(named, named)
    return f"Did you mean {named}{'' if usual == named else f' ({usual})'}?"
