"""Where a report names an encounter: the trigger word, its kind, and who and where hangs on it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from onrecord.reading.marks import ActorMention, PlaceMention
from onrecord.reading.rulebook import Rulebook
from onrecord.reading.syntax import (
    Marked,
    nominal_subtree,
    objects,
    particle_lemma,
    pobjs,
    subjects,
)
from onrecord.terms import Kind

_WITH = ("with", "between", "among", "against", "alongside")
_TO = ("to", "in", "at", "into", "for", "of", "on", "near", "around")
_DEFINITE = frozenset({"the", "that", "this", "these", "those", "his", "her", "its", "their", "such", "any"})
_PERSONLIKE = frozenset(
    "leader leaders president presidents minister ministers premier premiers counterpart counterparts"
    " official officials envoy envoys delegation diplomats diplomat chief secretary chancellor king"
    " prince emir sultan pope ambassador head negotiator negotiators representative representatives"
    " side sides".split()
)


@dataclass(frozen=True, slots=True)
class Encounter:
    """One naming of an encounter in the text.

    `token` is the index of the trigger word in the parse; `start`, `end` the mention's code
    points. `visitors` and `others` are the actors that hang on it; `host` the place visited with
    its state, `venue` where it is held. `definite` says that it points back ("the visit").
    """

    token: int
    kind: Kind
    trigger: str
    text: str
    verbal: bool
    start: int
    end: int
    actors: tuple[ActorMention, ...] = ()
    host: PlaceMention | None = None
    venue: PlaceMention | None = None
    definite: bool = False
    weak: bool = False
    named: bool = False
    modifiers: tuple[str, ...] = field(default=())


def find_encounters(
    doc: Doc, marked: Marked, rulebook: Rulebook, misread: Set[int] = frozenset()
) -> tuple[Encounter, ...]:
    """Find every naming of an encounter in a parsed report, in text order.

    `misread` are indexes of tokens that name an encounter though the parse takes them for verbs.
    Whether it is an engagement between parties is decided later, when it is clear who takes part.
    """
    found = []
    for token in doc:
        if token.i in misread or token.pos_ in ("NOUN", "PROPN") or (token.tag_ in ("NN", "NNS") and token.pos_ != "VERB"):
            encounter = _nominal(token, marked, rulebook)
        elif token.pos_ in ("VERB", "AUX"):
            encounter = _verbal(token, marked, rulebook)
        else:
            encounter = None
        if encounter is not None:
            found.append(encounter)
    return tuple(found)


def _nominal(token: Token, marked: Marked, rulebook: Rulebook) -> Encounter | None:
    words = rulebook.words
    kind = words.nouns.get(token.lower_) or words.nouns.get(token.lemma_.lower())
    if token.lower_ in ("talk", "conversation", "conversations", "discussion", "discussions"):
        kind = "talks"
    if kind is None or token.dep_ == "compound":
        return None
    if marked.at(token) is not None and token.ent_type_ == "PERSON":
        return None
    modifiers = [c for c in token.children if c.dep_ in ("compound", "amod", "nmod")]
    texts = tuple(m.lower_ for m in modifiers)
    if any(m in words.not_with for m in texts) and not marked.under(modifiers):
        return None
    if kind in ("talks", "meeting") and any(m in ("phone", "telephone", "video") for m in texts):
        kind = "call"
    if token.lower_ in ("call", "calls"):
        if not (set(texts) & {"phone", "telephone", "video", "conference"} or pobjs(token, "with", "between")):
            return None
        kind = "call"
    if token.lower_ == "conference" and not (set(texts) & {"peace", "donor", "donors", "international", "regional"}) and token.pos_ != "PROPN":
        return None
    actors, host, venue = _around_noun(token, kind, marked)
    start, end = _noun_span(token)
    determiners = {c.lower_ for c in token.children if c.dep_ in ("det", "poss")}
    return Encounter(
        token=token.i,
        kind=kind,
        trigger=token.text,
        text=token.doc.text[start:end],
        verbal=False,
        start=start,
        end=end,
        actors=tuple(actors),
        host=host,
        venue=venue,
        definite=bool(determiners & _DEFINITE) or any(c.dep_ == "poss" for c in token.children),
        weak=token.lower_ in words.weak or token.lemma_.lower() in words.weak,
        named=token.pos_ == "PROPN",
        modifiers=texts,
    )


def _around_noun(
    token: Token, kind: Kind, marked: Marked
) -> tuple[list[ActorMention], PlaceMention | None, PlaceMention | None]:
    owners = [c for c in token.children if c.dep_ == "poss"]
    names = [c for c in token.children if c.dep_ in ("compound", "nmod", "amod", "appos")]
    actors = marked.under([t for o in owners for t in nominal_subtree(o)])
    host = venue = None
    for name in names:
        for part in nominal_subtree(name):
            mention, place = marked.at(part), marked.place_at(part)
            if kind in ("visit", "delegation") and place is not None and (mention is None or mention.as_place or mention.kind == "state"):
                host = host or place
                if mention is not None and actors:
                    continue
            if mention is not None and not (mention.as_place and kind not in ("visit",)):
                actors += [a for a in marked.expand(mention) if a not in actors]
            elif place is not None and kind not in ("visit", "delegation"):
                venue = venue or place
    for preposition in token.children:
        if preposition.dep_ not in ("prep", "agent") or preposition.pos_ not in ("ADP", "SCONJ"):
            continue
        word = preposition.lower_
        for target in (c for c in preposition.children if c.dep_ == "pobj"):
            phrase = list(nominal_subtree(target))
            if word in ("with", "between", "by", "among", "of", "from", "involving", "under"):
                under = [a for a in marked.under(phrase) if not a.as_place]
                if not under and word in ("with", "between", "by"):
                    under = marked.under(phrase)
                actors += [a for a in under if a not in actors]
            elif word in ("to", "in", "at", "into", "on", "near", "across", "around"):
                place = next((p for t in phrase if (p := marked.place_at(t))), None)
                if place is None:
                    continue
                if word in ("to", "into", "across") and kind in ("visit", "delegation", "other"):
                    host = host or place
                else:
                    venue = venue or place
    return _around_its_verb(token, kind, marked, actors, host, venue)


def _around_its_verb(
    token: Token,
    kind: Kind,
    marked: Marked,
    actors: list[ActorMention],
    host: PlaceMention | None,
    venue: PlaceMention | None,
) -> tuple[list[ActorMention], PlaceMention | None, PlaceMention | None]:
    """Add what hangs on the verb but belongs to its noun ("is skipping a meeting this week with X")."""
    noun = token
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.pos_ != "VERB":
        return actors, host, venue
    others = [a for p in pobjs(verb, "with", "between") for a in marked.under(nominal_subtree(p))]
    actors = [*actors, *(a for a in others if a not in actors)]
    if kind in ("visit", "delegation"):
        host = host or _place(verb, marked, "to")
    else:
        venue = venue or _place(verb, marked, "in", "at")
    return actors, host, venue


def _noun_span(token: Token) -> tuple[int, int]:
    left = token.left_edge
    last = token
    for child in token.children:
        if child.i > token.i and child.dep_ == "prep" and child.pos_ == "ADP":
            objects_ = [c for c in child.children if c.dep_ == "pobj"]
            if objects_:
                last = max(last, objects_[-1], key=lambda t: t.i)
    return left.idx, last.idx + len(last)


def _verbal(token: Token, marked: Marked, rulebook: Rulebook) -> Encounter | None:
    group = rulebook.words.verbs.get(token.lemma_.lower())
    if token.lemma_ == "be":
        group = "be"
    elif {"sit down", "get together", "come together", "shake hand", "shake hands"} & set(_phrases(token)):
        group = "sit"
    if group is None:
        return None
    subject = [t for s in subjects(token) for t in nominal_subtree(s)]
    who = [a for a in marked.under(subject) if not (a.as_place and a.kind != "state")]
    kind, others, host, venue = _verb_arguments(token, group, who, marked)
    if kind is None:
        return None
    agents = [a for p in pobjs(token, "by") for a in marked.under(nominal_subtree(p))]
    actors = list(dict.fromkeys([*who, *others, *agents]))
    last = max([token, *(t for t in token.children if t.dep_ in ("dobj", "prt"))], key=lambda t: t.i)
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in (*_WITH, "to", "in", "at"):
            last = max([last, *(c for c in child.children if c.dep_ == "pobj")], key=lambda t: t.i)
    return Encounter(
        token=token.i,
        kind=kind,
        trigger=token.text,
        text=token.doc.text[token.idx : last.idx + len(last)],
        verbal=True,
        start=token.idx,
        end=last.idx + len(last),
        actors=tuple(actors),
        host=host,
        venue=venue,
    )


def _phrases(verb: Token) -> tuple[str, ...]:
    """Give a verb with its particle or its bare object: "sit down", "shake hands"."""
    bare = [f"{verb.lemma_} {c.lower_}" for c in verb.children if c.dep_ == "dobj"]
    return (*particle_lemma(verb), *bare)


def _verb_arguments(
    verb: Token, group: str, who: list[ActorMention], marked: Marked
) -> tuple[Kind | None, list[ActorMention], PlaceMention | None, PlaceMention | None]:
    direct = [t for o in objects(verb) for t in nominal_subtree(o)]
    over = [a for a in marked.under(direct) if not (a.as_place and a.kind != "state")]
    counterparts = [a for p in pobjs(verb, *_WITH) for a in marked.under(nominal_subtree(p))]
    venue = _place(verb, marked, "in", "at", "on", "near", "inside")
    none = (None, [], None, None)
    if group in ("meeting", "sit"):
        if group == "sit":
            over, direct = [], []
        reciprocal = len(who) > 1 or any(t.lower_ in _PERSONLIKE and t.tag_ in ("NNS", "NNPS") for s in subjects(verb) for t in [s])
        objects_ = objects(verb) if group == "meeting" else []
        if objects_ and not over and not any(t.lemma_.lower() in _PERSONLIKE for t in direct):
            return none
        if not (over or counterparts or reciprocal or any(t.lemma_.lower() in _PERSONLIKE for t in direct)):
            return none
        return "meeting", [*over, *counterparts], None, venue
    if group == "see":
        people = [a for a in over if a.kind in ("person", "official") and not a.pronoun]
        if not people or not who or any(c.dep_ in ("ccomp", "xcomp", "oprd") or c.lower_ == "as" for c in verb.children):
            return none
        return "meeting", people, None, venue
    if group == "eat":
        return ("meeting", counterparts, None, venue) if counterparts and who else none
    if group == "talks":
        return ("talks", [*over, *counterparts], None, venue) if counterparts or len(who) > 1 else none
    if group == "call":
        people = [a for a in over if a.kind in ("person", "official", "state")]
        return ("call", people, None, None) if people else none
    if group == "speak":
        heard = [a for p in pobjs(verb, "with", "to") for a in marked.under(nominal_subtree(p))]
        if not heard or not who:
            return none
        by_phone = any(t.lower_ in ("phone", "telephone", "telephonically", "videoconference", "video") for t in verb.subtree)
        return ("call" if by_phone or pobjs(verb, "with") else "talks"), heard, None, None
    if group == "host":
        guests = over or [a for p in pobjs(verb, "by") for a in marked.under(nominal_subtree(p))]
        if not guests or (verb.lemma_ in ("welcome", "receive", "greet") and not any(a.kind in ("person", "official", "collective") for a in guests)):
            return none
        return "visit" if verb.lemma_ in ("host", "welcome") else "meeting", guests, None, venue
    if group == "visit":
        place = next((p for t in direct if (p := marked.place_at(t))), None)
        if place is None and not over:
            return none
        return "visit", [*[a for a in over if not a.as_place], *counterparts], place, venue
    if group == "travel":
        return _travel(verb, who, marked)
    if group == "gather":
        return ("summit", counterparts, None, venue) if who and (venue or len(who) > 1) else none
    if group == "be":
        place = _place(verb, marked, "in") if who and any(a.kind in ("person", "official") for a in who) else None
        due = [c for c in verb.children if c.dep_ == "acomp" and c.lower_ in ("due", "back")]
        for adjective in due:
            place = place or _place(adjective, marked, "in", "at")
        return ("visit", [], place, None) if place is not None else none
    return none


def _travel(
    verb: Token, who: list[ActorMention], marked: Marked
) -> tuple[Kind | None, list[ActorMention], PlaceMention | None, PlaceMention | None]:
    if not any(a.kind in ("person", "official", "group", "organisation", "state", "collective") for a in who):
        return (None, [], None, None)
    words = {
        "arrive": ("in", "at"),
        "land": ("in", "at"),
        "leave": ("for",),
        "depart": ("for",),
        "head": ("to", "for"),
        "return": ("to",),
        "fly": ("to", "into"),
        "jet": ("to",),
        "stop": ("in", "at"),
        "touch": ("in", "at"),
        "call": ("in", "at", "on"),
        "drop": ("in", "on"),
        "swing": ("through", "by"),
        "pass": ("through",),
    }.get(verb.lemma_, ("to",))
    place = _place(verb, marked, *words)
    for particle in (c for c in verb.children if c.dep_ in ("prt", "advmod", "prep")):
        place = place or _place(particle, marked, *words)
    if place is None and verb.lemma_ in ("go", "come", "travel", "fly"):
        place = next(
            (p for c in verb.children if c.dep_ == "advmod" for t in c.subtree if (p := marked.place_at(t))), None
        )
    if place is None:
        return (None, [], None, None)
    return "visit", [], place, None


def _place(token: Token, marked: Marked, *prepositions: str) -> PlaceMention | None:
    for target in pobjs(token, *prepositions):
        for part in nominal_subtree(target):
            place = marked.place_at(part)
            if place is not None:
                return place
    return None
