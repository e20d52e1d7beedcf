"""Headlines, read by word order where the parser stumbles.

A headline has no articles and no auxiliaries, and parsers trained on prose misread it: in
"Turkey cancels visit by Swedish minister" a small model takes "visit" for the verb. So in a
headline a verb form of the rulebook before or after a noun of encounter, with no other verb
between them, is enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from onrecord.reading.acts import Act
from onrecord.reading.encounters import Encounter
from onrecord.reading.rulebook import Rule, load_rulebook
from onrecord.reading.syntax import Marked
from onrecord.terms import Status

_LONGEST = 22
_REACH = 7
_HEDGES = frozenset(
    {"may", "might", "could", "mulls", "considers", "considering", "threatens", "weighs", "would"}
)
_NEGATIONS = frozenset({"not", "no", "n't", "never", "denies", "deny", "denied"})


def is_headline(sentence: Span) -> bool:
    """Whether a line reads as a headline: short, with no full stop, on a line of its own."""
    words = [t for t in sentence if not t.is_space]
    if not words or len(words) > _LONGEST or words[-1].text in (".", "!", "”", '"', ",", ":", "."):
        return False
    before = sentence.start == 0 or "\n" in sentence.doc[sentence.start - 1].text
    after = (
        sentence.end >= len(sentence.doc)
        or "\n" in sentence[-1].text
        or "\n" in sentence.doc[sentence.end].text
    )
    return before and after


def headline_act(doc: Doc, encounter: Encounter, marked: Marked) -> Act | None:
    """Read what a headline says of an encounter named in it, or None when it says nothing."""
    trigger = doc[encounter.token]
    sentence = trigger.sent
    if not is_headline(sentence):
        return None
    if encounter.verbal:
        return _to_come(trigger, encounter, marked)
    for token, rule, end in _operators(sentence, trigger):
        words = {
            t.lower_
            for t in sentence
            if min(token.i, trigger.i) - 4 <= t.i < max(token.i, trigger.i)
        }
        if words & _NEGATIONS:
            return None
        status: Status = rule.effect if rule.effect != "light" else "held"
        if words & _HEDGES:
            status = "scheduled"
        first, last = min(token.i, trigger.i), max(end, trigger.i)
        by = (
            tuple(
                a
                for t in sentence
                if t.i < token.i and token.i < trigger.i
                for a in marked.under([t])
            )
            if token.i < trigger.i
            else ()
        )
        text_end = max(encounter.end, doc[last].idx + len(doc[last]))
        return Act(
            status,
            rule.id,
            token.i,
            token.i,
            doc[first].idx if first != trigger.i else encounter.start,
            text_end,
            by=tuple(dict.fromkeys(by)),
            operator=status not in ("scheduled", "held", "under_way"),
            strength=3 if not words & _HEDGES else 1,
        )
    return None


def _to_come(verb: Token, encounter: Encounter, marked: Marked) -> Act | None:
    """Read "Scholz to visit Ankara": a name, "to" and the verb are a plan."""
    doc = verb.doc
    if verb.i < 2 or doc[verb.i - 1].text != "to" or verb.is_title:
        return None
    name = doc[verb.i - 2]
    if name.pos_ not in ("NOUN", "PROPN") and not (name.is_title and name.dep_ == "ROOT"):
        return None  # a name taken for a verb stands before "to" all the same
    before = [t for t in verb.sent if t.i < verb.i]
    by = tuple(dict.fromkeys(marked.under(before)))
    start = min(t.idx for t in before)
    return Act(
        "scheduled", "act.headline.to-come", verb.i, verb.i, start, encounter.end, by=by, strength=3
    )


def headline_nouns(doc: Doc) -> Iterator[Token]:
    """Give the words of headlines that name an encounter though the parser takes them for verbs."""
    nouns = load_rulebook().words.nouns
    for sentence in doc.sents:
        if not is_headline(sentence):
            continue
        for token in sentence:
            if token.pos_ in ("NOUN", "PROPN") or token.lower_ not in nouns:
                continue
            if any(True for _ in _operators(sentence, token)):
                yield token


def _operators(sentence: Span, trigger: Token) -> Iterator[tuple[Token, Rule, int]]:
    forms = _forms()
    tokens = [t for t in sentence if not t.is_space]
    at = next((k for k, t in enumerate(tokens) if t.i == trigger.i), None)
    if at is None:
        return
    order = [
        *range(at - 1, max(-1, at - _REACH - 1), -1),
        *range(at + 1, min(len(tokens), at + _REACH + 1)),
    ]
    for k in order:
        token = tokens[k]
        after = tokens[k + 1].lower_ if k + 1 < len(tokens) else ""
        rule = forms.get(f"{token.lower_} {after}") or forms.get(token.lower_)
        if rule is None:
            continue
        participle = token.lower_.endswith(("ed", "n", "off", "put", "pt", "set"))
        if k > at and not participle:
            continue
        between = tokens[min(k, at) + 1 : max(k, at)]
        if any(
            t.lower_ in (",", ";", ":", "as", "after", "over", "amid", "before", "during")
            for t in between
        ):
            continue
        end = tokens[k + 1].i if f"{token.lower_} {after}" in forms else token.i
        yield token, rule, end


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, Rule]:
    """Map every inflected form of an object rule's words to the rule."""
    forms: dict[str, Rule] = {}
    for rule in load_rulebook().rules:
        if rule.frame != "object" or rule.effect == "light":
            continue
        for word in rule.words:
            if word == "call":  # "calls" may be telephone calls, or name what follows
                continue
            verb, _, rest = word.partition(" ")
            for form in _inflections(verb):
                forms.setdefault(f"{form} {rest}".strip(), rule)
    return forms


_IRREGULAR = {
    "put": ("put", "puts", "putting"),
    "set": ("set", "sets", "setting"),
    "cut": ("cut", "cuts", "cutting"),
    "break": ("break", "breaks", "broke", "broken", "breaking"),
    "hold": ("hold", "holds", "held", "holding"),
    "seek": ("seek", "seeks", "sought", "seeking"),
    "freeze": ("freeze", "freezes", "froze", "frozen", "freezing"),
    "begin": ("begin", "begins", "began", "begun"),
    "quit": ("quit", "quits"),
    "forgo": ("forgo", "forgoes", "forgone"),
}


def _inflections(verb: str) -> tuple[str, ...]:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2] not in "aeou":
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    double = verb + verb[-1]
    plural = verb + ("es" if verb.endswith(("sh", "ch", "ss", "x")) else "s")
    return (verb, plural, verb + "ed", verb + "ing", double + "ed", double + "ing")
