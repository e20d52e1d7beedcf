"""A writer killed at any moment loses nothing it acknowledged and leaves nothing half-written.

A few kills of each kind; `python -m benchmarks.ledger_crashes` does as many as one likes.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from benchmarks.ledger_cluster import Cluster
from benchmarks.ledger_crashes import WAYS, LostError, Tally, crash, look

NewPlace = Callable[[str], str]


@pytest.mark.parametrize("seed", range(3))
def test_sqlite_survives_the_death_of_its_writer(new_place: NewPlace, seed: int) -> None:
    tally = crash(lambda: new_place("sqlite"), 9, WAYS["sqlite"], seed=seed)
    assert dict(tally.kills) == {"moment": 3, "step": 3, "write": 3}
    assert tally.acknowledged > 0


def test_postgres_survives_the_death_of_its_writer_and_of_its_server(
    new_place: NewPlace, cluster: Cluster
) -> None:
    tally = crash(
        lambda: new_place("postgres"), 9, WAYS["postgres"], seed=1, kill_server=cluster.kill
    )
    assert dict(tally.kills) == {"moment": 3, "step": 3, "server": 3}
    assert tally.acknowledged > 0


def test_a_loss_would_be_noticed(new_place: NewPlace) -> None:
    place = new_place("sqlite")
    with pytest.raises(LostError, match="gone"):
        look(place, 1, 0, ["an id that was acknowledged"], Tally())
