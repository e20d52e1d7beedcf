"""News feeds: what a feed reader makes of them."""

from __future__ import annotations

import json
from dataclasses import replace

import feedparser
import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st
from made_up import LATER, OTHER, Ledger, told

from onrecord.feeds.news import atom_of, json_feed_of
from onrecord.terms import Standing

SET = told("2031-06-01", "scheduled", planned_start="2031-06-20")
AGAIN = told("2031-06-04", "scheduled", planned_start="2031-06-20")
ATOM = "{http://www.w3.org/2005/Atom}"


def board() -> list[Standing]:
    return list(Ledger(SET, OTHER, LATER).stand())


def test_a_feed_reader_takes_the_atom_feed() -> None:
    feed = feedparser.parse(atom_of(board()))
    assert not feed.bozo
    assert feed.version == "atom10"
    assert [e.title.split(":")[0] for e in feed.entries] == ["cancelled", "scheduled"]
    assert feed.entries[0].onrecord_status == "cancelled"
    assert feed.entries[0].link == "https://wire.example/2031-06-05/"
    assert [t.term for t in feed.entries[0].tags] == ["cancelled", "visit", "NOR", "CHL"]
    assert feed.feed.updated == feed.entries[0].updated == "2031-01-01T03:00:00Z"


def test_the_json_feed_tells_the_same() -> None:
    feed = json.loads(json_feed_of(board()))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    atom = feedparser.parse(atom_of(board()))
    assert [i["id"] for i in feed["items"]] == [e.id for e in atom.entries]
    assert feed["items"][0]["_onrecord"]["status"] == "cancelled"
    assert all(i["content_text"] and i["title"] for i in feed["items"])


def test_an_item_is_a_change_and_not_a_report() -> None:
    def ids(*bodies: object) -> list[str]:
        standings = Ledger(*bodies).stand()  # type: ignore[arg-type]
        return [i["id"] for i in json.loads(json_feed_of(standings))["items"]]

    assert ids(SET) == ids(SET, AGAIN)
    assert ids(SET) != ids(SET, LATER)


def test_a_feed_without_items_is_a_feed() -> None:
    assert not feedparser.parse(atom_of([])).bozo
    assert json.loads(json_feed_of([]))["items"] == []


def test_feeds_of_two_names_are_two_feeds() -> None:
    (ours, theirs) = (feedparser.parse(atom_of([], name=n)).feed for n in ("Ours", "Theirs"))
    assert ours.title == "Ours"
    assert ours.id != theirs.id


@pytest.mark.parametrize("write", [atom_of, json_feed_of])
def test_the_order_of_what_is_given_changes_nothing(write: object) -> None:
    assert write(board()) == write(board()[::-1])  # type: ignore[operator]


@given(st.text())
def test_no_text_breaks_the_xml(text: str) -> None:
    (found,) = Ledger(SET).stand()
    party = replace(found.parties[0], side=text, name=text)
    (member,) = found.members
    broken = replace(found, parties=(party,), place=text, members=(replace(member, url=text),))
    feed = ElementTree.fromstring(atom_of([broken], name=text))
    assert len(feed.findall(f"{ATOM}entry")) == 1
    assert json.loads(json_feed_of([broken]))["items"]
