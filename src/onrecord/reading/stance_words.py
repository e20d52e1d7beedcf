"""The phrases that show a stance: how speakers decline, deny, do not deny and confirm.

Patterns come in two kinds: those for the report's words about a speaker (`..._TOLD`: "declined to
comment") and those for the speaker's own words (`..._SAID`: "I have nothing to announce").
"""

from __future__ import annotations

import re


def _phrases(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


DECLINES_TOLD = _phrases(
    r"""
    \b(?:declin|refus|avoid)\w*\ (?:\w+\ )?(?:to\ )?(?:comment|say|elaborat|discuss|confirm
        |speak(?!\ (?:to|with)\ (?!reporters|the\ press|journalists|(?:the\ )?media))
        |disclos|identif|specif|answer|respond|reveal
        |give(?!\ (?:up|in|way|ground|back|her|him|them)\b)
        |go\ (?:into|further|beyond|on\ record)|be\ drawn)
    | \b(?:would|could|did|do|does|has|have|had|will|ca|wo|can)
        (?:n['’]t|\ ?not|\ neither|\ never)\ ?(?:yet\ |immediately\ |even\ )?
        (?:comment|say|said|elaborate|discuss|speculate|respond
        |replied|confirm|speak|be\ drawn|be\ reached|specify|disclose|identify|reveal|give|explain
        |answer)
    | \bno\ (?:immediate\ )?(?:comment|word|response)\b
    | \bneither\b.*\b(?:said|commented|confirm)
    | \bnever\ (?:\w+ly\ )?(?:commented|confirm\w*)
    | \b(?:has|have|had)\ (?:yet|still)\ to\ (?:comment|say|confirm|respond|speak|answer)
    | \b(?:is|are|was|were)\ yet\ to\ (?:comment|say|confirm|respond|announce)
    | \bunable\ to\ (?:comment|say|confirm)
    | \b(?:kept|keeps|keep|remained|stayed)\ (?:silent|quiet|mum|to\ (?:him|her|them)sel)
    | \bsaid\ (?:nothing|little)\b
    """
)

NEITHER_TOLD = _phrases(
    r"\b(?:neither|not|nor|never)\b.{0,40}\bconfirm\w*\b.{0,30}\b(?:nor|or)\b.{0,20}\bden"
)

NOT_DENYING_TOLD = _phrases(
    r"""
    \b(?:not|without|n['’]t|stopped\ short\ of|stopping\ short\ of|never|no)\ (?:\w+\ )?
        (?:den(?:y|ied|ying|ial)|rul(?:e|ed|ing)\ out|dismiss\w*|exclude\w*)\b
    | \bleft\ open\b | \bleaving\ open\b | \bnot\ wrong\b
    """
)

DECLINES_SAID = _phrases(
    r"""
    \bno\ comment\b
    | (?:not|n['’]t)\ (?:have|got)\ (?:any|anything|an?|the)\b.{0,40}\b(?:announce|add|share
        |read\ out|preview|say|updates?|travel|trip|calls?|latest|specific|comment|schedul\w+
        |detail\w*)
    | (?:not|n['’]t|never)\ (?:going|want|wish)\ to\ (?:\w+\ )?(?:get|go|speak|comment|speculate
        |discuss|preview|confirm|talk|answer|be\ drawn)
    | (?:can|ca|could|would|will|wo|['’]ll)(?:\ ?not|n['’]t)\ (?:\w+\ )?(?:comment|confirm|speak
        |say|speculate|go\ into|get\ into|discuss|answer|give|elaborate)
    | refer\ you\ to | have\ to\ (?:speak|reach\ out|ask|wait|refer)
    | nothing\ (?:more\ |further\ |else\ )?(?:to\ )?(?:announce|add|say|share|preview|report)
    | (?:not|n['’]t)\ (?:heard|seen)
    | (?:leave|leaving)\ (?:it|that)\ to | (?:question|better)\ (?:better\ )?put\ to
    | (?:do\ not|don['’]t)\ (?:know|have\ any\ (?:updates?|sense)|have\ an\ update)
    | not\ have\ (?:a\ lot\ of\ )?guidance
    """
)

_UNTRUE = r"""(?:not\ true|untrue|false|fake|a\ lie|lies|nonsense|baseless|unfounded|groundless
    |not\ right|not\ correct|incorrect|inaccurate|a\ hoax|a\ fabrication|fabricated
    |never\ happened)"""

_OPEN = r"""(?!(?:(?:new|fresh|exact|specific|clear|official|formal|other|significant|major
    |concrete)\ )?(?:decision|dates?\b|time|detail|progress|answer|reply|response|breakthrough|one\b
    |reasons?\b|explanations?\b|final|firm|longer|more|further|doubt|comment|word|matter
    |developments?\b|results?\b|conclusions?\b|outcomes?\b|announcements?\b)
    |[\w\s'’-]{3,60}\ (?:has|have|had|is|was|were)\ (?:been\ )?(?:scheduled|fixed|set|arranged)
    \ (?:yet|so\ far)\b)"""
"""After "no": what being absent denies nothing ("No date has been set", "No reason was given for
the postponement", "No visit has been scheduled yet"). Counter-example: "No official visit was
planned"."""
_ENCOUNTERS = r"""(?:talks|meetings?|contacts?|visits?|negotiations?|discussions?|conversations?
    |encounters?|dialogue|summit|trip)"""

DENIES_SAID = _phrases(
    rf"""
    ^["“'‘\s—–-]*(?:
        no[,.;—–] | nor\b | (?:absolutely|certainly|definitely|of\ course)\ not\b | no\ such\b
      | (?:fake\ news|nonsense|lies|pure\ \w+|complete(?:ly)?\ \w+)[.,!"”’]*$
      | no\ {_OPEN}[\w\s'’-]{{3,60}}(?:\ (?:is|are|was|were|has|have|had|will)\b|$)
      | no\ (?:\w+\ )?{_ENCOUNTERS}\b(?:[\w\s,'’-]|\.\.\.|…){{1,90}}\ (?:took\ place|happened
            |occurred|was\ held|were\ held|has\ taken|have\ taken|had\ taken)\b
      | no\ one\ (?:in|from|of)\ (?:the|our|my|its|his|her)\ [\w\s'’-]{{2,40}}
            \ (?:was|is|has|had|have|met|took|went)\b
      | nothing\ of\ the\ (?:sort|kind) | not\ (?:true|so|at\ all|right)
      | (?:that|this|it|it\ all|(?:the|these|those|such)\ reports?)
            (?:\ ?['’]s|\ is|\ was|\ are|\ were|\ has\ been|\ ["“]is)?
            \ (?:\w+ly\ |just\ |all\ |also\ )?{_UNTRUE})
    | \b(?:totally|completely|absolutely|entirely|categorically)\ (?:false|untrue)
    | \b(?:is|are|was|were)\ (?:\w+ly\ |also\ |all\ )?["“]?(?:not\ true|untrue|false|baseless
        |unfounded|groundless|factually\ (?:incorrect|inaccurate|wrong))\b
    | \b(?:reports?|claims?|stor(?:y|ies)|news|information)\ (?:is|are|was|were)
        \ (?:\w+ly\ |also\ )?["“]?(?:incorrect|inaccurate|wrong)\b
    | \bkn(?:ew|ows?|own)\ nothing\ (?:of|about)\b | \bno\ knowledge\ of\b
    | \b(?:is|are|was|were)(?:\ not|n['’]t)\ being\ (?:held|conducted|negotiated|planned)
    | \bno\ truth\b | \bnothing\ to\ do\ with\ (?:reality|the\ truth)\b | \bnever\ happened\b
    | \b(?:have|has|had)\ no\ (?:\w+\ )?(?:{_ENCOUNTERS}|plans?|intention)\b
        (?!\ (?:to\ (?:announce|share|preview|add|read)|scheduled|planned|set))
    | \b(?:do|does|did)(?:\ not|n['’]t)\ have\ (?:any\ )?(?:\w+\ )?{_ENCOUNTERS}\ (?:with|going)\b
    | \b(?:do|does|did)(?:\ not|n['’]t)\ have\ any\ {_ENCOUNTERS}(?=[.,!"”’]|$)
    | \bsuch\ an?\ {_ENCOUNTERS}\ (?:has|had|is|was)(?:\ not|n['’]t)\ (?:been\ )?(?:agreed|planned
        |scheduled|arranged|discussed)\b
    | \bneither\ on\ \w+\ agenda\b
    | \bnor\ (?:have|do)\ (?:we|they|i)\ (?:have\ )?any\ (?:plans?|intention)\b
    | \bthere\ (?:are|is|was|were|have\ been|has\ been|had\ been|will\ be)\ ["“‘]?(?:\w+\ )?
        no\ (?:\w+\ )?
        (?:talks|meetings?|plans?|requests?|contacts?|visits?|negotiations?|agreements?|deal
        |invitations?|intention|discussions?|conversations?|such|secret|truth|holdup|boycott
        |encounter|need|basis)
    | \bno\ (?:plans?|intentions?)\ (?:to|for|of)\b
    | \b(?:did|does|do|has|have|had|is|are|was|were)(?:\ not|n['’]t|\ never)\ (?:yet\ |ever\ )?
        (?:been\ )?(?:authori[sz]\w+|approv\w+|request\w*|order\w*|boycott\w*|happen\w*|in\ talks
        |in\ contact|negotiat\w+|holding|conducting|planning|cancel\w+|call(?:ed)?\ off|postpon\w+
        |put\ off)
    | \b(?:won['’]t|will\ not|not\ going\ to)\ (?:be\ )?(?:cancel\w*|postpon\w*|put\ off|delay\w*
        |called?\ off)
    | \bnever\ (?:agreed|asked|requested|said|promised|planned|scheduled|invited|met|intended
        |took)\b
    """
)

CONFIRMS_SAID = _phrases(
    r"""
      \b(?:is|are|was|were)\ ["“'‘]?not\ (?:wrong|incorrect|inaccurate|untrue|false|mistaken)\b
    | \b(?:reports?|accounts?|stor(?:y|ies)|rumou?rs?)\b.{0,80}\b(?:is|are|was|were)\ ["“'‘]?
        (?:true|accurate|correct|right)\b
    | ^["“'‘\s—–-]*(?:yes\b|(?:that|this|it)(?:\ ?['’]s|\ is)\ (?:correct|right|true|so)\b|correct\b
        |what\ (?:i|we)\ can\ confirm|absolutely\b(?!\ not)|indeed\b)
    | \b(?:i|we)\ can\ confirm\b
    | \b(?:is|are|was|remains?|still|stays?|will\ go|go(?:es|ing)?)\ (?:going\ )?(?:on\ track
        |ahead\ as\ (?:planned|scheduled)|on\ schedule|on\ the\ schedule)\b
    | \b(?:take\ place|proceed|go\ ahead)\ as\ (?:planned|scheduled)
    | planned\ \w+\ will\ go\ ahead
    """
)
