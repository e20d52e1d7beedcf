"""The laws of the fold: what may not change, whatever comes in and in whatever order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import START, engagement, entries, reading, report, ruled, said, told

from drawn_readings import readings as any_readings
from onrecord.headline import PLAN_OF_STATUS
from onrecord.identity import report_id
from onrecord.standing.standings import Standings
from onrecord.standing.state import State, fold, stand
from onrecord.terms import Engagement, Entry, Reading, Ruling, Standing

DAYS = [f"2031-06-{day:02d}" for day in (1, 1, 2, 5, 9, 20)]
DATES = [None, "2031-06-04", "2031-06-15", "2031-06", "2031-07-01~"]
KINDS = ["accept", "reject", "correct", "merge", "split", "enter", "undo"]
STATUSES = sorted(PLAN_OF_STATUS)
PEOPLE = {"NOR": ["Ingrid Dahl"], "CHL": ["Pablo Rojas"], "PER": ["Ana Quispe"]}


@st.composite
def worlds(draw: st.DrawFn) -> list[Reading]:
    """Readings of a small world, in which much is the same and much is nearly so."""
    made: list[Reading] = []
    for n in range(draw(st.integers(1, 7))):
        found = [
            engagement(
                status := draw(st.sampled_from(STATUSES)),
                said(
                    status,
                    draw(st.sampled_from(["on_record", "statement", "anonymous", "reporter"])),
                    draw(st.sampled_from([*PEOPLE, None])),
                    stance="denies" if status == "denied" else "asserts",
                    when=draw(st.sampled_from([None, "2031-06-01", "2031-06-05"])),
                    at=10 * number,
                ),
                sides=draw(st.lists(st.sampled_from(sorted(PEOPLE)), min_size=1, unique=True)),
                people=PEOPLE if draw(st.booleans()) else {},
                eid=f"e{number}",
                kind=draw(st.sampled_from(["visit", "talks", "call", "meeting"])),
                planned_start=draw(st.sampled_from(DATES)),
                was_planned_start=draw(st.sampled_from(DATES)),
                place=draw(st.sampled_from([None, "Oslo", "Santiago"])),
                salience=draw(st.sampled_from(["main", "secondary", "background"])),
            )
            for number in range(draw(st.integers(0, 3)))
        ]
        made.append(reading(draw(st.sampled_from(DAYS)), *found, name=str(n)))
    return made


def told_apart_from_record_time(standings: Standings) -> list[Any]:
    """Give standings without what record time alone decides: when it was learned, and the uid."""
    epoch = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    return [
        replace(
            s,
            as_of=epoch,
            uid="",
            history=tuple(replace(c, recorded=epoch) for c in s.history),
        )
        for s in standings
    ]


def everything(standings: Standings) -> tuple[Any, ...]:
    return (
        tuple(standings),
        standings.review,
        standings.related,
        standings.conflicts,
        standings.unapplied,
        standings.rejected,
        standings.aliases,
    )


@given(worlds(), st.data())
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_reports_come_in_changes_no_standing(
    world: list[Reading], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(world))
    one, other = stand(entries(*world)), stand(entries(*shuffled))
    assert told_apart_from_record_time(one) == told_apart_from_record_time(other)
    assert one.related == other.related
    assert one.review == other.review


@given(worlds(), st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_a_prefix_and_then_the_rest_is_the_whole(world: list[Reading], cut: int) -> None:
    whole = entries(*world)
    state = fold(whole[:cut])
    state.standings()
    state.advance(whole[cut:])
    assert everything(state.standings()) == everything(stand(whole))


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Entries of readings, re-readings and rulings on whatever is known by then."""
    state = State()
    made: list[Entry] = []
    known: list[Reading] = []
    for reading_ in draw(worlds()):
        known.append(reading_)
        bodies: list[Reading | Ruling] = [reading_]
        if draw(st.booleans()):
            bodies.append(
                replace(
                    draw(st.sampled_from(known)),
                    reader=replace(reading_.reader, version=str(draw(st.integers(2, 4)))),
                )
            )
        for body in bodies:
            made += entries(body, after=len(made))
        state.advance(made)
        rulings = [e.id for e in made if isinstance(e.body, Ruling)]
        ids = sorted(state.standings().aliases)
        if ids and draw(st.booleans()):
            kind = draw(st.sampled_from(KINDS))
            if kind == "undo":
                if not rulings:
                    continue
                made_ruling = ruled("undo", "", undoes=draw(st.sampled_from(rulings)))
            else:
                made_ruling = ruled(
                    kind,
                    draw(st.sampled_from(ids)),
                    *draw(st.lists(st.sampled_from(ids), max_size=2)),
                    who=draw(st.sampled_from(["ada", "ben"])),
                    claim=said("cancelled") if kind in ("correct", "enter") else None,
                )
            made += entries(made_ruling, after=len(made))
            state.advance(made)
    return made


@given(histories(), st.integers(0, 20))
@settings(max_examples=60, deadline=None)
def test_rulings_and_re_readings_fold_in_steps_as_at_once(history: list[Entry], cut: int) -> None:
    state = fold(history[:cut])
    state.standings()
    for entry in history[cut:]:
        state.advance([entry])
        state.standings()
    assert everything(state.standings()) == everything(stand(history))


@given(worlds())
@settings(max_examples=50, deadline=None)
def test_entries_already_taken_in_change_nothing(world: list[Reading]) -> None:
    whole = entries(*world)
    state = fold(whole)
    before = everything(state.standings())
    state.advance(whole)
    assert everything(state.standings()) == before


@given(worlds())
@settings(max_examples=50, deadline=None)
def test_reading_again_with_the_same_result_keeps_every_id(world: list[Reading]) -> None:
    again = [replace(r, reader=replace(r.reader, version="2")) for r in world]
    once, twice = stand(entries(*world)), stand(entries(*world, *again))
    assert [replace(s, as_of=START) for s in once] == [replace(s, as_of=START) for s in twice]


@given(worlds())
@settings(max_examples=60, deadline=None)
def test_two_engagements_of_one_reading_are_never_joined(world: list[Reading]) -> None:
    for standing in stand(entries(*world)):
        reports = [m.report for m in standing.members]
        assert len(reports) == len(set(reports))


@given(worlds())
@settings(max_examples=50, deadline=None)
def test_every_telling_is_in_exactly_one_standing(world: list[Reading]) -> None:
    members = [(m.report, m.engagement) for s in stand(entries(*world)) for m in s.members]
    expected = [(r.report.id, e.id) for r in world for e in r.engagements]
    assert sorted(members) == sorted(expected)


@given(st.lists(any_readings(), max_size=3))
@settings(max_examples=60, deadline=None)
def test_readings_of_any_shape_are_taken_in(drawn: list[Reading]) -> None:
    for standing in stand(entries(*drawn)):
        assert standing.parties


@given(
    st.sampled_from(["on_record", "statement"]),
    st.sampled_from(["anonymous", "media", "reporter"]),
    st.sampled_from(
        [("scheduled", "cancelled"), ("cancelled", "scheduled"), ("held", "cancelled")]
    ),
    st.sampled_from(["strong first", "weak first"]),
)
def test_a_weaker_word_never_silently_overrides_a_stronger_one_of_its_day(
    strong: str, weak: str, states: tuple[str, str], order: str
) -> None:
    stands, contrary = states
    dates = {
        status: {"was_planned_start" if status == "cancelled" else "planned_start": "2031-06-01"}
        for status in states
    }
    strong_word = told("2031-06-01", stands, said(stands, strong, "NOR"), name="s", **dates[stands])
    weak_word = told(
        "2031-06-01", contrary, said(contrary, weak, "NOR"), name="w", **dates[contrary]
    )
    both = [strong_word, weak_word] if order == "strong first" else [weak_word, strong_word]
    (standing,) = stand(entries(*both))
    assert standing.plan == stands


def test_as_of_shows_what_was_known_then() -> None:
    early = told("2031-06-01", "scheduled", planned_start="2031-06-20")
    late = told("2031-06-05", "cancelled", was_planned_start="2031-06-20")
    whole = entries(early, late)
    (then,) = stand(whole, as_of=whole[0].recorded)
    (now,) = stand(whole)
    assert (then.status, now.status) == ("scheduled", "cancelled")
    assert then.as_of == whole[0].recorded
    assert then.id == now.id


def test_a_report_that_comes_late_is_judged_at_its_place() -> None:
    march = told("2031-03-01", "scheduled", planned_start="2031-03-20")
    june = told("2031-06-01", "cancelled", was_planned_start="2031-06-20")
    held = told("2031-03-21", "held", planned_start="2031-03-20")
    assert len(stand(entries(march, june, held))) == 2


def test_the_uid_stays_when_an_earlier_report_comes_late() -> None:
    known = told("2031-06-05", "cancelled", was_planned_start="2031-06-20")
    earlier = told("2031-06-01", "scheduled", planned_start="2031-06-20")
    (before,) = stand(entries(known))
    after = stand(entries(known, earlier))
    (standing,) = after
    assert standing.uid == before.uid
    assert after.get(before.id) == standing


def test_a_re_reading_takes_the_place_of_the_reading_before() -> None:
    text = "Norway's foreign minister is to visit Chile."
    first = told("2031-06-01", "mooted", text=text)
    better = told("2031-06-01", "scheduled", text=text, version="2", planned_start="2031-06-20")
    standings = stand(entries(first, better))
    (standing,) = standings
    assert standing.status == "scheduled"
    (before,) = stand(entries(first))
    assert standing.id == before.id


def test_a_re_reading_that_finds_nothing_leaves_nothing() -> None:
    text = "Norway's foreign minister is to visit Chile."
    first = told("2031-06-01", "mooted", text=text)
    nothing = reading("2031-06-01", text=text, version="2")
    assert len(stand(entries(first, nothing))) == 0


def test_reports_alone_make_no_standing() -> None:
    assert len(stand(entries(report("2031-06-01")))) == 0
    assert stand([]).as_of is None


def test_one_copy_in_three_outlets_is_one_family() -> None:
    copy = " ".join(f"word{n}" for n in range(80))
    same = [
        told("2031-06-01", "cancelled", text=f"{copy} {outlet}", outlet=outlet)
        for outlet in ("Courier", "Herald", "Post")
    ]
    own = told("2031-06-01", "cancelled", text="Quite another account of it.", outlet="Tribune")
    (standing,) = stand(entries(*same, own))
    counted = standing.corroboration
    assert (counted.reports, counted.families, counted.outlets) == (4, 2, 4)


def test_what_corroborates_is_what_says_the_same() -> None:
    (standing,) = stand(
        entries(
            told("2031-06-01", "scheduled", planned_start="2031-06-20", outlet="Courier"),
            told("2031-06-02", "scheduled", planned_start="2031-06-20", outlet="Herald"),
            told("2031-06-03", "cancelled", was_planned_start="2031-06-20", outlet="Post"),
        )
    )
    assert standing.corroboration.reports == 1


def test_standings_are_found_by_claim_and_member_ids() -> None:
    standings = stand(entries(told("2031-06-01", "scheduled"), told("2031-06-02", "cancelled")))
    standing: Standing = next(iter(standings))
    assert all(standings.get(c.id).id == standing.id for c in standing.history)
    assert standing.id in standings
    assert "nothing" not in standings


UNDATED = told(None, "scheduled", said("scheduled", "statement", "NOR"), text=f"{'words ' * 20}on")


def with_date(undated: Reading, day: str, *engagements: Engagement) -> Reading:
    """Make the reading of the same text, from the same address, with its date."""
    old = undated.report
    dated = replace(
        old,
        id=report_id(old.text, title=old.title, published=day, url=old.url),
        published=dt.date.fromisoformat(day),
    )
    return replace(undated, report=dated, engagements=engagements or undated.engagements)


def test_a_text_that_comes_again_with_its_date_stands_once() -> None:
    dated = with_date(
        UNDATED,
        "2024-05-02",
        engagement("scheduled", said("scheduled", "statement", "NOR"), planned_start="2024-05-03"),
    )
    for both in ([UNDATED, dated], [dated, UNDATED], [UNDATED, dated, UNDATED]):
        (standing,) = stand(entries(*both))
        assert (standing.planned_start, standing.since) == ("2024-05-03", "2024-05-02")
        assert [m.report for m in standing.members] == [dated.report.id]
        assert (standing.corroboration.reports, standing.corroboration.families) == (1, 1)
        assert len(standing.history) == 1


def test_what_was_put_in_by_hand_is_known_again_from_its_address() -> None:
    old = UNDATED.report
    by_hand = replace(
        UNDATED,
        report=replace(
            old, id=report_id(old.text, title=None, published=None, url=None), url=None, outlet=None
        ),
    )
    standings = stand(entries(by_hand, with_date(UNDATED, "2024-05-02")))
    assert [len(s.members) for s in standings] == [1]


def test_the_same_text_of_two_days_is_two_reports() -> None:
    first, second = with_date(UNDATED, "2024-05-02"), with_date(UNDATED, "2024-05-03")
    (standing,) = stand(entries(first, second))
    assert len(standing.members) == 2
    assert standing.corroboration.families == 1


def test_what_was_ruled_on_a_text_without_a_date_holds_when_it_has_one() -> None:
    (before,) = stand(entries(UNDATED))
    corrected = ruled("correct", before.history[0].id, claim=said("cancelled", "statement", "NOR"))
    (after,) = stand(entries(UNDATED, corrected, with_date(UNDATED, "2024-05-02")))
    assert (after.id, after.status) == (before.id, "cancelled")
    assert after.history[0].id == before.history[0].id
    struck = ruled("reject", before.id)
    standings = stand(entries(UNDATED, struck, with_date(UNDATED, "2024-05-02")))
    assert (len(standings), standings.rejected) == (0, (before.id,))


def test_a_corrected_claim_outlives_a_reading_with_the_date_that_lacks_it() -> None:
    (before,) = stand(entries(UNDATED))
    corrected = ruled("correct", before.history[0].id, claim=said("cancelled", "statement", "NOR"))
    nothing = replace(with_date(UNDATED, "2024-05-02"), engagements=())
    (after,) = stand(entries(UNDATED, corrected, nothing))
    assert (after.id, after.status) == (before.id, "cancelled")
    assert stand(entries(UNDATED, nothing)).accounts == {}


@given(worlds(), st.data())
@settings(max_examples=40, deadline=None)
def test_texts_that_get_their_dates_stand_as_if_they_had_had_them(
    world: list[Reading], data: st.DataObject
) -> None:
    """Whatever came in first without its date; and the fold in steps is the fold at once."""
    undated = [
        replace(
            r,
            report=replace(
                r.report,
                id=report_id(r.report.text, title=None, published=None, url=r.report.url),
                published=None,
            ),
        )
        for r in world
        if data.draw(st.booleans())
    ]
    history = entries(*undated, *world)
    whole = stand(history)
    told = {t.report for a in whole.accounts.values() for t in a.tellings}
    assert told <= {r.report.id for r in world}
    shapes = [(s.status, s.plan, s.planned_start, len(s.members), s.contested) for s in whole]
    direct = stand(entries(*world))
    assert [(a, b, c, n) for a, b, c, n, _ in shapes] == [
        (s.status, s.plan, s.planned_start, len(s.members)) for s in direct
    ]
    cut = data.draw(st.integers(0, len(history)))
    state = fold(history[:cut])
    state.standings()
    state.advance(history[cut:])
    assert everything(state.standings(whole.as_of)) == everything(whole)
    later = entries(*undated, after=len(history))
    assert told_apart_from_record_time(stand([*history, *later])) == told_apart_from_record_time(
        whole
    )
