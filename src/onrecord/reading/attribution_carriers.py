"""To whom and through what a word was given: carrier ("told Reuters") and channel ("in a letter")."""

from __future__ import annotations

import re

from onrecord.reading.attribution_footing import is_outlet
from onrecord.terms import Span

_LISTENER = re.compile(
    r"\b(?:told|tells|telling|tell|to|informed|by|with|carried by|quoted by|cited by|published by|reported by)\s+"
    r"(?:the |an? )?(?P<outlet>[A-Z][\w.&'’-]*(?:[ -](?:of|the|and|&|[A-Z0-9][\w.&'’-]*))*)"
)
_VIA = re.compile(
    r"\b(?:in|on|by|through|via|during|at|from) (?:an? |the |his |her |its |their |joint |written |video |\w+ )*?"
    r"(?:statement|letter|interview|tweet|post|posting|message|telephone|phone|press conference|news conference|"
    r"briefing|communiqu[eé]|speech|address|television|TV|radio|readout|note|release|remarks|X|Twitter|Facebook|"
    r"Telegram|Truth Social|social media|email|e-mail)\b"
)
_HOUSE = re.compile(
    r"\b(?:told|to) (?P<outlet>this (?:newspaper|paper|website|reporter)|the (?:paper|newspaper|agency|daily))\b"
)


def read_carrier(clause: str) -> str | None:
    """The outlet that a cue's clause names as the listener or carrier, or None.

    "told reporters" names none, and "told Trump" names no outlet.
    """
    house = _HOUSE.search(clause)
    if house is not None:
        return house["outlet"]
    for match in _LISTENER.finditer(clause):
        outlet = re.sub(r"['’]s$", "", match["outlet"])
        if is_outlet(outlet):
            return outlet
    return None


def read_via(clause: str) -> str | None:
    """The channel that a cue's clause names ("in a statement"), as written, or None."""
    match = _VIA.search(clause)
    return match.group(0) if match is not None else None


def clause_after(text: str, cue: Span) -> str:
    """The words of a cue and what follows it up to the end of its clause, 120 code points at most."""
    tail = text[cue.start : cue.end + 120]
    length = cue.end - cue.start
    stop = re.search(r"[,;:\n“”\"]|\. |\.$| that ", tail[length:])
    return tail if stop is None else tail[: length + stop.start()]
