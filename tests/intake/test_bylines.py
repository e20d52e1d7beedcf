"""Who signs a report, and prose that only names somebody."""

from __future__ import annotations

import pytest
from line_tools import PROSE, marked, only

from onrecord.intake.bylines import is_byline, is_sign_off, sign_off_start
from onrecord.intake.lines import lines_of


@pytest.mark.parametrize(
    "line",
    [
        "Diplomatic Correspondent :",
        "STAFF WRITERS",
        "News Desk",
        "(Reporting by a correspondent in Zenda; editing by an editor)",
        "Source: Ruritania News Agency",
        "(Source: Xinhua)",
        "SOURCE: DAILY HERALD AND AGENCIES",
        "— With files from the Strelsau Herald",
    ],
)
def test_jobs_and_sources_alone_on_a_line(line: str) -> None:
    assert is_byline(only(line))


@pytest.mark.parametrize(
    "line",
    [
        "Source: minister calls off Graustark visit",
        "Source: Hentzau Calls Off Visit",
        "Source: the king at a press conference in Zenda",
        "Written by hand on the envoy's paper: an hour with the king, on Wednesday.",
        "Staff writers of the Herald have gone on strike.",
        "Diplomatic correspondent expelled from Zenda",
    ],
)
def test_what_only_looks_like_a_source_or_a_job(line: str) -> None:
    assert not is_byline(only(line))


def test_a_short_name_is_a_source_at_the_foot_only() -> None:
    first, last = lines_of("Source: The Strelsauer\nSource: The Strelsauer")
    assert is_sign_off(last, last=True)
    assert not is_sign_off(last, last=False)
    assert not is_sign_off(first, last=True)


def test_a_name_behind_a_dash_signs_at_the_foot() -> None:
    assert marked("byline", *PROSE, "— Ann Field") == ["— Ann Field"]
    assert marked("byline", *PROSE[:1], f"{PROSE[1]} — Ann Field") == ["— Ann Field"]


@pytest.mark.parametrize("sign", ["— Bernama", "- Strelsau.example", "-- Ruritan Wire"])
def test_a_signed_sentence_at_the_foot_is_no_stray_headline(sign: str) -> None:
    last = f"The king had met the premier of Graustark in May. {sign}"
    assert marked("byline", *PROSE, PROSE[0] + " ", PROSE[1] + " ", last)[-1:] == [sign]


def test_names_behind_dashes_in_a_row_are_a_list() -> None:
    delegates = ("— Rupert Hentzau", "— Fritz Tarlenheim", "— Anton Strofzin")
    assert marked("byline", *PROSE, *delegates)[1:] == []


@pytest.mark.parametrize(
    "text",
    [
        "The last to leave the talks in Zenda was an old friend — Rupert Hentzau",
        "“We shall come again.” — Rupert Hentzau",
        "The talks were over. — Nobody would say why they had been so short.",
    ],
)
def test_a_dash_before_a_name_in_prose_signs_nothing(text: str) -> None:
    assert sign_off_start(text) is None
