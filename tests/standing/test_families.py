"""Wire families: the same copy is one source, new reporting is another."""

from __future__ import annotations

import datetime as dt
import random

from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import report

from onrecord.standing.families import Families, families_of
from onrecord.terms import Furniture, Report

_WORDS = [f"word{n}" for n in range(900)]


def text(seed: int, length: int = 200) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(_WORDS) for _ in range(length))


def family_sizes(*reports: Report) -> list[int]:
    families = list(families_of(reports).values())
    return sorted(families.count(f) for f in set(families))


def test_copies_in_several_outlets_are_one_family() -> None:
    copy = text(1)
    assert family_sizes(*(report("2031-06-01", copy, outlet=o) for o in "ABC")) == [3]


def test_a_copy_with_a_few_words_changed_is_in_the_family() -> None:
    copy = text(1)
    edited = copy.replace(copy.split()[90], "otherwise", 1)
    assert family_sizes(report("2031-06-01", copy), report("2031-06-01", edited)) == [2]


def test_a_copy_cut_from_the_bottom_is_in_the_family() -> None:
    copy = text(1)
    cut = " ".join(copy.split()[:110])
    assert family_sizes(report("2031-06-01", copy), report("2031-06-01", cut)) == [2]


def test_half_the_old_copy_under_new_reporting_is_not() -> None:
    copy = text(1)
    rewrite = f"{text(2, 120)} {' '.join(copy.split()[:100])}"
    assert family_sizes(report("2031-06-01", copy), report("2031-06-01", rewrite)) == [1, 1]


def test_texts_that_share_nothing_are_not() -> None:
    assert family_sizes(report("2031-06-01", text(1)), report("2031-06-01", text(2))) == [1, 1]


def test_an_outlets_own_furniture_does_not_count() -> None:
    copy, box = text(1), text(2, 120)
    whole = f"{copy} {box}"
    plain = report("2031-06-01", copy, outlet="A")
    boxed = report("2031-06-01", whole, outlet="B")
    marked = Report(
        id=boxed.id,
        text=whole,
        published=boxed.published,
        furniture=(Furniture("newsletter", len(copy) + 1, len(whole)),),
    )
    assert family_sizes(plain, marked) == [2]


def test_case_and_punctuation_do_not_count() -> None:
    copy = text(1)
    dressed = copy.upper().replace(" ", ", ")
    assert family_sizes(report("2031-06-01", copy), report("2031-06-01", dressed)) == [2]


def test_a_text_without_words_is_a_family_of_its_own() -> None:
    one, two = Report(id="a", text="..."), Report(id="b", text="...")
    assert family_sizes(one, two) == [1, 1]


def test_adding_again_finds_nothing_new() -> None:
    families = Families()
    one = report("2031-06-01", text(1))
    assert families.add(one) == ()
    assert families.add(one) == ()
    assert families.members(families.family_of(one.id)) == (one.id,)


@given(
    st.lists(st.tuples(st.integers(0, 2), st.sampled_from([200, 190, 120])), max_size=8),
    st.randoms(use_true_random=False),
)
@settings(max_examples=30, deadline=None)
def test_families_do_not_depend_on_order(
    drawn: list[tuple[int, int]], chance: random.Random
) -> None:
    made = [
        report("2031-06-01", " ".join(text(seed).split()[:length]), name=str(n))
        for n, (seed, length) in enumerate(drawn)
    ]
    shuffled = chance.sample(made, len(made))
    assert families_of(made) == families_of(shuffled)


def test_copy_is_looked_for_among_what_was_published_about_then() -> None:
    copy = text(1)
    near = report("2031-06-01", copy, outlet="A"), report("2031-07-20", copy, outlet="B")
    assert family_sizes(*near) == [2]
    years_apart = report("2031-06-01", copy, outlet="A"), report("2034-06-01", copy, outlet="B")
    assert family_sizes(*years_apart) == [1, 1]


def test_what_has_no_date_counts_as_of_the_day_it_came_in() -> None:
    dated, undated = report("2031-06-01", text(1), outlet="A"), report(None, text(1), outlet="B")
    families = Families()
    families.add(dated, dt.date(2040, 1, 1))
    assert families.add(undated, dt.date(2031, 6, 2)) == (dated.id,)


def test_a_copy_cut_to_its_first_paragraph_is_in_the_family() -> None:
    copy = text(1, 400)
    short = " ".join(copy.split()[:40])
    assert family_sizes(
        report("2031-06-01", copy, outlet="A"), report("2031-06-01", short, outlet="B")
    ) == [2]


def test_a_caption_above_and_a_box_below_change_no_copy() -> None:
    copy = text(1, 60)
    framed = f"{text(2, 10)} {copy} {text(3, 8)}"
    assert family_sizes(
        report("2031-06-01", copy, outlet="A"), report("2031-06-01", framed, outlet="B")
    ) == [2]


def test_a_paragraph_of_new_reporting_is_no_frame() -> None:
    copy = text(1, 60)
    updated = f"{text(2, 30)} {copy}"
    assert family_sizes(
        report("2031-06-01", copy, outlet="A"), report("2031-06-01", updated, outlet="B")
    ) == [1, 1]


def test_an_agencys_sentence_edited_by_another_outlet_is_its_copy() -> None:
    blurb = text(1, 30).split()
    edited = " ".join([*blurb[:10], "edited", *blurb[11:24]])
    both = report("2031-06-01", " ".join(blurb), outlet="A"), edited
    assert family_sizes(both[0], report("2031-06-01", both[1], outlet="B")) == [2]
    # Of one outlet it is rather a caption that stands under other news too.
    assert family_sizes(both[0], report("2031-06-01", both[1], outlet="A", name="2")) == [1, 1]
