"""Words that name an encounter and tell of none between parties, whoever reads them.

Tourists and troops who arrive, a speech in a parliament, what a film tells of. The rules leave such
namings out, and one that the engagement model alone sees there is no naming either.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from onrecord.reading.encounter_terms import words
from onrecord.reading.syntax import modality, nominal_subtree, pobjs, subjects

_GOING = words(
    "arrive come go travel fly visit land return head leave depart enter sail dock tour",
    "visit trip tour journey arrival stay stop call",
)
_NO_DELEGATION = words(
    "tourist holidaymaker vacationer backpacker migrant immigrant refugee passenger fan pilgrim",
    "spectator pensioner student warship frigate destroyer submarine warplane troop soldier choir",
    "orchestra honeymooner ceo executive entrepreneur billionaire tycoon investor",
)
_UNCOUNTED = frozenset({"hundreds", "thousands", "millions"})
_CROWD = 100
_LEISURE = frozenset({"tourism", "tourist", "tourists", "investor", "investors", "honeymoon"})
_TRADES = frozenset({"chain", "retailer", "supermarket", "club", "choir", "orchestra"})
_PARLIAMENTS = words("parliament congress senate knesset bundestag duma legislature storting")
_WIRES = frozenset({"phone", "telephone", "line", "video", "videolink", "videoconference"})
_APPEAL = 9
"""Words after "call on" within which its infinitive stands."""
_COURTESIES = words("offer pay convey express present deliver discuss congratulate thank greet")
_SOUNDINGS = words("talk discussion contact consultation negotiation conversation")
_ARRANGED = words("trip visit meeting summit delegation encounter date")
_THAT = frozenset({"the", "this", "that"})
_TALKED = words("hold have conduct end conclude open")
_TO_THE_PRESS = frozenset({"conference", "briefing"})
_OF_THE_PRESS = frozenset({"news", "press", "media"})
_FROM_WORK = frozenset(
    {"annual", "sick", "maternity", "paternity", "parental", "medical", "unpaid"}
)
_MADE_UP = words("film movie novel play musical comedy thriller sitcom drama episode")
_INVENTED = frozenset({"fictional", "fictitious", "imaginary", "invented"})


def is_no_encounter(token: Token) -> bool:
    """Whether a word that could name an encounter certainly names none."""
    lemma = token.lemma_.lower()
    if lemma == "delegation" and _is_no_delegation(token):
        return True
    if lemma in _GOING and any(_is_no_delegation(who) for who in _travellers(token)):
        return True
    if lemma in _SOUNDINGS and token.pos_ == "NOUN" and _is_sounding(token):
        return True
    if _is_press(token, lemma) or _is_away(token, lemma):
        return True
    return _is_speech(token, lemma) or _is_appeal(token, lemma) or _is_made_up(token)


def is_only_talked_about(token: Token) -> bool:
    """Whether a noun points back to an encounter about which there are talks: "talks on the trip".

    "Talks on a trip" may be the first that is heard of it.
    """
    if token.dep_ != "pobj" or not any(c.lower_ in _THAT for c in token.children):
        return False
    talks = token.head.head
    return talks.lemma_.lower() in _SOUNDINGS and _is_sounding(talks)


def _travellers(token: Token) -> Iterator[Token]:
    """Give the heads of those who go, or whose journey a noun names."""
    if token.pos_ in ("VERB", "AUX"):
        yield from (s for s in subjects(token) if s.i != token.i)
        return
    yield from (c for c in token.children if c.dep_ == "poss")
    yield from pobjs(token, "by", "of")
    for clause in (c for c in token.children if c.dep_ == "relcl"):
        yield from (s for s in subjects(clause) if s.dep_ == "nsubj")
    if token.dep_ in ("dobj", "nsubjpass") and token.head.pos_ == "VERB":
        yield from (s for s in subjects(token.head) if s.dep_ == "nsubj")
    if token.dep_ == "pobj" and token.head.lower_ in ("for", "on"):
        verb = token.head.head
        if verb.pos_ == "VERB" and verb.lemma_ in _GOING:
            yield from (s for s in subjects(verb) if s.dep_ == "nsubj")


def _is_no_delegation(who: Token) -> bool:
    """Whether somebody who travels stands for nobody: "900 migrants", "a tourism delegation".

    "A 150-strong delegation" and "visitors from the Kremlin" do; so does "the royal couple".
    """
    lemma = who.lemma_.lower()
    if who.ent_type_ == "PERSON" or who.pos_ == "PROPN":
        return lemma == "ceo"
    if lemma in _NO_DELEGATION or who.lower_ in _UNCOUNTED:
        return True
    kind = {c.lower_ for c in who.children if c.dep_ in ("compound", "amod", "nmod")}
    if lemma == "visitor":
        return any(_number(c) >= _CROWD for c in who.children if c.dep_ == "nummod")
    if kind & _LEISURE and lemma in ("delegation", "couple", "group", "mission"):
        return True
    sent_by = (t.lemma_.lower() for p in pobjs(who, "of", "from") for t in nominal_subtree(p))
    return lemma == "delegation" and any(lemma in _TRADES for lemma in sent_by)


def _number(token: Token) -> int:
    written = token.text.replace(",", "")
    return int(written) if written.isascii() and written.isdigit() else 0


def _is_sounding(token: Token) -> bool:
    """Whether talks are only about another encounter: "talks on the trip are taking place".

    They are a step of that one, and nothing of their own. "The ministers held talks on the visit"
    and "talks between Oslo and Lima on the summit" are.
    """
    if token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_.lower() in _TALKED:
        return False
    if pobjs(token, "between", "with"):
        return False
    about = pobjs(token, "on", "about", "over", "regarding", "for")
    purposes = (c for c in token.children if c.dep_ in ("acl", "relcl") and c.tag_ == "VB")
    about += [o for verb in purposes for o in verb.children if o.dep_ == "dobj"]
    return any(target.lemma_.lower() in _ARRANGED for target in about)


def _is_press(token: Token, lemma: str) -> bool:
    """Whether somebody only speaks to reporters: "a news conference", "was reached by telephone".

    "A joint press conference", or one "of the two" or "with" another, is an encounter of theirs.
    """
    if lemma == "reach" and token.tag_ == "VBN":
        return any(t.lemma_.lower() in _WIRES for t in pobjs(token, "by", "on"))
    if lemma not in _TO_THE_PRESS:
        return False
    before = {c.lower_ for c in token.children if c.dep_ in ("compound", "amod", "nmod")}
    shared = "joint" in before or pobjs(token, "with", "of", "between")
    return bool(before & _OF_THE_PRESS) and not shared


def _is_away(token: Token, lemma: str) -> bool:
    """Whether somebody is only off work: "annual leave". "Took leave of his host" is another."""
    return (
        lemma == "leave"
        and token.pos_ in ("NOUN", "PROPN")
        and any(c.lower_ in _FROM_WORK for c in token.children if c.dep_ in ("amod", "compound"))
    )


def _is_speech(token: Token, lemma: str) -> bool:
    """Whether somebody only speaks in a parliament: "when she spoke before the Peruvian congress".

    "He spoke with its president in parliament" is a talk.
    """
    if lemma != "speak" or pobjs(token, "with", "to"):
        return False
    if any(t.lemma_.lower() in _WIRES for t in pobjs(token)):
        return False
    halls = pobjs(token, "in", "at", "before")
    return any(t.lemma_.lower() in _PARLIAMENTS for hall in halls for t in (hall, *hall.children))


def _is_appeal(token: Token, lemma: str) -> bool:
    """Whether somebody is only urged: "had called on the envoy to set a date".

    By the words alone, since a parse may miss it. "Called on the king to offer condolences" was a
    visit.
    """
    after = list(token.doc[token.i + 1 : token.i + 2 + _APPEAL])
    if lemma != "call" or not after or after[0].lower_ not in ("on", "upon"):
        return False
    for word, following in pairwise(after[1:]):
        if word.is_punct or word.pos_ in ("VERB", "AUX"):
            return False
        if word.lower_ == "to" and following.tag_ == "VB":
            return following.lemma_ not in _COURTESIES
    return False


def _is_made_up(token: Token) -> bool:
    """Whether a film or the like tells of it: "in the film, a president travels to Chile".

    "He says in the film that the two met" is told of the past, "a play about the summit in Geneva"
    of a summit that was.
    """
    people = [*subjects(token), *(c for c in token.children if c.dep_ in ("compound", "amod"))]
    if any(t.lower_ in _INVENTED for who in people for t in (who, *who.children)):
        return True
    work = token.head.head if token.dep_ == "pobj" else None
    if work is not None and token.head.lower_ == "about" and work.lemma_.lower() in _MADE_UP:
        return not any(c.lower_ in _THAT for c in token.children)
    return _opens_with_a_work(token) and _is_told_now(token)


def _opens_with_a_work(token: Token) -> bool:
    opening = token.sent[0]
    if opening.lower_ != "in" or opening.dep_ != "prep":
        return False
    return any(
        t.lemma_.lower() in _MADE_UP
        for target in opening.children
        if target.dep_ == "pobj"
        for t in nominal_subtree(target)
    )


def _is_told_now(token: Token) -> bool:
    verb = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    return modality(verb).tense in ("present", "progressive")
