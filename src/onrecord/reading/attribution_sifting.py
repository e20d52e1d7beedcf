"""What looks like somebody's word and is none, taken out of what the rules or a tagger found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Stretch

from onrecord.reading.attribution_clauses import can_speak, is_finite, noun_phrase, relative_noun
from onrecord.reading.attribution_cues import load_speakers
from onrecord.reading.attribution_headlines import is_dateline
from onrecord.reading.attribution_spans import RawAttribution
from onrecord.reading.sentences import text_of
from onrecord.terms import Span

_RELATIVE = frozenset({"which", "who", "whom", "that", "this", "these", "those", "what"})
_TIMES = frozenset({"DATE", "TIME"})
_NO_SOURCE = re.compile(r"\W*$|\W*\d{4}\W*$|to [a-z]+$", re.IGNORECASE)
_FORESEEN = re.compile(
    r"(?:[Ii]t )?(?:is|was|are|were|been) (?:\w+ly )?"
    r"(?:expected|anticipated|hoped|planned|scheduled|feared)$"
)
_SETTING = re.compile(r"(?:conclud|end|finish|start|beg[aiu]n|continu)\w*$", re.IGNORECASE)
_TALKING = re.compile(
    r"(?:^|.* )discuss\w*$"
    r"|(?:(?:will|would|was|were|is|are|to|due|has|have|had|set|be|also|then|later) )*"
    r"(?:h[eo]ld|holding|had|having|resum\w+|open\w*|beg[aiu]n\w*|start\w*) "
    r"(?:['‘“\"]?[\w-]+['’”\"]? ){0,3}(?:talks|discussions|negotiations|consultations)(?: .*)?$",
    re.IGNORECASE,
)
_SPOKEN_AT = re.compile(
    r",? (?:(?:late|early|earlier) )?(?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|in an? (?:tweet|statement|interview|post|letter|email))$"
)
_LED_IN = re.compile(r"(?:hours|days|minutes|weeks) (?:after|before) (?=\w)", re.IGNORECASE)
_HEARERS = re.compile(r"(?:may|might|should|would|will) (?:\w+ )?(?:wish|like|want|care) to note$")
_DOING = re.compile(
    r"(?:(?:also|now|then|once|still|has|have|had|was|were|is|are|been) )*"
    r"(?:cancel\w*|plan(?:s|ned|ning)?|postpon\w+|scrap\w*|reschedul\w+)(?: to)?$",
    re.IGNORECASE,
)
"""What is done to an engagement, and said by nobody: "the premier cancelled the trip"."""
_CALLING = re.compile(r"call\w*(?: (?:on|upon|up|in|off|at|to))?$", re.IGNORECASE)
_CALLED_OFF = re.compile(r"call\w* (?:off|up)$", re.IGNORECASE)
_QUOTING = re.compile(r"(?:cit|quot)(?:e|es|ed|ing)$", re.IGNORECASE)
_NAME_BEGINS = re.compile(r" [A-Z][\w'’-]+")
_LONG_LOWER = re.compile(r"\b[a-z]{5,}\b")
_MARKS = frozenset('"“”„«»‘')
_EMPTY = frozenset({"as saying", "saying", "so", "as having said"})
_TOLD = frozenset({"tell", "inform", "advise", "notify", "remind", "assure", "urge"})
"""Verbs whose object hears what is said: "readers are reminded that the trip is off". Who is asked
may answer."""
_SHORTEST = 3


def sifted(doc: Doc, raws: Sequence[RawAttribution]) -> tuple[RawAttribution, ...]:
    """Give the attributions in which somebody speaks, their sources and contents made whole.

    A reason that is cited, a name that looks like a verb ("Minister Said Badr met"), a visit
    ("called on the mayor") and a dateline are nobody's word.
    """
    text = text_of(doc)
    kept = []
    for raw in raws:
        one = _completed(doc, text, raw)
        if one is not None and not _is_none(doc, text, one):
            kept.append(one)
    return tuple(one for one in kept if not _scrap(doc, text, one, kept))


def _completed(doc: Doc, text: str, raw: RawAttribution) -> RawAttribution | None:
    """Close what was cut short, and give a relative pronoun's noun for it; None without one."""
    content = tuple(_whole_words(text, part) for part in raw.content)
    if len(content) > 1 and text[content[0].start : content[0].end].lower() == "what":
        # "What she can confirm is that the date stands" confirms what follows.
        content = content[1:]
    source = raw.source
    if source is None:
        return replace(raw, content=content)
    if text[source.start : source.end].lower() in _RELATIVE:
        held = _stretch(doc, source)
        noun = None if held is None else relative_noun(held[0])
        if noun is None or noun.ent_type_ in _TIMES:
            return None
        start, end = noun_phrase(noun)
        source = Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text))
    words = text[source.start : source.end]
    if words.count("(") > words.count(")") and text[source.end : source.end + 1] == ")":
        source = Span(source.start, source.end + 1)
    source = _behind_its_verb(doc, _own_subject(doc, source, raw.cue), raw.cue)
    source = _without_time(text, source)
    return replace(raw, source=source, content=content)


def _whole_words(text: str, part: Span) -> Span:
    """Take in the rest of a word with a hyphen: "re-open" was never "re"."""
    end = part.end
    if text[end : end + 1] == "-" and text[end - 1].isalnum() and text[end + 1 : end + 2].isalnum():
        end += 1
        while end < len(text) and (text[end].isalnum() or text[end] == "-"):
            end += 1
        if text[end : end + 1] == "”":
            end += 1
    return Span(part.start, end)


def _without_time(text: str, source: Span) -> Span:
    """Cut when and where somebody spoke off a source: "Tehran on Wednesday", "hours after an aide".

    Counter-example: "the committee on Monday prayers".
    """
    words = text[source.start : source.end]
    lead, tail = _LED_IN.match(words), _SPOKEN_AT.search(words)
    start = source.start + (lead.end() if lead else 0)
    return Span(start, source.start + tail.start() if tail else source.end)


def _own_subject(doc: Doc, source: Span, cue: Span | None) -> Span:
    """Cut the noun off a source that its verb says something of: "an offer the rebels rejected"."""
    held = None if cue is None else _stretch(doc, cue)
    if held is None:
        return source
    verb = held.root
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.lower_ not in _RELATIVE), None)
    if verb.dep_ != "relcl" or subject is None or not source.start <= verb.head.idx < source.end:
        return source
    start = noun_phrase(subject)[0]
    inside = source.start < doc[start].idx < source.end
    return Span(doc[start].idx, source.end) if inside else source


def _behind_its_verb(doc: Doc, source: Span, cue: Span | None) -> Span:
    """Cut a headline's subject and verb off a source: "Oslo denies Lima claims of talks" is Lima's.

    The cue is then a noun on which the words right before it hang.
    """
    held, said = _stretch(doc, source), None if cue is None else _stretch(doc, cue)
    if held is None or said is None or said.root.pos_ != "NOUN" or said.start != held.end:
        return source
    verb = held.root
    owner = doc[held.end - 1]
    if owner.head.i != said.root.i or owner.dep_ != "compound" or not is_finite(verb):
        return source
    return Span(doc[verb.i + 1].idx, source.end) if verb.i + 1 < held.end else source


def _only_hears(doc: Doc, source: Span, cue: Span) -> bool:
    """Whether a source is who is told: "colleagues are urged to note", and by whom is not said."""
    held, said = _stretch(doc, source), _stretch(doc, cue)
    if held is None or said is None:
        return False
    verb = next((t for t in (said.root, said.root.head) if t.lemma_ in _TOLD), None)
    passive = held.root.dep_ == "nsubjpass" and held.root.head == verb
    return verb is not None and passive and not any(c.dep_ == "agent" for c in verb.children)


def _is_relative(text: str, part: Span, raw: RawAttribution) -> bool:
    """Whether a content is a pronoun that only ties a clause to a noun: "the trip that he denied".

    Counter-example: "Oslo denied this", which is what was told before.
    """
    word = text[part.start : part.end].lower()
    pointing = word == "this" and raw.cue is not None and raw.cue.end <= part.start
    return word in _RELATIVE and not pointing


def _is_none(doc: Doc, text: str, raw: RawAttribution) -> bool:
    """Whether nobody says anything here."""
    said = " ".join(text[part.start : part.end] for part in raw.content)
    if any(_is_relative(text, part, raw) for part in raw.content):
        return True
    cue = "" if raw.cue is None else text[raw.cue.start : raw.cue.end]
    if said.strip(" ,.") in _EMPTY or _HEARERS.match(cue):
        return True  # "the nation may wish to note": who is spoken to says nothing
    if raw.source is not None:
        source = text[raw.source.start : raw.source.end]
        if _NO_SOURCE.match(source) or (
            _FORESEEN.match(source) and source.lower().removeprefix("it ") in cue
        ):
            return True
        if is_dateline(text, raw.source) or not _may_speak(doc, raw, cue):
            return True
        if raw.cue is not None and _only_hears(doc, raw.source, raw.cue):
            return True
    if raw.cue is None:
        return False
    if raw.source is None and _QUOTING.match(cue):
        return True
    quoted = not _MARKS.isdisjoint(said)
    if _CALLED_OFF.search(cue) or _DOING.match(cue) or (_TALKING.match(cue) and " not " not in cue):
        return not quoted and not re.match(r"(?:refus|declin|avoid)", cue)
    if _CALLING.search(cue) and not quoted:
        return len(raw.content) == 1 and _only_names(doc, raw.content[0])
    if _SETTING.search(cue) and not quoted:
        return not any(is_finite(token) for token in _tokens(doc, raw.content))
    return _begins_name(text, raw.cue)


def _may_speak(doc: Doc, raw: RawAttribution, cue: str) -> bool:
    """Whether a source can have spoken: anybody but matters, and of what is cited who can speak."""
    held = None if raw.source is None else _stretch(doc, raw.source)
    if held is None:
        return True
    head = held.root
    speakers = load_speakers()
    if head.pos_ == "NOUN" and not head.ent_type_ and head.lemma_.lower() in speakers.matters:
        return False
    if raw.rule != "cue.cite" and not _QUOTING.match(cue):
        return True
    name = any(token.ent_type_ in {"PERSON", "ORG"} for token in held if token.i <= head.i)
    kinds = {head.lower_, head.lemma_.lower()}
    return name or head.pos_ in {"PRON", "NUM"} or can_speak(head) or bool(kinds & speakers.written)


def _only_names(doc: Doc, part: Span) -> bool:
    """Whether a content is only whom or what was called: nothing is said of them.

    "called on the mayor" is a visit; "called the report false" and "called him a liar" are words.
    """
    tokens = [token for token in _tokens(doc, [part]) if not token.is_space]
    if not tokens:
        return False
    inside = {token.i for token in tokens}
    roots = [token for token in tokens if token.head.i not in inside or token.head == token]
    for left, right in pairwise(tokens):
        if right.tag_ == "DT" and left.pos_ not in {"ADP", "CCONJ", "PUNCT"}:
            return False
    below = [token for token in tokens if token not in roots]
    plain = not any(token.dep_ in {"nsubj", "nsubjpass", "acl"} for token in below)
    verbs = any(token.pos_ in {"VERB", "AUX"} and token.dep_ != "relcl" for token in tokens)
    nominal = {"NOUN", "PROPN", "PRON", "NUM"}
    return len(roots) == 1 and roots[0].pos_ in nominal and plain and not verbs


def _begins_name(text: str, cue: Span) -> bool:
    """Whether a cue is a given name: "Minister Said Badr met", but not "Minister Said Talks Off".

    Where the line has no long word in small letters, it is a headline and says nothing.
    """
    word = text[cue.start : cue.end]
    if not word[:1].isupper() or not word.isalpha() or not _NAME_BEGINS.match(text, cue.end):
        return False
    before = text[max(0, cue.start - 2) : cue.start]
    if len(before) < 2 or before[1] != " " or not (before[0].isalnum() or before[0] == ","):
        return False
    left, right = text.rfind("\n", 0, cue.start) + 1, text.find("\n", cue.end)
    line = text[left : len(text) if right < 0 else right]
    return _LONG_LOWER.search(line) is not None


def _scrap(doc: Doc, text: str, one: RawAttribution, others: Sequence[RawAttribution]) -> bool:
    """Whether a content is one or two words beside a longer one of the same clause.

    "On Thursday" says nothing beside "the king would travel"; but a quotation may be short.
    """
    said = " ".join(text[part.start : part.end] for part in one.content)
    if one.cue is None or len(said.split()) >= _SHORTEST or not _MARKS.isdisjoint(said):
        return False
    if any(is_finite(token) for token in _tokens(doc, one.content)):
        return False
    return any(
        other.cue == one.cue and sum(len(text[p.start : p.end].split()) for p in other.content) > 2
        for other in others
    )


def _stretch(doc: Doc, span: Span) -> Stretch | None:
    held: Stretch | None = doc.char_span(span.start, span.end, alignment_mode="expand")
    return held if held is not None and len(held) else None


def _tokens(doc: Doc, parts: Sequence[Span]) -> Iterator[Token]:
    for part in parts:
        held = _stretch(doc, part)
        if held is not None:
            yield from held
