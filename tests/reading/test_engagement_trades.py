"""Troops who drill, learned societies and film stars stand for no state."""

from __future__ import annotations

import pytest
from engagement_tools import seen_and_view, word
from spacy.language import Language

from onrecord.reading.engagement_groups import sighting_at
from onrecord.reading.engagement_trades import is_a_drill, is_of_a_trade, is_of_stars
from onrecord.reading.grouping import Group
from onrecord.reading.seen import Seen
from onrecord.terms import Party, Person

KENYA = Party("KEN", "Kenya", ())
POLAND = Party("POL", "Poland", ())


def _seen(nlp: Language, text: str, wanted: str) -> tuple[Seen, Group]:
    """Give what is seen, and an engagement that is named at one of its words alone."""
    seen, view = seen_and_view(nlp, text)
    found = sighting_at(view, word(view, text, wanted), seen.doc, "meeting")
    assert found is not None
    group = Group()
    group.add(found)
    return seen, group


DRILL = (
    "Polish and Kenyan troops began a joint naval exercise off Mombasa on Monday. An opening ceremony"
    " of the two sides was held aboard. The two defence ministers held talks on Tuesday."
)


def test_a_part_of_an_exercise_is_no_engagement(nlp: Language) -> None:
    seen, group = _seen(nlp, DRILL, "ceremony")
    assert is_a_drill(seen, group, [KENYA, POLAND])
    minister = Party("POL", "Poland", (Person("Adam Lis", "defence minister"),))
    assert not is_a_drill(seen, group, [KENYA, minister])
    assert not is_a_drill(seen, group, [Party("NATO", "NATO", ())])


def test_talks_beside_an_exercise_stay(nlp: Language) -> None:
    seen, group = _seen(nlp, DRILL, "talks")
    assert not is_a_drill(seen, group, [KENYA, POLAND])


def test_a_ceremony_of_another_sort_stays(nlp: Language) -> None:
    text = "A ceremony of Poland and Kenya was held in Nairobi on Monday."
    seen, group = _seen(nlp, text, "ceremony")
    assert not is_a_drill(seen, group, [KENYA, POLAND])


@pytest.mark.parametrize(
    ("text", "wanted", "trade"),
    [
        ("Kenya will host a conference of 300 heart surgeons in Mombasa in May.", "conference", True),
        ("Africa's biggest technology conference will open in Kenya on Monday.", "conference", True),
        ("Leading scientists from 40 countries are gathering in Kenya this week.", "gathering", True),
        # Those who wait for a meeting are not those who meet.
        ("Investors wait for next week's meeting of the Kenyan president.", "meeting", False),
        ("Kenya will host a health ministers' conference in Mombasa in May.", "conference", False),
        ("Kenya will host a conference of donors in Mombasa in May.", "conference", False),
    ],
)  # fmt: skip
def test_of_whom_a_gathering_is(nlp: Language, text: str, wanted: str, *, trade: bool) -> None:
    seen, group = _seen(nlp, text, wanted)
    assert is_of_a_trade(seen, group) is trade


def _with(name: str, office: str | None = None) -> list[Party]:
    return [Party("UN", "UN", (Person(name, office),)), KENYA]


@pytest.mark.parametrize(
    ("text", "star"),
    [
        ("Singer Ida Holm visited Kenya on Monday with the UN refugee agency.", True),
        ("Ida Holm, a famous Danish actress, arrived in Kenya on Monday.", True),
        ("UN Goodwill Ambassadors Omar Said and Ida Holm visited Kenya on Monday.", True),
        ("Ida Holm visited Kenya on Monday. A fan of the singer came.", False),
        ("Envoy Ida Holm, a former actress, visited Kenya on Monday.", False),
        ("Former actress Ida Holm visited Kenya on Monday as an envoy.", False),
    ],
)
def test_whoever_is_introduced_as_a_star_is_one(nlp: Language, text: str, *, star: bool) -> None:
    seen, _ = seen_and_view(nlp, text)
    assert is_of_stars(seen, _with("Ida Holm", "Goodwill Ambassador")) is star


def test_a_star_whom_a_president_receives_stays(nlp: Language) -> None:
    seen, _ = seen_and_view(nlp, "President Peter Otieno received the singer Ida Holm on Monday.")
    host = Party("KEN", "Kenya", (Person("Peter Otieno", "President"),))
    assert not is_of_stars(seen, [_with("Ida Holm")[0], host])
