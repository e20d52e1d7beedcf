"""Standings as a news feed: Atom (RFC 4287) and JSON Feed 1.1, an item for each change.

Items come newest first. An item has the id of what it tells (`told.change_id`): a reader sees a
visit again when it is put off, and not when another outlet prints that it is on.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from onrecord.feeds.told import addresses_of, change_id, changed_at, sentences_of, title_of
from onrecord.terms import Standing

_ATOM = "http://www.w3.org/2005/Atom"
_ONRECORD = "https://github.com/onrecord/onrecord/terms#"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What may not stand in an XML document (XML 1.0, 2.2)."""
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When a feed without items was last changed: Atom wants a time, and the clock is not ours."""


def atom_of(standings: Iterable[Standing], *, name: str = "Engagements on record") -> bytes:
    """Write standings as an Atom feed, UTF-8 XML. `name` is the feed's title and makes its id."""
    newest = _newest_first(standings)
    ET.register_namespace("", _ATOM)
    ET.register_namespace("onrecord", _ONRECORD)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _put(feed, "id", uuid.uuid5(uuid.NAMESPACE_URL, f"{_ONRECORD}{name}").urn)
    _put(feed, "title", name)
    _put(feed, "updated", _time(changed_at(newest[0]) if newest else _NEVER))
    _put(_put(feed, "author", ""), "name", "onrecord")
    for standing in newest:
        entry = _put(feed, "entry", "")
        _put(entry, "id", change_id(standing))
        _put(entry, "title", title_of(standing))
        _put(entry, "updated", _time(changed_at(standing)))
        for address in addresses_of(standing)[-1:]:
            # "alternate", since feed readers open nothing else; a "related" link is not shown.
            ET.SubElement(entry, f"{{{_ATOM}}}link", rel="alternate", href=_xml(address))
        for term in (standing.status, standing.kind, *(p.side for p in standing.parties)):
            ET.SubElement(entry, f"{{{_ATOM}}}category", term=_xml(term))
        _put(entry, "content", "\n".join(sentences_of(standing))).set("type", "text")
        status = ET.SubElement(entry, f"{{{_ONRECORD}}}status")
        status.text = standing.status
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def json_feed_of(standings: Iterable[Standing], *, name: str = "Engagements on record") -> bytes:
    """Write standings as a JSON Feed (https://www.jsonfeed.org/version/1.1/), UTF-8."""
    items = [
        {
            "id": change_id(s),
            "title": title_of(s),
            "content_text": "\n".join(sentences_of(s)),
            "date_modified": _time(changed_at(s)),
            **_latest_address(s),
            "tags": [s.status, s.kind, *(p.side for p in s.parties)],
            "_onrecord": {
                "id": s.id,
                "uid": s.uid,
                "status": s.status,
                "since": s.since,
                "planned_start": s.planned_start,
                "planned_end": s.planned_end,
            },
        }
        for s in _newest_first(standings)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": name, "items": items}
    return json.dumps(feed, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _newest_first(standings: Iterable[Standing]) -> list[Standing]:
    by_id = sorted(standings, key=lambda s: s.id)
    return sorted(by_id, key=changed_at, reverse=True)


def _latest_address(standing: Standing) -> dict[str, str]:
    addresses = addresses_of(standing)
    return {"external_url": addresses[-1]} if addresses else {}


def _put(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}")
    child.text = _xml(text) or None
    return child


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _time(moment: dt.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
