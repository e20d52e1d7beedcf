"""What is denied with a clause: "that she would go to Oslo", "that she asks for a loan there"."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import Literal

from spacy.tokens import Token

from onrecord.reading.act_parts import OFF
from onrecord.reading.grouping import Group
from onrecord.reading.rulebook import Frame, load_rulebook
from onrecord.reading.syntax import lemma_of, modality, particle_lemma

Denied = Literal["event", "detail", "off"]
"""What a denial is of: an engagement, a detail of it, that it is off."""

_OBJECTS = frozenset({"dobj", "nsubjpass"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_HAPPENS = frozenset(
    {"take", "happen", "occur", "plan", "schedule", "hold", "arrange", "prepare", "be", "exist"}
    | {"fix", "agree", "set", "foresee", "envisage", "discuss", "consider", "go", "come", "arrive"}
    | {"make", "pay", "have", "think", "talk", "speak", "stand", "begin", "start", "open"}
    | {"organise", "organize", "propose", "invent", "reschedule", "move"}
)
"""Verbs of which an encounter is the subject where it is itself at stake."""
_ONLY = frozenset({"only", "alone", "merely", "solely", "just"})
"""Words that narrow what is denied: "that only he would go"."""
_AT_RISK = frozenset({"doubt", "danger", "jeopardy", "question", "peril", "trouble", "doubtful"})
_WHEN = frozenset({"when", "while", "as", "after", "before", "once"})
_AT = frozenset({"during", "at", "in", "after", "before", "throughout"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_ENDABLE = frozenset({"cancelled", "postponed", "suspended"})
_STANDS = frozenset({"scheduled", "held", "under_way"})
_OF_ONE = re.compile(
    r"(?:that )?(?:there (?:was|were|had been|has been|have been|is|are|would be) (?:any|one)$"
    r"|(?:any|one|either|such a thing|anything of the (?:kind|sort)) "
    r"(?:(?:had|has|have|was|were|is|are|would|will|been|be|ever|even|being) )*"
    r"(?:(?:taken|took|take) place|happen(?:ed)?|occur(?:red)?|held|planned|scheduled|arranged"
    r"|fixed|agreed|prepared|due)\b)",
    re.IGNORECASE,
)
_FRAMES: tuple[Frame, ...] = ("object", "subject", "predicate")


def denied_in(
    verb: Token, group: Group, namings: AbstractSet[int], subject_of: Token | None = None
) -> Denied | None:
    """Say what the denial of the clause of `verb` is of, None where the grammar leaves it open.

    `namings` are the tokens that name the engagement of `group`; `subject_of` is the verb above
    that has the subject, as in "was to be put off".
    """
    further = next((c for c in verb.children if c.dep_ == "xcomp"), None)
    if lemma_of(verb) == "be" and further is not None and further.pos_ == "VERB":
        return denied_in(further, group, namings, subject_of=verb)
    top = subject_of or verb
    if any(t.lower_ in _ONLY for t in verb.subtree):
        return None
    paths = [_path(t, top) for t in top.subtree if t.i in namings]
    if not paths and verb.i not in namings:
        return None
    if any(_is_aside(path) for path in paths):
        return "detail"
    carried = {
        a.status for s in group.sightings for a in s.acts if a.strength >= 2 and verb.i == a.carrier
    }
    effects = carried | effects_of(verb)
    if (carried & OFF and not any(c.dep_ == "attr" for c in verb.children)) or (
        effects & OFF and any(p and p[-1].dep_ in _OBJECTS | _SUBJECTS for p in paths)
    ):
        return "off" if effects & OFF <= _ENDABLE else None
    about = next((p for p in paths if p and p[-1].head == top and p[-1].dep_ in _SUBJECTS), None)
    if about is not None:
        return _of_subject(verb, about, effects)
    if verb.i in namings or (
        carried & _STANDS and not any(c.dep_ == "attr" for c in verb.children)
    ):
        return "off" if modality(verb).negated else "event"
    if effects & {"sought"} and any(
        p and p[-1].dep_ == "dobj" and is_definite(p[0]) for p in paths
    ):
        return "detail"
    return None


def effects_of(verb: Token) -> set[str]:
    """Give what the rules have a verb do to its subject or its object: "call off": cancelled."""
    book = load_rulebook()
    rules = (book.find(frame, *particle_lemma(verb)) for frame in _FRAMES)
    return {rule.effect for rule in rules if rule is not None}


def is_definite(naming: Token) -> bool:
    """Whether a naming is of an encounter taken as known: "the visit", "his trip", "when he met".

    Counter-example: "denied having spoken of a visit", of which there may be none.
    """
    if naming.pos_ in ("VERB", "AUX"):
        return True
    return any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in _DEFINITE) for c in naming.children
    )


def is_of_one(words: str) -> bool:
    """Whether a clause says of what was told before that it is: "that any took place".

    It is told from its words, as parsers stumble at "any" and "one" without a noun.
    Counter-example: "that any promises were made".
    """
    return _OF_ONE.match(words) is not None


def _of_subject(verb: Token, about: list[Token], effects: set[str]) -> Denied | None:
    """Say what is denied of an encounter that is the subject of `verb`, by the path from it."""
    if len(about) > 1:
        return None
    told = any(
        c.dep_ in ("attr", "acomp") or (c.dep_ == "dobj" and c.lower_ not in ("place", "part"))
        for c in verb.children
    )
    if told or lemma_of(verb) not in _HAPPENS:
        return "detail" if is_definite(about[0]) else None
    if effects & {"sought"} or any(t.lower_ in _AT_RISK for t in verb.subtree):
        return None
    return "off" if modality(verb).negated else "event"


def _is_aside(path: list[Token]) -> bool:
    """Whether a naming stands in a clause or phrase that only says when or where.

    "When he visits Oslo", "during the visit", "at their meeting". Counter-examples: "that he was
    there for talks", "that he travelled to the meeting".
    """
    for node in path:
        if node.dep_ == "advcl" and any(c.lower_ in _WHEN for c in node.children):
            return True
        if node.dep_ == "relcl":
            return True
        if node.dep_ == "prep" and node.lower_ in _AT and is_definite(path[0]):
            return True
        if node.dep_ in ("ccomp", "xcomp", "conj"):
            return False
    return False


def _path(token: Token, top: Token) -> list[Token]:
    """Give the words from a token up to one above it, without that one."""
    path = []
    for node in (token, *token.ancestors):
        if node == top:
            break
        path.append(node)
    return path
