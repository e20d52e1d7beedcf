"""Where an encounter is held: "met Lavrov in Geneva", "a visit to Oslo", "the Astana talks".

Read from the parse, from a name of a place upward: it is the encounter's when nothing but who
takes part, when, or a building stands between. "Talks on the war in Ukraine" names none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.reading.encounter_terms import PERSONLIKE, Encounter, words
from onrecord.reading.marks import PlaceMention
from onrecord.reading.parties_tables import fold, tables
from onrecord.reading.seen import Seen
from onrecord.reading.syntax import CLAUSES, Marked
from onrecord.terms import Engagement, Kind, Mention

_IN = frozenset({"in", "at", "near", "inside", "outside", "aboard"})
_TRAVEL = frozenset({"visit", "delegation"})
_EXACT = {"region": 0, "state": 1, "place": 3, "capital": 3}
_SAYING = words(
    "say tell report announce add note state write confirm deny warn declare quote post tweet",
    "insist stress reply reveal disclose explain remark base live die kill ask urge",
)
_ASIDE = words("before after ahead since following until despite amid because during")
_EDGES = words("sideline sidelines margin margins fringe fringes edge")
_PARTS_OF_A_TOWN = words("city capital town resort port suburb island village outskirts")
_TO = frozenset({"to", "for", "into"})
_GOING = words("go travel fly come head leave depart arrive be set land jet drive sail")
_DEEP = 8


def places_of(encounter: Encounter, marked: Marked) -> tuple[PlaceMention, ...]:
    """Give the places that a naming of an encounter is told to be at, the likeliest first."""
    trigger = marked.doc[encounter.token]
    found = [p for p in _named_in(trigger.sent, marked) if _held_at(p, encounter, marked)]
    told = [encounter.host, encounter.venue]
    if encounter.venue is not None and encounter.venue.start > trigger.idx:
        told.pop()  # behind it, only what hangs on it: not "talks on the war in Sudan"
    found += [p for p in told if p is not None and _tells_where(p, encounter, marked)]
    return tuple(dict.fromkeys(found))


def with_places(engagements: Iterable[Engagement], seen: Seen) -> Iterator[Engagement]:
    """Give engagements with the place that all their namings together tell."""
    known = {s.encounter.token: s.encounter for s in seen.sightings}
    for one in engagements:
        tokens = [_trigger_of(m, seen.doc) for m in one.mentions]
        told = [
            place
            for token in tokens
            if token is not None
            for place in places_of(known.get(token.i) or _bare(token, one.kind), seen.marked)
        ]
        pictured = not any(t is not None and t.i in known for t in tokens)
        found = place_of(told)
        yield replace(one, place=found or (one.place if pictured else None))


def _trigger_of(mention: Mention, doc: Doc) -> Token | None:
    start = mention.start + max(0, mention.text.find(mention.trigger))
    span = doc.char_span(start, start + len(mention.trigger), alignment_mode="expand")
    return None if span is None else span.root


def _bare(token: Token, kind: Kind) -> Encounter:
    """Give a naming that only the model sees, of which no more is known than its word."""
    end = token.idx + len(token)
    return Encounter(token.i, kind, token.text, token.text, token.pos_ == "VERB", token.idx, end)


def place_of(places: Iterable[PlaceMention]) -> str | None:
    """Give the place to name of those that the namings of an engagement are told to be at.

    A town is more exact than its state, that than its part of the world ("an Asian tour ... in
    Japan ... in Tokyo"), and better known than a hall in it. Of equals the first told is named.
    """
    best = max(places, key=_exactness, default=None)
    return None if best is None else best.text


def _named_in(sentence: Iterable[Token], marked: Marked) -> Iterator[PlaceMention]:
    """Give the places named in a sentence, and the seats that stand for a building there."""
    for token in sentence:
        place, actor = marked.place_at(token), marked.at(token)
        if place is not None:
            yield place
        elif actor is not None and actor.as_place and actor.kind in ("group", "state"):
            yield PlaceMention(actor.start, actor.end, actor.text, actor.side)


def _held_at(place: PlaceMention, encounter: Encounter, marked: Marked) -> bool:
    """Whether a place hangs under "in" or "at" on an encounter, or on the verb that carries it."""
    trigger = marked.doc[encounter.token]
    span = marked.doc.char_span(place.start, place.end, alignment_mode="expand")
    if span is None or span.start <= trigger.i < span.end:
        return False
    root = span.root
    while root.dep_ in ("compound", "nmod", "appos") and root.head.pos_ in ("PROPN", "NOUN"):
        if root.head.i == trigger.i or _names_people(root.head, marked):
            return False
        root = root.head  # "in Geneva, Switzerland", "at Geneva airport", "the resort town of"
    preposition = root.head
    if root.dep_ != "pobj" or preposition.pos_ not in ("ADP", "SCONJ"):
        return False
    if preposition.lower_ == "of" and preposition.head.lower_ in _PARTS_OF_A_TOWN:
        root, preposition = preposition.head, preposition.head.head
    ways = _ways(trigger, encounter)
    carriers = _carriers(trigger) | ways
    word, node = preposition.lower_, preposition.head
    if word not in _IN and not (word in _TO and node.i in ways):
        return False
    for _ in range(_DEEP):
        if node.i in carriers:
            return True
        if node.pos_ in ("VERB", "AUX") or not _lets_through(node, marked):
            return False
        node = node.head
    return False


def _carriers(trigger: Token) -> frozenset[int]:
    """Give the tokens that carry an encounter: its own, the verb over it, what is between."""
    found = {trigger.i}
    node = trigger
    for _ in range(_DEEP):
        if node.pos_ in ("VERB", "AUX") or node.dep_ in CLAUSES or node.head is node:
            break
        above = node.head
        if above.pos_ == "ADP" and above.lower_ in _ASIDE:
            break
        if above.pos_ == "VERB" and above.lemma_.lower() in _SAYING:
            break
        if above.pos_ in ("VERB", "AUX", "ADP") or above.lower_ in _EDGES:
            found.add(above.i)
        elif node.dep_ != "conj":
            break
        node = above
    return frozenset(found)


def _ways(trigger: Token, encounter: Encounter) -> frozenset[int]:
    """Give the word of going that is the encounter or its way: "flew to Oslo for talks"."""
    if trigger.lemma_.lower() in _GOING or (encounter.kind == "visit" and trigger.pos_ == "NOUN"):
        return frozenset({trigger.i})
    if trigger.dep_ == "pobj" and trigger.head.lower_ == "for":
        verb = trigger.head.head
    elif trigger.dep_ in ("advcl", "xcomp") and trigger.tag_ == "VB":
        verb = trigger.head
    else:
        return frozenset()
    return frozenset({verb.i}) if verb.lemma_.lower() in _GOING else frozenset()


def _lets_through(node: Token, marked: Marked) -> bool:
    """Whether a place under a word may be that of what is above: people, dates, buildings."""
    if node.pos_ in ("ADP", "SCONJ"):
        return node.lower_ not in _ASIDE
    if node.ent_type_ in ("DATE", "TIME") or node.lower_ in _EDGES or _names_people(node, marked):
        return True
    return node.dep_ == "pobj" and node.head.lower_ in _IN


def _names_people(node: Token, marked: Marked) -> bool:
    actor = marked.at(node)
    return (actor is not None and not actor.as_place) or node.lemma_.lower() in PERSONLIKE


def _tells_where(place: PlaceMention, encounter: Encounter, marked: Marked) -> bool:
    """Whether a place read with an encounter is where it is: not "US-brokered talks".

    Of talks a state before the noun is a party ("the Ethiopia-Tigray talks"), a town the venue.
    """
    span = marked.doc.char_span(place.start, place.end, alignment_mode="expand")
    if span is None:
        return False
    around = [i for i in (span.start - 1, span.end) if 0 <= i < len(marked.doc)]
    if any(marked.doc[i].text in ("-", "–") and not marked.doc[i].whitespace_ for i in around):
        return False
    before = span.root.dep_ in ("compound", "nmod", "amod", "poss")
    return not (before and encounter.kind not in _TRAVEL and _is_wide(place))


def _is_wide(place: PlaceMention) -> bool:
    return _exactness(place) < 2


def _exactness(place: PlaceMention) -> int:
    known = tables().names.get(fold(place.text))
    if known is None or known.kind not in _EXACT:
        return 2  # a building, or a town that no table knows
    return _EXACT[known.kind]
