"""Readings and standings as the JSON that users and scorers read.

The shapes are `onrecord/reading/1` and `onrecord/standing/1`. Fields may be added; none is ever
renamed or dropped without raising the number. `contract_parsing` reads readings back.
"""

from __future__ import annotations

import datetime as dt

from onrecord.identity import Json, text_sha256
from onrecord.terms import (
    Attribution,
    Claim,
    Contest,
    Engagement,
    Evidence,
    Party,
    Reading,
    Standing,
)

READING_SCHEMA = "onrecord/reading/1"
STANDING_SCHEMA = "onrecord/standing/1"

JsonObject = dict[str, Json]


def reading_to_json(reading: Reading, *, with_text: bool = False) -> JsonObject:
    """Write a reading in contract shape.

    `with_text` adds the report's text, title and furniture, so that the object alone can be
    read back with `contract_parsing.reading_from_json`.
    """
    report = reading.report
    head: JsonObject = {
        "id": report.id,
        "url": report.url,
        "outlet": report.outlet,
        "title": report.title,
        "published": _day(report.published),
        "published_basis": report.published_basis,
        "text_sha256": text_sha256(report.text),
    }
    if with_text:
        head["text"] = report.text
        head["language"] = report.language
        head["raw_sha256"] = report.raw_sha256
        head["furniture"] = [
            {"kind": f.kind, "start": f.start, "end": f.end} for f in report.furniture
        ]
    text = report.text
    return {
        "schema": READING_SCHEMA,
        "report": head,
        "reader": {
            "version": reading.reader.version,
            "models": {m.name: m.sha256 for m in reading.reader.models},
            "rules": reading.reader.rules,
        },
        "attributions": [attribution_to_json(a, text) for a in reading.attributions],
        "engagements": [engagement_to_json(e) for e in reading.engagements],
        "doubts": [
            {"kind": d.kind, "reason": d.reason, "start": d.start, "end": d.end}
            for d in reading.doubts
        ],
    }


def attribution_to_json(attribution: Attribution, text: str) -> JsonObject:
    """Write an attribution in contract shape; `text` is the report's text."""
    source, spans = attribution.source, attribution.content
    start = min((s.start for s in spans), default=None)
    end = max((s.end for s in spans), default=None)
    return {
        "id": attribution.id,
        "source": {
            "text": source.text,
            "start": source.start,
            "end": source.end,
            "name": source.name,
            "office": source.office,
            "side": source.side,
            "footing": source.footing,
        },
        "cue": _evidence(attribution.cue) if attribution.cue else None,
        "content": {
            "text": " ".join(text[s.start : s.end] for s in spans),
            "spans": [[s.start, s.end] for s in spans],
            "start": start,
            "end": end,
        },
        "stance": attribution.stance,
        "carrier": attribution.carrier,
        "via": attribution.via,
        "inside": attribution.inside,
        "score": round(attribution.score, 4),
    }


def engagement_to_json(engagement: Engagement) -> JsonObject:
    """Write an engagement in contract shape."""
    e = engagement
    return {
        "id": e.id,
        "kind": e.kind,
        "parties": [party_to_json(p) for p in e.parties],
        "place": e.place,
        "topic": e.topic,
        "planned_start": e.planned_start,
        "planned_end": e.planned_end,
        "was_planned_start": e.was_planned_start,
        "was_planned_end": e.was_planned_end,
        "status": e.status,
        "plan": e.plan,
        "new_date": e.new_date,
        "responses": {r.side: r.response for r in e.responses},
        "contested": [contest_to_json(c) for c in e.contested],
        "history": [claim_to_json(c) for c in e.history],
        "mentions": [
            {"text": m.text, "start": m.start, "end": m.end, "trigger": m.trigger}
            for m in e.mentions
        ],
        "salience": e.salience,
        "score": None if e.score is None else round(e.score, 4),
    }


def party_to_json(party: Party) -> JsonObject:
    """Write a party in contract shape."""
    return {
        "side": party.side,
        "name": party.name,
        "people": [{"name": p.name, "office": p.office} for p in party.people],
    }


def contest_to_json(contest: Contest) -> JsonObject:
    """Write a contradiction in contract shape."""
    return {
        "about": contest.about,
        "asserted_by": contest.asserted_by,
        "denied_by": contest.denied_by,
        "claims": list(contest.claims),
    }


def claim_to_json(claim: Claim) -> JsonObject:
    """Write a claim as a step of a history in contract shape."""
    return {
        "status": claim.status,
        "when": claim.when,
        "by": claim.by,
        "reason": claim.reason,
        "source": claim.source,
        "footing": claim.footing,
        "stance": claim.stance,
        "side": claim.side,
        "about": claim.about,
        "attribution": claim.attribution,
        "evidence": _evidence(claim.evidence),
        "rule": claim.rule,
        "score": round(claim.score, 4),
    }


def standing_to_json(standing: Standing) -> JsonObject:
    """Write a standing in contract shape."""
    s = standing
    return {
        "schema": STANDING_SCHEMA,
        "id": s.id,
        "uid": s.uid,
        "as_of": s.as_of.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "kind": s.kind,
        "parties": [party_to_json(p) for p in s.parties],
        "place": s.place,
        "topic": s.topic,
        "planned_start": s.planned_start,
        "planned_end": s.planned_end,
        "was_planned_start": s.was_planned_start,
        "was_planned_end": s.was_planned_end,
        "status": s.status,
        "plan": s.plan,
        "new_date": s.new_date,
        "responses": {r.side: r.response for r in s.responses},
        "since": s.since,
        "words": [{"side": w.side, "named": w.named, "unnamed": w.unnamed} for w in s.words],
        "contested": [contest_to_json(c) for c in s.contested],
        "corroboration": {
            "reports": s.corroboration.reports,
            "families": s.corroboration.families,
            "outlets": s.corroboration.outlets,
        },
        "history": [
            {
                "claim": c.id,
                **claim_to_json(c.claim),
                "recorded": c.recorded.astimezone(dt.UTC).isoformat(timespec="seconds"),
                "published": _day(c.published),
                "report": c.report,
            }
            for c in s.history
        ],
        "members": [
            {"report": m.report, "url": m.url, "engagement": m.engagement} for m in s.members
        ],
        "rulings": list(s.rulings),
        "salience": s.salience,
    }


def _evidence(evidence: Evidence) -> JsonObject:
    return {
        "text": evidence.text,
        "start": evidence.start,
        "end": evidence.end,
        "prefix": evidence.prefix,
        "suffix": evidence.suffix,
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
