"""What is said to happen to an engagement, by the ways the wires have of saying it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.reading.acts import Act, read_acts
from onrecord.reading.encounters import find_encounters
from onrecord.reading.headlines import headline_act, headline_nouns
from onrecord.reading.parties import find_actors
from onrecord.reading.rulebook import load_rulebook
from onrecord.reading.sentences import parse
from onrecord.reading.syntax import Marked


def main_act(nlp: Language, text: str, trigger: str) -> Act:
    """Read the act that counts most for the encounter that `trigger` names."""
    rulebook = load_rulebook()
    doc = parse(nlp, text)
    marked = Marked(doc, find_actors(doc, None))
    encounters = find_encounters(doc, marked, rulebook)
    encounter = next(e for e in encounters if e.trigger == trigger)
    acts = read_acts(doc, encounter, marked, rulebook)
    return max(acts, key=lambda a: a.strength)


SAID = [
    # What is named and not done: on a condition, at somebody's demand, not meant.
    ("Oslo will call off Friday's visit to Lima only if it snows.", "visit", "scheduled"),
    ("Oslo has called off Friday's visit to Lima, as it snows.", "visit", "cancelled"),
    ("She rejected the demand of farmers that she drop the visit to Lima.", "visit", "scheduled"),
    ("She heeded the demand of farmers that she drop the visit to Lima.", "visit", "cancelled"),
    ("She refused to yield to appeals that she drop the visit to Lima.", "visit", "scheduled"),
    ("She yielded to appeals that she drop the visit to Lima.", "visit", "cancelled"),
    (
        "The delay did not mean a summit between Peru and Chile was out of the question.",
        "summit",
        "mooted",
    ),
    ("A summit between Peru and Chile was out of the question.", "summit", "refused"),
    ("Oslo's refusal to put off the visit to Lima was noted.", "visit", "scheduled"),
    ("Oslo's refusal to hold the meeting with Lima was noted.", "meeting", "refused"),
    ("Should it snow, Oslo will call off Friday's visit to Lima.", "visit", "scheduled"),
    ("Having it snowed in, Oslo called off Friday's visit to Lima.", "visit", "cancelled"),
    # A threat is the deed only when it is carried out.
    ("Oslo withdrew its threat to call off Friday's visit to Lima.", "visit", "scheduled"),
    ("Oslo did not carry out its threat to call off the visit to Lima.", "visit", "scheduled"),
    ("Oslo carried out its threat to call off Friday's visit to Lima.", "visit", "cancelled"),
    ("Oslo made good on its threat to pull out of the visit to Lima.", "visit", "cancelled"),
    # It was good to meet somebody: it is over.
    ("\"Nice to meet Chile's minister in Oslo,\" Peru's minister wrote.", "meet", "held"),
    ("It was a pleasure to meet Chile's minister in Oslo.", "meet", "held"),
    ("It would be a pleasure to meet Chile's minister in Oslo.", "meet", "scheduled"),
    # Whether there will be another date is not known.
    ("It is unknown if the leaders will reschedule the visit to Lima.", "visit", "postponed"),
    ("The leaders will reschedule the visit to Lima.", "visit", "rescheduling"),
    # An invitation is extended, not under way; who is called on to set a date has set none.
    ("Peru extended an invitation to Chile's president.", "invitation", "sought"),
    ("Invitations to Chile's ministers were due to be sent out.", "Invitations", "sought"),
    ("Peru called on the envoy to set a date for talks with Chile.", "talks", "sought"),
    ("Peru set a date for talks with Chile.", "talks", "scheduled"),
    # One's own officer is sent, another's invited.
    ("Peru's president asked his minister to travel to Lima.", "travel", "scheduled"),
    ("Peru's president asked Chile's minister to travel to Lima.", "travel", "sought"),
    # What is taken up again was broken off before.
    ("Peru and Chile resumed talks interrupted by the floods.", "talks", "under_way"),
    ("Peru and Chile regret the talks interrupted by the floods.", "talks", "suspended"),
    ("Peru and Chile agreed to speak again after Friday's meeting.", "meeting", "scheduled"),
    ("Peru and Chile agreed to free them after Friday's meeting.", "meeting", "held"),
    ("No date has been fixed for further talks between Serbia and Kosovo.", "talks", "mooted"),
    ("No time has been set for the visit to Berlin.", "visit", "mooted"),
    ("No visit to Berlin had been scheduled yet.", "visit", "mooted"),
    ("No visit to Berlin was planned.", "visit", "denied"),
    ("Serbia has no plans for talks with Kosovo.", "talks", "denied"),
    ("Tirana made no formal announcement of the visit to Berlin.", "visit", "mooted"),
    ("We do not want the meeting with Kosovo just for show.", "meeting", "mooted"),
    ("We do not want the meeting with Kosovo.", "meeting", "denied"),
    ("The president may visit Berlin next month.", "visit", "mooted"),
    ("The president will visit Berlin next month.", "visit", "scheduled"),
    ("The president could possibly meet Putin in Ankara.", "meet", "mooted"),
    ("Scholz is considering a visit to Kyiv.", "visit", "mooted"),
    ("Biden and Xi are expected to meet in Lima next week.", "meet", "scheduled"),
    ("The two ministers were to have met in Rome on Friday.", "met", "scheduled"),
    ("Iran's foreign minister had been due to visit Ankara on Monday.", "visit", "scheduled"),
    ("The visit of the Polish minister to Kyiv will not take place.", "visit", "cancelled"),
    ("The visit of the Polish minister to Kyiv will take place.", "visit", "scheduled"),
    ("The visit of the Polish minister to Kyiv took place.", "visit", "held"),
    ("The announcement follows a meeting between Spain and Morocco.", "meeting", "held"),
    ("A lunch will follow the meeting between Spain and Morocco.", "meeting", "scheduled"),
    ("Macron decided not to go to Berlin.", "go", "cancelled"),
    ("Modi will not attend the summit in Islamabad with Pakistan.", "summit", "refused"),
    ("Russia has turned down an invitation to talks with Ukraine.", "talks", "refused"),
    ("China accepted an invitation to talks with Japan.", "talks", "agreed"),
    ("China rejected a request for talks with Japan.", "talks", "refused"),
    ("Pyongyang has yet to respond to the invitation to talks with Seoul.", "talks", "refused"),
    ("Pyongyang said no to talks with Seoul.", "talks", "refused"),
    ("Talks between Serbia and Kosovo will resume next week.", "Talks", "scheduled"),
    ("Talks between Serbia and Kosovo resumed on Monday.", "Talks", "under_way"),
    ("Serbia and Kosovo resumed talks on Monday.", "talks", "under_way"),
    ("The visit of Italy's president to Berlin was postponed to 12 May.", "visit", "rescheduled"),
    (
        "The visit of Italy's president to Berlin was postponed to a later date.",
        "visit",
        "postponed",
    ),
    ("The visit of Italy's president to Berlin will be rescheduled.", "visit", "postponed"),
    ("The two sides are working on a new date for the visit to Berlin.", "visit", "rescheduling"),
    ("With no new date for the talks between Serbia and Kosovo.", "talks", "postponed"),
    ("Israel wants to reschedule the meeting with the Americans.", "meeting", "rescheduling"),
    ("Moscow refused to reschedule the meeting with the Americans.", "meeting", "refused"),
    ("President Zeman has put his trip to Bratislava on ice.", "trip", "postponed"),
    ("The talks between Serbia and Kosovo broke down.", "talks", "suspended"),
    ("Ankara walked out of the talks with Athens.", "talks", "suspended"),
    ("The meeting between Erdogan and Sisi is up in the air.", "meeting", "mooted"),
    ("The meeting between Erdogan and Sisi is imminent.", "meeting", "scheduled"),
    ("Modi arrived in Paris on Thursday for talks with Macron.", "talks", "under_way"),
    ("Modi wrapped up his visit to France.", "visit", "held"),
    ("On a visit to Oslo, Scholz said that Germany would help.", "visit", "under_way"),
]


@pytest.mark.parametrize(("text", "trigger", "status"), SAID, ids=[s[0] for s in SAID])
def test_status_is_the_one_said(nlp: Language, text: str, trigger: str, status: str) -> None:
    assert main_act(nlp, text, trigger).status == status


DENIED = [
    ("Putin is not planning to meet Zelensky, the Kremlin said.", "meet"),
    ("There are no plans for a meeting between Putin and Zelensky.", "meeting"),
    ("There is no meeting between Putin and Trump, Peskov said.", "meeting"),
    ("No talks are being held between Israel and Syria.", "talks"),
    ("Oslo denied reports that its minister met the Libyan envoy.", "met"),
]


@pytest.mark.parametrize(("text", "trigger"), DENIED, ids=[d[0] for d in DENIED])
def test_what_is_denied_is_denied(nlp: Language, text: str, trigger: str) -> None:
    act = main_act(nlp, text, trigger)
    assert (act.status, act.stance) == ("denied", "denies")


def test_what_is_asked_about_is_not_planned(nlp: Language) -> None:
    told = main_act(nlp, "The president plans to visit Oslo.", "visit")
    asked = main_act(nlp, "Does the president plan to visit Oslo?", "visit")
    assert (told.status, asked.status) == ("scheduled", "mooted")
    assert asked.strength < told.strength


def test_a_meeting_told_not_to_have_been_is_not_held(nlp: Language) -> None:
    assert main_act(nlp, "The two leaders met.", "met").status == "held"
    assert main_act(nlp, "The two leaders did not meet.", "meet").status != "held"


def test_a_bare_mention_follows_the_verb_over_it(nlp: Language) -> None:
    ahead = main_act(nlp, "Biden will host Kishida in Tokyo after talks with Seoul.", "talks")
    over = main_act(nlp, "Biden hosted Kishida in Tokyo after talks with Seoul.", "talks")
    assert (ahead.status, over.status) == ("scheduled", "held")


def test_present_tense_is_left_open_to_a_date(nlp: Language) -> None:
    assert main_act(nlp, "President Macron travels to Rome on Friday.", "travels").open_tense
    assert not main_act(
        nlp, "President Macron travelled to Rome on Friday.", "travelled"
    ).open_tense


def test_evidence_is_the_clause_that_says_it(nlp: Language) -> None:
    text = "Although prices rose, Ankara suspended the talks with Athens, and markets fell."
    act = main_act(nlp, text, "talks")
    assert text[act.start : act.end] == "Ankara suspended the talks with Athens"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Scholz to visit Ankara", "scheduled"),
        ("Scholz cancels visit to Ankara", "cancelled"),
        ("Scholz calls off trip to Ankara", "cancelled"),
    ],
)
def test_headlines_are_read_by_word_order(nlp: Language, text: str, status: str) -> None:
    rulebook = load_rulebook()
    doc = parse(nlp, text)
    marked = Marked(doc, find_actors(doc, None))
    misread = frozenset(t.i for t in headline_nouns(doc))
    encounter = find_encounters(doc, marked, rulebook, misread)[0]
    act = headline_act(doc, encounter, marked)
    assert act is not None
    assert act.status == status
