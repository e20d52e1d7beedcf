"""A report in, a reading out: the seven stages in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from onrecord import __version__
from onrecord.reading.acts import Act, read_acts
from onrecord.reading.assembly import assemble
from onrecord.reading.attribution import find_attributions
from onrecord.reading.attribution_joining import raw_from_tagged
from onrecord.reading.attribution_quotes import find_quotes
from onrecord.reading.attribution_spans import RawAttribution
from onrecord.reading.captions import caption_groups
from onrecord.reading.context import context_of
from onrecord.reading.dates import DatePhrase, find_dates
from onrecord.reading.dating import attach_dates, settled_by_date
from onrecord.reading.encounters import Encounter, find_encounters
from onrecord.reading.engagement_reading import read_engagements
from onrecord.reading.gate import may_hold_engagement, tells_of_sport
from onrecord.reading.grouping import Group, Sighting, group_sightings
from onrecord.reading.headlines import headline_act, headline_nouns
from onrecord.reading.parties import find_actors
from onrecord.reading.places import with_places
from onrecord.reading.rulebook import Rulebook, load_rulebook
from onrecord.reading.seen import Seen
from onrecord.reading.sentences import parse
from onrecord.reading.syntax import Marked
from onrecord.reading.unread import furniture_of_kind, lies_in, unread_of
from onrecord.terms import (
    Doubt,
    Engagement,
    ModelUsed,
    Reader,
    Reading,
    Report,
    Span,
)

if TYPE_CHECKING:
    from spacy.language import Language

    from onrecord.reading.engagement_model import EngagementModel
    from onrecord.reading.tagger import Tagger


@dataclass(frozen=True)
class ReadingTools:
    """What a reader reads with, loaded once by the wiring and passed in.

    `nlp` is a spaCy English pipeline prepared by `sentences.prepare`; `models` names the models
    in use with their hashes, for the reading's record. `engagements` and `tagger` are the
    trained models, or None: the rules then read alone.
    """

    nlp: Language
    models: tuple[ModelUsed, ...] = ()
    engagements: EngagementModel | None = None
    tagger: Tagger | None = None


def read_report(report: Report, tools: ReadingTools) -> Reading:
    """Read one report: every engagement in it and every attributed claim, with doubts.

    Deterministic: the same report and the same tools give the same reading.
    """
    rulebook = load_rulebook()
    reader = Reader(__version__, tools.models, rulebook.sha256)
    doubts = _report_doubts(report)
    if report.language not in (None, "en") or not may_hold_engagement(report.text):
        return Reading(report, reader, doubts=tuple(doubts))
    seen = seen_by_rules(report, tools)
    captions = furniture_of_kind(report, "caption")
    pictured = caption_groups(captions, seen.doc, seen.marked, seen.phrases, report.published)
    if tools.engagements is None:
        engagements, unsure = _read_by_rules(report, seen, pictured)
    else:
        look = tools.engagements.look(report, seen)
        engagements, unsure = read_engagements(
            report, seen, look, pictured, sport=tells_of_sport(report.text)
        )
    doubts += unsure
    return Reading(
        report,
        reader,
        seen.attributions,
        tuple(with_places(engagements, seen)),
        tuple(sorted(doubts, key=lambda d: (d.start or 0, d.kind, d.reason))),
    )


def _read_by_rules(
    report: Report, seen: Seen, pictured: Sequence[Group]
) -> tuple[tuple[Engagement, ...], tuple[Doubt, ...]]:
    """Read without the engagement model: the rules group what they see and add up its steps."""
    groups, stray = group_sightings(seen.sightings, context_of(seen.doc, seen.marked))
    if tells_of_sport(report.text):
        groups = [g for g in groups if _between_officials(g)]
    doubts = tuple(
        Doubt(
            "no_parties",
            f"“{s.encounter.trigger}” names an encounter, but not between whom",
            s.encounter.start,
            s.encounter.end,
        )
        for s in stray
        if s.main.strength == 3
    )
    return assemble(report, [*groups, *pictured], seen.attributions), doubts


def seen_by_rules(report: Report, tools: ReadingTools) -> Seen:
    """Find who is named, who says what, every date and every naming of an encounter."""
    doc = parse(tools.nlp, report.text, _behind_datelines(report))
    actors = find_actors(doc, report.published)
    attributions = find_attributions(doc, actors, _tagged(report, tools.tagger))
    marked = Marked(doc, actors)
    phrases = find_dates(report.text)
    return Seen(
        doc,
        marked,
        attributions,
        phrases,
        tuple(sightings_of(report, doc, marked, phrases)),
        tuple(Span(s.start_char, s.end_char) for s in doc.sents),
        find_quotes(report.text),
    )


def _behind_datelines(report: Report) -> list[int]:
    """Give where the prose begins behind each dateline ("ANKARA, May 3 (Wire) - ")."""
    return [
        f.end + len(rest) - len(rest.lstrip(" -–—:\t\u00a0"))
        for f in furniture_of_kind(report, "dateline")
        for rest in [report.text[f.end : f.end + 8]]
    ]


def _tagged(report: Report, tagger: Tagger | None) -> list[RawAttribution]:
    """Give what the tagger finds; "HONIARA: Talks resume" is nobody's word for all its colon."""
    if tagger is None:
        return []
    datelines = furniture_of_kind(report, "dateline")
    found = (
        raw_from_tagged(t.source, t.cue, t.content, t.score)
        for t in tagger.tag(report.text, nested=True).attributions
        if not any(lies_in(datelines, span.start) for span in t.source)
    )
    return [raw for raw in found if raw is not None]


def _report_doubts(report: Report) -> list[Doubt]:
    doubts = []
    if report.published is None:
        doubts.append(
            Doubt(
                "no_published_date",
                "nothing says when the report appeared; relative dates stay unresolved",
            )
        )
    if report.language not in (None, "en"):
        doubts.append(
            Doubt("language", f"the text is not English ({report.language}); it was not read")
        )
    return doubts


def sightings_of(
    report: Report, doc: Doc, marked: Marked, phrases: tuple[DatePhrase, ...]
) -> list[Sighting]:
    """Give every naming of an encounter in a parsed report, with acts and dates, in text order."""
    rulebook = load_rulebook()
    unread = unread_of(report)
    captions = furniture_of_kind(report, "caption")
    datelines = furniture_of_kind(report, "dateline")
    phrases = tuple(p for p in phrases if not lies_in(datelines, p.span.start))
    misread = frozenset(t.i for t in headline_nouns(doc))
    encounters = [
        e for e in find_encounters(doc, marked, rulebook, misread) if not lies_in(unread, e.start)
    ]
    triggers = [e.token for e in encounters]
    sentence_of = {t.i: n for n, s in enumerate(doc.sents) for t in s}
    title_end = len(report.text.split("\n", 1)[0])
    found = []
    for encounter in encounters:
        acts = _acts(doc, encounter, marked, rulebook)
        dates, step_dates = attach_dates(doc, encounter, acts, phrases, report.published, triggers)
        acts = settled_by_date(acts, dates, report.published)
        found.append(
            Sighting(
                encounter=encounter,
                acts=acts,
                sentence=sentence_of[encounter.token],
                dates=dates,
                step_dates=step_dates,
                caption=lies_in(captions, encounter.start),
                title=encounter.start < title_end,
                recalled=_recalled(acts[0].status, dates, report.published),
            )
        )
    return found


def _acts(doc: Doc, encounter: Encounter, marked: Marked, rulebook: Rulebook) -> tuple[Act, ...]:
    """Read an encounter's acts, by word order first where it stands in a headline."""
    acts = read_acts(doc, encounter, marked, rulebook)
    if max(a.strength for a in acts) >= 3:
        return acts
    by_order = headline_act(doc, encounter, marked)
    if by_order is None:
        return acts
    return (by_order, *(a for a in acts if a.strength >= 2))


def _between_officials(group: Group) -> bool:
    """Whether somebody who holds an office takes part: in sports news only that is diplomacy."""
    return any(p.office for p in group.people.values())


def _recalled(status: str, dates: tuple[Any, ...], published: dt.date | None) -> bool:
    """Whether a naming tells of something well past (a month or more before publication)."""
    if status != "held" or published is None:
        return False
    starts = [d.start for d in dates if d.start and d.tie != "near"]
    return bool(starts) and all(s[:7] < published.isoformat()[:7] for s in starts)
