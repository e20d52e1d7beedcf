"""To whom and through what a word was given: carrier ("told Reuters"), channel ("in a letter")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading.attribution_cues import load_speakers
from onrecord.reading.attribution_footing import is_outlet, words_of
from onrecord.terms import Source, Span

_NAME = (
    r"(?:[Aa][a-z]{1,2}-|[Ee]l-)?[A-Z0-9][\w.&'’-]*"
    r"(?:[ -](?:of |the |and |& |d[aeio] )?[A-Z0-9][\w.&'’-]*)*"
)
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
_DESCRIBED = re.compile(rf" (?P<noun>[a-z]+) (?P<name>{_NAME})")
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
_OPENING = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?”\"] ))(?:Speaking to|In (?:an? |his |her )?(?:[a-z]+ )?interview "
    r"(?:with|to|by)|In (?:remarks|comments) to|Interviewed by|Quoted by) [^.,;:\n]{2,60}, ?$"
)
_QUOTED = re.compile(r"\b(?:quoted|cited|interviewed) by [^.,;:\n]{2,60}(?=,)")
_NAMES = re.compile(r"(?:[a-z]{2}-)?[A-Z0-9]")
_PEOPLE = re.compile(r"(?:ian|ish|ese|eli|ch|ani|can)$")
_TO_OUTLET = re.compile(r" to (?:the )?(?P<name>[A-Z0-9][\w.&'’-]*(?: [A-Z0-9][\w.&'’-]*){0,3})$")
_HERE = re.compile(r"\bthis (?:newspaper|paper|website|reporter|agency|correspondent|magazine)\b")
_REACH = 140


def clause_after(text: str, cue: Span, holder: Span | None = None) -> str:
    """Give the words of a cue and what follows it to the end of its clause, at most 140 points.

    `holder` is the source or cue of whoever tells of this one. It ends the clause: in "Oslo has
    asked for a delay, an aide told Nova" it is not Oslo that spoke to Nova.
    """
    end = cue.end + _REACH
    if holder is not None and holder.start >= cue.end:
        end = min(end, holder.start)
    tail = text[cue.start : end]
    length = cue.end - cue.start
    stop = _STOP.search(tail, length)
    return tail if stop is None else tail[: stop.start()]


def clause_before(text: str, source: Span, cue: Span) -> tuple[str, int]:
    """Give, with its place, a phrase before a cue that names whom the speaker spoke to, or "".

    "Speaking to Nova, the premier said", "an aide, quoted by Nova, said"; a phrase further off
    or without a name is nobody's carrier: "Speaking in Oslo, he said".
    """
    aside = _QUOTED.search(text, source.start, max(source.start, cue.start))
    if aside is not None:
        return aside.group(0), aside.start()
    start = max(0, source.start - _REACH)
    opening = _OPENING.search(text[start : source.start])
    if opening is None:
        return "", source.start
    words = opening.group(0)
    return words[0].lower() + words[1:], start + opening.start()


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
    media = load_speakers().media
    for match in _LISTENER.finditer(clause):
        noun = match["noun"]
        if noun is not None:
            named = match["article"] in {"the ", "its "} and not match["kind"]
            if named and noun in media - _LISTENERS and outlets:
                return outlets[-1]
            continue
        name = re.sub(r"['’]s$|[.,]$", "", match["name"])
        described = set(words_of(match["kind"] + (match["after"] or "")))
        place = Span(start + match.start("name"), start + match.end("name"))
        titled = _DESCRIBED.match(clause, match.end("name"))
        if titled is not None and titled["noun"] in media:
            # "told the Lima daily Nova": the town is where the paper appears.
            return titled["name"]
        if is_outlet(name) or described & (media - _LISTENERS):
            return f"The {name}" if match["article"] == "The " else name
        audience = described & _LISTENERS or name.split()[-1].lower() in _AUDIENCES
        if match["verb"] == "by" or audience or any(one.overlaps(place) for one in taken):
            continue
        return name
    given = _TO_OUTLET.search(clause)
    if given is not None and is_outlet(given["name"]):
        # "confirmed the delay to Reuters"; but "confirmed his trip to Reuters' home town" is none.
        return given["name"]
    return None


def read_via(clause: str) -> str | None:
    """Read the channel that a cue's clause names ("in a statement"), as written, or None."""
    match = _VIA.search(clause)
    return match.group(0) if match is not None else None


def outlet_name(source: Source) -> str:
    """Give the name of an outlet that is a source, without its article and what describes it.

    "Peru's Andina news agency" is Andina, "the Lima daily Nova" Nova; "state television" has no
    name and stays as it is.
    """
    text = re.sub(r"['’]s$", "", (source.name or source.text).split(",", maxsplit=1)[0])
    text = text[4:] if text.lower().startswith("the ") else text
    text = re.sub(r" \([^()]*\)$", "", text)
    text = re.sub(r"^[Rr]eport (?:in|by|of) (?:the )?", "", text)
    words = text.split()
    kinds = [place for place, word in enumerate(words) if word in load_speakers().media]
    if not kinds:
        return text
    behind, before = words[kinds[-1] + 1 :], words[: kinds[0]]
    if behind and behind[0][:1].isupper():
        return " ".join(behind)
    owned = [place for place, word in enumerate(before) if re.search(r"['’]s?$", word)]
    before = before[owned[-1] + 1 :] if owned else before
    while before and before[-1].islower():
        before.pop()
    # What is left is a name unless it only says whose or where: "Israeli", "state".
    named = bool(before) and _NAMES.match(before[0]) is not None and not _PEOPLE.search(before[-1])
    return " ".join(before) if named else text
