"""Two that come to the same thing are one after all; who stands for a side that has nobody."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from engagement_tools import Told, seen_and_view, word
from reading_tools import DAY
from spacy.language import Language

from onrecord.intake.reports import make_report
from onrecord.reading.arrays import Floats
from onrecord.reading.engagement_heads import Verdict
from onrecord.reading.engagement_judging import Judged, is_one_state_alone, judgements
from onrecord.reading.engagement_view import View
from onrecord.terms import KINDS, SALIENCES, STATUSES

TEXT = (
    "The Polish president met the Kenyan president on Friday. The Polish president had a long talk"
    " with the Kenyan president. The Polish president met the Kenyan president on Monday."
)
UNSURE = -0.3
"""A pair score too low to join by itself, but not against it."""


class Judging(Told):
    """Answers for a model that also judges: a verdict and the dates by each group's first word."""

    def __init__(
        self,
        view: View,
        pairs: dict[tuple[int, int], float],
        verdicts: dict[int, Verdict],
        in_person: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(view, dict.fromkeys(verdicts, 0.9), pairs)
        self._verdicts = verdicts
        self._in_person = in_person

    def beside(self, words: list[int], _rule: Verdict, _named: list[list[int]]) -> JudgingOne:
        return JudgingOne(self.view, words, self._verdicts[words[0]], self._in_person)


class JudgingOne:
    """Answers for a model that judges one engagement."""

    def __init__(
        self, view: View, words: list[int], verdict: Verdict, in_person: frozenset[str]
    ) -> None:
        self._view = view
        self._words = words
        self._verdict = verdict
        self._in_person = in_person

    def verdict_chances(self) -> dict[Verdict, float]:
        return {v: float(v == self._verdict) for v in (*STATUSES, "none")}

    def salience_chances(self) -> dict[str, float]:
        return dict.fromkeys(SALIENCES, 0.3)

    def kind_chances(self) -> dict[str, float]:
        return dict.fromkeys(KINDS, 0.1)

    def step_chances(self) -> Floats:
        return np.zeros((len(self._view.starts), len(STATUSES)), dtype=np.float32)

    def actor_chances(self) -> Floats:
        names = [a.mention.name if a.mention else None for a in self._view.actors]
        rows = [[0.9, 0.9 if name in self._in_person else 0.0] for name in names]
        return np.array(rows, dtype=np.float32)

    def date_chances(self) -> Floats:
        """Let each date stand for what is named in its sentence."""
        rows = np.zeros((len(self._view.dated), 5), dtype=np.float32)
        for k, date in enumerate(self._view.dated):
            here = {int(self._view.sentence[w]) for w in self._words}
            rows[k, 2] = float(int(self._view.sentence[date.first]) in here)
        return rows


def judged(
    nlp: Language,
    text: str,
    names: list[tuple[str, int, Verdict]],
    in_person: frozenset[str] = frozenset(),
) -> list[Judged]:
    seen, view = seen_and_view(nlp, text)
    verdicts = {word(view, text, name, nth): verdict for name, nth, verdict in names}
    at = sorted(verdicts)
    look: Any = Judging(view, {(a, b): UNSURE for a in at for b in at}, verdicts, in_person)
    return judgements(make_report(text, "a test", published=DAY), seen, look)


def test_two_that_come_to_the_same_are_one(nlp: Language) -> None:
    (one,) = judged(nlp, TEXT, [("met", 0, "held"), ("talk", 0, "held")])
    assert len(one.words) == 2
    assert {p.side for p in one.parties} == {"POL", "KEN"}


def test_two_that_stand_otherwise_are_two(nlp: Language) -> None:
    assert len(judged(nlp, TEXT, [("met", 0, "held"), ("talk", 0, "scheduled")])) == 2


def test_what_is_off_is_one_by_whichever_word(nlp: Language) -> None:
    text = (
        "Poland cancelled a visit to Kenya. A later visit of Poland's president to Kenya has to be"
        " worked out."
    )
    names = (("visit", 0), ("visit", 1))
    for verdicts, count in (
        (("cancelled", "postponed"), 1),
        (("rescheduling", "cancelled"), 1),
        (("cancelled", "scheduled"), 2),
        (("cancelled", "held"), 2),
    ):
        found = judged(nlp, text, [(n, k, v) for (n, k), v in zip(names, verdicts, strict=True)])
        assert len(found) == count, verdicts


def test_steps_of_one_course_are_one(nlp: Language) -> None:
    text = (
        "Poland asked for talks with Kenya. A meeting of Poland and Kenya is out of the question."
    )
    names = (("talks", 0), ("meeting", 0))
    for verdicts, count in (
        (("sought", "refused"), 1),
        (("scheduled", "denied"), 1),
        (("scheduled", "mooted"), 2),
        (("sought", "held"), 2),
        (("sought", "none"), 2),
    ):
        found = judged(nlp, text, [(n, k, v) for (n, k), v in zip(names, verdicts, strict=True)])
        assert len(found) == count, verdicts


@pytest.mark.parametrize(
    ("soundings", "count"),
    [
        ("Talks on the visit go on.", 1),
        ("Talks on a visit go on.", 2),
        ("Preparations for the visit go on.", 2),
    ],
)
def test_what_is_only_talked_about_was_named_before(
    nlp: Language, soundings: str, count: int
) -> None:
    text = f"Poland cancelled a visit to Kenya. {soundings}"
    names: list[tuple[str, int, Verdict]] = [
        ("visit", 0, "cancelled"),
        ("visit", 1, "under_way"),
    ]
    assert len(judged(nlp, text, names)) == count


def test_two_of_other_days_are_two(nlp: Language) -> None:
    assert len(judged(nlp, TEXT, [("met", 0, "held"), ("met", 1, "held")])) == 2


def test_somebody_without_a_side_stands_for_the_side_that_has_nobody(nlp: Language) -> None:
    text = "Polish President Adam Lis met Joan Abenga in Kenya."
    (one,) = judged(nlp, text, [("met", 0, "held")], frozenset({"Adam Lis", "Joan Abenga"}))
    assert {p.side: [q.name for q in p.people] for p in one.parties} == {
        "POL": ["Adam Lis"],
        "KEN": ["Joan Abenga"],
    }


def test_who_only_speaks_of_it_takes_no_part(nlp: Language) -> None:
    text = (
        "Polish spokesman Adam Lis said that Poland's foreign minister, Jan Kos, met Kenyan"
        " spokesperson and chief adviser Joan Abenga in Kenya."
    )
    names = frozenset({"Adam Lis", "Jan Kos", "Joan Abenga"})
    (one,) = judged(nlp, text, [("met", 0, "held")], names)
    assert sorted(q.name for p in one.parties for q in p.people) == ["Jan Kos", "Joan Abenga"]


def test_nobody_is_put_on_a_side_by_guessing(nlp: Language) -> None:
    text = "Poland and Kenya agreed that Adam Lis and Joan Abenga met."
    (one,) = judged(nlp, text, [("met", 0, "held")], frozenset({"Adam Lis", "Joan Abenga"}))
    assert [q.name for p in one.parties for q in p.people] == []


def test_one_side_alone_is_told_from_two_and_from_a_body(nlp: Language) -> None:
    for text, name, alone in (
        ("The Polish president met his cabinet on Friday.", "met", True),
        ("The Polish president met the Kenyan president on Friday.", "met", False),
        ("NATO met on Friday.", "met", False),
        ("Doctors of the Kenyan union met the Kenyan government on Friday.", "met", True),
    ):
        (one,) = judged(nlp, text, [(name, 0, "held")])
        assert one.parties
        assert is_one_state_alone(one.parties) is alone


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("DUBAI: Poland's president met the Kenyan president on Friday.", {"POL", "KEN"}),
        ("DUBAI: Poland's president met his host on Friday.", {"POL", "ARE"}),
        ("DUBAI: Poland, Kenya and Dubai's rulers met on Friday.", {"POL", "KEN", "ARE"}),
    ],
)
def test_where_the_reporter_sits_is_no_side_of_what_two_others_hold(
    nlp: Language, text: str, sides: set[str]
) -> None:
    (one,) = judged(nlp, text, [("met", 0, "held")])
    assert {p.side for p in one.parties} == sides


def test_two_of_one_side_alone_stay_two(nlp: Language) -> None:
    text = (
        "The Polish president met his cabinet. The Polish president had a long talk with friends."
    )
    assert len(judged(nlp, text, [("met", 0, "held"), ("talk", 0, "held")])) == 2
