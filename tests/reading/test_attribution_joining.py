"""What rules and a tagger both find is given once; what one of them finds is kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.attribution_joining import join, raw_from_tagged
from onrecord.reading.attribution_spans import RawAttribution
from onrecord.terms import Span

SPEAKER = Span(0, 5)
RULE = RawAttribution(Span(0, 5), Span(6, 10), (Span(11, 40),), "cue.say", 0.8)


def tagged(start: int, end: int, score: float, source: Span | None = SPEAKER) -> RawAttribution:
    return RawAttribution(source, Span(6, 10), (Span(start, end),), "tagger", score)


def test_the_same_word_found_twice_is_given_once_by_the_surer() -> None:
    surer, less_sure = tagged(11, 44, 0.9), tagged(11, 44, 0.5)
    assert join([RULE], [surer]) == (surer,)
    assert join([RULE], [less_sure]) == (RULE,)


def test_another_source_or_another_content_is_another_word() -> None:
    elsewhere, other = tagged(60, 90, 0.9), tagged(11, 40, 0.9, Span(50, 55))
    assert set(join([RULE], [elsewhere, other])) == {RULE, elsewhere, other}


def test_no_source_is_the_same_only_as_no_source() -> None:
    unsourced = tagged(11, 40, 0.9, None)
    assert len(join([RULE], [unsourced])) == 2
    assert join([unsourced], [unsourced]) == (unsourced,)


def test_fragments_of_a_source_become_one_and_those_of_a_content_stay() -> None:
    made = raw_from_tagged([Span(20, 24), Span(2, 8)], [], [Span(40, 50), Span(30, 36)], 0.7)
    assert made == RawAttribution(Span(2, 24), None, (Span(30, 36), Span(40, 50)), "tagger", 0.7)
    assert raw_from_tagged([Span(0, 3)], [Span(4, 8)], [], 0.7) is None


_spans = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda t: Span(t[0], t[0] + t[1]))
_raws = st.builds(
    RawAttribution,
    st.none() | _spans,
    st.none() | _spans,
    _spans.map(lambda span: (span,)),
    st.sampled_from(["cue.say", "tagger"]),
    st.floats(0, 1),
)


@given(rules=st.lists(_raws, max_size=6), found=st.lists(_raws, max_size=6))
def test_joining_is_ordered_invents_nothing_and_loses_no_rule_without_a_better(
    rules: list[RawAttribution], found: list[RawAttribution]
) -> None:
    joined = join(rules, found)
    assert set(joined) <= {*rules, *found}
    assert [one.extent.start for one in joined] == sorted(one.extent.start for one in joined)
    assert join(joined, ()) == joined
