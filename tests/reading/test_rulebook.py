"""Every rule reads its example and leaves its counter-example alone."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.reading.acts import read_acts
from onrecord.reading.encounters import find_encounters
from onrecord.reading.parties import find_actors
from onrecord.reading.rulebook import Rule, load_rulebook
from onrecord.reading.sentences import parse
from onrecord.reading.syntax import Marked

RULES = load_rulebook().rules


def rules_fired(nlp: Language, text: str) -> set[str]:
    rulebook = load_rulebook()
    doc = parse(nlp, text)
    marked = Marked(doc, find_actors(doc, None))
    encounters = find_encounters(doc, marked, rulebook)
    return {a.rule for e in encounters for a in read_acts(doc, e, marked, rulebook)}


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_example_is_read_by_its_rule(nlp: Language, rule: Rule) -> None:
    assert rule.id in rules_fired(nlp, rule.example)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_counter_example_is_not_read_by_the_rule(nlp: Language, rule: Rule) -> None:
    assert rule.id not in rules_fired(nlp, rule.counter_example)


def test_ids_are_unique_and_words_are_not_claimed_twice_in_a_frame() -> None:
    assert len({r.id for r in RULES}) == len(RULES)
    claimed = [(r.frame, w) for r in RULES for w in r.words]
    twice = sorted({c for c in claimed if claimed.count(c) > 1})
    assert twice == []
