"""Bodies that several states have, and outlets: whose they are."""

from __future__ import annotations

import datetime as dt

import pycountry
import pytest
from spacy.language import Language

from onrecord.reading.parties import find_actors
from onrecord.reading.parties_tables import bodies, tables
from onrecord.reading.sentences import parse

DAY = dt.date(2025, 9, 3)


def sides(nlp: Language, text: str, name: str) -> list[str | None]:
    mentions = find_actors(parse(nlp, text), DAY).mentions
    return [m.side for m in mentions if name in m.text and not m.pronoun]


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("Kazakhstan's Security Council chief met them.", "Security Council", "KAZ"),
        ("The Russian Security Council said so.", "Security Council", "RUS"),
        ("They met the Security Council of Belarus.", "Security Council", "BLR"),
        ("The Security Council met on Monday.", "Security Council", "UN"),
        ("Russia's Security Council veto angered Kyiv.", "Security Council", "UN"),
        ("The Foreign Office in Islamabad said so.", "Foreign Office", "PAK"),
        ("Pakistan will attend, the Foreign Office said.", "Foreign Office", "PAK"),
        ("Pakistan and Britain met, the Foreign Office said.", "Foreign Office", "GBR"),
        ("The Foreign Office said so.", "Foreign Office", "GBR"),
        ("The House of Representatives said so.", "House of Representatives", "USA"),
        ("Libya's eastern House of Representatives left.", "House of Representatives", "LBY"),
        ("The Tobruk-based House of Representatives left.", "House of Representatives", "LBY"),
        ("Peru asked Congress for leave for Peru's premier.", "Congress", "PER"),
        ("Trump told Congress that Peru and Peruvian envoys left.", "Congress", "USA"),
        ("The OAS General Assembly met.", "General Assembly", "OAS"),
        ("The Dominican prime minister left.", "prime minister", "DMA"),
        ("The Dominican president left.", "president", "DOM"),
        ("The Unification Ministry said so.", "Unification Ministry", "KOR"),
    ],
)
def test_a_body_is_its_owners(nlp: Language, text: str, name: str, side: str) -> None:
    assert sides(nlp, text, name) == [side]


def test_a_body_owned_once_is_so_throughout(nlp: Language) -> None:
    text = "Russia's Security Council met. The Security Council set a date."
    assert sides(nlp, text, "Security Council") == ["RUS", "RUS"]
    text = "Russia's Security Council met. The UN was told. The Security Council set a date."
    assert sides(nlp, text, "Security Council") == ["RUS", "UN"]


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("The National Unity Government refused.", "National Unity Government", "NUG"),
        ("The Workers' Party of Korea refused.", "Workers' Party of Korea", "PRK"),
        ("The Tehreek-i-Taliban Pakistan refused.", "Taliban", "TTP"),
        ("The Lake Chad Basin Commission refused.", "Chad", "Lake Chad Basin Commission"),
        ("The Taliban's acting foreign minister left.", "foreign minister", "Taliban"),
        ("India's High Commissioner to Bangladesh left.", "Commissioner", "IND"),
        ("A US minister left for Lima.", "US minister", "USA"),
    ],
)
def test_long_names_are_of_one_side(nlp: Language, text: str, name: str, side: str) -> None:
    assert sides(nlp, text, name) == [side]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("South American countries met.", None),
        ("Inter-American envoys met.", None),
        ("Spanish-American talks opened.", "USA"),
        ("South of the river, American envoys met.", "USA"),
    ],
)
def test_a_continent_is_no_state(nlp: Language, text: str, side: str | None) -> None:
    found = {m.side for m in find_actors(parse(nlp, text), DAY).mentions}
    assert ("USA" in found) == (side == "USA")


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Israel's Kan news agency said so.", None),
        ("The Polish Press Agency said so.", None),
        ("Chinese state media said so.", None),
        ("The Russian press secretary said so.", "RUS"),
        ("The US media adviser said so.", "USA"),
        ("Israel said so, Kan reported.", "ISR"),
    ],
)
def test_an_outlets_state_is_no_party(nlp: Language, text: str, side: str | None) -> None:
    found = {m.side for m in find_actors(parse(nlp, text), DAY).mentions if m.side}
    assert found == ({side} if side else set())


def test_bodies_are_names_of_states() -> None:
    assert {name for name in bodies() if name not in tables().names} == set()
    assert {side for states in bodies().values() for side in states} <= tables().states


def test_no_organisation_or_group_bears_a_states_code() -> None:
    others = {k.side for k in tables().names.values() if k.kind in ("organisation", "group")}
    assert {s for s in others if s and pycountry.countries.get(alpha_3=s)} == set()


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        (
            "ABU DHABI - The Ministry of Defence sent aid. The UAE president left.",
            "Ministry of Defence",
            "ARE",
        ),
        ("LONDON - The Ministry of Defence sent aid to Kenya.", "Ministry of Defence", "GBR"),
        ("ABU DHABI - Downing Street and the Ministry of Defence left.", "Defence", "GBR"),
        ("Kuwait and Oman left, the Ministry of Defence said.", "Ministry of Defence", None),
        ("Kuwait and Oman left, Congress said.", "Congress", "USA"),
        ("Kuwait left, the Foreign Office said.", "Foreign Office", "GBR"),
        ("President Nowak called his Security Council in Warsaw.", "Security Council", None),
    ],
)
def test_a_body_without_an_owner_is_of_whom_the_report_is_about(
    nlp: Language, text: str, name: str, side: str | None
) -> None:
    assert sides(nlp, text, name) == ([side] if side else [])


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("Belgrade refused. The Yugoslav president left.", "Belgrade", "YUG"),
        ("Moscow refused. Soviet envoys left.", "Moscow", "SUN"),
        ("Moscow refused. Russian envoys left for Yugoslavia.", "Moscow", "RUS"),
        ("Belgrade refused. The former Yugoslavia is at peace.", "Belgrade", "SRB"),
    ],
)
def test_a_lost_states_capital_is_its_own(nlp: Language, text: str, name: str, side: str) -> None:
    for day in (dt.date(1990, 5, 2), None):
        mentions = find_actors(parse(nlp, text), day).mentions
        assert [m.side for m in mentions if name in m.text] == [side]


def test_a_state_that_is_no_more_has_no_capital(nlp: Language) -> None:
    assert sides(nlp, "Moscow refused. The Soviet Union and Soviet envoys left.", "Moscow") == [
        "RUS"
    ]


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("The Oslo Accords and the Minsk agreements were read out.", "Oslo", []),
        ("The Shanghai Communique was read out.", "Shanghai", []),
        ("The Paris Peace Agreement was read out.", "Paris", []),
        ("The agreement in Paris was read out.", "Paris", ["FRA"]),
    ],
)
def test_a_treatys_place_is_no_party(nlp: Language, text: str, name: str, side: list[str]) -> None:
    assert sides(nlp, text, name) == side
