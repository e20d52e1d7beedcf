"""What became of rulings: followed, undone, or outranked by later ones."""

from __future__ import annotations

from made_up import LATER, OTHER, Ledger, ruled, said, told

from onrecord.terms import Party, Ruling

FIRST = told("2031-06-01", "scheduled", planned_start="2031-06-20", place="Santiago")


class Ruled(Ledger):
    """A ledger, and what became of the rulings in it."""

    def rule(self, ruling: Ruling) -> str:
        self.add(ruling)
        return self.last()

    def outranked(self) -> list[str | None]:
        return [f.outranked_by for f in self.stand().fates]

    def undone(self) -> list[str | None]:
        return [f.undone_by for f in self.stand().fates]

    def ids(self) -> list[str]:
        return [s.id for s in self.stand()]

    def claim(self) -> str:
        return next(c.id for s in self.stand() for c in s.history)


def test_place_kind_and_parties_stand_as_each_was_last_corrected() -> None:
    ledger = Ruled(FIRST)
    (one,) = ledger.ids()
    parties = (Party("NOR", "Norway"), Party("PER", "Peru"))
    ledger.add(ruled("correct", one, place="Lima", engagement_kind="talks"))
    ledger.add(ruled("correct", one, parties=parties))
    second = ledger.rule(ruled("correct", one, place="Cusco"))
    (standing,) = ledger.stand()
    assert (standing.place, standing.kind, standing.parties) == ("Cusco", "talks", parties)
    assert ledger.outranked() == [None, None, None]
    ledger.add(ruled("undo", one, undoes=second))
    assert [s.place for s in ledger.stand()] == ["Lima"]
    assert ledger.undone()[2] == ledger.entries[-1].id


def test_the_same_decision_by_another_person_outranks_nothing() -> None:
    ledger = Ruled(FIRST)
    for who in ("ada", "ben"):
        ledger.add(ruled("accept", ledger.claim(), who=who))
    assert ledger.outranked() == [None, None]


def test_an_undone_ruling_outranks_nothing() -> None:
    ledger = Ruled(FIRST, LATER)
    claim = ledger.claim()
    ledger.add(ruled("accept", claim))
    rejection = ledger.rule(ruled("reject", claim))
    assert ledger.outranked() == [rejection, None]
    undo = ledger.rule(ruled("undo", claim, undoes=rejection))
    assert (ledger.outranked(), ledger.undone()) == ([None] * 3, [None, undo, None])
    redo = ledger.rule(ruled("undo", claim, undoes=undo))
    assert ledger.outranked() == [rejection, None, None, None]
    assert ledger.undone() == [None, None, redo, None]


def test_corrections_of_one_engagement_by_ids_of_before_and_after_a_merge_are_on_one() -> None:
    ledger = Ruled(FIRST, OTHER)
    one, other = ledger.ids()
    ledger.add(ruled("correct", other, place="Suva"))
    ledger.add(ruled("merge", one, other))
    last = ledger.rule(ruled("correct", one, place="Lima"))
    assert [s.place for s in ledger.stand()] == ["Lima"]
    assert ledger.outranked() == [last, None, None]
    assert {f.engagements for f in ledger.stand().fates} == {(one,)}


def test_a_split_outranks_the_merge_that_it_cuts_and_a_later_merge_the_split() -> None:
    ledger = Ruled(FIRST, OTHER)
    one, other = ledger.ids()
    ledger.add(ruled("merge", one, other))
    split = ledger.rule(ruled("split", one, other))
    assert ledger.outranked() == [split, None]
    assert ledger.stand().fates[1].engagements == (one, other)
    merge = ledger.rule(ruled("merge", other, one))
    assert ledger.outranked() == [split, merge, None]


def test_a_split_elsewhere_leaves_a_merge_alone() -> None:
    third = told("2031-06-03", "agreed", sides=("KEN", "ESP"), people={})
    ledger = Ruled(FIRST, OTHER, third)
    one, other, apart = ledger.ids()
    ledger.add(ruled("merge", one, other))
    ledger.add(ruled("split", one, apart))
    assert ledger.outranked() == [None, None]


def test_an_undo_bears_on_what_is_undone_in_the_end() -> None:
    ledger = Ruled(FIRST)
    parties = (Party("NOR", "Norway"), Party("FJI", "Fiji"))
    entered = ledger.rule(ruled("enter", "new", claim=said("agreed"), parties=parties))
    undo = ledger.rule(ruled("undo", "new", undoes=entered))
    assert [f.engagements for f in ledger.stand().fates] == [(), ()]
    ledger.add(ruled("undo", "new", undoes=undo))
    (founded,) = (s.id for s in ledger.stand() if not s.members)
    assert [f.engagements for f in ledger.stand().fates] == [(founded,)] * 3
