"""Turns that a running engagement takes, told of those who take part rather than of it.

"Oslo has recalled its delegation from the talks", "the rebels left the talks", "she gave up her
visit halfway": the grammar leaves no doubt, and each is seldom enough that a model trained on whole
reports takes the day on which all began for what is told. What is threatened, planned, denied or
done by one of many is no turn.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.reading.act_parts import Act, clause_end, clause_start, names_a_date
from onrecord.reading.grouping import Sighting
from onrecord.reading.syntax import lemma_of, modality, subjects
from onrecord.terms import Status

RECALLED = "turn.recalled"
LEFT = "turn.left"
RETURNED = "turn.returned"
HALFWAY = "turn.halfway"
TOLD_BY_NOUN = "turn.noun"

_ENVOYS = frozenset(
    {"delegation", "team", "negotiator", "delegate", "envoy", "mission", "representative"}
    | {"mediator", "people", "side"}
)
_CALLING = frozenset({"call", "order", "summon", "pull", "bring", "fetch"})
_HOME = frozenset({"home", "back", "out"})
_WHOLE = frozenset(
    {"the", "its", "their", "his", "her", "these", "those", "both", "all", "'s", "’s"}
)
_QUITTING = frozenset({"leave", "quit", "abandon", "desert"})
_WALKING = frozenset({"walk", "storm", "march", "stalk"})
"""Who pulls out or withdraws may do so before anything began."""
_NOBODY = frozenset({"no", "neither", "nobody", "none"})
_SATISFIED = frozenset(
    {"optimistic", "hopeful", "satisfied", "happy", "confident", "smiling", "pleased", "signed"}
    | {"deal", "agreement", "accord", "handshake", "briefly", "temporarily", "hour", "hours"}
    | {"pending", "open", "unresolved", "hanging", "unfinished"}
    | {"lunch", "night", "early", "late", "unless", "room", "without", "hall"}
)
_PLANNING = frozenset({"plan", "schedule", "set", "due", "fix", "expect"})
_GETTING = frozenset({"go", "come", "get"})
_CUTTING = frozenset({"cut", "curtail", "shorten"})
_GIVING_UP = frozenset({"break", "interrupt", "abandon", "give", "abort", "end", "call", "suspend"})
_GOING_HOME = frozenset({"leave", "fly", "return", "go", "head", "depart", "come"})
_HALFWAY = frozenset({"halfway", "midway", "half-way", "mid-way"})
_SHORT_OF = frozenset({"across", "to", "over", "between", "down", "up"})
_BY_NOUN: dict[str, Status] = {
    **dict.fromkeys(("resumption", "reopening", "restart"), "under_way"),
    **dict.fromkeys(("collapse", "breakdown"), "suspended"),
    **dict.fromkeys(("conclusion", "completion"), "held"),
    "cancellation": "cancelled",
}
_TOLD_AS_FACT = frozenset({"follow", "welcome", "hail", "deplore", "condemn", "greet", "regret"})
_AFTER = frozenset({"after", "since", "following", "with", "amid", "despite"})
_AHEAD = frozenset(
    {"next", "tomorrow", "planned", "possible", "early", "expected", "imminent", "coming"}
    | {"quick", "speedy", "swift", "prompt", "likely", "threatened", "feared", "successful"}
)


def turns_of(doc: Doc, sighting: Sighting) -> Iterator[Act]:
    """Give the turns that are told where an engagement is named."""
    trigger = doc[sighting.encounter.token]
    if trigger.pos_ not in ("NOUN", "PROPN"):
        return
    kind = sighting.encounter.kind
    for found in (
        _recalled(trigger) if kind == "talks" else None,
        _left(trigger) if kind == "talks" else None,
        _returned(trigger) if kind == "talks" else None,
        _halfway(trigger) if kind != "talks" else None,
        _by_noun(trigger),
    ):
        if found is not None and not _is_told_by_the_way(doc[found.carrier]):
            yield found


def _is_told_by_the_way(verb: Token) -> bool:
    """Whether a turn is told only to say when or which: "since March, when it left the talks"."""
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ in ("advcl", "relcl", "pcomp", "csubj")


def act_over(status: Status, rule: str, verb: Token, trigger: Token) -> Act:
    """Make the act that a word over a naming tells, over the clause of the one and the other."""
    start = min(clause_start(verb), trigger.left_edge.idx)
    end = max(clause_end(verb), trigger.idx + len(trigger))
    return Act(status, rule, verb.i, verb.i, start, end, operator=True, strength=3)


def is_done(verb: Token) -> bool:
    """Whether a verb says flatly that something was done, a headline's present included."""
    how = modality(verb)
    plain = not (how.negated or how.hedged or how.conditional or how.to_have)
    plain = plain and not any(is_nobody(s) for s in subjects(verb))
    return plain and how.tense in ("past", "perfect", "present") and not _is_supposed(verb)


def is_nobody(subject: Token) -> bool:
    """Whether a subject denies its verb: "neither side", "nobody", "neither Peru nor Chile"."""
    return subject.lower_ in _NOBODY or any(c.lower_ in _NOBODY for c in subject.children)


def _is_supposed(verb: Token) -> bool:
    """Whether a clause is one of reason or time that is not told as a fact ("if", "until")."""
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")}
    return bool(marks & {"if", "unless", "until", "before", "whether", "lest"})


def _recalled(trigger: Token) -> Act | None:
    """Read "recalled its delegation from the talks", "from Rome, where its talks had begun".

    Counter-examples: "one of its delegates"; "recalled its delegation from talks that begin on
    Monday", which are not broken off.
    """
    verb = _calling_home(trigger)
    if verb is None or not is_done(verb) or not _is_running(trigger):
        return None
    return act_over("suspended", RECALLED, verb, trigger)


def _is_running(trigger: Token) -> bool:
    """Whether nothing says that talks were still to come: "Friday's talks", "that were to open"."""
    for child in trigger.children:
        if child.dep_ in ("poss", "compound", "nmod", "amod") and names_a_date(child):
            return False
        if child.dep_ in ("relcl", "acl"):
            tense = modality(child).tense
            be_to = lemma_of(child) == "be" and any(c.dep_ == "xcomp" for c in child.children)
            if tense in ("future", "infinitive") or be_to or lemma_of(child) in _PLANNING:
                return False
    return True


def _calling_home(trigger: Token) -> Token | None:
    place = trigger if _follows(trigger, "from", "of") else _where(trigger)
    if place is None:
        return None
    verb = place.head
    for _ in range(4):
        if verb.pos_ == "VERB":
            break
        verb = verb.head
    home = {t.lower_ for t in trigger.doc[verb.i : trigger.i] if t.dep_ != "pobj"}
    lemma = lemma_of(verb)
    calls = lemma in ("recall", "withdraw") or (lemma in _CALLING and bool(home & _HOME))
    envoys = [
        c
        for c in verb.children
        if c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() in _ENVOYS and _is_whole(c)
    ]
    return verb if calls and envoys else None


def _follows(noun: Token, *prepositions: str) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ in prepositions


def _where(trigger: Token) -> Token | None:
    """Give the place, after "from", in whose "where" clause a word is the subject."""
    clause = trigger.head
    if trigger.dep_ not in ("nsubj", "nsubjpass") or clause.dep_ != "relcl":
        return None
    if not any(c.lower_ == "where" for c in clause.children) or not is_done(clause):
        return None
    return clause.head if _follows(clause.head, "from") else None


def _is_whole(noun: Token) -> bool:
    """Whether a noun stands for all of them: "its delegation", not "a delegate"."""
    before = [c for c in noun.children if c.dep_ in ("det", "poss", "predet")]
    return not before or any(
        c.lower_ in _WHOLE or any(g.dep_ == "case" for g in c.children) for c in before
    )


def _left(trigger: Token) -> Act | None:
    """Read "the rebels left the talks", "both have walked away from their talks".

    Counter-examples: "left the talks optimistic"; "the minister left the talks", who may come back.
    """
    verb = trigger.head
    if trigger.dep_ == "dobj" and lemma_of(verb) in _QUITTING:
        pass
    elif trigger.dep_ == "pobj" and verb.lower_ in ("of", "from"):
        while verb.pos_ in ("ADP", "SCONJ", "ADV"):
            verb = verb.head
        if lemma_of(verb) not in _WALKING:
            return None
        if any(c.dep_ in ("dobj", "nsubjpass") for c in verb.children):
            return None
    else:
        return None
    if not is_done(verb) or not _is_whole(trigger) or trigger.i < verb.i:
        return None
    if verb.dep_ == "acl" and verb.head.dep_ != "ROOT":
        return None  # "the men left the table", where the parse knows no verb; not "those left"
    if any(t.lower_ in _SATISFIED for t in verb.subtree if t.i > verb.i):
        return None
    if any(c.dep_ == "advcl" and c.i < verb.i for c in verb.children) or not _is_running(trigger):
        return None
    return act_over("suspended", LEFT, verb, trigger) if _all_go(verb) else None


def _all_go(verb: Token) -> bool:
    """Whether whoever leaves is a side, not one person of it."""
    heads = subjects(verb)
    return any(
        s.tag_ in ("NNS", "NNPS")
        or (s.pos_ == "PROPN" and s.ent_type_ != "PERSON")
        or s.lemma_.lower() in _ENVOYS
        or s.lower_ in ("both", "they", "government", "movement", "group", "front", "party")
        for s in heads
    )


def _returned(trigger: Token) -> Act | None:
    """Read "have gone back to their talks", "returned to the talks"."""
    verb = trigger.head
    if not _follows(trigger, "to") or not _is_whole(trigger):
        return None
    back = False
    while verb.pos_ in ("ADP", "SCONJ", "ADV"):
        back = back or verb.lower_ == "back"
        verb = verb.head
    back = back or any(c.lower_ == "back" for c in verb.children)
    lemma = lemma_of(verb)
    goes = verb.pos_ == "VERB" and (lemma == "return" or (lemma in _GETTING and back))
    if not goes or not is_done(verb) or modality(verb).tense == "present":
        return None
    if any(c.dep_ == "dobj" for c in verb.children):
        return None
    return act_over("under_way", RETURNED, verb, trigger)


def _halfway(trigger: Token) -> Act | None:
    """Read "gave up her visit halfway", "cut her visit short and flew home": it was, in part.

    Counter-examples: "halfway across the Atlantic he called the visit off"; "is cutting her visit
    short", who is still there.
    """
    verb = trigger.head
    active = trigger.dep_ == "dobj" and trigger.i > verb.i
    if not (active or trigger.dep_ == "nsubjpass") or verb.pos_ != "VERB":
        return None
    lemma = lemma_of(verb)
    if not is_done(verb) or modality(verb).tense == "present":
        return None
    cut = lemma in _CUTTING and (lemma != "cut" or any(t.lower_ == "short" for t in verb.subtree))
    if cut and _went_home(verb):
        return act_over("held", HALFWAY, verb, trigger)
    if (cut or lemma in _GIVING_UP) and _in_the_middle(verb):
        return act_over("held", HALFWAY, verb, trigger)
    return None


def _went_home(verb: Token) -> bool:
    return any(
        lemma_of(t) in _GOING_HOME
        and t.dep_ in ("conj", "advcl")
        and t.i > verb.i
        and (t.tag_ == "VBG" or (is_done(t) and modality(t).tense != "present"))
        for t in verb.children
        if t.pos_ == "VERB"
    )


def _in_the_middle(verb: Token) -> bool:
    return any(
        t.lower_ in _HALFWAY
        and t.i > verb.i
        and (t.i + 1 >= len(t.doc) or t.nbor(1).lower_ not in _SHORT_OF)
        for t in verb.subtree
    )


def _by_noun(trigger: Token) -> Act | None:
    """Read "a rise followed the collapse in Rome on Monday of the talks": the noun tells it.

    Counter-examples: "called for the resumption of the talks"; "welcomed the resumption next week".
    """
    noun = _noun_over(trigger)
    if noun is None:
        return None
    verb = noun.head
    lemma = lemma_of(verb)
    told = (
        (noun.dep_ == "dobj" and lemma in _TOLD_AS_FACT and is_done(verb))
        or (noun.dep_ == "pobj" and verb.lower_ in _AFTER and _past(verb.head))
        or (noun.dep_ == "nsubjpass" and lemma in _TOLD_AS_FACT and is_done(verb))
    )
    between = {t.lower_ for t in noun.subtree if t.i < trigger.right_edge.i}
    if not told or between & _AHEAD:
        return None
    status = _BY_NOUN[noun.lower_]
    return act_over(status, TOLD_BY_NOUN, noun, trigger)


def _past(verb: Token) -> bool:
    return verb.pos_ in ("VERB", "AUX") and is_done(verb) and modality(verb).tense != "present"


def _noun_over(trigger: Token) -> Token | None:
    """Give the noun that says what became of a word, "on Monday" between them or not."""
    if not _follows(trigger, "of"):
        return None
    at = trigger.head.i - 1
    sentence = trigger.sent.start
    while at >= sentence:
        token = trigger.doc[at]
        if token.lower_ in _BY_NOUN:
            return token
        phrase = token.pos_ in ("PROPN", "NUM", "DET", "ADJ") or token.lower_ in ("in", "on", "at")
        if not phrase:
            return None
        at -= 1
    return None
