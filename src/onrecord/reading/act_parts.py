"""An act, the steps on the way to one, and the small questions all its readers ask of a parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.reading.encounters import Encounter
from onrecord.reading.marks import ActorMention
from onrecord.reading.rulebook import Effect, Frame, Rulebook
from onrecord.reading.syntax import Marked, nominal_subtree, particle_lemma, pobjs, subjects
from onrecord.terms import Stance, Status

OFF = frozenset({"cancelled", "postponed", "suspended", "refused", "rescheduled", "rescheduling"})
_LOOSE = frozenset({"advcl", "parataxis", "punct", "cc", "conj", "dep", "ccomp"})
_CALENDAR = frozenset(
    {
        *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
        *("october", "november", "december", "jan", "feb", "apr", "aug", "sept", "oct", "nov"),
        *("dec", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("week", "month", "year", "spring", "summer", "autumn", "fall", "winter", "tomorrow"),
    }
)
_NEGATING = frozenset({"no", "neither", "never"})


@dataclass(frozen=True, slots=True)
class Act:
    """One thing said to happen to an encounter.

    `carrier` is the token of the verb (or noun) that carries it, `outer` that of the outermost
    operator; dates that hang on the carrier of a fixed plan are the engagement's, dates on an
    operator such as "postponed" are the step's own. `by` are the actors who take the step.
    `open_tense` marks a present tense, which a date can turn into a plan ("flies to Rome on
    Friday"). `absent` marks a party staying away. `strength` ranks acts that compete: 3 an explicit
    statement about the engagement, 2 tense alone, 1 circumstance ("after talks"), 0 a bare mention.
    """

    status: Status
    rule: str
    carrier: int
    outer: int
    start: int
    end: int
    stance: Stance = "asserts"
    by: tuple[ActorMention, ...] = ()
    absent: bool = False
    hedged: bool = False
    operator: bool = False
    open_tense: bool = False
    strength: int = 2


@dataclass(frozen=True, slots=True)
class Step:
    """A partial reading: the effect so far, its rule and the token that carries it."""

    effect: Effect
    rule: str
    carrier: Token
    strength: int


@dataclass(frozen=True, slots=True)
class Scene:
    """What a reader of acts looks at: the encounter, the report's actors and the rules."""

    doc: Doc
    encounter: Encounter
    marked: Marked
    rulebook: Rulebook

    @property
    def trigger(self) -> Token:
        """The word that names the encounter."""
        return self.doc[self.encounter.token]

    def find(self, frame: Frame, carrier: Token, keys: tuple[str, ...]) -> Step | None:
        """Give the step that a rule of `frame` reads at `carrier` under the first known key."""
        rule = self.rulebook.find(frame, *keys)
        if rule is None:
            return None
        return Step(rule.effect, rule.id, carrier, 2 if rule.effect == "light" else 3)

    def noun_rule(self, noun: Token) -> Step | None:
        """Give the step that a noun over an encounter reads ("the cancellation of the visit")."""
        return self.find("nominal", noun, (noun.lower_, noun.lemma_.lower()))

    def takers(self, verb: Token) -> tuple[ActorMention, ...]:
        """Give the actors who do what a verb says: its active subject and its agent."""
        active = [s for s in subjects(verb) if s.dep_ == "nsubj"]
        heads = [*active, *pobjs(verb, "by")]
        return tuple(a for s in heads for a in self.marked.under(nominal_subtree(s)))


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, a headline's bare participle included.

    "The visit was put off", "Visit postponed after riots"; but not "the visit delayed the vote".
    """
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    bare = not any(c.dep_ in ("aux", "dobj", "ccomp", "xcomp", "attr") for c in verb.children)
    return verb.tag_ == "VBN" and bare


def names_a_date(noun: Token) -> bool:
    """Whether a noun phrase gives a day, month or season ("to 12 May", "until next week")."""
    words = {t.lower_.rstrip(".") for t in noun.subtree}
    vague = words & {"later", "other", "another", "future", "further"}
    return bool(words & _CALENDAR) and not vague


def negated_noun(noun: Token) -> bool:
    """Whether a noun is denied by its determiner ("no meeting", "neither visit")."""
    return any(c.dep_ in ("det", "neg", "preconj") and c.lower_ in _NEGATING for c in noun.children)


def phrase_words(preposition: Token) -> Iterator[tuple[Token, str]]:
    """Walk from a preposition up a chain of them, giving each with the words read so far."""
    words = preposition.lower_
    yield preposition, words
    node = preposition.head
    while node.pos_ in ("ADP", "SCONJ", "ADV") and node.dep_ in ("prep", "advmod", "prt", "pcomp"):
        words = f"{node.lower_} {words}"
        yield node, words
        node = node.head


def keys_with(verb: Token, words: str) -> tuple[str, ...]:
    """Give the ways to look a verb up together with the preposition that leads to an encounter."""
    answers = [c.lower_ for c in verb.children if c.lower_ in ("no", "yes")]
    plain = tuple(f"{key} {words}" for key in particle_lemma(verb))
    return (*(f"{verb.lemma_} {answer} {words}" for answer in answers), *plain)


def clause_start(verb: Token) -> int:
    """Give the code point at which a verb's own clause starts."""
    loose = _LOOSE | {"mark"}
    kept = [t for t in verb.children if t.dep_ not in loose]
    return min([verb.idx, *(t.left_edge.idx for t in kept if t.i < verb.i)])


def clause_end(verb: Token) -> int:
    """Give the code point after a verb's own clause."""
    kept = [t for t in verb.children if t.i > verb.i and t.dep_ not in _LOOSE]
    last = max([verb, *(t.right_edge for t in kept)], key=lambda t: t.i)
    while last.is_punct or last.is_space:
        last = last.nbor(-1)
    return last.idx + len(last)
