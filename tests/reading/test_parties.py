"""Who is named, with which office, on which side."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from onrecord.reading.marks import ActorMention, Actors
from onrecord.reading.parties import find_actors
from onrecord.reading.sentences import parse

DAY = dt.date(2024, 3, 27)


def read(nlp: Language, text: str, day: dt.date | None = DAY) -> Actors:
    return find_actors(parse(nlp, text), day)


def named(actors: Actors, name: str) -> ActorMention:
    """Give the first mention whose text ends with `name`, pronouns aside."""
    return next(m for m in actors.mentions if m.text.endswith(name) and not m.pronoun)


@pytest.mark.parametrize(
    ("text", "name", "office", "side"),
    [
        ("Defence Minister Yoav Gallant flew home.", "Yoav Gallant", "Defence Minister", "ISR"),
        (
            "Kenyan Trade Minister Joan Abenga met reporters.",
            "Joan Abenga",
            "Kenyan Trade Minister",
            "KEN",
        ),
        (
            "Joan Abenga, the Kenyan trade minister, met reporters.",
            "Joan Abenga",
            "Kenyan trade minister",
            "KEN",
        ),
        (
            "Kenya's trade minister, Joan Abenga, met reporters.",
            "Joan Abenga",
            "Kenya's trade minister",
            "KEN",
        ),
        (
            "Joan Abenga, who is the trade minister of Kenya, spoke.",
            "Joan Abenga",
            "trade minister of Kenya",
            "KEN",
        ),
        ("President Joan Abenga of Kenya will travel.", "Joan Abenga", "President", "KEN"),
        (
            "EU foreign policy chief Josep Borrell called.",
            "Josep Borrell",
            "EU foreign policy chief",
            "EU",
        ),
        ("The UN envoy for Yemen, Hans Grundberg, left.", "Hans Grundberg", None, "UN"),
        ("Saudi Crown Prince Mohammed bin Salman called.", "Mohammed bin Salman", None, "SAU"),
        ("Israel Katz flew to Rome.", "Israel Katz", None, "ISR"),
        ("Kim Jong Un invited the visitors.", "Kim Jong Un", None, "PRK"),
        ("KIM JONG UN INVITES THE VISITORS", "KIM JONG UN", None, "PRK"),
    ],
)
def test_people_have_offices_and_sides(
    nlp: Language, text: str, name: str, office: str | None, side: str
) -> None:
    mention = named(read(nlp, text), name)
    assert (mention.kind, mention.side) == ("person", side)
    assert mention.name == name
    if office is not None:
        assert mention.office == office


def test_a_dictator_is_not_an_organisation(nlp: Language) -> None:
    sides = {m.side for m in read(nlp, "Kim Jong Un sent his sister to Seoul.").mentions}
    assert "UN" not in sides


def test_the_next_mans_office_is_not_an_apposition(nlp: Language) -> None:
    text = "Ron Dermer, US Secretary of State Antony Blinken and others dined."
    actors = read(nlp, text)
    assert named(actors, "Ron Dermer").side == "ISR"
    assert named(actors, "Antony Blinken").office == "US Secretary of State"


def test_an_unclosed_apposition_is_another_persons_office(nlp: Language) -> None:
    text = "They spoke of Vladimir Putin, the Serbian president told reporters in Belgrade."
    assert named(read(nlp, text), "Vladimir Putin").side == "RUS"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Foreign Minister Sameh Shoukry left. Shoukry will return.", "Shoukry"),
        ("Shoukry delays trip\n\nForeign Minister Sameh Shoukry stayed in Cairo.", "Shoukry"),
        ("Adviser Tzachi Hanegbi was there. Later Hanedgbi left.", "Hanedgbi"),
        ("President Xi Jinping spoke. Xi then rested.", "Xi"),
        ("Ursula von der Leyen arrived. Then von der Leyen left.", "von der Leyen"),
    ],
)
def test_short_mentions_join_the_full_name(nlp: Language, text: str, short: str) -> None:
    mentions = read(nlp, text).mentions
    people = {m.entity for m in mentions if m.kind == "person" and m.name}
    assert len(people) == 1
    assert any(m.text == short for m in mentions)


def test_bush_is_not_rush(nlp: Language) -> None:
    text = "Senator Bobby Rush spoke first. President George Bush followed. Bush then left."
    mentions = read(nlp, text, dt.date(2005, 5, 5)).mentions
    rush, *bushes = [m for m in mentions if m.kind == "person" and not m.pronoun]
    assert {b.entity for b in bushes} == {bushes[0].entity}
    assert rush.entity != bushes[0].entity


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(1991, 1, 1), "George H. W. Bush"),
        (dt.date(2005, 1, 1), "George W. Bush"),
        (dt.date(2023, 6, 1), "Joe Biden"),
        (dt.date(2025, 6, 1), "Donald Trump"),
    ],
)
def test_the_us_president_depends_on_the_day(nlp: Language, day: dt.date, name: str) -> None:
    mention = named(read(nlp, "He said the US president had called.", day), "president")
    assert (mention.name, mention.side) == (name, "USA")


def test_a_former_president_is_nobody_in_office(nlp: Language) -> None:
    mention = named(read(nlp, "The former US president golfed."), "president")
    assert mention.name is None


def test_without_a_date_an_office_names_nobody(nlp: Language) -> None:
    mention = named(read(nlp, "The US president golfed.", None), "president")
    assert (mention.name, mention.side) == (None, "USA")


def test_a_president_is_not_his_wife(nlp: Language) -> None:
    text = "Jill Biden toured a school. President Biden stayed home."
    actors = read(nlp, text)
    assert named(actors, "Jill Biden").entity != named(actors, "President Biden").entity


@pytest.mark.parametrize(
    ("text", "phrase", "side"),
    [
        ("Netanyahu's office asked for a new date.", "office", "ISR"),
        ("The Egyptian foreign ministry denied it.", "ministry", "EGY"),
        ("The White House declined to comment.", "White House", "USA"),
        ("The Kremlin declined to comment.", "Kremlin", "RUS"),
        ("Downing Street declined to comment.", "Downing Street", "GBR"),
        ("Foggy Bottom declined to comment.", "Foggy Bottom", "USA"),
        ("Tokyo is weighing a summit.", "Tokyo", "JPN"),
        ("Hamas rejected the round.", "Hamas", "Hamas"),
        ("The PLO rejected the round.", "PLO", "PSE"),
        ("The U.N. Security Council met.", "Security Council", "UN"),
        ("The USSR invited them.", "USSR", "SUN"),
        ("The Dutch stayed away.", "Dutch", "NLD"),
    ],
)
def test_seats_and_names_stand_for_sides(nlp: Language, text: str, phrase: str, side: str) -> None:
    mention = named(read(nlp, text), phrase)
    assert (mention.side, mention.as_place) == (side, False)


def test_a_national_security_council_is_not_the_uns(nlp: Language) -> None:
    sides = {m.side for m in read(nlp, "The National Security Council met in Ghana.").mentions}
    assert "UN" not in sides


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("A senior US official confirmed the date.", "USA"),
        ("Turkish diplomats confirmed the date.", "TUR"),
        ("Sources in the Elysee confirmed the date.", "FRA"),
        ("Two diplomats confirmed the date.", None),
    ],
)
def test_unnamed_officials(nlp: Language, text: str, side: str | None) -> None:
    officials = [m for m in read(nlp, text).mentions if m.kind == "official"]
    assert [(m.side, m.name) for m in officials] == [(side, None)]


def test_the_official_is_the_one_before(nlp: Language) -> None:
    text = "A US official spoke. A Turkish official denied it. The US official insisted."
    first, other, again = [m for m in read(nlp, text).mentions if m.kind == "official"]
    assert first.entity == again.entity != other.entity


def test_sources_of_revenue_are_nobody(nlp: Language) -> None:
    assert not read(nlp, "Gold is a vital source of revenue.").mentions


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Keir Starmer met Emmanuel Macron. The British prime minister smiled.", "prime minister"),
        ("Keir Starmer met Emmanuel Macron. The British leader smiled.", "leader"),
        (
            "Prime Minister Keir Starmer stayed. The premier is ill.",
            "premier",
        ),
        (
            "President Emmanuel Macron called his British counterpart. Keir Starmer answered.",
            "counterpart",
        ),
    ],
)
def test_descriptions_join_the_person(nlp: Language, text: str, phrase: str) -> None:
    actors = read(nlp, text, dt.date(2025, 3, 1))
    assert named(actors, phrase).entity == named(actors, "Keir Starmer").entity


def test_a_counterpart_with_a_name(nlp: Language) -> None:
    text = "Hakan Fidan will meet his Egyptian counterpart Sameh Shoukry in Ankara."
    mention = named(read(nlp, text), "Sameh Shoukry")
    assert (mention.side, mention.office) == ("EGY", "Egyptian counterpart")


def test_pronouns_go_by_gender_and_subject(nlp: Language) -> None:
    text = "Giorgia Meloni received Volodymyr Zelensky. She praised him."
    mentions = read(nlp, text).mentions
    by_word = {m.text: m.name for m in mentions if m.pronoun}
    assert by_word == {"She": "Giorgia Meloni", "him": "Volodymyr Zelensky"}


def test_a_pronoun_before_everybody_is_nobody(nlp: Language) -> None:
    assert not [m for m in read(nlp, "He left early and said nothing.").mentions if m.pronoun]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (
            "Xi Jinping met Joe Biden. Spokeswoman Mao Ning said the two leaders spoke.",
            {"Xi Jinping", "Joe Biden"},
        ),
        ("Iran and Saudi Arabia agreed that both sides would reopen embassies.", {"IRN", "SAU"}),
        ("A measure with support on both sides of the aisle passed in the US.", None),
    ],
)
def test_collectives(nlp: Language, text: str, members: set[str] | None) -> None:
    mentions = read(nlp, text).mentions
    found = [m for m in mentions if m.kind == "collective"]
    if members is None:
        assert not found
        return
    entities = {m.entity: m.name if m.kind == "person" else m.side for m in mentions}
    assert {entities[e] for e in found[0].members} == members


def test_many_officials_are_no_pair(nlp: Language) -> None:
    mentions = read(nlp, "Two officials of Iran and Saudi Arabia spoke.").mentions
    assert not [m for m in mentions if m.kind == "collective"]


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        (
            "Prime Minister Anwar Ibrahim told reporters that the prime minister of Laos left.",
            "prime minister of Laos",
            "LAO",
        ),
        (
            "MR. CARNEY: The President spoke to Vladimir Putin. Well, the President knows it.",
            "President",
            "USA",
        ),
    ],
)
def test_bare_offices_belong_at_home(nlp: Language, text: str, name: str, side: str) -> None:
    found = [m for m in read(nlp, text, dt.date(2012, 5, 1)).mentions if m.text.endswith(name)]
    assert {m.side for m in found} == {side}


def test_outlets_are_not_people(nlp: Language) -> None:
    mentions = read(nlp, "Al Jazeera said so. El Pais added more.").mentions
    assert not [m for m in mentions if m.kind == "person"]


WORDS = st.sampled_from(
    ["Israel", "Prime", "Minister", "Xi", "Jinping", "the", "US", "official", "in", "Doha", ",",
     "'s", "-", "\n", "\n\n", "of", "two", "leaders", "al", "Jr.", "Biden", "he", "(", ")", "."]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=24).map(" ".join))
def test_any_text_gives_exact_ordered_mentions(nlp: Language, text: str) -> None:
    actors = read(nlp, text)
    for mention in (*actors.mentions, *actors.places):
        assert text[mention.start : mention.end] == mention.text
    starts = [m.start for m in actors.mentions]
    assert starts == sorted(starts)
    assert actors == read(nlp, text)
    entities = {m.entity for m in actors.mentions} | {f"side:{m.side}" for m in actors.mentions}
    assert all(e in entities for m in actors.mentions for e in m.members)


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("The Polish team, led by Jan Reszka, flew to Nairobi.", "Jan Reszka", "POL"),
        (
            "The Turkish side is headed by General Omer Tan and the Greek one by Spyros Lagas.",
            "Omer Tan",
            "TUR",
        ),
        ("Jan Reszka, who heads Poland's customs service, signed it.", "Jan Reszka", "POL"),
        ("Poland was told. Jan Reszka, who heads the customs service, signed it.", "Reszka", None),
        ('Kenya met a team led by nobody. "No," Jan Reszka said.', "Jan Reszka", None),
    ],
)
def test_whoever_leads_a_team_is_of_its_side(
    nlp: Language, text: str, name: str, side: str | None
) -> None:
    assert named(read(nlp, text), name).side == side


def test_a_family_name_in_capitals_is_printed_last(nlp: Language) -> None:
    text = "Japanese Foreign Minister TANABE Kenji left. Tanabe will be back on Monday."
    assert {m.name for m in read(nlp, text).mentions if m.kind == "person"} == {"Kenji Tanabe"}
    text = "South Korean Foreign Minister PARK Jin left."
    assert named(read(nlp, text), "PARK Jin").name == "PARK Jin"


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Envoys fly to S. Sudan for talks.", "SSD"),
        ("N Korea calls off talks.", "PRK"),
        ("S. Korea regrets the delay.", "KOR"),
        ("Envoys fly to Sudan for talks.", "SDN"),
    ],
)
def test_states_are_shortened_as_headlines_do(nlp: Language, text: str, side: str) -> None:
    sides = {m.side for m in read(nlp, text).mentions if m.kind == "state"}
    assert sides == {side}
