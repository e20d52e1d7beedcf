"""To whom and through what a word was given: carrier ("told Reuters"), channel ("in a letter")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading.attribution_cues import load_speakers
from onrecord.reading.attribution_footing import is_outlet, words_of
from onrecord.terms import Source, Span

_NAME = r"[A-Z0-9][\w.&'’-]*(?:[ -](?:of |the |and |& )?[A-Z0-9][\w.&'’-]*)*"
_LISTENER = re.compile(
    rf"""
    \b(?P<verb>told|tells|telling|tell|informed|confirmed\ to|said\ to|explained\ to|speaking\ to
      |spoke\ to|interview\ (?:with|to|by)|interviewed\ by|carried\ by|quoted\ by|cited\ by
      |published\ (?:by|in)|reported\ by|consulted\ by|remarks\ to|comments\ to|appearance\ on
      |by)\s+
    (?P<article>the\ |The\ |an?\ |this\ |its\ )?
    (?P<kind>(?:[A-Z][a-z]+(?:ian|ish|ese|eli|ch|ani|can|i)\ (?=[a-z]))?(?:[a-z-]+\ )*?)
    (?P<name>{_NAME}|(?P<noun>[a-z]+)(?![a-z]*\ [A-Z]))
    (?P<after>\ [a-z]+)?
    """,
    re.VERBOSE,
)
_LISTENERS = {"reporters", "journalists", "media", "press", "correspondents"}
_AUDIENCES = load_speakers().institutions | {
    "conference", "forum", "summit", "assembly", "knesset", "council", "meeting", "lawmakers",
}  # fmt: skip
_CHANNEL = (
    "statement|letter|interview|tweet|post|posting|message|telephone|phone|press conference|"
    "news conference|briefing|communiqué|communique|speech|address|television|TV|radio|readout|"
    "note|release|remarks|X|Twitter|Facebook|Telegram|Truth Social|social media|email|e-mail"
)
_VIA = re.compile(
    r"\b(?:in|on|by|through|via|during|at|from) (?:(?!and\b|that\b|to\b)[\w'’-]+ ){0,4}?"
    rf"(?:{_CHANNEL})\b"
)
_STOP = re.compile(r"[;:\n“”\"]|, (?!an? |the |which |quoted |carried |published )|\. |\.$| that ")
_HERE = re.compile(r"\bthis (?:newspaper|paper|website|reporter|agency|correspondent|magazine)\b")
_REACH = 140


def clause_after(text: str, cue: Span) -> str:
    """Give the words of a cue and what follows it to the end of its clause, at most 140 points."""
    tail = text[cue.start : cue.end + _REACH]
    length = cue.end - cue.start
    stop = _STOP.search(tail, length)
    return tail if stop is None else tail[: stop.start()]


def read_carrier(
    clause: str, start: int, taken: Sequence[Span], outlets: Sequence[str]
) -> str | None:
    """Read the outlet that a cue's clause names as the listener or carrier, or None.

    `start` is the clause's place in the text; `taken` are the places of persons, states and
    other actors, who are no outlets: "told reporters" and "told Mr Okafor" carry nothing.
    `outlets` are the outlets named so far, for "told the agency".
    """
    here = _HERE.search(clause)
    if here is not None:
        return here.group(0)
    for match in _LISTENER.finditer(clause):
        noun = match["noun"]
        media = load_speakers().media
        if noun is not None:
            named = match["article"] in {"the ", "its "} and not match["kind"]
            if named and noun in media - _LISTENERS and outlets:
                return outlets[-1]
            continue
        name = re.sub(r"['’]s$|[.,]$", "", match["name"])
        described = set(words_of(match["kind"] + (match["after"] or "")))
        place = Span(start + match.start("name"), start + match.end("name"))
        if is_outlet(name) or described & (media - _LISTENERS):
            return f"The {name}" if match["article"] == "The " else name
        audience = described & _LISTENERS or name.split()[-1].lower() in _AUDIENCES
        if match["verb"] == "by" or audience or any(one.overlaps(place) for one in taken):
            continue
        return name
    return None


def read_via(clause: str) -> str | None:
    """Read the channel that a cue's clause names ("in a statement"), as written, or None."""
    match = _VIA.search(clause)
    return match.group(0) if match is not None else None


def outlet_name(source: Source) -> str:
    """Give the name of an outlet that is a source, without its article."""
    text = re.sub(r"['’]s$", "", (source.name or source.text).split(",", maxsplit=1)[0])
    return text[4:] if text.lower().startswith("the ") else text
