"""Pointers to other stories: `READ MORE`, `Related: Graustark votes`, lists of headlines."""

from __future__ import annotations

import re

from onrecord.intake.lines import Line, any_of

_LONGEST = 320

_BULLET = r"[\[(>»•●■▪►▶→*\s]*"
# Headings of lists of other stories, and labels before one.
_HEADINGS = (
    r"related(?: (?:news|topics?|stories|posts?|articles?|content|coverage|links?|reading))?",
    r"(?:most|trending) (?:popular|read|viewed|shared|watched|commented|recent)",
    r"most (?:popular|read|viewed) (?:in|on) .{2,30}",
    r"read (?:more|also|next|this|here)(?: (?:on|about|in|at|from) .{2,40})?",
    r"also (?:read|see)|check also",
    r"see (?:also|more)",
    r"more (?:on|from|about|in) .{2,60}",
    r"more (?:news|stories|headlines|to read)",
    r"recommended(?: (?:for you|stories|reading|articles|videos?))?",
    r"(?:editor[’']?s[’']? )?(?:picks|choice)",
    r"trending(?: now)?",
    r"(?:top|latest|other|popular) (?:stories|news|headlines|updates)",
    r"you (?:may|might) (?:also )?(?:like|be interested in)",
    r"don[’']t miss",
    r"must[- ]reads?",
    r"what to read next|further reading|up next|coming up|in other news|in pictures",
    r"(?:watch|listen)(?: (?:more|next|now|live))?",
    r"newslinks",
    r"full story(?: in \w+)?",
    r"(?:leave a|post a) (?:reply|comment)",
    r"(?:\d+ )?comments?",
    r"(?:read|view|show|see)(?: all)? comments",
    r"readers[’'] comments",
)
_HEADING_ALONE = re.compile(rf"{_BULLET}(?:{'|'.join(_HEADINGS)})\s*[:.…»>\])]*", re.IGNORECASE)
_POINTER = re.compile(
    rf"{_BULLET}(?:related(?: \w+)?|read (?:more|also|next)|also (?:read|see)|check also|"
    r"see also|more on this|more (?:news|stories|headlines|to read)|must read|"
    r"watch(?: (?:also|now|live|more|video))?|listen|recommended|trending|"
    r"don[’']t miss|up next)"
    r"\s*(?::|\||»|>|–|—|-\s)\s*\S.{2,300}",
    re.IGNORECASE,
)
_TITLE_STARTS = r"[\"'“‘]?[A-Z\d]"
_SURE_LABEL = r"(?:Read (?:[Aa]lso|[Mm]ore|[Nn]ext)|READ (?:ALSO|MORE|NEXT)|Also [Rr]ead|ALSO READ)"
_LABELS = rf"(?:{_SURE_LABEL}|See [Aa]lso|SEE ALSO|Check [Aa]lso|CHECK ALSO|Related|RELATED)"
# What stands behind these could go on as a sentence does, so a full stop makes it one.
_UNSURE_POINTER = any_of(
    rf"{_BULLET}(?:READ|Read|COMING UP|Coming up)\s*[:|»]\s*{_TITLE_STARTS}.{{2,200}}",
    rf"{_BULLET}(?:{_SURE_LABEL}|See also|SEE ALSO|Check [Aa]lso|CHECK ALSO)"
    rf"\s+{_TITLE_STARTS}.{{10,160}}",
)
_NO_TITLE_END = re.compile(r"[.!,;:][\"'”’)\]]*$")
# The label and the headline below it, set as one word: "Read alsoGraustark votes".
_GLUED = any_of(
    rf"{_BULLET}(?:Related(?: (?:Articles|Stories|News|Posts|Topics|Links|Content))?|"
    r"Read (?:[Aa]lso|[Mm]ore|[Nn]ext)|Also [Rr]ead|See [Aa]lso|Check [Aa]lso|Recommended)"
    r"[\"“‘]?[A-Z].{2,200}",
    rf"{_BULLET}(?:RELATED|READ (?:ALSO|MORE|NEXT)|ALSO READ|SEE ALSO|RECOMMENDED)"
    r"[\"“‘]?[A-Z][a-z].{2,200}",
)
_STUCK = re.compile(
    rf"(?<=[.!?”\"])\s*(?P<teaser>[(\[]?{_LABELS}\s*[:|»]\s*{_TITLE_STARTS}.{{2,160}})$"
)
_STUCK_REACH = 200
_BEFORE_HEADLINE = re.compile(r"[-–—•●■▪►▶→*·»>]+\s*")
_TRANSCRIPT = re.compile(r"(?:Q|A)\s")


def is_teaser(line: Line) -> bool:
    """Whether the line points to another story: `READ MORE`, `Related: Graustark votes`.

    Counter-examples: `Related talks on fishing go on.` is prose, no mark parts it in two, and so
    is `Read more into it than he meant, and you are wrong.`
    """
    if _HEADING_ALONE.fullmatch(line.text):
        return not line.text.endswith(".") or line.text.endswith("...")
    if len(line.text) > _LONGEST:
        return False
    if _POINTER.fullmatch(line.text) or _GLUED.fullmatch(line.text):
        return True
    return (
        _UNSURE_POINTER.fullmatch(line.text) is not None
        and line.one_sentence
        and not _NO_TITLE_END.search(line.text)
    )


def opens_teasers(line: Line) -> bool:
    """Whether the line is the heading of a list of other stories (`Most Popular`)."""
    return _HEADING_ALONE.fullmatch(line.text) is not None


def teaser_start(text: str) -> int | None:
    """Give where a pointer stuck to the end of a paragraph starts, or None.

    `... he said. Read more: Graustark votes on fishing`: the words before are prose. What ends
    with a full stop may be prose as well: `... he added. Related: two more visits are off.`
    """
    found = _STUCK.search(text[-_STUCK_REACH:])
    if found is None or _NO_TITLE_END.search(text):
        return None
    return max(len(text) - _STUCK_REACH, 0) + found.start("teaser")


def is_bare_headline(line: Line) -> bool:
    """Whether the line could be another story's headline: three to twenty words, no full stop."""
    ends = line.ends and not line.abbreviated
    return not ends and _headline_form(line, line.text)


def is_listed_headline(line: Line) -> bool:
    """Whether the line could be a headline in a list of other stories: with a bullet, or asking."""
    asks = line.text.endswith(("?", "..."))
    return (asks or not line.ends or line.abbreviated) and _headline_form(
        line, _BEFORE_HEADLINE.sub("", line.text, 1)
    )


def _headline_form(line: Line, text: str) -> bool:
    return (
        3 <= line.length <= 20
        and line.one_sentence
        and text[:1] != ""
        and (text[0].isalnum() or text[0] in "'‘\"“")
        and not _TRANSCRIPT.match(text)
    )
