"""Re-reading: a later reading of a report takes the place of the earlier one, and inherits its ids.

Ids must survive a better reader, or a ruling made on yesterday's reading would point at nothing.
A new telling that covers the same text about the same sides inherits the anchor of the old one; a
new claim of the same status on overlapping evidence inherits the old claim's id.

A report that came in without a date and comes again with one is read again, too: the same text
is one source, and stands once.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from onrecord.identity import report_id
from onrecord.standing.tellings import Telling, TellingKey
from onrecord.terms import Engagement, Report, StandingClaim


def succeed(
    old: Sequence[Telling], new: Sequence[Telling], upheld: AbstractSet[str]
) -> tuple[Telling, ...]:
    """Give the new tellings of a report with the ids of the old ones they correspond to.

    `upheld` are claims that a person accepted or corrected: when the new reading lacks one it is
    carried over, with its telling if need be.
    """
    heirs = _pair(old, new)
    result: list[Telling] = []
    taken = {old[i].anchor for i in heirs.values()}
    for at, telling in enumerate(new):
        if at in heirs:
            result.append(_inherit(old[heirs[at]], telling, upheld))
        elif telling.anchor in taken:
            # The same content hash, but the old telling of it found a closer heir.
            result.append(replace(telling, anchor=f"{telling.anchor}+{at}"))
        else:
            result.append(telling)
    orphans = [t for i, t in enumerate(old) if i not in heirs.values()]
    for telling in orphans:
        kept = tuple(c for c in telling.claims if c.id in upheld)
        if kept:
            key = TellingKey(telling.key.day, telling.key.report, len(result))
            result.append(replace(telling, key=key, claims=kept))
    return tuple(result)


def as_of_report(telling: Telling, report: Report) -> Telling:
    """Give a telling as one of another report of the same text, which says when it appeared.

    Its ids stay, so that what was ruled on it holds.
    """
    day = telling.day if report.published is None else report.published.toordinal()
    return replace(
        telling,
        key=TellingKey(day, report.id, telling.key.at),
        url=report.url,
        outlet=report.outlet,
        published=report.published,
        claims=tuple(
            replace(c, report=report.id, published=report.published) for c in telling.claims
        ),
    )


def undated_ids(report: Report) -> tuple[str, ...]:
    """Give the ids under which a dated report may have come in before its date was known.

    As the same text from the same address, and as one that was put in by hand, from none.
    """
    if report.published is None:
        return ()
    addresses = dict.fromkeys((report.url, None))
    return tuple(
        report_id(report.text, title=report.title, published=None, url=url) for url in addresses
    )


def _pair(old: Sequence[Telling], new: Sequence[Telling]) -> dict[int, int]:
    """Match new tellings to old ones, the closest first; each is matched once at most."""
    scored = sorted(
        (-score, at, i)
        for at, telling in enumerate(new)
        for i, before in enumerate(old)
        if (score := _closeness(before, telling)) > 0
    )
    heirs: dict[int, int] = {}
    for _, at, i in scored:
        if at not in heirs and i not in heirs.values():
            heirs[at] = i
    return heirs


def _closeness(old: Telling, new: Telling) -> float:
    """Say how much of the text and of the sides two readings of one report share, 0 to 2."""
    sides = len(old.sides & new.sides) / len(old.sides | new.sides)
    covered, covering = _covered(old.engagement), _covered(new.engagement)
    shared = len(covered & covering) / max(1, min(len(covered), len(covering)))
    if not sides or (not shared and old.sides != new.sides):
        return 0.0
    return sides + shared


def _covered(engagement: Engagement) -> frozenset[int]:
    """Give the text offsets that an engagement's mentions and evidence cover."""
    spans = [(m.start, m.end) for m in engagement.mentions]
    spans += [(c.evidence.start, c.evidence.end) for c in engagement.history]
    return frozenset(at for start, end in spans for at in range(start, end))


def _inherit(old: Telling, new: Telling, upheld: AbstractSet[str]) -> Telling:
    left = list(old.claims)
    claims: list[StandingClaim] = []
    for item in new.claims:
        before = next((c for c in left if _same_claim(c, item)), None)
        if before is None:
            claims.append(item)
        else:
            left.remove(before)
            claims.append(replace(item, id=before.id, recorded=before.recorded))
    claims += [c for c in left if c.id in upheld]
    return replace(new, anchor=old.anchor, recorded=old.recorded, claims=tuple(claims))


def _same_claim(old: StandingClaim, new: StandingClaim) -> bool:
    return (
        old.claim.status == new.claim.status
        and (old.claim.stance == "denies") == (new.claim.stance == "denies")
        and old.claim.evidence.span.overlaps(new.claim.evidence.span)
    )
