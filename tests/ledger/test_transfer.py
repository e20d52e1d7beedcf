"""A ledger goes out as JSON Lines and comes in elsewhere unchanged, or not at all."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from benchmarks.ledger_material import make_reading
from benchmarks.ledger_places import open_place
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drawn_readings import readings, rulings
from onrecord.errors import BrokenChainError, LedgerSchemaError
from onrecord.ledger.protocol import Body, Head
from onrecord.ledger.transfer import export_lines, import_lines
from onrecord.terms import Reading, Ruling

NewPlace = Callable[[str], str]
NOON = dt.datetime(2024, 6, 11, 12, 0, 0, 7, tzinfo=dt.UTC)


def filled(place: str, count: int = 6) -> list[str]:
    """Fill a ledger and give it as exported lines."""
    with open_place(place) as ledger:
        for number in range(count):
            reading = make_reading(number, claims=1)
            ledger.append([reading.report, reading], now=NOON + dt.timedelta(days=number))
        (entry,) = ledger.append([Ruling("accept", "ann", "claim-1")], now=NOON)
        assert entry is not None
        ledger.append([Ruling("undo", "ann", "claim-1", undoes=entry.id)], now=NOON)
        return list(export_lines(ledger))


@pytest.mark.parametrize(
    ("origin", "goal"),
    [
        ("sqlite", "postgres"),
        ("postgres", "sqlite"),
        ("sqlite", "sqlite"),
        ("postgres", "postgres"),
    ],
)
def test_a_ledger_moves_unchanged(new_place: NewPlace, origin: str, goal: str) -> None:
    place = new_place(origin)
    lines = filled(place)
    with open_place(place) as old, open_place(new_place(goal)) as new:
        assert import_lines(new, lines) == old.head()
        assert list(new.entries()) == list(old.entries())
        assert list(new.lines()) == list(old.lines())
        assert list(export_lines(new)) == lines
        assert new.verify() == old.verify()
        (entry,) = new.append([Ruling("accept", "ben", "claim-1")], now=NOON)
        assert entry is not None
        assert entry.seq == old.head().seq + 1


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(bodies=st.lists(readings() | rulings().filter(lambda r: r.kind != "undo"), max_size=3))
def test_whatever_was_kept_moves_unchanged(new_place: NewPlace, bodies: list[Body]) -> None:
    with open_place(new_place("sqlite")) as old, open_place(new_place("sqlite")) as new:
        for body in bodies:
            old.append([body.report, body] if isinstance(body, Reading) else [body], now=NOON)
        # By way of a file, whose reader splits lines at line ends only.
        text = "".join(f"{line}\n" for line in export_lines(old))
        assert import_lines(new, text.split("\n")) == old.head()
        assert list(new.entries()) == list(old.entries())


def test_by_way_of_a_file(new_place: NewPlace, tmp_path: Path) -> None:
    lines = filled(new_place("sqlite"))
    path = tmp_path / "ledger.jsonl"
    path.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    with open_place(new_place("sqlite")) as new, path.open(encoding="utf-8") as file:
        assert import_lines(new, file).seq == 14


def test_an_empty_ledger_moves_too(new_place: NewPlace) -> None:
    with open_place(new_place("sqlite")) as old, open_place(new_place("sqlite")) as new:
        assert import_lines(new, export_lines(old)) == Head()


def test_an_import_that_was_cut_off_goes_on(new_place: NewPlace) -> None:
    place, goal = new_place("sqlite"), new_place("sqlite")
    with open_place(place) as old, open_place(goal) as new:
        for number in range(300):
            old.append([make_reading(number, claims=1).report], now=NOON)
        lines = list(export_lines(old))
        with pytest.raises(BrokenChainError, match="cut off"):
            import_lines(new, islice(lines, 290))
        assert 0 < new.verify().seq < 290
        assert import_lines(new, lines) == old.head()
        assert import_lines(new, lines) == old.head(), "and once more changes nothing"


def test_an_older_export_fits_a_ledger_that_has_grown(new_place: NewPlace) -> None:
    place = new_place("sqlite")
    lines = filled(place)
    with open_place(place) as ledger:
        ledger.append([Ruling("accept", "ben", "claim-2")], now=NOON)
        head = ledger.head()
        assert import_lines(ledger, lines) == head


def test_another_ledger_is_not_mixed_in(new_place: NewPlace) -> None:
    lines, place = filled(new_place("sqlite")), new_place("sqlite")
    with open_place(place) as ledger:
        ledger.append([make_reading(99).report], now=NOON)
        head = ledger.head()
        with pytest.raises(BrokenChainError, match="another one than entry 1"):
            import_lines(ledger, lines)
        assert ledger.verify() == head


def _edited(line: str, **changes: object) -> str:
    return json.dumps({**json.loads(line), **changes})


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda n: n[:-1], "cut off"),
        (lambda n: n[:5], "entry 5: is missing"),
        (lambda n: n[:3] + n[4:], "entry 3: is gone"),
        (lambda n: [n[0], *n[2:]], "entry 1: is neither"),
        (lambda n: [*n[:2], n[3], n[2], *n[4:]], "entry 2: is gone"),
        (lambda n: [*n[:-2], n[-1]], "does not end at entry 13"),
        (lambda n: [*n, n[3]], "comes after the end"),
        (lambda n: [*n[:2], n[2].replace("meet", "beat"), *n[3:]], "entry 2 "),
        (
            lambda n: [*n[:2], _edited(n[2], recorded="2024-06-11T12:00:00.000008Z"), *n[3:]],
            "entry 2 ",
        ),
        (lambda n: [*n[:2], _edited(n[2], about="x"), *n[3:]], "entry 2 "),
        (lambda n: [*n[:2], _edited(n[2], seq="2"), *n[3:]], "line 3"),
        (lambda n: [*n[:2], _edited(n[2], body=None), *n[3:]], "line 3"),
        (lambda n: [*n[:2], _edited(n[2], kind="note"), *n[3:]], "line 3"),
        (lambda n: [*n[:2], "not JSON", *n[3:]], "line 3"),
    ],
)
def test_what_was_changed_is_refused(
    new_place: NewPlace, spoil: Callable[[list[str]], list[str]], named: str
) -> None:
    lines = spoil(filled(new_place("sqlite")))
    with open_place(new_place("sqlite")) as new:
        with pytest.raises(BrokenChainError) as raised:
            import_lines(new, lines)
        assert named in str(raised.value)
        assert new.head() == Head(), "of a portion with a fault nothing is kept"


@pytest.mark.parametrize("lines", [[], ["{}"], ['{"schema": "onrecord/ledger/2"}']])
def test_what_is_no_export_is_refused(new_place: NewPlace, lines: list[str]) -> None:
    with open_place(new_place("sqlite")) as new, pytest.raises(LedgerSchemaError, match="line 1"):
        import_lines(new, lines)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(where=st.floats(0, 1, exclude_max=True), put=st.sampled_from('0a7f "e{}x'))
def test_no_single_character_can_be_changed_unnoticed(
    new_place: NewPlace, exported: list[str], where: float, put: str
) -> None:
    text = "\n".join(exported)
    at = int(where * len(text))
    changed = text[:at] + put + text[at + 1 :]
    with open_place(new_place("sqlite")) as new:
        try:
            import_lines(new, changed.split("\n"))
        except (BrokenChainError, LedgerSchemaError):
            return
        # What still comes in is what went out: a space more, say, where JSON takes one.
        assert list(export_lines(new)) == exported


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return filled(str(tmp_path_factory.mktemp("exported") / "ledger.db"), 2)
