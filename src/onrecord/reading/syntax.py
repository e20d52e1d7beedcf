"""Questions asked of a parse: what stands under a word, how a verb is inflected, what governs it.

Dependency labels are those of spaCy's English models (ClearNLP style).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from onrecord.reading.marks import ActorMention, Actors, PlaceMention

Tense = Literal["past", "perfect", "present", "progressive", "future", "infinitive", "gerund"]

CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "csubj"})
_HEDGING = frozenset({"may", "might", "could", "can"})
_FUTURE = frozenset({"will", "wo", "'ll", "’ll", "shall", "would", "'d", "’d"})
_OBLIGING = frozenset({"should", "must", "ought"})
_NEVER = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "no"})
_HEDGING_ADVERBS = frozenset({"possibly", "perhaps", "maybe", "probably", "potentially", "likely"})


@dataclass(frozen=True, slots=True)
class Modality:
    """How a verb is asserted: tense, polarity, hedge.

    `hedged` is true for may, might, could, possibly; `conditional` under if, unless, whether;
    `would` marks a reported future, `to_have` a perfect infinitive ("was to have met").
    """

    tense: Tense
    negated: bool = False
    hedged: bool = False
    conditional: bool = False
    would: bool = False
    no_longer: bool = False
    to_have: bool = False


def modality(verb: Token) -> Modality:
    """Read how a verb (or auxiliary) is asserted from its inflection and what hangs on it."""
    first = _first_conjunct_with_subject(verb)
    around = list(verb.children) + (
        [c for c in first.children if c.i < verb.i] if first != verb else []
    )
    aux = [c for c in around if c.dep_ in ("aux", "auxpass")]
    words = {c.lower_ for c in aux} | ({verb.lower_} if verb.pos_ == "AUX" else set())
    adverbs = {c.lower_ for c in verb.children if c.dep_ in ("advmod", "neg")}
    no_longer = any(c.lower_ == "longer" and _has(c, "no") for c in verb.children)
    own_negation = any(
        c.dep_ == "neg" or c.lower_ in _NEVER
        for c in verb.children
        if c.dep_ in ("neg", "advmod", "preconj", "cc") and c.lower_ in _NEVER
    )
    conditional = any(
        c.lower_ in ("if", "unless", "whether", "should", "were")
        and c.dep_ in ("mark", "aux")
        and (c.lower_ not in ("should", "were") or c.i < _subject_position(verb))
        for c in verb.children
    )
    conditional = conditional or any(c.lower_ == "whenever" for c in verb.children)
    tense = _tense(verb, words)
    if (
        tense == "present"
        and verb.dep_ == "advcl"
        and any(c.lower_ in ("when", "once", "until") for c in verb.children)
    ):
        tense = "future"  # "when Trudeau is in New Delhi" looks ahead
    return Modality(
        tense=tense,
        negated=own_negation or no_longer,
        hedged=bool(words & _HEDGING) or bool(adverbs & _HEDGING_ADVERBS),
        conditional=conditional,
        would=bool(words & {"would", "'d", "’d"}),
        no_longer=no_longer,
        to_have=tense == "perfect" and "to" in words and "have" in words,
    )


def _first_conjunct_with_subject(verb: Token) -> Token:
    head = verb
    while head.dep_ == "conj" and head.head.pos_ in ("VERB", "AUX") and not _subjects(head):
        if any(c.dep_ in ("aux", "auxpass") for c in head.children):
            return verb
        head = head.head
    return head


def _subject_position(verb: Token) -> int:
    return min((c.i for c in _subjects(verb)), default=-1)


def _has(token: Token, word: str) -> bool:
    return any(c.lower_ == word for c in token.children) or (
        token.i > 0 and token.nbor(-1).lower_ == word
    )


def _tense(verb: Token, words: set[str]) -> Tense:
    if words & (_FUTURE | _HEDGING | _OBLIGING):
        return "future"
    tag = verb.tag_
    if tag == "VBG":
        return (
            "progressive"
            if words & {"is", "are", "was", "were", "be", "am", "'s", "’s", "'re", "’re", "been"}
            else "gerund"
        )
    if tag == "VBN":
        if words & {"have", "has", "had", "having", "'ve", "’ve"}:
            return "perfect"
        if words & {"is", "are", "am"}:
            return "present"
        if "being" in words:
            return "present"
        if "be" in words:
            return "infinitive"
        return "past"
    if tag == "VBD":
        return "past"
    if tag == "VB":
        return (
            "infinitive"
            if "do" not in words and "did" not in words and "does" not in words
            else ("past" if "did" in words else "present")
        )
    return "present"


def _subjects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj", "expl")]


def subjects(verb: Token) -> list[Token]:
    """Give the subject heads of a verb, looking through conjuncts and control verbs."""
    seen = verb
    for _ in range(6):
        found = [c for c in seen.children if c.dep_ in ("nsubj", "nsubjpass")]
        if found:
            return found
        if seen.dep_ in ("conj", "xcomp", "advcl", "pcomp", "aux", "ccomp") and seen.head.pos_ in (
            "VERB",
            "AUX",
            "ADJ",
            "ADP",
            "NOUN",
        ):
            seen = seen.head
            continue
        if seen.dep_ == "prep" and seen.head.pos_ in ("VERB", "AUX"):
            seen = seen.head  # "after cancelling the trip, the premier now seeks …"
            continue
        if seen.dep_ in ("acl", "relcl"):
            return [seen.head]
        break
    return []


def objects(verb: Token) -> list[Token]:
    """Give the heads of a verb's direct objects and, for a passive, of its agents."""
    return [c for c in verb.children if c.dep_ in ("dobj", "dative", "attr", "oprd")]


def pobjs(token: Token, *prepositions: str) -> list[Token]:
    """Give the objects of a token's prepositions; all prepositions when none is named."""
    found = []
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative") and child.pos_ in ("ADP", "SCONJ"):
            if prepositions and child.lower_ not in prepositions:
                continue
            found += [c for c in child.children if c.dep_ == "pobj"]
    return found


def nominal_subtree(token: Token) -> Iterator[Token]:
    """Walk a noun phrase in text order without the clauses that hang on it."""
    kept = []
    stack = [token]
    while stack:
        node = stack.pop()
        kept.append(node)
        stack += [c for c in node.children if c.dep_ not in CLAUSES]
    yield from sorted(kept, key=lambda t: t.i)


def lemma_of(token: Token) -> str:
    """Give a token's lemma in lower case, with the small model's known slips put right.

    It gives "hop" for "hopes".
    """
    lemma = token.lemma_.lower()
    if lemma == "hop" and token.lower_.startswith("hop") and not token.lower_.startswith("hopp"):
        return "hope"
    return lemma


def particle_lemma(verb: Token) -> tuple[str, ...]:
    """Give the ways to look a verb up: with its bare object, particle or adverb first, then alone.

    "Take place" and "take part" hold their noun as an object; "call off" its particle.
    """
    lemma = lemma_of(verb)
    parts = [
        c
        for c in verb.children
        if c.dep_ in ("prt", "advmod", "acomp", "prep", "oprd") and c.i > verb.i
    ]
    bare = [
        c for c in verb.children if c.dep_ in ("dobj", "attr") and not any(True for _ in c.children)
    ]
    keys = [f"{lemma} {c.lower_}" for c in bare] + [
        f"{lemma} {p.lower_}" for p in parts if p.i - verb.i <= 6 or p.dep_ == "prt"
    ]
    for part in parts:
        if part.dep_ == "prep":
            keys += [f"{lemma} {part.lower_} {c.lower_}" for c in part.children]
    return (*keys, lemma)


class Marked:
    """The actors and places of a report, findable by token."""

    def __init__(self, doc: Doc, actors: Actors) -> None:
        self.doc = doc
        self.actors = actors
        self._at: dict[int, ActorMention] = {}
        self._place_at: dict[int, PlaceMention] = {}
        for mention in actors.mentions:
            for i in _tokens_in(doc, mention.start, mention.end):
                self._at.setdefault(i, mention)
        for place in actors.places:
            for i in _tokens_in(doc, place.start, place.end):
                self._place_at.setdefault(i, place)
        self._by_entity: dict[str, ActorMention] = {}
        for mention in actors.mentions:
            known = self._by_entity.get(mention.entity)
            if known is None or (known.side is None and mention.side is not None):
                self._by_entity[mention.entity] = mention

    def at(self, token: Token) -> ActorMention | None:
        """Give the actor that a token is part of, or None."""
        return self._at.get(token.i)

    def place_at(self, token: Token) -> PlaceMention | None:
        """Give the place that a token is part of, or None."""
        return self._place_at.get(token.i)

    def expand(self, mention: ActorMention) -> tuple[ActorMention, ...]:
        """Give the actors a mention stands for: itself, or the members of a collective."""
        if not mention.members:
            return (mention,)
        return tuple(self._by_entity[e] for e in mention.members if e in self._by_entity)

    def under(self, tokens: Sequence[Token] | Iterator[Token]) -> list[ActorMention]:
        """Give the actors among tokens in text order, collectives expanded, each once."""
        found: dict[tuple[int, int, str], ActorMention] = {}
        for token in tokens:
            mention = self._at.get(token.i)
            if mention is not None:
                for actor in self.expand(mention):
                    found.setdefault((actor.start, actor.end, actor.entity), actor)
        return list(found.values())


def _tokens_in(doc: Doc, start: int, end: int) -> range:
    span = doc.char_span(start, end, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(0)


def clause_around(token: Token) -> tuple[int, int]:
    """Give the stretch of text of the clause that a word stands in, within its sentence."""
    head = token
    while head.pos_ not in ("VERB", "AUX") and head.head != head:
        head = head.head
    if head.dep_ in ("aux", "auxpass", "xcomp") and head.head != head:
        head = head.head
    first, last = head.left_edge, head.right_edge
    return first.idx, last.idx + len(last)
