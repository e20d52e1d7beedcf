"""Readings come back from contract-shaped JSON, and what does not fit is refused by field."""

from __future__ import annotations

import copy
import dataclasses
import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from drawn_readings import readings
from onrecord.contract import reading_to_json
from onrecord.contract_parsing import reading_from_json, report_from_json
from onrecord.errors import ReadingInvalidError
from onrecord.identity import report_id
from onrecord.terms import Reading, Span

TEXT = (
    "Norland's foreign minister, Ida Holm, said on Monday that she would meet her Sudland "
    "counterpart in Port Clare on 14 June. Sudland's embassy denied that it had asked for talks."
)
SAID = "she would meet her Sudland counterpart in Port Clare on 14 June"
DENIED = "denied that it had asked for talks"


def place(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def sample() -> dict[str, object]:
    """Give a reading as somebody else's reader may print it: no field that it could leave out."""
    return {
        "schema": "onrecord/reading/1",
        "report": {"text": TEXT, "published": "2024-06-10"},
        "reader": {"version": "theirs 1"},
        "attributions": [
            {
                "id": "a1",
                "source": {**place("Norland's foreign minister, Ida Holm"), "name": "Ida Holm"},
                "cue": place("said"),
                "content": place(SAID),
            },
            {
                "id": "a2",
                "source": {**place("Sudland's embassy"), "side": "Sudland"},
                "cue": place("denied"),
                "content": {"spans": [[TEXT.index("that it"), len(TEXT) - 1]]},
                "stance": "denies",
            },
        ],
        "engagements": [
            {
                "id": "e1",
                "kind": "meeting",
                "parties": [
                    {"side": "Norland", "people": [{"name": "Ida Holm"}]},
                    {"side": "Sudland"},
                ],
                "status": "scheduled",
                "plan": "scheduled",
                "contested": [{"about": "initiative", "denied_by": "Sudland"}],
                "history": [
                    {"status": "scheduled", "evidence": place(SAID), "source": "Ida Holm"},
                    {
                        "status": "denied",
                        "evidence": place(DENIED),
                        "stance": "denies",
                        "by": "Sudland",
                        "attribution": "a2",
                    },
                ],
                "mentions": [place("talks")],
            }
        ],
        "doubts": [{"kind": "date", "reason": "no year"}],
        "their own field": [1, 2, 3],
    }


def step(value: dict[str, object], number: int) -> dict[str, object]:
    return value["engagements"][0]["history"][number]  # type: ignore[index]


@settings(deadline=None)
@given(reading=readings())
def test_what_the_contract_writes_is_read_back(reading: Reading) -> None:
    with_text = json.loads(json.dumps(reading_to_json(reading, with_text=True)))
    assert reading_from_json(with_text) == reading
    without = json.loads(json.dumps(reading_to_json(reading)))
    assert reading_from_json(without, reading.report) == reading


def test_fields_that_may_be_left_out_are_worked_out() -> None:
    reading = reading_from_json(sample())
    said, denied = reading.engagements[0].history
    assert (said.side, said.about, said.footing) == ("Norland", "event", "reporter")
    assert (denied.side, denied.about) == ("Sudland", "initiative")
    assert denied.evidence.prefix == TEXT[: denied.evidence.start][-32:]
    assert denied.evidence.suffix == "."
    first, second = reading.attributions
    start = TEXT.index(SAID)
    assert first.content == (Span(start, start + len(SAID)),)
    assert (first.stance, first.score, first.inside) == ("asserts", 1.0, None)
    assert second.stance == "denies"
    assert reading.engagements[0].parties[1].name == "Sudland"
    assert reading.report.id == report_id(TEXT, title=None, published="2024-06-10", url=None)


def test_a_stated_side_and_about_are_kept() -> None:
    value = sample()
    step(value, 0)["side"] = None
    step(value, 1)["about"] = "event"
    said, denied = reading_from_json(value).engagements[0].history
    assert (said.side, denied.about) == (None, "event")


def test_an_assertion_does_not_take_its_side_from_by() -> None:
    """ "Sudland asked for talks" is by Sudland, but not Sudland's word."""
    value = sample()
    step(value, 0).update(source="a diplomat", by="Sudland", status="sought")
    assert reading_from_json(value).engagements[0].history[0].side is None
    step(value, 1).update(attribution=None)
    assert reading_from_json(value).engagements[0].history[1].side == "Sudland"


def test_a_denial_that_two_contradictions_fit_is_about_the_event() -> None:
    value = sample()
    contested = value["engagements"][0]["contested"]  # type: ignore[index]
    contested.append({"about": "date", "denied_by": "Sudland"})
    assert reading_from_json(value).engagements[0].history[1].about == "event"


def test_a_stated_id_of_another_scheme_is_not_kept() -> None:
    value = sample()
    value["report"]["id"] = "their-id-1"  # type: ignore[index]
    assert reading_from_json(value) == reading_from_json(sample())


def test_a_report_alone() -> None:
    report = report_from_json({"text": "", "title": "Nothing but a headline", "outlet": None})
    assert (report.text, report.published, report.outlet) == ("", None, None)
    with pytest.raises(ReadingInvalidError, match=r"report\.text: is missing"):
        report_from_json({"title": "Nothing but a headline"})


def attribution(field: str, value: object) -> Callable[[dict], None]:
    return lambda v: v["attributions"][0].__setitem__(field, value)


def engagement(field: str, value: object) -> Callable[[dict], None]:
    return lambda v: v["engagements"][0].__setitem__(field, value)


def claim(field: str, value: object) -> Callable[[dict], None]:
    return lambda v: v["engagements"][0]["history"][0].__setitem__(field, value)


def top(field: str, value: object) -> Callable[[dict], None]:
    return lambda v: v.__setitem__(field, value)


def in_report(field: str, value: object) -> Callable[[dict], None]:
    return lambda v: v["report"].__setitem__(field, value)


@pytest.mark.parametrize(
    ("spoil", "field"),
    [
        (top("schema", "onrecord/reading/2"), "schema"),
        (top("report", None), "report"),
        (top("reader", None), "reader"),
        (top("attributions", {}), "attributions"),
        (top("engagements", ["e1"]), "engagements[0]"),
        (top("doubts", [{"kind": "date"}]), "doubts[0].reason"),
        (top("doubts", [{"kind": "d", "reason": "r", "start": 3, "end": 2}]), "doubts[0]"),
        (in_report("text", 7), "report.text"),
        (in_report("text_sha256", "0" * 64), "report.text_sha256"),
        (in_report("published", "11 June 2024"), "report.published"),
        (in_report("published", "20240611"), "report.published"),
        (in_report("published", "2024-06-31"), "report.published"),
        (
            in_report("furniture", [{"kind": "advert", "start": 0, "end": 1}]),
            "report.furniture[0].kind",
        ),
        (attribution("id", None), "attributions[0].id"),
        (attribution("id", "a2"), "attributions"),
        (attribution("inside", "a9"), "attributions[0].inside"),
        (attribution("stance", "hints"), "attributions[0].stance"),
        (
            attribution("source", {**place("Ida Holm"), "text": "Ada Holm"}),
            "attributions[0].source.text",
        ),
        (attribution("source", {"text": "she", "start": 3}), "attributions[0].source"),
        (attribution("cue", {**place("said"), "end": 9999}), "attributions[0].cue"),
        (attribution("content", None), "attributions[0].content"),
        (attribution("content", {"spans": [[1, 2, 3]]}), "attributions[0].content.spans[0]"),
        (attribution("content", {**place(SAID), "text": "x"}), "attributions[0].content.text"),
        (attribution("score", 1.2), "attributions[0].score"),
        (attribution("score", True), "attributions[0].score"),
        (engagement("id", 1), "engagements[0].id"),
        (engagement("kind", "party"), "engagements[0].kind"),
        (engagement("status", "on"), "engagements[0].status"),
        (engagement("plan", "denied"), "engagements[0].plan"),
        (engagement("new_date", True), "engagements[0].new_date"),
        (engagement("salience", "low"), "engagements[0].salience"),
        (engagement("place", 7), "engagements[0].place"),
        (engagement("planned_start", 20240614), "engagements[0].planned_start"),
        (engagement("parties", [{"name": "Norland"}]), "engagements[0].parties[0].side"),
        (engagement("responses", {"Norland": "maybe"}), "engagements[0].responses.Norland"),
        (engagement("contested", [{"claims": [None]}]), "engagements[0].contested[0].claims"),
        (
            engagement("mentions", [{**place("talks"), "text": "walks"}]),
            "engagements[0].mentions[0].text",
        ),
        (claim("status", None), "engagements[0].history[0].status"),
        (claim("footing", "rumour"), "engagements[0].history[0].footing"),
        (claim("about", "colour"), "engagements[0].history[0].about"),
        (claim("attribution", "a9"), "engagements[0].history[0].attribution"),
        (claim("evidence", None), "engagements[0].history[0].evidence"),
        (claim("evidence", {**place(SAID), "start": -1}), "engagements[0].history[0].evidence"),
        (claim("evidence", {**place(SAID), "start": True}), "engagements[0].history[0].evidence"),
        (
            claim("evidence", {**place(SAID), "text": SAID + "."}),
            "engagements[0].history[0].evidence.text",
        ),
    ],
)
def test_what_does_not_fit_is_refused_by_field(spoil: Callable[[dict], None], field: str) -> None:
    value = copy.deepcopy(sample())
    spoil(value)
    with pytest.raises(ReadingInvalidError) as raised:
        reading_from_json(value)
    assert raised.value.subject == field


@pytest.mark.parametrize("value", [None, [], "reading", 7])
def test_what_is_no_object_is_no_reading(value: object) -> None:
    with pytest.raises(ReadingInvalidError, match="reading"):
        reading_from_json(value)


def test_a_reading_of_another_text_is_refused() -> None:
    reading = reading_from_json(sample())
    other = dataclasses.replace(reading.report, text=TEXT.replace("14 June", "15 June"))
    with pytest.raises(ReadingInvalidError, match="text_sha256"):
        reading_from_json(reading_to_json(reading), other)
