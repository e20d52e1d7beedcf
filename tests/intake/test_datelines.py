"""Datelines of agencies: where each ends, and what only looks like one."""

from __future__ import annotations

import pytest

from onrecord.intake.datelines import dateline_end, is_agency_and_place
from onrecord.intake.lines import lines_of

SENTENCE = "The premier of Graustark has called off his visit."


@pytest.mark.parametrize(
    "dateline",
    [
        "ZENDA, May 27 /RNA/. ",
        "ZENDA, May 27. /RNA/. ",
        "ZENDA. May 27. /RNA/. ",
        "ZENDA /Ruritania/, May 27. /RNA/. ",
        "ZENDA, May 27 /Ruritan Wire/ ",
        "ZENDA. May 27 (Ruritan Wire) - ",
        "Zenda [Ruritania], May.27 (RNA): ",
        "May 27, Zenda (RNA): ",
        "ZENDA, MAY 27, RURITANPRESS. ",
        "ZENDA, May 27. RNA: ",
        "ZENDA, Ruritania, May 27. RNA - ",
        "Updated: 27 May 2024 ",
        "Monday, 27 May 2024 12:17 GMT ",
    ],
)
def test_datelines_with_a_day_are_believed_anywhere(dateline: str) -> None:
    assert dateline_end(dateline + SENTENCE, opening=False) == len(dateline)


@pytest.mark.parametrize(
    "dateline",
    [
        "Zenda (RNA): ",
        "ZENDA (Agencies): ",
        "Ruritania News/ ",
        "Ruritania News / ",
        "Zenda / RNA - ",
    ],
)
def test_datelines_without_a_day_are_believed_at_the_opening(dateline: str) -> None:
    assert dateline_end(dateline + SENTENCE, opening=True) == len(dateline)
    assert dateline_end(dateline + SENTENCE, opening=False) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ruritania News / Daily Post polls show the king ahead of the premier of Graustark.",
        "Reuters/Ipsos asked a thousand people in Zenda what they think of the visit.",
        "Question (RNA): Will the premier of Graustark come to Zenda on Monday?",
        "Hentzau (left): The premier of Graustark has called off his visit.",
        "May 27, the day of the visit (a Monday): The palace was closed to all but envoys.",
        "On Monday, 27 May 2024 the premier of Graustark came to Zenda for a day of talks.",
        "Either/or was no choice, the premier said. /He was tired./ The talks then went on.",
    ],
)
def test_what_only_looks_like_an_agency_s_dateline(text: str) -> None:
    assert dateline_end(text, opening=True) is None


def test_an_old_port_in_capitals_with_hyphens_is_one_place() -> None:
    dateline = "ZENDA/PORT-AU-PRINCE - "
    assert dateline_end(dateline + SENTENCE, opening=True) == len(dateline)


@pytest.mark.parametrize("text", ["Wire News – Zenda", "Zenda - RNA"])
def test_an_agency_and_a_place_make_a_line(text: str) -> None:
    assert is_agency_and_place(lines_of(f"Visit off\n{text}")[1])


@pytest.mark.parametrize(
    "text",
    [
        "The visit of the premier – Zenda",
        "Minister Calls Off Visit - RNA",
        "Talks - the first this year",
    ],
)
def test_a_title_with_a_dash_is_no_agency_and_place(text: str) -> None:
    assert not is_agency_and_place(lines_of(f"Visit off\n{text}")[1])


def test_a_headline_with_its_agency_is_no_place() -> None:
    assert not is_agency_and_place(lines_of("Hentzau Resigns - RNA")[0])
