"""Where an id leads: to which telling, and to which engagement of the machine or of the board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.standing.clustering import Clustering
from onrecord.standing.shelves import Shelves
from onrecord.standing.standings import resolve
from onrecord.standing.structure import components
from onrecord.standing.tellings import Telling, TellingKey


class Whereabouts:
    """Looks ids up on a fold's shelves. Changes nothing."""

    def __init__(self, shelves: Shelves, clustering: Clustering) -> None:
        self._shelves = shelves
        self._clustering = clustering

    def anchor(self, known_as: str) -> str | None:
        """Find the telling, by its anchor, that an id of claim, member or engagement leads to."""
        at: str | None = self._shelves.claims.get(known_as) or known_as
        seen: set[str] = set()
        while at is not None and at not in seen:
            if self._clustering.key_of(at) is not None:
                return at
            seen.add(at)
            at = self._shelves.aliases.get(at)
        return None

    def telling(self, anchor: str) -> Telling | None:
        """Give the telling of an anchor, or None when it is not there."""
        key = self._clustering.key_of(anchor)
        return self._shelves.tellings[key] if key is not None else None

    def keys(self, ids: Sequence[str]) -> set[TellingKey]:
        """Give the tellings that these ids lead to."""
        keys = {self._clustering.key_of(a) for i in ids if (a := self.anchor(i))}
        return {k for k in keys if k is not None}

    def members(self, anchor: str) -> tuple[Telling, ...]:
        """Give the tellings of the engagement that an anchor stands in, as last summed up."""
        members = self._shelves.groups.get(resolve(anchor, self._shelves.aliases) or "") or ()
        return tuple(t for k in members if (t := self._shelves.tellings.get(k)) is not None)

    def engagements(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Give the engagements that ids lead to, as last summed up, in the ids' order."""
        roots = (resolve(a, self._shelves.aliases) for i in ids if (a := self.anchor(i)))
        return tuple(dict.fromkeys(root for root in roots if root is not None))

    def linked(self, links: Sequence[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
        """Give the machine's engagements that merges join, by their founders' anchors."""
        pairs: list[tuple[str, str]] = []
        for one, other in links:
            keys = [self._clustering.key_of(self.anchor(a) or "") for a in (one, other)]
            founders = [self._founder(k) for k in keys if k is not None]
            if len(founders) == len(keys):
                pairs.append((founders[0], founders[1]))
        return components(pairs)

    def group(
        self, key: TellingKey, linked: Mapping[str, tuple[str, ...]]
    ) -> tuple[TellingKey, ...]:
        """Give all members of the engagement that a telling stands in, merges included."""
        anchor = self._founder(key)
        keys = [self._clustering.key_of(a) for a in linked.get(anchor, (anchor,))]
        return tuple(
            sorted(m for k in keys if k is not None for m in self._clustering.members_of(k))
        )

    def _founder(self, key: TellingKey) -> str:
        """Give the anchor of the earliest telling of the machine's engagement of a telling."""
        return self._shelves.tellings[self._clustering.members_of(key)[0]].anchor
