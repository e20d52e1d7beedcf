"""What every ledger promises (`onrecord.ledger.protocol`), held against both back ends."""

from __future__ import annotations

import dataclasses
import datetime as dt
import pickle
import threading
from collections.abc import Callable, Iterator

import pytest
from benchmarks.ledger_material import make_reading
from benchmarks.ledger_places import open_place
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import (
    BadArgumentError,
    BrokenChainError,
    LedgerError,
    NotFoundError,
    ReadingInvalidError,
)
from onrecord.identity import report_id
from onrecord.ledger.chained import ChainedLedger
from onrecord.ledger.protocol import GENESIS, Body, Head
from onrecord.terms import Evidence, Reading, Report, Response, Ruling

NOON = dt.datetime(2024, 6, 11, 12, 0, 0, 123456, tzinfo=dt.UTC)
REJECT = Ruling("reject", "ann", "claim-1", note="read from a caption")


@pytest.fixture
def ledger(ledger_place: str) -> Iterator[ChainedLedger]:
    with open_place(ledger_place) as opened:
        yield opened


def report(text: str, **more: object) -> Report:
    made = Report(id="", text=text, **more)
    day = made.published.isoformat() if made.published else None
    return dataclasses.replace(
        made, id=report_id(text, title=made.title, published=day, url=made.url)
    )


def ids(ledger: ChainedLedger) -> list[str]:
    return [entry.id for entry in ledger.entries()]


def test_an_empty_ledger_has_no_entries_and_verifies(ledger: ChainedLedger) -> None:
    assert list(ledger.entries()) == []
    assert ledger.head() == ledger.verify() == Head(0, GENESIS)
    assert ledger.append([], now=NOON) == []


def test_what_was_appended_is_read_back(ledger: ChainedLedger, ledger_place: str) -> None:
    reading = make_reading(7)
    bodies: list[Body] = [reading.report, reading, REJECT]
    appended = ledger.append(bodies, now=NOON)
    assert [e.body for e in appended if e] == bodies
    assert [e.seq for e in appended if e] == [1, 2, 3]
    assert [e.recorded for e in appended if e] == [NOON] * 3
    assert [e.kind for e in appended if e] == ["report", "reading", "ruling"]
    assert list(ledger.entries()) == appended
    with open_place(ledger_place) as again:
        assert list(again.entries()) == appended
        assert again.get(appended[1].id) == appended[1]


def test_each_entry_is_chained_to_the_one_before(ledger: ChainedLedger) -> None:
    ledger.append([make_reading(n).report for n in range(4)], now=NOON)
    entries = list(ledger.entries())
    assert [e.previous for e in entries] == [GENESIS, *(e.chain for e in entries[:-1])]
    assert ledger.verify() == ledger.head() == Head(4, entries[-1].chain)


def test_the_same_content_is_kept_once(ledger: ChainedLedger) -> None:
    reading = make_reading(1)
    bodies: list[Body] = [reading.report, reading, REJECT]
    ledger.append(bodies, now=NOON)
    head = ledger.head()
    assert ledger.append(bodies, now=NOON + dt.timedelta(days=1)) == [None, None, None]
    assert ledger.head() == head


def test_the_same_content_twice_in_one_call_is_kept_once(ledger: ChainedLedger) -> None:
    reading = make_reading(1)
    appended = ledger.append([reading.report, reading, reading.report, reading], now=NOON)
    assert [e.seq if e else None for e in appended] == [1, 2, None, None]


def test_another_reading_of_the_same_report_is_new(ledger: ChainedLedger) -> None:
    reading = make_reading(1)
    other = dataclasses.replace(reading, engagements=())
    ledger.append([reading.report, reading], now=NOON)
    (entry,) = ledger.append([other], now=NOON)
    assert entry is not None
    assert entry.seq == 3


def test_a_report_stays_as_it_was_first_added(ledger: ChainedLedger) -> None:
    reading = make_reading(1)
    ledger.append([reading.report, reading], now=NOON)
    carried = dataclasses.replace(reading.report, outlet="Another Outlet")
    again = dataclasses.replace(reading, report=carried)
    assert ledger.append([carried, again], now=NOON) == [None, None]
    assert {e.body.outlet for e in ledger.entries() if isinstance(e.body, Report)} == {"Wire 1"}


def test_a_reading_needs_its_report(ledger: ChainedLedger) -> None:
    reading = make_reading(1)
    with pytest.raises(NotFoundError, match=reading.report.id):
        ledger.append([make_reading(2).report, reading], now=NOON)
    assert ledger.head().seq == 0, "the report before it in the call must not be kept either"
    with pytest.raises(NotFoundError, match="in the same call"):
        ledger.append([reading, reading.report], now=NOON)  # the wrong way round
    ledger.append([reading.report], now=NOON)
    assert ledger.append([reading], now=NOON) != [None]


def test_a_report_whose_id_is_not_its_contents_is_refused(ledger: ChainedLedger) -> None:
    forged = dataclasses.replace(make_reading(1).report, text="Another text.")
    with pytest.raises(BadArgumentError, match=forged.id):
        ledger.append([forged], now=NOON)


def test_evidence_that_is_not_in_the_text_is_refused(ledger: ChainedLedger) -> None:
    reading = make_reading(1)
    engagement = reading.engagements[0]
    claim = dataclasses.replace(engagement.history[0], evidence=Evidence(0, 4, "Nope"))
    wrong = dataclasses.replace(
        reading, engagements=(dataclasses.replace(engagement, history=(claim,)),)
    )
    with pytest.raises(ReadingInvalidError, match=r"history\[0\]\.evidence"):
        ledger.append([reading.report, wrong], now=NOON)
    assert ledger.head().seq == 0


def test_half_a_surrogate_pair_is_refused(ledger: ChainedLedger) -> None:
    with pytest.raises(BadArgumentError, match=r"U\+D83D"):
        ledger.append([report("The talks \ud83d were held.")], now=NOON)


def test_text_of_any_other_kind_is_kept(ledger: ChainedLedger) -> None:
    odd = report('nul \x00, line end\r\n, separator \u2028, quote " and \\, astral 🤝, BOM \ufeff')
    ledger.append([odd], now=NOON)
    assert ledger.get(odd.id).body == odd
    assert ledger.verify().seq == 1


def test_scores_and_responses_come_back_settled(ledger: ChainedLedger) -> None:
    reading = make_reading(1)
    engagement = dataclasses.replace(
        reading.engagements[0],
        responses=(Response("USA", "accepted"), Response("CHN", "declined")),
        history=(dataclasses.replace(reading.engagements[0].history[0], score=1 / 3),),
    )
    (_, entry) = ledger.append(
        [reading.report, dataclasses.replace(reading, engagements=(engagement,))], now=NOON
    )
    assert entry is not None
    assert isinstance(entry.body, Reading)
    (kept,) = entry.body.engagements
    assert kept.responses == (Response("CHN", "declined"), Response("USA", "accepted"))
    assert kept.history[0].score == 0.3333
    assert ledger.get(entry.id) == entry


def test_a_record_time_needs_a_timezone(ledger: ChainedLedger) -> None:
    with pytest.raises(BadArgumentError, match="timezone"):
        ledger.append([REJECT], now=dt.datetime(2024, 6, 11))  # noqa: DTZ001


def test_record_times_are_utc_and_never_fall(ledger: ChainedLedger) -> None:
    tokyo = dt.timezone(dt.timedelta(hours=9))
    first = make_reading(1).report
    ledger.append([first], now=NOON.astimezone(tokyo))
    ledger.append([make_reading(2).report], now=NOON - dt.timedelta(hours=2))
    assert [e.recorded for e in ledger.entries()] == [NOON, NOON]
    assert ledger.get(first.id).recorded.utcoffset() == dt.timedelta(0)


def test_entries_by_number_and_by_record_time(ledger: ChainedLedger) -> None:
    for day in range(5):
        bodies = [make_reading(2 * day).report, make_reading(2 * day + 1).report]
        ledger.append(bodies, now=NOON + dt.timedelta(days=day))
    assert [e.seq for e in ledger.entries(after=3, upto_seq=6)] == [4, 5, 6]
    assert [e.seq for e in ledger.entries(after=10)] == []
    assert [e.seq for e in ledger.entries(after=99, upto_seq=3)] == []
    until = NOON + dt.timedelta(days=1)
    assert [e.seq for e in ledger.entries(recorded_until=until)] == [1, 2, 3, 4]
    assert [e.seq for e in ledger.entries(after=3, recorded_until=until)] == [4]
    just_before = until - dt.timedelta(microseconds=1)
    assert [e.seq for e in ledger.entries(recorded_until=just_before)] == [1, 2]


def test_what_is_appended_while_reading_comes_with_the_next_reading(
    ledger: ChainedLedger,
) -> None:
    ledger.append([make_reading(n).report for n in range(600)], now=NOON)
    reading = ledger.entries()
    first = next(reading)
    ledger.append([REJECT], now=NOON)
    rest = list(reading)
    assert [first.seq, *(e.seq for e in rest)] == list(range(1, 601))
    assert [e.body for e in ledger.entries(after=rest[-1].seq)] == [REJECT]


def test_readings_far_from_their_report_find_it(ledger: ChainedLedger) -> None:
    readings = [make_reading(n, claims=1) for n in range(300)]
    ledger.append([r.report for r in readings], now=NOON)
    ledger.append(readings, now=NOON)
    assert [e.body for e in ledger.entries(after=300)] == readings
    assert ledger.verify().seq == 600


def test_get_and_has(ledger: ChainedLedger) -> None:
    here, elsewhere = make_reading(1).report, make_reading(2).report
    ledger.append([here], now=NOON)
    assert ledger.has(here.id)
    assert not ledger.has(elsewhere.id)
    assert ledger.get(here.id).body == here
    with pytest.raises(NotFoundError, match=elsewhere.id):
        ledger.get(elsewhere.id)


def test_a_ruling_that_was_undone_can_be_given_again(ledger: ChainedLedger) -> None:
    def kept(ruling: Ruling) -> str | None:
        (entry,) = ledger.append([ruling], now=NOON)
        return entry.id if entry else None

    first = kept(REJECT)
    assert first is not None
    assert kept(REJECT) is None
    undo = Ruling("undo", "ann", REJECT.target, undoes=first)
    undone = kept(undo)
    assert undone is not None
    assert kept(undo) is None
    second = kept(REJECT)
    assert second not in (None, first)
    assert kept(REJECT) is None
    # The redo: the undo of the first is itself undone, and so the first is in force again.
    redo = kept(Ruling("undo", "ben", REJECT.target, undoes=undone))
    assert redo is not None
    assert kept(REJECT) is None
    assert kept(undo) not in (None, undone)
    assert ledger.verify() == ledger.head()


def test_undo_and_ruling_in_one_call(ledger: ChainedLedger) -> None:
    (first,) = ledger.append([REJECT], now=NOON)
    assert first is not None
    undo = Ruling("undo", "ann", REJECT.target, undoes=first.id)
    assert all(ledger.append([undo, REJECT], now=NOON))
    assert len(set(ids(ledger))) == 3


def test_an_undo_of_nothing_is_refused(ledger: ChainedLedger) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        ledger.append([REJECT, Ruling("undo", "ann", "claim-1", undoes="nowhere")], now=NOON)
    with pytest.raises(BadArgumentError, match="undoes"):
        ledger.append([Ruling("undo", "ann", "claim-1")], now=NOON)
    assert ledger.head().seq == 0


def test_a_head_noted_earlier_stays_on_the_chain(ledger: ChainedLedger) -> None:
    ledger.append([make_reading(n).report for n in range(3)], now=NOON)
    noted = ledger.head()
    ledger.append([REJECT], now=NOON)
    assert ledger.verify(since=noted).seq == 4
    with pytest.raises(BrokenChainError, match="entry 3"):
        ledger.verify(since=dataclasses.replace(noted, chain=GENESIS))
    with pytest.raises(BrokenChainError, match="noted to reach entry 9"):
        ledger.verify(since=Head(9, noted.chain))


def test_a_closed_ledger_says_so(ledger: ChainedLedger) -> None:
    ledger.append([REJECT], now=NOON)
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerError, match="closed"):
        ledger.head()
    with pytest.raises(LedgerError, match="closed"):
        ledger.append([make_reading(1).report], now=NOON)


def test_several_threads_share_one_ledger(ledger: ChainedLedger) -> None:
    failures: list[BaseException] = []

    def write(start: int) -> None:
        try:
            for number in range(start, start + 20):
                reading = make_reading(number, claims=1)
                ledger.append([reading.report, reading], now=NOON)
                assert ledger.get(reading.report.id).body == reading.report
        except BaseException as error:  # noqa: BLE001 - told to the test below
            failures.append(error)

    threads = [threading.Thread(target=write, args=(1000 * k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert ledger.verify().seq == 160


def test_errors_cross_processes(ledger: ChainedLedger) -> None:
    with pytest.raises(NotFoundError) as raised:
        ledger.get("nowhere")
    copy = pickle.loads(pickle.dumps(raised.value))
    assert (type(copy), str(copy)) == (NotFoundError, str(raised.value))


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(batches=st.lists(st.lists(st.integers(0, 12), max_size=6), max_size=6))
def test_any_split_and_repetition_gives_the_same_contents(
    batches: list[list[int]],
    new_place: Callable[[str], str],
    backend: str,
) -> None:
    """Whatever is appended how often and in which portions: each content is there once."""
    with open_place(new_place(backend)) as ledger:
        expected: list[str] = []
        for batch in batches:
            bodies: list[Body] = []
            for number in batch:
                reading = make_reading(number, claims=1)
                bodies += [reading.report, reading] if number % 3 else [reading.report]
            before = set(ids(ledger))
            appended = ledger.append(bodies, now=NOON)
            fresh = [e.id for e in appended if e]
            assert before.isdisjoint(fresh)
            expected += fresh
        assert ids(ledger) == expected
        assert len(set(expected)) == len(expected)
        reports = {n for batch in batches for n in batch}
        assert len(expected) == len(reports) + sum(1 for n in reports if n % 3)
        assert ledger.verify() == ledger.head()


@pytest.fixture(params=["sqlite", "postgres"])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)
