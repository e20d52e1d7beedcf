"""What a naming of an encounter is, and the words that several of its constructions share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.reading.marks import ActorMention, PlaceMention
from onrecord.reading.syntax import Marked, nominal_subtree, subjects
from onrecord.terms import Kind, Status


def words(*lines: str) -> frozenset[str]:
    """Give the words of some lines, for a table in code."""
    return frozenset(w for line in lines for w in line.split())


WITH = ("with", "between", "among", "against", "alongside")
PERSONLIKE = words(
    "leader leaders president presidents minister ministers premier premiers counterpart",
    "counterparts official officials envoy envoys delegation diplomats diplomat chief",
    "chiefs secretary chancellor king prince emir sultan pope ambassador head negotiator",
    "negotiators representative representatives side sides rivals foes governments teams",
    "delegations commanders generals",
)
_RELATIVE = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True, slots=True)
class Encounter:
    """One naming of an encounter in the text.

    `token` is the index of the trigger word in the parse; `start`, `end` the mention's code
    points. `actors` are those that hang on it; `host` the place visited with its state, None when
    none is named; `venue` where it is held. `definite` says that it points back ("the visit").
    `says` is the status that the word itself brings (an invitation: sought; "due in Oslo":
    scheduled), None when that is left to the words around it.
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
    says: Status | None = None


def place_under(tokens: Iterable[Token], marked: Marked) -> PlaceMention | None:
    """Give the first place among tokens, or None."""
    return next((p for t in tokens if (p := marked.place_at(t)) is not None), None)


def who_acts(verb: Token, marked: Marked) -> list[ActorMention]:
    """Give the actors in a verb's subject; "who" stands for the noun that its clause hangs on."""
    found: dict[ActorMention, None] = {}
    for subject in subjects(verb):
        for actor in marked.under(nominal_subtree(_antecedent(subject))):
            if not actor.as_place or actor.kind == "state":
                found.setdefault(actor)
    return list(found)


def _antecedent(subject: Token) -> Token:
    if subject.lower_ not in _RELATIVE:
        return subject
    verb = subject.head
    for _ in range(4):
        if verb.dep_ in ("relcl", "acl"):
            return verb.head
        verb = verb.head
    return subject


def sides_among(actors: Iterable[ActorMention]) -> set[str]:
    """Give the sides that actors stand for; only the count and membership matter."""
    return {a.side for a in actors if a.side}
