"""Furniture: each rule with what it marks and what it must leave alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from line_tools import PROSE

from onrecord.intake.cleaning import furniture_of, headline_of
from onrecord.intake.lines import layout_of


def story(*, top: tuple[str, ...] = (), foot: tuple[str, ...] = ()) -> str:
    return "\n\n".join((*top, *PROSE, *foot))


def marked(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [
        (one.kind, text[one.start : one.end]) for one in furniture_of(layout_of(text), title=title)
    ]


def test_prose_alone_has_no_furniture() -> None:
    assert marked(story()) == []


def test_the_headline_is_the_first_line_that_is_no_sentence() -> None:
    text = story(top=("Minister calls off Graustark visit",))
    assert marked(text) == [("headline", "Minister calls off Graustark visit")]
    assert headline_of(layout_of(text)) == "Minister calls off Graustark visit"


def test_a_headline_may_end_with_a_question_mark_and_hold_abbreviations() -> None:
    for headline in ("Is a U.S. visit to Graustark off?", "Mr. Rassendyll to see U.N. envoy"):
        assert marked(story(top=(headline,))) == [("headline", headline)]


def test_a_headline_may_end_with_an_abbreviation() -> None:
    headline = "Graustark minister denies talks with U.S."
    assert marked(story(top=(headline,))) == [("headline", headline)]
    assert marked(story(top=("The two ministers will meet in the U.S.",))) == []


def test_a_text_that_begins_with_prose_has_no_headline() -> None:
    assert headline_of(layout_of(story())) is None
    assert headline_of(layout_of("One line alone and nothing below it")) is None


def test_the_title_is_found_where_it_is_printed() -> None:
    text = story(top=("World news from Strelsau.", "Minister calls off visit."))
    assert ("headline", "Minister calls off visit.") in marked(text, "Minister Calls Off Visit")


def test_a_headline_printed_again_further_down_is_repeated() -> None:
    headline = "Minister calls off Graustark visit"
    assert ("repeated", headline) in marked(story(top=(headline,), foot=(headline,)))


@pytest.mark.parametrize(
    "dateline",
    [
        "STRELSAU, March 27 (Reuters) - ",
        "STRELSAU, Mar. 27 (MNA) – ",
        "STRELSAU, Ruritania (AP) — ",
        "Strelsau, March 27 (CTK) - ",
        "STRELSAU, 27 March (RNA) -- ",
        "NEW STRELSAU — ",
        "STRELSAU -- ",
        "STRELSAU: ",
        "Strelsau -- ",
        "STRELSAU (Agencies / Wire - 27th March, 2024) ",
        "March 27 (Reuters) - ",
        "STRELSAU (Combined reports) – ",
    ],
)
def test_a_dateline_is_a_span_before_the_first_sentence(dateline: str) -> None:
    text = dateline + story()
    assert marked(text) == [("dateline", dateline)]


@pytest.mark.parametrize(
    "sentence",
    [
        "THE PRESIDENT: We have agreed to meet, and that is all I am going to say about it today.",
        "MS. FLAVIA: The visit will go ahead, as I said, and I have nothing to add to that today.",
        "Talks — the first since May — will resume on Monday, the two governments said on Friday.",
        "NATO - the alliance that both belong to - said it would not take sides in the quarrel.",
        "US - Ruritania relations have been poor since the visit of the envoy was called off.",
    ],
)
def test_what_only_looks_like_a_dateline_is_prose(sentence: str) -> None:
    assert marked(f"{sentence}\n\n{story()}") == []


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Field",
        "By Ann Field and Jo Marsh",
        "BY ANN FIELD, DIPLOMATIC EDITOR",
        "By Ann Field / Staff reporter",
        "By RNA     59 mins ago in World",
        "From our correspondent, STRELSAU",
        "(Reporting by Ann Field; editing by Jo Marsh)",
        "Additional reporting by Jo Marsh in Graustark",
        "(Updates with comment from Graustark's foreign ministry)",
        "Reuters",
        "--IANS",
        "(END)",
        "###",
    ],
)
def test_bylines_and_sign_offs(line: str) -> None:
    assert marked(story(foot=(line,))) == [("byline", line)]


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the two sides had agreed.",
        "By Monday evening, Graustark's envoy had left Strelsau without a date for the talks.",
        "State reporting has suggested that the minister had never meant to go there at all.",
        "Reuters was told of the decision by two officials who know the minister's plans.",
    ],
)
def test_what_only_looks_like_a_byline_is_prose(line: str) -> None:
    assert marked(story(foot=(line,))) == []


def test_an_agency_stuck_to_the_last_sentence_is_marked_alone() -> None:
    assert marked(story() + " AFP") == [("byline", "AFP")]
    assert marked(story() + " (Reuters)") == [("byline", "(Reuters)")]


def test_a_biography_is_a_sign_off_only_at_the_foot() -> None:
    line = "Ann Field is the Daily's diplomatic correspondent."
    assert marked(story(foot=(line,))) == [("byline", line)]
    assert marked(f"{line}\n\n{story()}") == []


@pytest.mark.parametrize(
    "line",
    [
        "File: Ruritania's foreign minister at a summit in Zenda on March 7, 2023. (R. Hentzau/X)",
        "FILE - Ruritania's foreign minister speaks in Zenda, on March 7, 2023.",
        "FILE PHOTO: The foreign ministry in Strelsau, Ruritania, June 3, 2021. REUTERS/Jo Marsh",
        "Foreign Minister Rupert Hentzau at a summit in Zenda (AP Photo/Jo Marsh)",
        "Foreign Minister Rupert Hentzau in Zenda (photo credit: JO MARSH / AFP)",
        "The king of Ruritania (Photo: Reuters)",
        "The king of Ruritania with the premier of Graustark. Photo: POOL/AFP/File",
        "The king of Ruritania (right) answers questions in Strelsau, on May 14. / Source: AP",
        "The king of Ruritania, left, shakes hands with the premier of Graustark in Zenda",
        "The king of Ruritania talks to the premier of Graustark (not pictured) in Zenda.",
        "The king of Ruritania shakes hands with the premier of Graustark on March 7, 2023.",
        "L-R: the king, the premier and the envoy after their talks in Zenda.",
        "(X/Twitter)",
        "© Getty Images",
        "AP file photo",
        "Photo: Jo Marsh",
        "In this undated file photo, the king of Ruritania boards his train.",
    ],
)
def test_captions_and_credits(line: str) -> None:
    assert marked(story(top=("Minister calls off visit", line)))[1:] == [("caption", line)]


@pytest.mark.parametrize(
    "line",
    [
        "File the report by Monday, the premier told his staff, or the visit is off for good.",
        "The file on the visit has been closed, and nobody in Strelsau wishes to open it again.",
        "The party's left, right and centre agree that the visit to Graustark should go ahead.",
        "The king meets the premier of Graustark on Monday, when fishing is on the agenda again.",
        "The picture is mixed: talks go on, but the visit that was planned for April is now off.",
        "“The minister (left) the room before the end,” an official said of the talks in Zenda.",
        "The minister told state television (RTV) of his decision before he told his hosts of it.",
        "The king met the premier of Graustark (population 200,000) in Zenda on March 7, 2023.",
    ],
)
def test_what_only_looks_like_a_caption_is_prose(line: str) -> None:
    assert marked(story(foot=(line,))) == []


def test_a_caption_printed_twice_is_a_caption_and_a_repetition() -> None:
    line = "File: Ruritania's foreign minister in Zenda on March 7, 2023. (R. Hentzau/X)"
    text = f"{line}\n{line}\n\n{story()}"
    assert marked(text) == [("caption", line), ("repeated", line)]


def test_a_label_printed_twice_is_a_caption_though_nothing_else_tells() -> None:
    line = "Ruritanian Foreign Minister Rupert Hentzau"
    found = marked(story(top=("Minister calls off visit", f"{line}\n{line}")))
    assert found[1:] == [("caption", line), ("repeated", line)]


def test_the_short_form_of_a_caption_above_is_a_repetition() -> None:
    captions = "Rassendyll and Hentzau (photo credit: JO MARSH / AFP)\nRassendyll and Hentzau"
    text = story(top=("Visit called off", captions))
    assert marked(text)[2] == ("repeated", "Rassendyll and Hentzau")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Most Popular", "teaser"),
        ("READ MORE", "teaser"),
        ("Read more: Graustark votes on fishing", "teaser"),
        ("ALSO READ: Graustark votes on fishing", "teaser"),
        ("Related: Graustark votes on fishing", "teaser"),
        ("Most Viewed in World", "teaser"),
        ("12 Comments", "teaser"),
        ("Subscribe to our newsletter", "newsletter"),
        ("Sign up for our daily newsletter and never miss a story.", "newsletter"),
        ("Follow The Daily on Facebook, Twitter and Viber", "newsletter"),
        ("Tell us what you think of this report", "newsletter"),
        ("© 2024 The Daily", "boilerplate"),
        ("Copyright 2024 The Daily. All rights reserved.", "boilerplate"),
        ("We use cookies to improve your experience on our site.", "boilerplate"),
        ("STORY CONTINUES BELOW THIS AD", "boilerplate"),
        ("Advertisement", "boilerplate"),
        ("Share | Comments | Print", "boilerplate"),
        ("Home > World > Ruritania", "boilerplate"),
        ("Views: 4924", "boilerplate"),
        ("< 1 MIN READ", "boilerplate"),
    ],
)
def test_what_the_page_carries_around_a_report(line: str, kind: str) -> None:
    assert marked(story(foot=(line,))) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Related talks on fishing rights will go on all the same, both of the governments said.",
        "Read more into it than the minister meant, and you will be wrong, his spokesman said.",
        "Share prices in Strelsau rose after the meeting had been called off by the minister.",
        "Subscribe to the treaty, the minister urged his neighbours, or there will be no visit.",
        "More on this should be known by Tuesday, when the two ministries speak to one another.",
        "Home news was on the mind of the king, who left the summit in Zenda before its end.",
        "Copyright talks between the two countries have been put off until the end of the year.",
    ],
)
def test_what_only_looks_like_boilerplate_is_prose(line: str) -> None:
    assert marked(story(foot=(line,))) == []


def test_bare_headlines_under_a_heading_are_teasers_until_prose_returns() -> None:
    foot = (
        "Most Popular",
        "Graustark votes on fishing",
        "King opens new bridge at Zenda",
        PROSE[1],
    )
    text = "\n\n".join((*PROSE[:1], *PROSE[2:], *foot))
    assert marked(text) == [("teaser", line) for line in foot[:3]]


def test_a_bare_headline_at_the_very_foot_is_a_teaser() -> None:
    assert marked(story(foot=("King opens new bridge at Zenda",))) == [
        ("teaser", "King opens new bridge at Zenda")
    ]


def test_lines_broken_by_width_are_not_taken_for_headlines_or_teasers() -> None:
    text = (
        "MINISTER CALLS OFF VISIT\n\nRuritania's foreign minister has\ncalled off a visit to\n"
        "Graustark because of pressing\nbusiness at home, his office said\nin a statement.\n"
        "The visit had been planned for\nthe beginning of April and the\n"
        "spokesman named no new date\n REUTER"
    )
    assert marked(text) == [("headline", "MINISTER CALLS OFF VISIT"), ("byline", "REUTER")]


def test_a_datestamp_is_marked_and_a_sentence_with_a_date_is_not() -> None:
    stamp = "Published: Monday | January 27, 2020 | 12:20 AM"
    assert marked(story(top=("Visit called off", stamp)))[1:] == [("dateline", stamp)]
    assert marked(story(foot=("The two last met in Zenda on January 27, 2020.",))) == []


def test_windows_line_ends_change_nothing_but_offsets() -> None:
    text = story(top=("Minister calls off visit",), foot=("Most Popular",))
    windows = text.replace("\n", "\r\n")
    assert marked(windows) == marked(text)


_LINES = st.one_of(
    st.sampled_from(
        [*PROSE, "Most Popular", "File: a", "By Ann Field", "AFP", "STRELSAU, March 3 (AP) -", ""]
    ),
    st.text(max_size=80),
)


@given(st.lists(_LINES, max_size=12), st.one_of(st.none(), st.text(max_size=30)))
def test_furniture_lies_in_the_text_in_order_without_overlap(
    lines: list[str], title: str | None
) -> None:
    text = "\n".join(lines)
    found = furniture_of(layout_of(text), title=title)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert found == furniture_of(layout_of(text), title=title)
