"""Who wrote and edited a report, printed beside it: bylines, credits of the desk, sign-offs."""

from __future__ import annotations

import re

from onrecord.intake.lines import Line, any_of

_JOB = (
    r"(?:staff|senior|chief|political|diplomatic|special|foreign|world|news|editorial|reporters?|"
    r"writers?|correspondents?|editors?|team|desk|bureau|agenc(?:y|ies)|newswire|in|and|for|of|the|"
    r"with|from|our|own|at|mins?|minutes?|hours?|ago)"
)
_NAME = r"(?:[A-Z][\w.'’-]*|\d{1,2}|de|van|von|bin|al|el|la|da|dos)"
_BY = re.compile(
    rf"(?:By|BY|Written by|Reported by|Story by)[:\s]\s*(?P<first>{_NAME})"
    rf"(?:[\s,/|&•–—-]+(?:{_NAME}|{_JOB})){{0,14}}[.\s]*"
)
_NOT_A_NAME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|\d+|The|Then|Now|Late|Early|Mid|Far|All|Law|Contrast"
)
_DESK_VERB = r"(?:[Rr]eporting|Writing|Editing|Compiled|Translated|Edited|Written|Reported)"
_DESK = any_of(
    r"(?:[Ff]rom )?(?:[Oo]ur|[Aa]|[Tt]he) (?:own |[Ss]taff |[Ss]pecial |[Ff]oreign )?"
    r"(?:[Cc]orrespondent|[Rr]eporter)s?(?:(?:,| in) [A-Z][\w ,.-]{1,40})?",
    rf"[\(\[]?(?:Additional |Further )?{_DESK_VERB}(?: and (?:writing|editing))?"
    r" (?:by|for) .{2,300}",
    r"\(?(?:Based on (?:reporting|reports|material)|With (?:additional )?(?:reporting|inputs?))"
    r" (?:by|from) .{2,200}",
    r"\(?With (?:AP|AFP|agency|agencies|wires?)\b.{0,60}",
    r"\((?:ATTN|Rewrites|Adds|Updates|Recasts|Repeats|Corrects|Refiles|Changes)\b[^)]{0,200}\)?",
    r"FIRST AIRED:.{2,40}",
)
_AGENCY = (
    r"(?:AFP|AP|Reuters?|REUTERS?|UPI|dpa|DPA|IANS|PTI|ANI|TASS|Itar-Tass|Sputnik|Interfax|"
    r"RIA Novosti|Xinhua|Kyodo|Yonhap|Anadolu(?: Agency)?|Agence France[- ]Presse|"
    r"(?:The )?Associated Press|Bloomberg|EFE|ANSA|CNA|MNA|IRNA|ISNA|SANA|SPA|WAM|MENA|NNA|"
    r"Bernama|Antara|TNA|APP|BSS|UNB|PAP|CTK|MTI|BTA|[Aa]gencies|Newshub|BBC|CNN|RFE/RL|VOA)"
)
_SIGN_OFF = any_of(
    rf"[-–—(\[]{{0,3}}\s*{_AGENCY}(?:\s*[/,&]\s*{_AGENCY}){{0,4}}[)\].]?",
    r"\(?(?:END|ENDS|-30-)\)?(?:\s+\d{1,2}:\d\d\s+[AP]\.?M\.?\s+[A-Z]{2,4})?",
    r"[\\*#\s_=~-]{1,30}",
)
_STUCK = re.compile(
    rf"(?<=[.!?”\"])\s+(?P<sign>[-–—]{{0,2}}\s?\(?{_AGENCY}(?:\s*/\s*{_AGENCY})?\)?\.?)$"
)
_STUCK_REACH = 60
_BIOGRAPHY = any_of(
    r"(?:[A-Z][\w.'’-]+ ){2,4}(?:is|are|was|covers|reports|writes)\b.{0,120}?"
    r"\b(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Cc]olumnist|[Jj]ournalist|[Ww]riter|"
    r"bureau chief|contributor)\b.{0,80}",
    r".{3,200}\bcontributed (?:to|reporting)\b.{0,60}",
)


def is_byline(line: Line) -> bool:
    """Whether the line says who wrote the report, or which desk did.

    `By Ann Field and Jo Marsh`, `(Reporting by Ann Field; Editing by Jo Marsh)`, `From our
    correspondent, STRELSAU`. Counter-example: `By Tuesday the two sides had agreed.`
    """
    found = _BY.fullmatch(line.text)
    if found and not _NOT_A_NAME.fullmatch(found["first"]) and line.length <= 18:
        return True
    return _DESK.fullmatch(line.text) is not None


def is_sign_off(line: Line, *, last: bool) -> bool:
    """Whether the line closes the report: an agency's name, `(END)`, `###`, a writer's biography.

    `last` is true among the report's last few lines; only there is a biography believed, since
    `Ann Field is the editor who broke the story` may be what a report is about.
    """
    if _SIGN_OFF.fullmatch(line.text):
        return True
    return last and _BIOGRAPHY.fullmatch(line.text) is not None


def sign_off_start(text: str) -> int | None:
    """Give where an agency's name stuck to the end of the last sentence starts, or None.

    `... deals of its own. AFP` and `... he said. (Reuters)`: the words before are prose.
    """
    found = _STUCK.search(text[-_STUCK_REACH:])
    return max(len(text) - _STUCK_REACH, 0) + found.start("sign") if found else None
