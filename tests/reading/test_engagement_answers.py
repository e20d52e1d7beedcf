"""How a request or an offer was answered, and the look-alikes that answer nothing."""

from __future__ import annotations

import pytest
from engagement_tools import seen_and_view
from spacy.language import Language

from onrecord.reading.engagement_answers import answers_at


def answers(nlp: Language, text: str) -> set[str]:
    seen, _ = seen_and_view(nlp, text)
    return {act.status for s in seen.sightings for act in answers_at(seen.doc, s)}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Chad has accepted Niger's offer of talks on the lake.", "agreed"),
        ("Chad has taken up Niger's offer of talks on the lake.", "agreed"),
        ("Chad granted Niger's request for a meeting with the minister.", "agreed"),
        ("Niger's request for a meeting with Chad's minister has been granted.", "agreed"),
        ("Chad agreed to Niger's proposal for talks on the lake.", "agreed"),
        ("Chad responded favourably to Niger's invitation to talks on the lake.", "agreed"),
        ("Chad said yes to Niger's proposal of talks on the lake.", "agreed"),
        ("Chad said no to Niger's proposal of talks on the lake.", "refused"),
        ("Chad turned down Niger's offer of talks on the lake.", "refused"),
        ("Niger's request for a meeting with Chad's minister was brushed aside.", "refused"),
        # An answer that is denied, only possible, still to come or asked for is none.
        ("Chad has not accepted Niger's offer of talks on the lake.", None),
        ("Chad may accept Niger's offer of talks on the lake.", None),
        ("Chad will take up Niger's offer of talks on the lake.", None),
        ("Mali urged Chad to accept Niger's offer of talks on the lake.", None),
        ("If Chad has accepted Niger's offer of talks on the lake, nobody says so.", None),
        ("Chad denied having turned down Niger's offer of talks on the lake.", None),
        # What is taken up or granted is not the offer of an engagement.
        ("Chad granted Niger's request for fish before talks on the lake.", None),
        ("Chad has welcomed Niger's offer of talks on the lake.", None),
        ("Chad has repeated its offer of talks to Niger.", None),
    ],
)
def test_what_was_answered(nlp: Language, text: str, status: str | None) -> None:
    assert answers(nlp, text) == ({status} if status else set())
