"""Whether somebody works on a new date now, or only hopes for one, or it is off for good.

By the conventions what was put off is being rescheduled only while somebody asks for, works on or
discusses a new date: "a new date is being discussed". "Will be discussed later", "they hope for a
day in May" are wishes. What comes "on 12 June as agreed" has not moved, and what "ended before it
began" never was. Counter-example: "proposed a day in May, hoping that it will suit".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from onrecord.reading.acts import Act
from onrecord.reading.engagement_turns import is_nobody
from onrecord.reading.grouping import Group
from onrecord.reading.seen import Seen
from onrecord.reading.syntax import lemma_of, modality, subjects
from onrecord.terms import Status

_INSTEAD = re.compile(r",? instead\b", re.IGNORECASE)
_NOR = re.compile(
    r"\bnot (?:be|take place|come)\b[^.]*\bnor (?:will|would) it be\b[^.]*"
    r"\b(?:later|ever|any|another)\b",
    re.IGNORECASE,
)
_ON_AGAIN = re.compile(
    r"\b(?:on again|(?<!put )(?<!puts )back on(?: the \w+)?),? (?:for|from) (?=\w)", re.IGNORECASE
)
_AS_BEFORE = re.compile(
    r"\b(?:as planned|first (?:foreseen|planned|fixed|set)|original\w*|same day)\b", re.IGNORECASE
)
_AS_PLANNED = re.compile(
    r"(?:(?!\b(?:not|but|and|instead|rather)\b)[^,;:.]){0,24},? as (?:first |originally |"
    r"initially |always |already |previously |had been |it was |was )*"
    r"(?:planned|agreed|announced|arranged|scheduled|foreseen|printed|fixed)\b(?!, but)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|never|nor|neither|no|instead|rather|than|would|was to|were to)\b|n['’]t\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;:]|, (?:but|and|so) ")
_BEFORE_IT_BEGAN = re.compile(
    r"\b(?:ended|ends|over|finished|done|died|collapsed)\b(?: [\w'’-]+){0,5}? before (?:it|they)"
    r"(?: had|['’]d| has|['’]s| was| were)?(?: even| ever)? (?:beg[au]n|started|opened)\b",
    re.IGNORECASE,
)
_DATES = frozenset({"date", "day", "time", "slot"})
_ANOTHER = frozenset(
    {"new", "another", "other", "fresh", "different", "alternative", "a", "an", "later", "any"}
)
_HOPING = frozenset({"hope", "wish", "expect", "intend"})
_ASKING = frozenset({"be", "like", "welcome", "want", "prefer", "appreciate", "ask", "request"})
"""Verbs by which a wish is put to somebody: "would be grateful for a day in June"."""
_SEEKING = frozenset(
    {"seek", "discuss", "negotiate", "look", "search", "compare", "propose", "ask", "suggest"}
    | {"request", "work", "consider", "study", "talk", "offer", "explore", "hunt", "haggle"}
)
_NOUNS_OF_SEEKING = frozenset({"discussion", "negotiation", "consideration", "study", "review"})
_NEVER = (
    ("for", "good"),
    ("for", "ever"),
    ("forever",),
    ("permanently",),
    ("once", "and", "for", "all"),
)
_DOUBTED = frozenset({"not", "n't", "n’t", "fear", "fears", "whether", "if", "perhaps"})
_PUTS_OFF = frozenset({"postponed", "rescheduled"})
_FELL = frozenset({"postponed", "cancelled"})


def new_day_status(seen: Seen, group: Group, status: Status) -> Status:
    """Give where an engagement stands, once what is said of a new date is read by its tense."""
    doc = seen.doc
    if status == "postponed" and is_off_for_good(doc, group):
        return "cancelled"
    if status in ("postponed", "cancelled") and has_day_instead(seen, group):
        return "rescheduled"
    if status == "postponed" and is_at_no_time(doc, group):
        return "cancelled"
    if status == "scheduled" and is_on_again(seen, group):
        return "rescheduled"
    if status == "rescheduled" and is_as_planned(seen, group):
        return "scheduled"
    if status == "held" and is_over_before_it_began(doc, group):
        return "cancelled"
    if status not in ("postponed", "cancelled", "rescheduling"):
        return status
    verbs = list(_of_a_new_day(doc, group))
    if any(_is_seeking(v) for v in verbs):
        return "rescheduling"
    wished = bool(verbs) and all(_is_wish(v) for v in verbs)
    return "postponed" if wished and status == "rescheduling" else status


def has_day_instead(seen: Seen, group: Group) -> bool:
    """Whether what was put off has its new date in a clipped sentence.

    "It is put off. May instead, a spokesman said."

    Counter-example: "It is off. She will go to Rome in May instead", which is another journey.
    """
    text, doc = seen.doc.text, seen.doc
    acts = [a for s in group.sightings for a in s.acts if a.status in _FELL and not a.hedged]
    for act in acts:
        after = min((s.end for s in seen.sentences if s.end > doc[act.carrier].idx), default=None)
        if after is None:
            continue
        rest = text[after:].lstrip()
        begin = len(text) - len(rest)
        for phrase in seen.phrases:
            if phrase.span.start - begin not in (0, 3, 4, 6):
                continue
            before = text[begin : phrase.span.start].strip().lower()
            if before in ("", "in", "on", "now", "now in", "now on") and _INSTEAD.match(
                text, phrase.span.end
            ):
                return True
    return False


def is_at_no_time(doc: Doc, group: Group) -> bool:
    """Whether it is denied of every day: "will not be in April, nor will it be in May or later"."""
    return any(_NOR.search(doc[s.encounter.token].sent.text) is not None for s in group.sightings)


def is_on_again(seen: Seen, group: Group) -> bool:
    """Whether what was dropped has a day again: "dropped last week, it is on again, for 12 June".

    Counter-example: "is on again, for the day first foreseen".
    """
    for sighting in group.sightings:
        sentence = seen.doc[sighting.encounter.token].sent
        found = _ON_AGAIN.search(sentence.text)
        if found is None or _AS_BEFORE.search(sentence.text):
            continue
        at = sentence.start_char + found.end()
        if any(p.span.start == at for p in seen.phrases):
            return True
    return False


def is_as_planned(seen: Seen, group: Group) -> bool:
    """Whether the day that stands is the first one.

    "Moved to Oslo, where it opens on 19 May as agreed".
    Counter-example: "comes on Friday, not on Thursday as planned".
    """
    text = seen.doc.text
    for number in {s.sentence for s in group.sightings}:
        sentence = seen.sentences[number]
        for phrase in seen.phrases:
            inside = sentence.start <= phrase.span.start < sentence.end
            if not inside or "same" in phrase.text.lower():
                continue  # "the same day as planned" may be another engagement's
            if _AS_PLANNED.match(text, phrase.span.end, sentence.end) is None:
                continue
            before = text[sentence.start : phrase.span.start]
            if _DENIED.search(_CLAUSE.split(before)[-1]) is None:
                return True
    return False


def is_over_before_it_began(doc: Doc, group: Group) -> bool:
    """Whether an engagement is said to have ended before it began, and so never was."""
    return any(
        _BEFORE_IT_BEGAN.search(doc[s.encounter.token].sent.text) is not None
        for s in group.sightings
    )


def _of_a_new_day(doc: Doc, group: Group) -> Iterator[Token]:
    """Give the verbs told of a new date in the sentence of what was put off and the next."""
    acts = [a for s in group.sightings for a in s.acts if a.status in _FELL]
    places = {_sentence_number(doc, a.carrier) for a in acts}
    for n, sentence in enumerate(doc.sents):
        if not any(0 <= n - at <= 1 for at in places):
            continue
        for token in _day_words(sentence):
            verb = _verb_over(token)
            if verb is not None:
                yield verb


def is_off_for_good(doc: Doc, group: Group) -> bool:
    """Whether what is said to be put off is put off for good.

    Counter-example: "put off, but not for good".
    """
    acts = [a for s in group.sightings for a in s.acts if _puts_off(a)]
    return any(_for_good(doc[a.carrier]) for a in acts)


def _puts_off(act: Act) -> bool:
    plain = act.stance == "asserts" and not act.hedged and act.strength >= 2
    return plain and act.status in _PUTS_OFF


def _for_good(verb: Token) -> bool:
    if verb.pos_ not in ("VERB", "AUX") or modality(verb).negated:
        return False
    own = [t.lower_ for t in verb.doc[verb.i : verb.sent.end]]
    for end, word in enumerate(own):
        if word in (",", ";", ":", ".", "but", "and") and end:
            own = own[:end]
            break
    if set(own) & _DOUBTED:
        return False
    return any(
        tuple(own[k : k + len(never)]) == never for never in _NEVER for k in range(len(own))
    ) or any(c.lower_ in ("permanently", "forever") for c in verb.children)


def _day_words(tokens: Iterable[Token]) -> Iterator[Token]:
    """Give the words for a day yet to be found: "a new date", "another day", "a day in May"."""
    for token in tokens:
        if token.lemma_.lower() not in _DATES or token.pos_ not in ("NOUN", "PROPN"):
            continue
        if any(c.lower_ in _ANOTHER for c in token.children) and not _is_a_length(token):
            yield token


def _is_a_length(day: Token) -> bool:
    return any(c.like_num for c in day.children)


def _verb_over(noun: Token) -> Token | None:
    """Give the verb over a word for a day, through nouns and prepositions."""
    token = noun.head
    for _ in range(5):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def _is_wish(verb: Token) -> bool:
    token = verb
    for _ in range(4):
        how = modality(token)
        if lemma_of(token) in _ASKING:
            return False
        if how.tense == "future" or lemma_of(token) in _HOPING:
            return True
        if token.dep_ in ("xcomp", "ccomp", "conj") and token.head.pos_ in ("VERB", "AUX", "ADJ"):
            if how.tense not in ("infinitive", "gerund") and token.dep_ != "ccomp":
                return False
            token = token.head
            if lemma_of(token) not in _HOPING and modality(token).tense != "future":
                return False
            continue
        return False
    return False


def _is_seeking(verb: Token) -> bool:
    how = modality(verb)
    if how.negated or how.hedged or how.conditional or any(is_nobody(s) for s in subjects(verb)):
        return False
    lemma = lemma_of(verb)
    if lemma == "be" and how.tense == "present":
        return any(
            c.dep_ == "prep"
            and c.lower_ == "under"
            and any(g.lower_ in _NOUNS_OF_SEEKING for g in c.children)
            for c in verb.children
        )
    now = how.tense == "progressive" or any(c.lower_ == "being" for c in verb.children)
    return now and lemma in _SEEKING and verb.dep_ not in ("relcl", "acl", "advcl")


def _sentence_number(doc: Doc, at: int) -> int:
    return next((n for n, s in enumerate(doc.sents) if s.start <= at < s.end), -9)
