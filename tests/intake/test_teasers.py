"""Pointers to other stories, and prose that begins or ends as they do."""

from __future__ import annotations

import pytest
from line_tools import PROSE, marked, only

from onrecord.intake.teasers import is_teaser, opens_teasers, teaser_start


@pytest.mark.parametrize(
    "line",
    [
        "READ: Graustark weighs talks with Ruritania",
        "Read: 'No date yet' for the visit to Graustark",
        "READ | Graustark weighs talks with Ruritania",
        "● See also: Graustark votes on fishing",
        "Check also: Graustark votes on fishing",
        "More to Read: Graustark votes on fishing",
        "Coming up: Graustark votes on fishing",
        "Read more: Graustark to resume talks: government source",
        "Read also Graustark to resume talks: government source",
        "READ MORE Graustark to resume talks",
        "Read alsoGraustark: an envoy met the king",
        "READ ALSOGraustark: an envoy met the king",
        "RelatedHentzau in Zenda for talks",
        "Related ArticlesHentzau in Zenda for talks",
    ],
)
def test_a_label_before_a_title_makes_a_teaser(line: str) -> None:
    assert is_teaser(only(line))


@pytest.mark.parametrize(
    "line",
    [
        "RECOMMENDED",
        "Recommended",
        "More To Read",
        "Check Also",
        "Show comments",
        "Read more from Zenda",
    ],
)
def test_headings_of_lists_of_other_stories(line: str) -> None:
    assert is_teaser(only(line))
    assert opens_teasers(only(line))


@pytest.mark.parametrize(
    "line",
    [
        "Read: it is a letter of three pages, and the king has signed it.",
        "Read aloud in Zenda, the letter asked Graustark to come to talks.",
        "Read more Graustark papers and you will see, the minister told them.",
        "See also Article 4, which lets either of the governments put the visit off.",
        "Check also that the visit to Graustark is on, the premier told his envoy.",
        "Coming up: in the first days of May the king goes to Graustark.",
        "Recommended talks on fishing rights have been put off until the spring.",
        "Relatedly, the envoys of Graustark have been told to stay in Zenda.",
        "More to read and more to say was what the envoy wanted before he left.",
    ],
)
def test_what_only_begins_as_a_teaser_does_is_prose(line: str) -> None:
    assert not is_teaser(only(line))


def test_a_heading_in_capitals_is_no_place() -> None:
    foot = ("RECOMMENDED", "King opens bridge at Zenda", "Premier of Graustark flies to Strelsau")
    assert marked("teaser", *PROSE, *foot) == list(foot)


def test_listed_headlines_may_have_bullets_or_ask() -> None:
    foot = ("More To Read", "- King, premier hold talks in Zenda", "» Who is Rupert Hentzau?")
    assert marked("teaser", *PROSE, *foot) == list(foot)
    assert marked("teaser", *PROSE, "- King, premier hold talks in Zenda", PROSE[1]) == []


@pytest.mark.parametrize("at", [1, 2])
def test_a_pointer_with_a_colon_inside_is_a_teaser_wherever_it_stands(at: int) -> None:
    line = "Read more: Graustark to resume talks: government source"
    assert marked("teaser", *PROSE[:at], line, *PROSE[at:]) == [line]
    assert marked("teaser", *PROSE[: at - 1], f"{PROSE[at - 1]} {line}", *PROSE[at:]) == [line]


@pytest.mark.parametrize(
    "text",
    [
        "The minister stayed at home. Related: two more visits are off, his office said.",
        "He had much to read: Graustark had sent its answer",
        "“Read more: Graustark has all the books that you could want,” the envoy said.",
    ],
)
def test_what_a_paragraph_says_of_reading_is_prose(text: str) -> None:
    assert teaser_start(text) is None
