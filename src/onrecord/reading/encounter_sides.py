"""Who takes part in an encounter that a noun names, and where."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.reading.encounter_terms import place_under, sides_among, who_acts, words
from onrecord.reading.marks import ActorMention, PlaceMention
from onrecord.reading.parties_tables import fold, tables
from onrecord.reading.syntax import Marked, nominal_subtree, objects, pobjs
from onrecord.terms import Kind

_TRAVEL = ("visit", "delegation")
_DAYS = ("day", "days", "hours")
_JOINING = frozenset(
    {"with", "between", "by", "among", "of", "from", "involving", "under", "alongside"}
)
_NEAR = frozenset({"to", "in", "at", "into", "on", "near", "across", "around"})
# Who does one of these takes part: "Modi held talks". Who urges, proposes or announces may not.
_TAKES_PART = words(
    "hold have conduct make pay begin start open resume continue end conclude wrap finish",
    "attend host undertake complete cancel postpone scrap delay defer shelve skip boycott",
    "schedule plan convene join cut extend drop abandon suspend interrupt restart quit",
    "leave lead spend",
)
_GOES_TO = words(
    "come arrive travel fly be go sit embark leave head set engage enter return meet",
    "gather depart land send miss",
)
_ASKS_IN = frozenset(
    {
        "have",
        "invite",
        "entertain",
        "host",
        "receive",
        "welcome",
        "ask",
        "bring",
        "join",
        "meet",
        "see",
    }
)

Around = tuple[list[ActorMention], PlaceMention | None, PlaceMention | None]


def around_noun(token: Token, kind: Kind, marked: Marked) -> Around:
    """Give the actors on a noun of encounter, the place visited, and the place where it is held.

    Either place is None when the text names none there.
    """
    owners = [c for c in token.children if c.dep_ == "poss"]
    actors = marked.under([t for o in owners for t in nominal_subtree(o)])
    host, venue = _before_noun(token, kind, marked, actors)
    for preposition, target in _prepositions(token):
        phrase = list(nominal_subtree(target))
        if preposition in _JOINING:
            under = [a for a in marked.under(phrase) if not a.as_place]
            if not under and preposition in ("with", "between", "by"):
                under = marked.under(phrase)
            _extend(actors, under)
        elif preposition in _NEAR:
            place = place_under(phrase, marked)
            if (
                place is not None
                and preposition in ("to", "into", "across")
                and kind in (*_TRAVEL, "other")
            ):
                host = host or place
            elif place is not None:
                venue = venue or place
            elif preposition in ("to", "on"):
                _extend(actors, [a for a in marked.under(phrase) if not a.as_place])
    if token.lower_ in _DAYS and kind == "visit":
        host, venue = host or venue, None
    host = _in_clauses(token, kind, marked, actors) or host
    return _around_verb(token, kind, marked, (actors, host, venue))


def _before_noun(
    token: Token, kind: Kind, marked: Marked, actors: list[ActorMention]
) -> tuple[PlaceMention | None, PlaceMention | None]:
    """Add the actors named before a noun ("the Putin-Xi summit"); give what is a place there."""
    host = venue = None
    for name in (c for c in token.children if c.dep_ in ("compound", "nmod", "amod", "appos")):
        for part in nominal_subtree(name):
            mention, place = marked.at(part), marked.place_at(part)
            if (
                kind in _TRAVEL
                and place is not None
                and (mention is None or mention.as_place or mention.kind == "state")
            ):
                host = host or place
                if mention is not None and actors:
                    continue
            if mention is not None and not (mention.as_place and kind != "visit"):
                _extend(actors, marked.expand(mention))
            elif place is not None and kind not in _TRAVEL:
                venue = venue or place
            _extend(actors, _other_half(part, mention, marked))
    return host, venue


def _other_half(part: Token, mention: ActorMention | None, marked: Marked) -> list[ActorMention]:
    """Find the halves of a pair that the marks leave out: "U.S.-Israeli", "Lula-Petro talks".

    One token may hold two names, and a last name alone is told by the tables when all leaders of
    that name are of one side.
    """
    if "-" in part.text and len(part) > 3:
        end = part.idx + len(part)
        return [
            m
            for m in marked.actors.mentions
            if part.idx <= m.start and m.end <= end and m is not mention
        ]
    beside = [part.doc[i].text for i in (part.i - 1, part.i + 1) if 0 <= i < len(part.doc)]
    paired = any(text in ("-", "–") for text in beside)
    if mention is not None or not paired or not part.text[:1].isupper():
        return []
    leaders = tables().short.get(fold(part.text), ())
    sides = {one.side for one in leaders}
    if len(sides) != 1:
        return []
    return [
        ActorMention(
            part.idx,
            part.idx + len(part),
            part.text,
            "person",
            f"name:{fold(part.text)}",
            name=part.text,
            side=sides.pop(),
        )
    ]


def _prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """Give the prepositions on a noun with their objects, and those that hang one step too low.

    "Talks in Geneva with Iran": a parse may put "with Iran" on Geneva; "talks on Monday with".
    """
    for child in token.children:
        if child.dep_ in ("prep", "agent") and child.pos_ in ("ADP", "SCONJ"):
            for target in (c for c in child.children if c.dep_ == "pobj"):
                yield child.lower_, target
                if child.lower_ in _NEAR:
                    yield from (("with", t) for t in pobjs(target, "with", "between"))
        elif child.dep_ in ("npadvmod", "tmod", "appos"):
            yield from (("with", t) for t in pobjs(child, "with", "between"))


def _in_clauses(
    token: Token, kind: Kind, marked: Marked, actors: list[ActorMention]
) -> PlaceMention | None:
    """Add who stands in the clause on a noun: "the visit Abiy paid", "talks held with Iran".

    Gives the place visited there ("the visit he paid to Egypt"), None when there is none.
    """
    host = None
    clauses = [c for c in token.children if c.dep_ in ("relcl", "acl")]
    # "the meeting that it was supposed to hold with X": the verb that counts is one further in
    inner = [x for c in clauses for x in c.children if x.dep_ == "xcomp"]
    for verb in (*clauses, *inner):
        if verb.lemma_ not in _TAKES_PART:
            continue
        own = [c for c in verb.children if c.dep_ == "nsubj"]
        _extend(
            actors, [a for s in own for a in marked.under(nominal_subtree(s)) if not a.as_place]
        )
        for target in pobjs(verb, "with", "between", "by"):
            _extend(actors, marked.under(nominal_subtree(target)))
        if kind not in _TRAVEL:
            continue
        for target in pobjs(verb, "to"):
            place = place_under(nominal_subtree(target), marked)
            host = host or place
            if place is None:
                _extend(actors, marked.under(nominal_subtree(target)))
    return host


def _around_verb(token: Token, kind: Kind, marked: Marked, around: Around) -> Around:
    """Add what hangs on the verb but belongs to its noun ("skips a meeting today with X")."""
    actors, host, venue = around
    noun = token
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    verb, reached = noun.head, noun.dep_
    if reached == "pobj" and verb.dep_ == "prep":
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return around
    if reached in ("dobj", "nsubjpass", "nsubj"):
        for target in pobjs(verb, "with", "between"):
            _extend(actors, marked.under(nominal_subtree(target)))
        toward = ("in",) if token.lower_ in _DAYS else ("to",) if kind in _TRAVEL else ("in", "at")
        phrases = (nominal_subtree(t) for t in pobjs(verb, *toward))
        place = next((p for phrase in phrases if (p := place_under(phrase, marked))), None)
        if kind in _TRAVEL:
            host = host or place
        else:
            venue = venue or place
    if _complete(actors, host) or kind == "delegation":
        return actors, host, venue
    lemma = verb.lemma_.lower()
    if (reached == "dobj" and lemma in _TAKES_PART) or (reached == "pobj" and lemma in _GOES_TO):
        _extend(actors, who_acts(verb, marked))
    elif reached == "pobj" and lemma in _ASKS_IN:
        _extend(actors, who_acts(verb, marked))
        _extend(
            actors,
            [a for o in objects(verb) for a in marked.under(nominal_subtree(o)) if not a.as_place],
        )
    elif reached == "nsubjpass" and lemma in _TAKES_PART:
        _extend(actors, [a for t in pobjs(verb, "by") for a in marked.under(nominal_subtree(t))])
    return actors, host, venue


def _complete(actors: list[ActorMention], host: PlaceMention | None) -> bool:
    sides = sides_among(actors) | ({host.side} if host is not None and host.side else set())
    return len(sides) > 1


def _extend(
    actors: list[ActorMention], more: list[ActorMention] | tuple[ActorMention, ...]
) -> None:
    actors += [a for a in more if a not in actors]
