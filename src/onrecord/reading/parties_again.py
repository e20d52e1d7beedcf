"""Whom one name alone means: a last name, a given name, a prince's."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.parties_beside import PersonSpan
from onrecord.reading.parties_names import misspelt
from onrecord.reading.parties_someone import Someone
from onrecord.reading.parties_tables import short_forms
from onrecord.reading.parties_tokens import Page

_ROYAL = frozenset({"prince", "princess"})


def by_short(word: str, span: PersonSpan, people: Sequence[Someone]) -> Someone | None:
    """Find the person whom a last name alone means: the latest named before it, else the next."""
    folded = word if not word.isupper() or len(word) < 4 else word.title()
    candidates = [p for p in people if folded in _forms(p) and _may_hold(p, span)]
    if not candidates and len(folded) >= 5:
        candidates = [p for p in people if misspelt(folded, p.words[-1])]
    if not candidates:
        return None
    earlier = [p for p in candidates if any(s.start < span.start for s in p.spans)]
    return earlier[-1] if earlier else candidates[0]


def by_first(word: str, span: PersonSpan, people: Sequence[Someone]) -> Someone | None:
    """Find the person named last before whose full name begins so.

    That is the last name where it comes first ("Chou" is Chou Wen-tai), else the given name: "Sir
    Allen" is Allen Kemp. With an office it may be somebody else: after Abdullah Gul, "King
    Abdullah" is the king.
    """
    royal = span.before.title if span.before is not None else ""
    if span.before is not None and span.before.sort != "title" and royal not in _ROYAL:
        return None
    if royal in _ROYAL:
        return _by_royal_title(royal, word, span, people)
    bearers = [
        p
        for p in people
        if len(p.words) > 1 and p.words[0] == word and any(s.start < span.start for s in p.spans)
    ]
    return max(bearers, key=lambda p: _named_before(p, span.start), default=None)


def by_shared(page: Page, word: str, span: PersonSpan, people: Sequence[Someone]) -> Someone | None:
    """Find whose given name stands before a shared last name: "Jan And Ana Nowak".

    Only one whom the report names in full: in "Macron and Olaf Scholz" nothing is shared.
    """
    if page.lowers[span.end : span.end + 1] != ["and"]:
        return None
    sharing = [p for p in people if any(s.first == span.end + 1 for s in p.spans)]
    lasts = {p.words[-1] for p in sharing if len(p.words) > 1}
    alike = [p for p in people if p.words[0] == word and len(p.words) > 1 and p.words[-1] in lasts]
    return alike[0] if len(alike) == 1 and alike[0] not in sharing else None


def _by_royal_title(
    title: str, word: str, span: PersonSpan, people: Sequence[Someone]
) -> Someone | None:
    """Find the prince named before by title and full name: "Prince Saad bin Turki", "Prince Saad".

    The title must have stood there: after Mohammed Ali "Prince Mohammed" is somebody else.
    """
    bearers = []
    for one in people:
        styled = one.words[0].lower() == title and one.words[1:2] == (word,) and len(one.words) > 2
        titled = any(s.before is not None and s.before.title == title for s in one.spans)
        borne = titled and one.words[0] == word and len(one.words) > 1
        if (styled or borne) and _named_before(one, span.start) >= 0:
            bearers.append(one)
    return max(bearers, key=lambda p: _named_before(p, span.start), default=None)


def _named_before(one: Someone, start: int) -> int:
    """Give where a person was named last before a token; -1 for nowhere."""
    return max((s.start for s in one.spans if s.start < start), default=-1)


def _may_hold(one: Someone, span: PersonSpan) -> bool:
    """Whether the office beside a short mention fits: "President Biden" is not Jill Biden."""
    role = span.before.role if span.before else ""
    if not role or not one.leaders or len(one.words) == 1:
        return True
    stated = {p.role for s in one.spans for p in (s.before, s.after) if p}
    return role in stated or any(r.role in (role, "leader") for r in one.leaders)


def _forms(one: Someone) -> tuple[str, ...]:
    side = one.leaders[0].side if one.leaders else one.side
    forms = [*short_forms(" ".join(one.words), side, given=True)]
    if len(one.words) == 3 and "-" in one.words[2]:
        forms.append(one.words[0])
    if len(one.words[0]) > 2 and one.words[0].isupper() and not one.words[-1].isupper():
        forms.append(one.words[0].title())  # "KISHIDA Fumio", as ministries write it
    for leader in one.leaders:
        forms += [name for name in leader.names if " " not in name]
        forms += short_forms(leader.name, leader.side, given=True)
    return tuple(forms)
