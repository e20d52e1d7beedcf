"""What a page carries around a report: newsletter boxes, buttons, notices, trails of links."""

from __future__ import annotations

import re

from onrecord.intake.lines import Line, any_of

_LONGEST = 320

_NEWSLETTER = any_of(
    r"(?:please |click here to )?(?:subscribe|sign up|register|join)(?: now| here| today)?[!.:…]*",
    r"(?:please |click here to )?(?:subscribe|sign up|register)(?: now| here| today)?"
    r" (?:to|for|on|with|via|and|by) (?!the\b|a\b|an\b).{2,160}",
    r"subscribe to the .{2,60}",
    r".{0,60}\b(?:our|free|daily|weekly|morning|evening) (?:\w+ ){0,2}"
    r"(?:newsletters?|e-?mail alerts?|briefing in your inbox)\b.{0,120}",
    r"get .{2,80}\bto your inbox\b.{0,60}",
    r".{0,80}\b(?:straight|delivered) (?:in)?to your inbox\b.{0,60}",
    r"(?:already )?(?:a )?subscribers?\?.{0,60}",
    r".{0,40}\b(?:for|to) (?:subscribers|members) only\b.{0,40}",
    r".{0,60}unsubscribe (?:at )?any ?time.{0,60}",
    r"(?:follow|like|find|join) \S+(?: \S+){0,2} on (?:facebook|twitter|x|telegram|whatsapp|"
    r"instagram|youtube|google news|linkedin)\b.{0,100}",
    r"(?:download|get) (?:the|our) .{0,30}\bapp\b.{0,80}",
    r"support (?:our|independent) journalism.{0,120}",
    r"(?:tell us|let us know) what you think.{0,80}",
    r"(?:your )?e-?mail(?: address)?",
    r"(?:log|sign) in(?: or .{2,40}| to .{2,60})?",
    ignore_case=True,
)

_BUTTON = r"(?:share|tweet|print|comments?|facebook|twitter|whatsapp|e-?mail|most read|copy link)"
_SPAN_OF_TIME = r"(?:years?|months?|weeks?|days?|hours?)"
_WHEN = (
    r"(?:[\s:,|-]+(?:at|on|today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?|"
    rf"\d+ (?:mins?|minutes?|hrs?|{_SPAN_OF_TIME}) ago|[a-z]{{1,2}}t|gmt|utc))"
)
_NOTICE = any_of(
    r"(?:©|\(c\)|copyright\s*(?:©|\(c\)|\d|by\b|the\b|[-–—:])).{0,160}",
    r".{0,120}\ball rights reserved\b.{0,120}",
    r".{0,60}\b(?:we|site|website|page)\b.{0,30}\buses? cookies\b.{0,240}",
    r"(?:accept|manage|reject)(?: all)? cookies.{0,40}",
    r"cookie (?:policy|notice|settings).{0,60}",
    r"(?:terms of (?:use|service)|privacy policy)(?:\W.{0,80})?",
    r"our standards: .{2,80}",
    r"advertise?ments?|advertising|ad|promoted|sponsored(?: content)?",
    r"(?:story|article) continues (?:below|after)\b.{0,30}",
    r"scroll to continue.{0,40}|continue reading.{0,60}",
    r"(?:share|tweet|print|e-?mail|save|bookmark)(?: (?:this|it|on|via|with)(?: \S+){0,4})?[.…:!]*",
    rf"{_BUTTON}(?:\s*[|•/,]?\s*{_BUTTON}){{1,8}}",
    r"(?:views|reads|shares|hits)\s*:\s*[\d,.]+|[\d,.]+ (?:views|shares|reads)",
    r"(?:short link|permalink|source link)\s*:?.{0,80}",
    r"<?\s*\d{1,2} min(?:ute)?s?[ -]?read|(?:estimated )?reading time\b.{0,30}",
    r"(?:this (?:article|story) )?(?:was )?(?:published|posted|updated) (?:more than )?"
    rf"(?:\d+|an?|one|two) {_SPAN_OF_TIME} (?:ago|old).{{0,40}}",
    rf"this (?:article )?was published \d+ {_SPAN_OF_TIME} ago",
    r"this article is more than .{2,40} old",
    r"A\+ ?A-",
    r"facebook comment(?:ing|s)?|rate (?:it|this)(?: \S+){0,3}|back to top|home delivery",
    r"(?:print|us|uk|intl\.?|international) edition|(?:world|international) news",
    r"(?:readers[’'] )?comments are closed",
    r"<!--.*-->",
    r"author[’']s name .{2,60}",
    r"(?:please )?(?:enable|turn on) javascript.{0,80}|skip to (?:main )?content",
    r"click here .{2,80}",
    r"this (?:article|story|report) (?:was|has been) (?:originally |first )?"
    r"(?:published|produced|syndicated|translated|auto-generated)\b.{0,160}",
    r"(?:tags?|topics?|keywords?|categories|filed under)\s*:.{0,120}",
    r"(?:comments )?powered by (?!the\b|an?\b)\S+(?: \S+){0,2}(?:\s*\|.{2,60})?|.{0,40}\brss feed",
    r"no comments?(?: yet| so far)?\s*[:.!»]*(?:\s*\|?\s*post a comment)?",
    r"(?:(?:warning|notice|note|attention)\s*[:!-]\s*)?comments (?:that|which) contain\b.{2,200}"
    r"\b(?:not (?:be )?(?:approved|published|allowed)|will be (?:removed|deleted))[^,]{0,40}",
    r"continu(?:ous|ed|ing)(?: to)? (?:us(?:age|e|ing)|brows(?:e|ing))\b.{0,10}\b(?:web ?site|"
    r"(?:this|our) site)\b.{0,100}\b(?:accept|consent|agree)\w*\b.{0,120}",
    r"by (?:using|browsing) (?:this|our|the) (?:web ?)?site,? you\b.{0,160}",
    rf"\(?(?:last )?(?:updated|published|posted|modified){_WHEN}*\)?",
    r"\d{1,2}/\d{1,2}/\d{4}(?:[\s,|–-]+\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?)?",
    r"you are here\s*[:>»].{2,120}",
    ignore_case=True,
)
_TRAIL = re.compile(r"(?:home|news|world|front page)\s*(?:[>»›/]\s*.{2,100}){1,5}", re.IGNORECASE)
_SEGMENT = re.compile(r"\s+[|•·]\s+")
_PROSE_STOP = re.compile(r"[.!?][\"'”’)\]]*$")


def is_newsletter(line: Line) -> bool:
    """Whether the line asks the reader to subscribe, follow, sign in or give an opinion.

    Counter-example: `Sign up to the treaty, the minister urged.` is prose.
    """
    return len(line.text) <= _LONGEST and _NEWSLETTER.fullmatch(line.text) is not None


def is_boilerplate(line: Line) -> bool:
    """Whether the line is a notice, a button, a counter or a trail of links.

    `© 2024 The Daily`, `Home > World > Talks`, `Share | Comments | Print`. Counter-examples:
    `Share prices rose after the meeting.`, `No comments were made after the meeting.`
    """
    if len(line.text) > _LONGEST:
        return False
    text = line.text
    if _NOTICE.fullmatch(text) or _TRAIL.fullmatch(text):
        return True
    # Buttons and sections in a row. A headline with one bar ("Visit off | The Daily") has two.
    parts = _SEGMENT.split(text)
    return (
        len(parts) >= 3
        and not _PROSE_STOP.search(text)
        and all(len(part.split()) <= 5 for part in parts)
    )
