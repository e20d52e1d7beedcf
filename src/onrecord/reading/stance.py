"""What a speaker does with a content: asserts, confirms, denies, does not deny, declines to comment."""

from __future__ import annotations

import re

from onrecord.reading.attribution_cues import Cues, VerbCue, load_cues
from onrecord.terms import Stance

_DECLINES_CUE = re.compile(
    r"\b(?:declin\w+|refus\w+|avoid\w*) (?:\w+ )?(?:to )?(?:comment|say|elaborat|discuss|confirm|speak|"
    r"disclos|identif|specif|answer|respond|reveal|give|go|be drawn)|"
    r"\b(?:would|could|did|do|does|has|have|had|will|ca|wo|can)(?:n['’]t| not| neither| never) ?"
    r"(?:yet |immediately |even )?(?:comment|say|said|elaborate|discuss|speculate|respond|responded|replied|confirm|"
    r"speak|be drawn|be reached|specify|disclose|identify|reveal|give|explain|answer)|"
    r"\bno (?:immediate )?(?:comment|word|response)\b|\bneither\b.*\b(?:said|commented|confirm)|"
    r"\b(?:kept|keeps|remained) (?:silent|mum|to himself)",
    re.IGNORECASE,
)
_NEITHER = re.compile(
    r"\b(?:neither|not|nor)\b.{0,40}\bconfirm\w*\b.{0,30}\b(?:nor|or)\b.{0,20}\bden", re.I
)
_NOT_DENYING = re.compile(
    r"\b(?:not|without|n['’]t|stopped short of|stopping short of|never|no) (?:\w+ )?(?:den(?:y|ied|ying|ial)|"
    r"rul(?:e|ed|ing) out|dismiss\w*|exclude\w*)\b|\bleft open\b|\bleaving open\b|\bnot wrong\b",
    re.IGNORECASE,
)
_DECLINES_SPEECH = re.compile(
    r"\b(?:no comment|(?:not|n['’]t) (?:have|got) (?:any|anything|a|an|the)\b.{0,40}\b(?:announce|add|share|"
    r"read out|preview|say|update|travel|trip|call|calls|latest|specific|comment|schedul\w+|detail\w*)|"
    r"(?:not|n['’]t|never) (?:going|want|wish) to (?:\w+ )?(?:get|go|speak|comment|speculate|discuss|preview|"
    r"confirm|talk|answer|be drawn)|"
    r"(?:can|ca|could|would|will|wo|'ll|’ll)(?: ?not|n['’]t|not) (?:\w+ )?(?:comment|confirm|speak|say|speculate|go into|"
    r"get into|discuss|answer|give|elaborate)|refer you to|have to (?:speak|reach out|ask|wait|refer)|"
    r"nothing (?:more |further |else )?(?:to )?(?:announce|add|say|share|preview|report)|"
    r"(?:not|n['’]t) (?:heard|seen)|(?:leave|leaving) (?:it|that) to|(?:question|better) (?:better )?put to|"
    r"(?:do not|don['’]t) (?:know|have any (?:updates?|sense)|have an update)|not have (?:a lot of )?guidance)",
    re.IGNORECASE,
)
_DENIES_SPEECH = re.compile(
    r"""
    ^["“'‘\s—–-]*(?:
        no[,.;—–]
      | no\ (?!decision|date|time|detail|progress|answer|reply|response|breakthrough|one\b|final
            |firm|longer|more|further|doubt|comment|word|matter)[\w\s'’-]{3,60}
            (?:\ (?:is|are|was|were|has|have|had|will)\b|$)
      | nothing\ of\ the\ (?:sort|kind) | not\ (?:true|so|at\ all|right)
      | (?:that|this|it|it\ all|(?:the|these|those|such)\ reports?)(?:\ ?['’]s|\ is|\ was|\ are|\ were
            |\ has\ been|\ ["“]is)?\ (?:simply\ |just\ |totally\ |completely\ |absolutely\ |all\ )?
            (?:not\ true|untrue|false|fake|a\ lie|lies|nonsense|baseless|unfounded|groundless|not\ right
            |not\ correct|incorrect|inaccurate|a\ hoax|a\ fabrication|fabricated|never\ happened))
    | \b(?:totally|completely|absolutely|entirely|categorically)\ (?:false|untrue)
    | \b(?:is|are|was|were)\ ["“]?(?:not\ true|untrue|false|baseless|unfounded|groundless|fake\ news)\b
    | \bno\ truth\b | \bnothing\ to\ do\ with\ (?:reality|the\ truth)\b | \bnever\ happened\b
    | \bthere\ (?:are|is|was|were|have\ been|has\ been|had\ been|will\ be)\ (?:\w+\ )?no\ (?:\w+\ )?
        (?:talks|meetings?|plans?|requests?|contacts?|visits?|negotiations?|agreements?|deal|invitations?
        |intention|discussions?|conversations?|such|secret|truth|holdup|boycott|encounter|need|basis)
    | \bno\ (?:plans?|intention|intentions)\ (?:to|for|of)\b
    | \b(?:did|does|do|has|have|had|is|are|was|were)(?:\ not|n['’]t|\ never)\ (?:yet\ |ever\ )?(?:been\ )?
        (?:authoriz\w+|authoris\w+|approv\w+|request\w*|order\w*|boycott\w*|happen\w*|in\ talks|in\ contact
        |negotiat\w+|holding|conducting|planning|cancel\w+|call(?:ed)?\ off|postpon\w+|put\ off)
    | \b(?:won['’]t|will\ not|not\ going\ to)\ (?:be\ )?(?:cancel\w*|postpon\w*|put\ off|called?\ off|delay\w*)
    | \bnever\ (?:agreed|asked|requested|said|promised|planned|scheduled|invited|met|intended|took)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CONFIRMS_SPEECH = re.compile(
    r"^[\"“'‘\s—–-]*(?:yes\b|(?:that|this)(?: ?['’]s| is) (?:correct|right|true)|(?:i|we) can confirm|correct\b|"
    r"what (?:i|we) can confirm|absolutely\b|indeed\b)|\b(?:i|we) can confirm\b|"
    r"\b(?:is|are|was|remains?|still|stays?|will go|go(?:es|ing)?) (?:going )?(?:on track|ahead as (?:planned|scheduled)|"
    r"on schedule|on the schedule)\b|\b(?:take place|proceed|go ahead) as (?:planned|scheduled)|planned \w+ will go ahead",
    re.IGNORECASE,
)


def read_stance(cue: str, lemmas: tuple[str, ...], content: str, *, turn: bool = False) -> Stance:
    """Read the stance off a cue, its verb lemmas in text order, and the content.

    `cue` is the text from a little before the cue to the end of its clause. `turn` is true for
    a speaker's turn in a transcript, where the sentence itself is all there is to go by.
    """
    cues = load_cues()
    if _NEITHER.search(cue):
        return (
            "declines_comment"
            if re.search(r"\bwould\b|\bcould\b|\bwill\b", cue)
            else "does_not_deny"
        )
    if _NOT_DENYING.search(cue):
        return "does_not_deny"
    if _DECLINES_CUE.search(cue):
        return "declines_comment"
    verb = _governing(lemmas, cues)
    stance: Stance = verb.stance if verb is not None else _noun_stance(lemmas, cues)
    if verb is not None and verb.denies_claims and _names_claim(content, cues):
        return "denies"
    if verb is not None and verb.rule == "cue.call" and _denying(content, cues):
        return "denies"
    if stance == "asserts":
        return _spoken_stance(content, turn=turn)
    return stance


def _governing(lemmas: tuple[str, ...], cues: Cues) -> VerbCue | None:
    """The cue that decides: one with a stance of its own before one that merely says."""
    found = []
    for place, lemma in enumerate(lemmas):
        for cue in cues.verbs.get(lemma, ()):
            if not cue.particle or cue.particle.split()[0] in lemmas[place + 1 :]:
                found.append(cue)
                break
    for cue in found:
        if cue.stance != "asserts" or cue.denies_claims:
            return cue
    return found[0] if found else None


def _noun_stance(lemmas: tuple[str, ...], cues: Cues) -> Stance:
    for lemma in lemmas:
        if lemma in cues.nouns and cues.nouns[lemma][1] != "asserts":
            return cues.nouns[lemma][1]
    return "asserts"


def _names_claim(content: str, cues: Cues) -> bool:
    words = re.findall(r"[\w-]+", content.lower())[:8]
    return any(
        word in cues.claim_nouns
        or (word.endswith("s") and word != "talks" and word[:-1] in cues.claim_nouns)
        for word in words
    )


def _denying(content: str, cues: Cues) -> bool:
    text = f" {content.lower()} "
    return any(re.search(rf"\b{re.escape(word)}\b", text) for word in cues.denying_words)


def _spoken_stance(content: str, *, turn: bool) -> Stance:
    """The stance of words that merely are said: "I have nothing to announce" declines."""
    if _DECLINES_SPEECH.search(content) and (turn or content[:1] in '"“'):
        return "declines_comment"
    if _DENIES_SPEECH.search(content):
        return "denies"
    if _CONFIRMS_SPEECH.search(content):
        return "confirms"
    return "asserts"
