"""The first step out from a noun of encounter: the verb, preposition or noun that governs it."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.act_parts import Scene, Step, is_passive, keys_with, phrase_words
from onrecord.reading.syntax import particle_lemma

_COPULAS = frozenset({"be", "remain", "look", "seem", "appear", "stay", "stand"})
_TAKING_PLACE = frozenset({"take", "hold", "happen", "occur", "proceed", "go", "convene"})
_DONE_TO = frozenset({"cancelled", "postponed", "rescheduled", "scheduled"})
_OVER = frozenset({"of", "for", "on", "to", "about", "regarding", "in", "into"})
_AGAIN = frozenset(
    {"resumption", "return", "restart", "start", "opening", "beginning", "revival", "launch"}
)


def step_over(scene: Scene, token: Token) -> Step | None:
    """Give the rule at the word that governs a noun of encounter, or None."""
    noun = token
    while noun.dep_ in ("conj", "appos") and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    head, dep = noun.head, noun.dep_
    if dep == "nsubj" and head.dep_ in ("aux", "auxpass") and head.head.pos_ == "VERB":
        return scene.find("object", head.head, particle_lemma(head.head))  # "remains scheduled"
    if dep in ("nsubj", "nsubjpass") and head.pos_ in ("VERB", "AUX"):
        return _as_subject(scene, noun, head)
    if dep in ("dobj", "dative", "attr", "oprd") and head.pos_ in ("VERB", "AUX"):
        if head.lemma_ == "be":
            return _existential(head)
        if head.lemma_ == "mean" and dep == "dobj":
            return _meant(scene, noun, head)
        if head.lemma_ == "call" and _merely_named(noun, head):
            return None
        return scene.find("object", head, (*_put_where(head), *particle_lemma(head)))
    if dep == "pobj":
        return _prepositional(scene, head)
    if dep == "compound" and head.pos_ in ("NOUN", "PROPN"):
        return scene.find("nominal", head, (head.lemma_.lower(), head.lower_))
    return None


def _as_subject(scene: Scene, noun: Token, verb: Token) -> Step | None:
    step = _raised(scene, verb)
    if step is not None:
        return step
    keys = particle_lemma(verb)
    if noun.dep_ == "nsubjpass":
        return scene.find("object", verb, keys)
    if verb.lemma_ in _COPULAS:
        step = _predicate(scene, verb)
        if step is not None:
            return step
    if verb.lemma_ == "be":
        return Step("light", "act.subject.being", verb, 1)
    if is_passive(verb):
        step = scene.find("object", verb, keys)
        if step is not None:
            return step
    headline = _headline_passive(scene, verb, keys)
    if headline is not None:
        return headline
    return scene.find("subject", verb, keys) or Step("light", "act.subject.other", verb, 1)


def _headline_passive(scene: Scene, verb: Token, keys: tuple[str, ...]) -> Step | None:
    """Read a bare participle taken for a past ("Visit postponed after riots").

    "The delegation cancelled late" is what the delegation did.
    """
    if verb.tag_ != "VBD" or scene.encounter.kind == "delegation":
        return None
    heavy = ("dobj", "ccomp", "xcomp", "aux")
    if any(c.dep_ in heavy and c.lower_ != "following" for c in verb.children):
        return None
    step = scene.find("object", verb, keys)
    return step if step is not None and step.effect in _DONE_TO else None


def _meant(scene: Scene, noun: Token, mean: Token) -> Step | None:
    """Read "mean the visit is off", where the parse takes the visit for what is meant."""
    for verb in mean.children:
        if (
            verb.dep_ == "ccomp"
            and verb.i > noun.i
            and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
        ):
            return _as_subject(scene, noun, verb)
    return None


def _put_where(verb: Token) -> tuple[str, ...]:
    """Give "put on hold" where the parse hangs "on hold" on the object ("his trip to Rome")."""
    if verb.lemma_ not in ("put", "place"):
        return ()
    held = [t for t in verb.subtree if t.dep_ == "pobj" and t.lower_ in ("hold", "ice")]
    return tuple(f"put on {t.lower_}" for t in held if t.head.lower_ == "on")


def _merely_named(noun: Token, verb: Token) -> bool:
    """Whether "call" gives a name rather than a date ("called the meeting a success")."""
    named = noun.dep_ == "oprd" or any(c.dep_ in ("oprd", "ccomp") for c in verb.children)
    definite = any(c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an") for c in noun.children)
    return not any(c.lower_ == "off" for c in verb.children) and (named or definite)


def _raised(scene: Scene, verb: Token) -> Step | None:
    """Look through a raising verb: "the meeting had to be put off", "is expected to slip"."""
    adjectives = [c for c in verb.children if c.dep_ == "acomp"]
    for governor in (verb, *adjectives):
        for child in governor.children:
            if child.dep_ != "xcomp" or child.pos_ not in ("VERB", "AUX"):
                continue
            frame = "object" if any(c.dep_ == "auxpass" for c in child.children) else "subject"
            step = scene.find(frame, child, particle_lemma(child))  # type: ignore[arg-type]
            if step is not None and (step.effect != "light" or child.lemma_ in _TAKING_PLACE):
                return step
    return None


def _existential(be: Token) -> Step | None:
    if any(c.dep_ == "expl" for c in be.children):
        return Step("light", "act.existential", be, 2)
    return None


def _predicate(scene: Scene, be: Token) -> Step | None:
    for child in be.children:
        keys: tuple[str, ...] = ()
        if child.i < be.i and child.dep_ != "acomp":
            continue
        if child.dep_ in ("acomp", "advmod", "prt", "attr", "oprd", "xcomp"):
            inner = [p for p in child.children if p.dep_ == "prep"]
            nested = tuple(
                f"{child.lower_} {p.lower_} {c.lower_}" for p in inner for c in p.children
            )
            keys = (*nested, *(f"{child.lower_} {p.lower_}" for p in inner), child.lower_)
        elif child.dep_ == "prep":
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp", "prep", "amod")]
            deep = tuple(f"{child.lower_} {c.lower_} {g.lower_}" for c in inner for g in c.children)
            alone = () if inner else (child.lower_,)  # "is on", not "is in Israel on a visit"
            keys = (*deep, *(f"{child.lower_} {c.lower_}" for c in inner), *alone)
        rule = scene.rulebook.find("predicate", *keys) if keys else None
        if rule is not None:
            return Step(rule.effect, rule.id, be, 3)
    return None


def _prepositional(scene: Scene, preposition: Token) -> Step | None:
    top, words = list(phrase_words(preposition))[-1]
    governor = top.head
    if governor.pos_ in ("VERB", "AUX"):
        keys = keys_with(governor, words)
        step = scene.find("preposition", governor, keys) or scene.find("object", governor, keys)
        if step is not None:
            return step
        for noun in governor.children:  # "accepted the invitation … to a meeting": loosely attached
            if noun.dep_ not in ("dobj", "nsubjpass") or noun.i > preposition.i:
                continue
            if words in ("to", "for", "of", "on"):
                return scene.noun_rule(noun)
        return None
    if governor.pos_ in ("NOUN", "PROPN") and words in _OVER:
        step = scene.noun_rule(governor)
        if step is not None:
            return step
        if words == "of" or governor.lower_ in _AGAIN:
            looped = governor.dep_ == "pobj" and governor.head == preposition
            return None if looped else step_over(scene, governor)
    if governor.pos_ == "ADJ" and governor.dep_ == "acomp":
        return scene.find("preposition", governor.head, (f"be {governor.lower_} {words}",))
    return None
