"""Where an engagement stands by what exactly is denied of it, and by who confirms it."""

from __future__ import annotations

import pytest
from reading_tools import DAY

from onrecord.intake.reports import make_report
from onrecord.opening import open_reader

read_report = open_reader()

_MET = "Latvia's interior minister met a Belarusian official in Daugavpils on Friday, the ministry said."
_TALKS = "Peru said its defence minister held talks with Ecuador's ambassador in Lima on Thursday; "
_KING = "Bhutan's king will travel to Dhaka on 3 June, the Bangladeshi presidency announced. "
_SAW = "A Bamako paper reported that Algeria's foreign minister saw his Malian counterpart in Oran on Sunday. "


@pytest.mark.parametrize(
    ("text", "status"),
    [
        # A detail, and the meeting.
        (f"{_MET} Minsk denied having made any promise there.", "held"),
        (f"{_MET} Minsk denied that there was a meeting.", "disputed"),
        (f"{_TALKS}Quito denies that any promises were made.", "held"),
        (f"{_TALKS}Quito denies that any took place.", "disputed"),
        (f"{_KING}Thimphu denied this on Monday.", "disputed"),
        (f"{_KING}Thimphu denied nothing.", "scheduled"),
        # No request is no word on the meeting; no meeting is.
        (("Peru's defence minister met Ecuador's ambassador in Lima on Thursday, the ministry said."
         " Quito said it had made no request for the meeting."), "held"),
        (("Peru's defence minister met Ecuador's ambassador in Lima on Thursday, the ministry said."
         " Quito said there had been no such meeting."), "disputed"),
        (("Neither Peru nor Ecuador has asked for a meeting of their ministers in Lima, a spokesman"
         " in Quito said of a report in a Lima paper."), "denied"),
        # That it is not off.
        ("Sudan rejected reports that its army chief would not travel to Cairo on 25 May.",
         "scheduled"),
        ("Sudan rejected reports that its army chief would travel to Cairo on 25 May.", "denied"),
        # A yes and a no.
        (f'{_SAW}"That is not untrue," a ministry spokesman in Algiers said.', "held"),
        (f'{_SAW}"That is untrue," a ministry spokesman in Algiers said.', "denied"),
        (("Reports that Algeria's foreign minister saw his Malian counterpart in Oran on Sunday are"
         " not wrong, a ministry spokesman in Algiers said."), "held"),
        (f"{_SAW}The Algerian ministry disputed the report.", "denied"),
        # A denial that another side contradicts.
        (("Belgrade denied on Monday that its president had met Kosovo's premier in Skopje on"
         " Friday. Pristina insisted that they had met for an hour."), "disputed"),
    ],
)  # fmt: skip
def test_where_it_stands_by_the_answers_to_it(text: str, status: str) -> None:
    reading = read_report(make_report(text, "a test", published=DAY))
    assert {e.status for e in reading.engagements} == {status}
