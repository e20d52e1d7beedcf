"""The list of feeds to watch."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.errors import BadArgumentError
from onrecord.intake.subscriptions import Subscription, read_subscriptions

URL = "https://daily.example/world.rss"


def test_toml_in_order_without_repeats() -> None:
    data = f"""
[[feed]]
url = "{URL}"
outlet = "The Daily"
minutes = 30
quiet_days = 7
full_text = true
[[feed]]
url = "https://wire.example/atom"
[[feed]]
url = "{URL}"
""".encode()
    assert read_subscriptions(data, "feeds.toml") == (
        Subscription(
            URL, "The Daily", dt.timedelta(minutes=30), dt.timedelta(days=7), full_text=True
        ),
        Subscription("https://wire.example/atom"),
    )


def test_opml_with_folders() -> None:
    data = f"""<?xml version="1.0"?><opml version="2.0"><body><outline text="World">
    <outline text="The Daily" type="rss" xmlUrl="{URL}"/></outline></body></opml>""".encode()
    assert read_subscriptions(data, "feeds.opml") == (Subscription(URL, "The Daily"),)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ("url = 3", "feed"),
        ("[[feed]]\noutlet = 'x'", "feed 1: a feed has no `url`"),
        (f"[[feed]]\nurl = '{URL}'\n[[feed]]\nurl = 'ftp://x'", "feed 2.*ftp"),
        (f"[[feed]]\nurl = '{URL}'\nminuts = 3", "minuts"),
        (f"[[feed]]\nurl = '{URL}'\nminutes = 0", "minutes"),
        (f"[[feed]]\nurl = '{URL}'\nminutes = true", "minutes"),
        (f"[[feed]]\nurl = '{URL}'\nquiet_days = nan", "quiet_days"),
        (f"[[feed]]\nurl = '{URL}'\nfull_text = 'yes'", "full_text"),
        ("feed = []", "no feed"),
        ("feed = [1]", "feed 1"),
        ("[[feed", "TOML"),
        ("<opml><body/></opml>", "no feed"),
        ("<opml><body>", "XML"),
        ("<rss/>", "<rss>"),
        ('<!DOCTYPE opml [<!ENTITY a "b">]><opml><body/></opml>', "entities"),
    ],
)
def test_mistakes_are_named(data: str, named: str) -> None:
    with pytest.raises(BadArgumentError, match=named):
        read_subscriptions(data.encode(), "feeds")
