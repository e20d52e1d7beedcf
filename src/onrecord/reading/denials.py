"""What exactly a denial in so many words denies: an engagement, a detail of it, that it is off.

"Denied that she would go to Oslo" leaves nothing of the visit; "denied that she would ask for a
loan when she goes to Oslo" leaves it where it stood; "denied that the visit was off" has it stand.
Only what the grammar settles is given; of other denials it is only known that they are there.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.reading.attribution_cues import load_cues
from onrecord.reading.denied_clauses import Denied, denied_in, is_definite, is_of_one
from onrecord.reading.grouping import Group
from onrecord.reading.seen import Seen
from onrecord.reading.syntax import lemma_of, modality, subjects

_REJECTING = frozenset(
    {"reject", "dismiss", "refute", "rebut", "repudiate", "scotch", "quash", "rubbish", "debunk"}
    | {"disavow", "contradict", "dispute"}
)
"""Verbs that deny where a report or claim is their object."""
_NEITHER = frozenset({"neither", "nor"})
_NOBODY = frozenset({"no", "nobody", "none", "few", "neither"})
_STOPS = frozenset({";"})
_IT = frozenset({"it", "this", "that"})
_ONES_OWN = frozenset({"i", "we"})
_MEETINGS = frozenset(
    {"meeting", "talk", "talks", "visit", "trip", "journey", "encounter", "contact", "conversation"}
    | {"summit", "call", "negotiation", "discussion", "dialogue", "tour", "session", "exchange"}
    | {"mission", "round", "rendezvous"}
)
_WORDS = frozenset(
    {"report", "claim", "rumour", "rumor", "story", "account", "statement", "suggestion", "word"}
    | {"allegation", "assertion", "speculation", "announcement", "news", "version", "information"}
    | {"article", "remark", "all", "everything", "knowledge", "plan", "intention", "dispatch"}
    | {"existence", "occurrence", "possibility", "fact", "charge", "accusation", "tale", "hint"}
    | {"idea", "thought", "involvement", "part", "role", "participation", "attendance"}
)
"""Nouns that stand for what was said, or for the event itself: their denial may be of the event."""
_PLAIN = frozenset({"scheduled", "held", "under_way"})


@dataclass(frozen=True, slots=True)
class Denial:
    """One denial: what it is of, None where the grammar leaves that open, and where it stands.

    `start` and `end` bound in code points the word that denies with all that it denies.
    """

    what: Denied | None
    start: int
    end: int

    def holds(self, at: int) -> bool:
        """Whether a place in the text lies within what is denied."""
        return self.start <= at < self.end


def denials_of(seen: Seen, group: Group) -> list[Denial]:
    """Give what is denied of an engagement in so many words, in text order."""
    found = []
    for verb in seen.doc:
        if verb.pos_ != "VERB" or not _denies(verb) or not _has_denied(verb):
            continue
        of = _complement(verb)
        what = _what(verb, of, seen, group) if of is not None else None
        ends = sorted((verb, *(of.subtree if of is not None else ())), key=lambda t: t.i)
        ends = ends[: next((k for k, t in enumerate(ends) if t.lower_ in _STOPS), None)]
        first, last = ends[0], ends[-1]
        if modality(verb).tense == "perfect" or any(s.lower_ in _ONES_OWN for s in subjects(verb)):
            what = None  # "had denied until then", "we denied it last week, and were wrong"
        found.append(Denial(what, first.idx, last.idx + len(last)))
    return found


def _denies(verb: Token) -> bool:
    """Whether a verb says of what follows that it is not so: "denied that", "rejected claims that".

    Counter-examples: "rejected the invitation", "dismissed the minister".
    """
    if lemma_of(verb) == "deny":
        return True
    of = _complement(verb) if lemma_of(verb) in _REJECTING else None
    return (
        of is not None
        and lemma_of(of) in load_cues().claim_nouns
        and (_is_told_word(of) or any(_is_that_clause(c) for c in of.children))
    )


def _has_denied(verb: Token) -> bool:
    """Whether somebody denied something.

    Counter-examples: "did not deny", "would neither confirm nor deny", "was denied a meeting",
    "nobody disputes the report".
    """
    children = {c.dep_ for c in verb.children}
    if children & {"dative", "iobj"} or {"nsubjpass", "dobj"} <= children:
        return False
    how = modality(verb)
    if how.negated or how.conditional or how.hedged or how.tense == "infinitive":
        return False
    if verb.i > 0 and verb.nbor(-1).lower_ in _NEITHER:
        return False
    if any(t.lower_ in _NOBODY for s in subjects(verb) for t in (s, *s.children)):
        return False
    before = verb
    while before.dep_ == "conj" and before.head.pos_ in ("VERB", "AUX"):
        before = before.head
        if any(c.lower_ in _NEITHER for c in before.children) or modality(before).negated:
            return False
    return True


def _complement(verb: Token) -> Token | None:
    """Give the head of what a verb says is denied, or None where it is not told behind it."""
    for child in verb.children:
        behind = child.dep_ in ("dobj", "ccomp", "xcomp") and child.i > verb.i
        if behind or child.dep_ == "nsubjpass":
            return child
    return None


def _what(verb: Token, of: Token, seen: Seen, group: Group) -> Denied | None:
    if is_of_one(_words_after(verb)):
        return "event" if _goes_back(verb, seen, group) else None
    namings = frozenset(s.encounter.token for s in group.sightings)
    clause = of if of.pos_ in ("VERB", "AUX") else None
    clause = clause or next((c for c in of.children if _is_that_clause(c)), None)
    if clause is not None:
        named = namings | {s.encounter.token for s in seen.sightings}
        if not any(t.i in named for t in clause.subtree):
            return _of_deed(clause)
        return denied_in(clause, group, namings)
    if of.lower_ in _IT or _is_told_word(of):
        return "event" if _goes_back(of, seen, group) else None
    meant = [n for n in (of, *of.conjuncts) if not any(c.dep_ == "neg" for c in n.children)]
    if any(n.i in namings for n in meant):
        return "event"
    plain = all(n.pos_ == "NOUN" and lemma_of(n) not in _WORDS | _MEETINGS for n in meant)
    return "detail" if plain and not _indefinite(of, namings) else None


def _words_after(verb: Token) -> str:
    """Give the words after a verb, up to the next mark."""
    words = []
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.is_punct or token.is_quote or token.lower_ in ("on", "at", "in", "when"):
            break
        words.append(token.text)
    return " ".join(words)


def _of_deed(clause: Token) -> Denied | None:
    """Say what is denied with a clause that names no encounter: a detail where it has an object.

    "Denied having made a promise", "that money was paid". Counter-examples: "that he was there",
    "that they exchanged a word", "that it had any plan".
    """
    things = [c for c in clause.children if c.dep_ in ("dobj", "nsubjpass")]
    plain = all(t.pos_ == "NOUN" and lemma_of(t) not in _WORDS | _MEETINGS for t in things)
    return "detail" if things and plain else None


def _goes_back(word: Token, seen: Seen, group: Group) -> bool:
    """Whether what is denied is "it" right after a clause that says an engagement was or will be.

    Counter-examples: "called off, a paper said. Oslo denied it"; a denial sentences further on;
    another engagement told of in between.
    """
    before = [s for s in group.sightings if s.encounter.token < word.i]
    if not before or len(before) < len(group.sightings):
        return False
    last = max(s.encounter.token for s in before)
    if any(last < s.encounter.token < word.i for s in seen.sightings):
        return False
    first = word.sent.start
    near = last >= (first if first == 0 else word.doc[first - 1].sent.start)
    told = {a.status for s in before for a in s.acts if a.strength > 1}
    return near and bool(told) and told <= _PLAIN


def _is_that_clause(verb: Token) -> bool:
    return verb.pos_ in ("VERB", "AUX") and any(
        c.lower_ == "that" and c.dep_ == "mark" for c in verb.children
    )


def _is_told_word(noun: Token) -> bool:
    """Whether a noun is a word told before: "the report". Counter-example: "a report of talks"."""
    return lemma_of(noun) in load_cues().claim_nouns and [c.lower_ for c in noun.children] in (
        ["the"],
        ["this"],
        ["that"],
        ["these"],
    )


def _indefinite(top: Token, namings: AbstractSet[int]) -> bool:
    return any(t.i in namings and not is_definite(t) for t in top.subtree)
