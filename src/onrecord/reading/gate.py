"""The gate: most of the world's news holds no engagement and must cost almost nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.reading.rulebook import load_rulebook

_ALSO = (
    "met|spoke|spoken|saw|seen|went|gone|came|flew|flown|left|sat down|sit down|sitting down|"
    "invit\\w*|due in|face to face|shuttl\\w*|diplomacy|delegations?|emissar\\w*"
)


_SPORT = re.compile(
    r"\b(?:match(?:es)?|football\w*|soccer|cricket\w*|rugby|tournaments?|cup|leagues?|fixtures?|"
    r"coach(?:es)?|squads?|strikers?|goalkeepers?|batsm[ae]n|wickets?|innings|referees?|qualifiers?|"
    r"championships?|stadium|kick-?off|semi-?finals?|quarter-?finals?|athlet\w+|marathon|olympi\w+|"
    r"medal\w*|players?|teams?|fifa|uefa|bcci|defender|midfielder|scorers?|goals?|sprinter|boxing|"
    r"tennis|hockey|basketball|volleyball|swimm\w+|cyclists?|wrestl\w+|fans)\b",
    re.IGNORECASE,
)
_SPORT_WORDS = 4
_SCORE = re.compile(
    r"\b(?:drew|beat|won|lost|drawn|beaten|win|defeat(?:ed)?|draw)(?: [\w'’-]+){0,3}? \d[-–]\d\b",
    re.IGNORECASE,
)
"""How a match ended: "drew 1-1", "beat Oman 3-0". A council that "voted 5-0" played none."""
_VOTING = re.compile(r"\b(?:vot\w+|ballots?|court|judges?|justices|rul(?:ed|ing))\b", re.IGNORECASE)
_NEAR = 80


@lru_cache(maxsize=1)
def _triggers() -> re.Pattern[str]:
    words = load_rulebook().words
    stems = sorted({*words.nouns, *words.verbs}, key=lambda w: (-len(w), w))
    inflected = "|".join(re.escape(w.removesuffix("e")) + r"\w{0,5}" for w in stems)
    return re.compile(rf"\b(?:{inflected}|{_ALSO})\b", re.IGNORECASE)


def may_hold_engagement(text: str) -> bool:
    """Whether a text has any word that could name an encounter; false means it need not be parsed.

    Linear in the text. A true answer says nothing about there being an engagement.
    """
    return _triggers().search(text) is not None


def tells_of_sport(text: str) -> bool:
    """Whether a text reads as sports news: four or more different words of sport, or a score.

    Teams meet, tour and call off fixtures in just the words of diplomats. Two such words prove
    nothing ("both teams of negotiators kept their goal").
    """
    return len({m.group().lower() for m in _SPORT.finditer(text)}) >= _SPORT_WORDS or any(
        not _VOTING.search(text, max(0, m.start() - _NEAR), m.end() + _NEAR)
        for m in _SCORE.finditer(text)
    )
