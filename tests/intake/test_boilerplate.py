"""Notices and clocks of the page, and prose in the same words."""

from __future__ import annotations

import pytest
from line_tools import only

from onrecord.intake.boilerplate import is_boilerplate


@pytest.mark.parametrize(
    "line",
    [
        "Powered By Pagemill | Full Text RSS Feed",
        "Powered by Pagemill.",
        "No comments :",
        "No comments yet.",
        "No comments: Post a Comment",
        "WARNING: Comments that contain slurs or threats will not be published.",
        "Continuous usage of the website will be considered as acceptance of its terms.",
        "By using this site, you agree to its terms.",
        "Updated at 7:33 a.m. ET",
        "Last updated 14:40 GMT",
        "Updated 15 min ago",
        "Published 28/07/2024, 06:44",
        "02/01/2024 12:17",
        "Home / Featured Articles / Hentzau denies visit …",
        "You are here: Home - News",
    ],
)
def test_notices_and_clocks(line: str) -> None:
    assert is_boilerplate(only(line))


@pytest.mark.parametrize(
    "line",
    [
        "Powered by the wind alone, the king's ship came to Graustark a day before the talks.",
        "No comments were made by either of the ministers after the talks in Zenda.",
        "Comments that contain a threat were not what the king had looked for, his envoy said.",
        "Continued use of the site at Zenda would break the treaty, the inspectors agreed.",
        "By using the site for its fleet, Graustark accepts the rule of the king.",
        "Updated plans for the visit are to be published at noon on Monday.",
    ],
)
def test_what_only_looks_like_a_notice(line: str) -> None:
    assert not is_boilerplate(only(line))
