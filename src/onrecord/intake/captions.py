"""Photo captions and picture credits. A caption is read, but as background to the report."""

from __future__ import annotations

import re

from onrecord.intake.lines import Line, any_of

_LONGEST = 80
"""Words. Agencies' captions run to about sixty; a longer paragraph is prose."""

_CREDITOR = (
    r"(?:AP|AFP|EPA|EPA-EFE|EFE|UPI|PTI|ANI|AAP|dpa|DPA|Reuters|REUTERS|Getty|Getty Images|Xinhua|"
    r"Kyodo|Yonhap|TASS|Tass|Sputnik|Anadolu|Anadolu Agency|Bloomberg|Shutterstock|iStock|Alamy|"
    r"NurPhoto|Wikimedia|Wikimedia Commons|Flickr|Twitter|Facebook|Instagram|Telegram|YouTube|X|"
    r"Pool|POOL|File|FILE|GPO|Handout|HANDOUT)"
)
_PICTURE = r"(?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture)"
_LABEL = any_of(
    rf"(?:\(?(?:AP|AFP|EPA|Reuters|REUTERS)\s+)?(?:FILE|File|Archive)"
    rf"(?:\s+(?:PHOTO|pic|video|{_PICTURE}))?\s*(?:[:–—]|--?\s|\.\s)",
    rf"(?:FILE|File)\s+(?:PHOTO|{_PICTURE})\b|\((?:FILE|File)\)",
    r"(?:PHOTO|Photo|IMAGE|Image|PICTURE|Picture|PICTURED|Pictured|Caption|CAPTION|Credit|CREDIT|"
    r"Photograph|Illustration|Graphic|Video|VIDEO)"
    r"(?:\s+(?:by|caption|credit|courtesy|source)\b.{0,60})?\s*[:|]\s?",
    rf"(?:AP|AFP|EPA|Reuters) (?:file )?{_PICTURE}\b",
    rf"\(?{_PICTURE}\s+(?:by|credit|courtesy|via|source)\b",
    r"\(?(?:L-R|L to R|[Ff]rom (?:L to R|left to right|left)|[Ll]eft to right|Clockwise from \w+)"
    r"\s*[:,)]",
    r"(?:In this|In an?) (?:[A-Z][\w.]+ \d{1,2}, \d{4},? )?(?:\w+\s){0,4}"
    rf"(?:file |handout |undated |pool )?(?:{_PICTURE}|frame grab)\b.{{0,60}},",
    rf"This (?:[\w.-]+ ){{0,3}}{_PICTURE} (?:is|was|has been) (?:being )?(?:provided|released|"
    r"made available|distributed|supplied)\b.{0,160}\b(?:may (?:not )?be (?:printed|reproduced|"
    r"manipulated)|as a courtesy|for (?:use|publication) by news organi[sz]ations)\b",
)
_CREDIT_WORD = re.compile(
    r"\b(?:photo|photos|photograph|pictured?|image|images|credit|courtesy|handout|screenshot|"
    r"screengrab|frame grab|screen grab|file|pool|via|supplied)\b",
    re.IGNORECASE,
)
_SLASHED = any_of(rf"(?:|.*[\s/,;]){_CREDITOR}\s*/.+", rf".+/\s*{_CREDITOR}(?:\b.*)?")
_FINAL_BRACKET = re.compile(r"[(\[](?P<credit>[^()\[\]]{2,80})[)\]]\.?$")
_FINAL_CREDIT = re.compile(
    r"\s(?:"
    rf"[/|]?\s*(?:PHOTO|{_PICTURE}|Credit|Source)s?(?: [Cc]redit| [Cc]ourtesy| by)?"
    r"\s*[:/]\s*[^.!?]{2,60}|"
    r"(?:[A-Z]\w+ )?PHOTOS?\.?|"
    rf"(?:©|via)\s*{_CREDITOR}\b.{{0,40}}|"
    rf"[-–—|]?\s?{_CREDITOR}(?:\s?/\s?[A-Z][\w. ]{{1,30}}){{1,3}}\.?|"
    rf"{_CREDITOR} (?:file )?{_PICTURE}s?\.?"
    r")$"
)
_CREDIT_LINE = any_of(
    rf"(?:©|\(c\)|[(\[])?\s*(?:{_PICTURE}s?|Credit|Courtesy|Screenshot)(?: by| via| of)?\s*[:/|©]"
    r"[^.!?]{0,60}[)\]]?",
    rf"[(\[]?\s*©?\s*{_CREDITOR}(?:\s*[/|,–—-]\s*[\w. ]{{2,40}}){{0,3}}"
    rf" (?:file )?{_PICTURE}s?[)\]]?",
    rf"[(\[©]\s*{_CREDITOR}(?:\s*[/|,]\s*[\w. ]{{2,40}}){{0,3}}[)\]]?",
    r"(?:REUTERS|Reuters)/[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}",
)
_STUCK_CREDIT = re.compile(
    rf"(?:(?<=[.!?”\"])\s*[/|]?|\s[/|])\s*(?P<credit>(?:PHOTO|{_PICTURE})s?"
    r"(?: [Cc]redit| [Cc]ourtesy| by)?\s*[:/]\s*[A-Z@][^.!?]{1,60})$"
)
_CREDIT_REACH = 100
_ONLY_CREDITORS = re.compile(rf"{_CREDITOR}(?:\s*[,/]\s*{_CREDITOR})*")
_WHERE_IN_PICTURE = re.compile(
    r"[(\[](?:(?:far|second|third|2nd|3rd|bottom|top|front|back|not)[\s-]+)?"
    r"(?:left|right|cent(?:er|re)|middle|front|rear|L|R|C|2L|2R|pictured|seen)"
    r"(?:[\s,]+(?:left|right|pictured|front))?[)\]]|"
    r"\bnot pictured\b|\bpictured (?:here|above|left|right)\b|"
    r"\b(?:is|are) (?:seen|shown|pictured) (?:here|in|on|at|during|with|after|before)\b"
)
_SIDE_IN_COMMAS = re.compile(
    r"[A-Z][\w'’-]+, (?:(?:second |third |far )?(?:left|right)|cent(?:er|re)),?\s"
)
_PICTURED_ACT = re.compile(
    r"\b(?:shakes? hands?|shaking hands|poses?|posing|waves?|gestures?|greets?|walks?|looks? on|"
    r"smiles?|speaks?|addresses|attends?|listens?|talks?|meets?|welcomes?|arrives?|delivers?|sits?|"
    r"stands?|holds?|inspects?|reviews?|boards?|disembarks?|embraces?|hugs?|chats?|answers?|"
    r"reacts?|receives?|leaves?|signs?|exchanges?|chairs?)\b"
)
_SPEECH = re.compile(
    r"\b(?:said|says|told|tells|according to|announced|announces|reported|denied|confirmed|"
    r"added)\b|[\"“”]"
)
_DATED = re.compile(
    r"\b(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2},? \d{4}|"
    r"\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*,? \d{4})\b"
)


def is_caption(line: Line) -> bool:
    """Whether the line is a photo's caption or credit.

    Told by a label (`FILE -`), a credit at its end (`(AP Photo/Jo Marsh)`, `/ Source: AP`), where
    somebody stands in the picture (`(left)`, `(not pictured)`), or the one present-tense sentence
    with a full date that agencies write (`... shakes hands with ... on March 7, 2023.`).
    Counter-examples: `File the report by Monday, ...`, `the party's left, right and centre`,
    and a sentence that quotes or attributes.
    """
    text = line.text
    if line.length > _LONGEST:
        return False
    if _LABEL.match(text) or _CREDIT_LINE.fullmatch(text):
        return True
    if _credited(text) or _WHERE_IN_PICTURE.search(text):
        return not _SPEECH.search(_unbracketed(text))
    if _SPEECH.search(text) or not line.one_sentence:
        return False
    acted = _PICTURED_ACT.search(text) is not None
    if acted and _SIDE_IN_COMMAS.search(text):
        return True
    dated = _DATED.search(text)
    return acted and dated is not None and dated.end() >= len(text) - 2 and line.apart


def credit_start(text: str) -> int | None:
    """Give where a picture's credit stuck to the end of a line of prose starts, or None.

    `The visit is off, he said. / Photo: Wire Archive`: the words before are read. Counter-example:
    `He would say nothing of the photo: a fake`, which parts no sentence from a credit.
    """
    found = _STUCK_CREDIT.search(text[-_CREDIT_REACH:])
    return max(len(text) - _CREDIT_REACH, 0) + found.start("credit") if found else None


def _credited(text: str) -> bool:
    bracket = _FINAL_BRACKET.search(text)
    if bracket is None:
        return _FINAL_CREDIT.search(text) is not None
    credit = bracket["credit"].strip()
    if _SLASHED.fullmatch(credit):
        return True
    if _CREDIT_WORD.search(credit) and len(credit.split()) <= 10:
        return True
    # "... on Monday (Reuters)" under a picture has no full stop before the credit;
    # "... he said. (Reuters)" is a sign-off after prose.
    before = text[: bracket.start()].rstrip()
    return (
        _ONLY_CREDITORS.fullmatch(credit) is not None
        and not before.endswith((".", "!", "?", "”", '"'))
        and len(before) > 0
    )


def _unbracketed(text: str) -> str:
    return re.sub(r"\([^()]*\)", " ", text)
