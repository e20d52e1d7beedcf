"""To which dates the grammar leaves no choice: those of a past verb, and those of a saying.

"On Wednesday the envoy arrived" is the Wednesday before, whatever engagement the date is given to;
"the ministry said on Wednesday that they will meet" dates the ministry's word and no engagement.
Where the parse leaves it open, nothing is said.
"""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc, Token

from onrecord.reading.syntax import lemma_of, modality, particle_lemma, subjects
from onrecord.terms import Span

Look = Literal["open", "planned", "back", "telling"]

_TELLING = frozenset(
    {
        "say", "tell", "report", "announce", "add", "note", "state", "write", "confirm", "deny",
        "warn", "declare", "tweet", "insist", "stress", "reply", "reveal", "disclose", "explain",
        "remark", "comment", "claim", "propose", "suggest",
    }
)  # fmt: skip
TOLD = frozenset(
    {"announcement", "cancellation", "postponement", "statement", "announcements", "remarks"}
)
_UNDOING = frozenset(
    {"cancel", "postpone", "delay", "scrap", "defer", "reschedule", "call off", "put off"}
)
_DECIDING = frozenset(
    {
        "cancel", "postpone", "delay", "scrap", "call", "put", "defer", "suspend", "offer",
        "invite", "request", "ask", "urge", "demand", "arrange", "organise", "organize", "agree",
        "accept", "reject", "refuse", "decline", "move", "reschedule", "shift", "push", "bring",
        "set", "decide", "discuss", "approve", "prepare", "negotiate", "seek", "propose", "suggest",
    }
)  # fmt: skip
"""What they do they do to a plan, whose date may stand after it: "cancelled a visit on Friday"."""
_MEANING = frozenset(
    {
        "schedule", "plan", "set", "slate", "expect", "intend", "fix", "hope", "want", "wish",
        "aim", "need", "book", "go", "suppose", "tip", "bill", "prepare", "be", "have", "due",
    }
)  # fmt: skip
"""What they look ahead to may be dated before them: "on Friday he had hoped to fly"."""
_PLANNED = frozenset({"schedule", "plan", "set", "slate", "expect", "suppose", "book", "bill"})
_FREE = frozenset({"on", "at", "in", "late", "early", "earlier", "later"})
_ASIDE = frozenset({"before", "after", "while", "upon", "on"})
_DEEP = 6


def look_of(doc: Doc, span: Span) -> Look:
    """Say which way the date phrase at `span` can only look.

    "back": its own verb tells of what is over; "telling": it dates a word, or a step about a plan.
    "planned": it is told as the day of what once was planned ("was due to arrive on Friday"),
    whether it lies back or ahead. "open" else: "said they would meet on Friday", "cancelled a visit
    on Friday", "Friday's talks".
    """
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None:
        return "open"
    head = found.root
    above = head.head.head if head.head.lower_ == "on" else head.head
    if above.lower_ in TOLD:
        return "telling"
    if _was_planned(head):
        return "planned"
    verb = _own_verb(head, found.start)
    if verb is None:
        return "open"
    if lemma_of(verb) in _TELLING and _tells(verb, head):
        return "telling"
    if not _is_over(verb, head):
        return "open"
    return "telling" if _UNDOING.intersection(particle_lemma(verb)) else "back"


def _was_planned(head: Token) -> bool:
    """Whether a date hangs on what was to be: "was scheduled for Friday", "was to fly Friday"."""
    node = head
    while node.pos_ == "ADP" or node.head.pos_ == "ADP":
        if node.head.i == node.i:
            return False
        node = node.head
    verb = node if node.pos_ in ("VERB", "AUX") else node.head
    if verb.dep_ == "xcomp" and verb.tag_ == "VB":
        verb = verb.head
    if verb.lemma_.lower() == "be":
        due = any(c.lower_ == "due" and c.dep_ == "acomp" for c in verb.children)
        to = any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in verb.children)
        return (due or to) and verb.tag_ == "VBD"
    if verb.lower_ == "due":
        verb = verb.head
        return verb.tag_ == "VBD"
    return verb.lemma_.lower() in _PLANNED and verb.tag_ == "VBN" and _was(verb)


def _was(verb: Token) -> bool:
    return any(c.lower_ in ("was", "were", "had") for c in verb.children)


def _own_verb(head: Token, first: int) -> Token | None:
    """Give the verb on which a date hangs by nothing but prepositions; None where a noun has it."""
    node = head
    for _ in range(_DEEP):
        if node.pos_ in ("VERB", "AUX"):
            return node
        if node is not head and not (node.pos_ in ("ADP", "ADV") and node.lower_ in _FREE):
            inside = first <= node.i <= head.i
            if not inside:
                return None
        if node.head.i == node.i:
            return None
        node = node.head
    return None


def _is_over(verb: Token, head: Token) -> bool:
    """Whether a verb tells of what is over on the day that hangs on it."""
    if verb.tag_ == "VBG":
        told = _speaker(verb)
        return told is not None and _is_past(told) and _alone(verb, head)
    lemma = lemma_of(verb)
    if lemma in _MEANING or not _is_past(verb) or not _alone(verb, head):
        return False
    return lemma not in _DECIDING | _TELLING or not _something_between(verb, head)


def _speaker(verb: Token) -> Token | None:
    """Give the "said" of "speaking to reporters before leaving on Friday, he said"."""
    node = verb
    for _ in range(_DEEP):
        if node.dep_ == "ROOT" or node.tag_ == "VBD":
            return node if lemma_of(node) in _TELLING else None
        if node.dep_ == "prep" and node.lower_ not in _ASIDE and node.head.lemma_ != "speak":
            return None
        if node.dep_ not in ("pcomp", "prep", "advcl"):
            return None
        if node.tag_ == "VBG" and node is not verb and lemma_of(node) != "speak":
            return None
        node = node.head
    return None


def _is_past(verb: Token) -> bool:
    """Whether a finite verb is past for itself, not the past of somebody's "will"."""
    how = modality(verb)
    if how.to_have or how.would or how.hedged or how.conditional:
        return False
    finite = verb.tag_ == "VBD" or any(
        c.tag_ in ("VBD", "VBZ", "VBP") and c.dep_ in ("aux", "auxpass") for c in verb.children
    )
    if not finite or how.tense not in ("past", "perfect"):
        return False
    around = verb.head
    if verb.dep_ == "advcl" and around.pos_ in ("VERB", "AUX"):
        over = modality(around)
        return not over.would and over.tense not in ("future", "infinitive")
    return True


def _alone(verb: Token, head: Token) -> bool:
    """Whether no other verb stands between a date and its verb, to which it may belong."""
    first, last = sorted((verb.i, head.i))
    own = {c.i for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return not any(t.pos_ in ("VERB", "AUX") and t.i not in own for t in verb.doc[first + 1 : last])


def _something_between(verb: Token, head: Token) -> bool:
    """Whether a noun that may have the date for its own stands between a verb and the date."""
    return head.i > verb.i and any(
        c.dep_ in ("dobj", "attr", "dative", "oprd") and verb.i < c.i < head.i
        for c in verb.children
    )


def _tells(verb: Token, head: Token) -> bool:
    """Whether a date is when a word was given: "said on Monday that", "told reporters Monday"."""
    if not _is_past(verb) or not _alone(verb, head) or not subjects(verb):
        return False
    if head.i < verb.i:
        return any(head.i < s.i < verb.i for s in subjects(verb))
    return lemma_of(verb) in ("tell", "inform") or not _something_between(verb, head)
