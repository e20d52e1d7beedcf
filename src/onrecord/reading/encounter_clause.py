"""A verb of encounter with what hangs on it: who acts, who is acted on, who stands beside."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.reading.encounter_terms import PERSONLIKE, WITH, place_under, who_acts
from onrecord.reading.encounter_travel import Reading
from onrecord.reading.marks import ActorMention, PlaceMention
from onrecord.reading.syntax import Marked, nominal_subtree, objects, pobjs, subjects

PEOPLE = ("person", "official", "collective")
EACH_OTHER = frozenset({"other", "another", "eye"})
MEALS = frozenset({"lunch", "dinner", "breakfast", "tea", "supper", "luncheon"})
_PLURAL_PRONOUNS = frozenset({"they", "we", "both", "two", "three"})
_PERSONS = frozenset({"he", "she", "they", "we", "i", "who"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with who acts, who is acted on, who stands beside, and where."""

    verb: Token
    marked: Marked
    who: list[ActorMention]
    over: list[ActorMention]
    beside: list[ActorMention]
    venue: PlaceMention | None
    phoned: bool

    def marks(self, dependency: str) -> bool:
        """Whether the verb has a child of this dependency."""
        return any(c.dep_ == dependency for c in self.verb.children)

    def meet(self, *others: ActorMention) -> Reading:
        """Read a meeting of who acts with others."""
        return Reading("meeting", [*self.who, *others], None, self.venue)

    def someone(self) -> bool:
        """Whether anybody acts: somebody named or a personal pronoun."""
        return bool(self.who) or any(
            s.pos_ == "PRON" and s.lower_ in _PERSONS for s in subjects(self.verb)
        )

    def several(self) -> bool:
        """Whether the subject is more than one ("the two ministers", "they")."""
        if len(self.who) > 1:
            return True
        heads = subjects(self.verb)
        return any(
            (t.lower_ in PERSONLIKE and t.tag_ in ("NNS", "NNPS")) or t.lower_ in _PLURAL_PRONOUNS
            for t in heads
        )


def clause_of(verb: Token, marked: Marked, *, phoned: bool) -> Clause:
    """Gather what hangs on a verb. `phoned`: the report speaks of a telephone."""
    direct = [t for o in objects(verb) for t in nominal_subtree(o)]
    venues = pobjs(verb, "in", "at", "on", "near", "inside")
    return Clause(
        verb=verb,
        marked=marked,
        who=who_acts(verb, marked),
        over=[a for a in marked.under(direct) if not a.as_place or a.kind == "state"],
        beside=[a for p in pobjs(verb, *WITH) for a in marked.under(nominal_subtree(p))],
        venue=next((p for t in venues if (p := place_under(nominal_subtree(t), marked))), None),
        phoned=phoned,
    )
