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
    r" (?:by|for) (?:[^a-z]|our |the |staff|news|agenc|length|clarity|"
    r"an? (?:\w+ ){0,2}(?:correspondent|reporter|editor|writer)).{1,300}",
    r"\(?(?:Based on (?:reporting|reports|material)|With (?:additional )?(?:reporting|inputs?))"
    r" (?:by|from) .{2,200}",
    r"\(?With (?:AP|AFP|agency|agencies|wires?)\b.{0,60}",
    r"\((?:ATTN|Rewrites|Adds|Updates|Recasts|Repeats|Corrects|Refiles|Changes)\b[^)]{0,200}\)?",
    r"FIRST AIRED:.{2,40}",
    r"[-–—]{1,2}\s*With (?:files|reports?) from .{2,80}",
    r"(?i:(?:(?:our|own|chief|senior|staff|special|diplomatic|political|foreign|parliamentary|"
    r"regional|defen[cs]e|security|economic|business|web|online|world|news) ){1,3}"
    r"(?:correspondent|reporter|editor|writer|desk)s?)\s*:?",
)
AGENCY = (
    r"(?:AFP|AP|Reuters?|REUTERS?|UPI|dpa|DPA|IANS|PTI|ANI|TASS|Itar-Tass|Sputnik|Interfax|"
    r"RIA Novosti|Xinhua|Kyodo|Yonhap|Anadolu(?: Agency)?|Agence France[- ]Presse|"
    r"(?:The )?Associated Press|Bloomberg|EFE|ANSA|CNA|MNA|IRNA|ISNA|SANA|SPA|WAM|MENA|NNA|"
    r"Bernama|Antara|ANTARA|TNA|APP|BSS|UNB|PAP|CTK|MTI|BTA|[Aa]gencies|Newshub|BBC|CNN|RFE/RL|VOA|"
    r"Tanjug|Ukrinform|UNIAN|BelTA|Kazinform|Pajhwok|KUNA|QNA|BNA|VNA|KCNA|WAFA|Petra|Hina|"
    r"Agerpres|Lusa|PNA|Jiji(?: Press)?|Shafaq News)"
)
"""News agencies and broadcasters by the names they sign with, as a pattern."""
_SIGN_OFF = any_of(
    rf"[-–—(\[]{{0,3}}\s*{AGENCY}(?:\s*[/,&]\s*{AGENCY}){{0,4}}[)\].]?",
    r"\(?(?:END|ENDS|-30-)\)?(?:\s+\d{1,2}:\d\d\s+[AP]\.?M\.?\s+[A-Z]{2,4})?",
    r"[\\*#\s_=~-]{1,30}",
)
_STUCK = re.compile(
    rf"(?<=[.!?”\"])\s+(?P<sign>[-–—]{{0,2}}\s?\(?{AGENCY}(?:\s*/\s*{AGENCY})?\)?\.?)$"
)
_STUCK_REACH = 60
_SIGNED = r"(?:—|–|―|--)\s?[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){1,3}"
_SIGNATURE = re.compile(_SIGNED)
# Behind a quotation the name is the speaker's, not the writer's.
_SIGNED_STUCK = re.compile(
    rf"(?<=[.!?])\s+(?P<sign>{_SIGNED}|[-–—―]{{1,2}}\s?[A-Z][\w.’-]+(?:\s[A-Z][\w.’-]+)?)$"
)
_SOURCE_WORD = r"(?:[A-Z][\w.'’&-]*|and|of|the|news|agency|agencies)"
_SOURCE = re.compile(
    rf"[(\[]?(?:Source|SOURCE)s?\s*:\s*(?P<names>{_SOURCE_WORD}(?:[\s,/|]+{_SOURCE_WORD}){{0,6}})"
    r"[)\]]?"
)
_ENDS_AS_OUTLET = re.compile(
    rf"(?:^|.*[\s,/|])(?:{AGENCY}|(?i:agency|agencies|news|press|times|post|star|herald|radio|"
    r"television|tv|gazette|tribune|wires?))"
)
_LONGEST_SOURCE = 5
_BIOGRAPHY = any_of(
    r"(?:[A-Z][\w.'’-]+ ){2,4}(?:is|are|was|covers|reports|writes)\b.{0,120}?"
    r"\b(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Cc]olumnist|[Jj]ournalist|[Ww]riter|"
    r"bureau chief|contributor)\b.{0,80}",
    r".{3,200}\bcontributed (?:to|reporting)\b.{0,60}",
)


def is_byline(line: Line) -> bool:
    """Whether the line says who wrote the report, or which desk did.

    `By Ann Field and Jo Marsh`, `(Reporting by Ann Field; Editing by Jo Marsh)`, `From our
    correspondent, STRELSAU`, `Source: Ruritania News Agency`. Counter-examples: `By Tuesday the
    two sides had agreed.`, and a headline, `Source: minister calls off Graustark visit`.
    """
    found = _BY.fullmatch(line.text)
    if found and not _NOT_A_NAME.fullmatch(found["first"]) and line.length <= 18:
        return True
    source = _SOURCE.fullmatch(line.text)
    if source and _ENDS_AS_OUTLET.fullmatch(source["names"]):
        return True
    return _DESK.fullmatch(line.text) is not None


def is_sign_off(line: Line, *, last: bool) -> bool:
    """Whether the line closes the report: an agency's name, `(END)`, `###`, a writer's biography.

    `last` is true among the report's last few lines; only there is a biography believed, since
    `Ann Field is the editor who broke the story` may be what a report is about.
    """
    if _SIGN_OFF.fullmatch(line.text):
        return True
    source = _SOURCE.fullmatch(line.text) if last and line.number else None
    if source and len(source["names"].split()) <= _LONGEST_SOURCE:
        return True
    return last and _BIOGRAPHY.fullmatch(line.text) is not None


def is_signature(line: Line) -> bool:
    """Whether the line is a dash and a name, as a writer signs: `— Ann Field`."""
    return _SIGNATURE.fullmatch(line.text) is not None


def sign_off_start(text: str) -> int | None:
    """Give where an agency's or a writer's name stuck to the last sentence starts, or None.

    `... deals of its own. AFP`, `... he said. (Reuters)`, `... on Monday. — Ann Field`: the words
    before are prose. Counter-example: `... last to leave was an old friend — Rupert Hentzau`.
    """
    tail = text[-_STUCK_REACH:]
    found = _STUCK.search(tail) or _SIGNED_STUCK.search(tail)
    return max(len(text) - _STUCK_REACH, 0) + found.start("sign") if found else None
