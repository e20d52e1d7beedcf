"""What was joined across reports, held against what somebody who read them says is one.

    python -m evaluation.standing_joins --gold DIR --converter gold_to_readings.py \
        --judged evaluation/joins_train.json --most-unrelated 1

Follows engagements through the readings a perfect reader would give of labelled items, and looks at
every telling that was joined to another report's. The judgements name tellings by the items' own
engagement ids, sorted into groups: `12a` and `12b` are two engagements of one story (a visit and a
summit on its way, two legs, an earlier attempt), `13a` one of another story. A telling that was
joined to an engagement most of whose tellings are in another group is out of place: beside it when
the story is the same, unrelated when it is not. Exits with 1 when more than `--most-unrelated` in a
hundred joins are unrelated, and with 2 when a joined telling was never judged.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.standing_perfect import entries_of, load_module, perfect_readings
from onrecord.standing.standings import Standings
from onrecord.standing.state import fold


@dataclass(frozen=True, slots=True)
class Joins:
    """How joined tellings were judged.

    `joins` counts every telling but one of each engagement that has several. `beside` and
    `unrelated` are the tellings out of place, by the items' engagement ids; `unjudged` those that
    the judgements do not name.
    """

    joins: int
    beside: tuple[str, ...]
    unrelated: tuple[str, ...]
    unjudged: tuple[str, ...]

    def share(self, found: Sequence[str]) -> float:
        """Give how many in a hundred joins these tellings are; 0 when nothing was joined."""
        return 100 * len(found) / self.joins if self.joins else 0.0


def judge_joins(joined: Iterable[Sequence[str]], group_of: Mapping[str, str]) -> Joins:
    """Hold joined tellings against judgements.

    `joined` holds the tellings of each engagement, `group_of` the group of each telling.
    """
    joins = 0
    beside: list[str] = []
    unrelated: list[str] = []
    unjudged: list[str] = []
    for tellings in joined:
        joins += max(0, len(tellings) - 1)
        judged = [t for t in tellings if t in group_of]
        unjudged += [t for t in tellings if t not in group_of] if len(tellings) > 1 else []
        if not judged:
            continue
        counted = Counter(group_of[t] for t in judged)
        # Of equals the first: the telling that the engagement was founded on.
        home = max(counted, key=lambda group: counted[group])
        for telling in judged:
            group = group_of[telling]
            if group[:-1] != home[:-1]:
                unrelated.append(telling)
            elif group != home:
                beside.append(telling)
    return Joins(joins, tuple(beside), tuple(unrelated), tuple(unjudged))


def joined_tellings(standings: Standings) -> list[list[str]]:
    """Give the tellings of each engagement by the items' ids: `ITEM-eN` for `item:ITEM`, `eN`."""
    return [
        [f"{(m.url or '').removeprefix('item:')}-{m.engagement}" for m in standing.members]
        for standing in standings
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; give the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--converter", type=Path, required=True)
    parser.add_argument("--judged", type=Path, default=Path(__file__).with_name("joins_train.json"))
    parser.add_argument("--most-unrelated", type=float, default=1.0, metavar="PERCENT")
    wanted = parser.parse_args(arguments)
    groups = json.loads(wanted.judged.read_text(encoding="utf-8"))
    group_of = {telling: group for group, tellings in groups.items() for telling in tellings}
    readings = perfect_readings(wanted.gold, load_module(wanted.converter))
    found = judge_joins(joined_tellings(fold(entries_of(readings)).standings()), group_of)
    right = found.joins - len(found.beside) - len(found.unrelated) - len(found.unjudged)
    print(f"joins      {found.joins} in {len(readings)} reports")
    print(f"right      {right}")
    for name, tellings in (
        ("beside", found.beside),
        ("unrelated", found.unrelated),
        ("unjudged", found.unjudged),
    ):
        listed = f": {', '.join(tellings)}" if tellings else ""
        print(f"{name:10} {len(tellings)} ({found.share(tellings):.1f} %){listed}")
    if found.unjudged:
        return 2
    return 1 if found.share(found.unrelated) > wanted.most_unrelated else 0


if __name__ == "__main__":
    sys.exit(main())
