"""Two labelled reports, written for these tests about invented people, laid out as gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

VISIT = (
    "OTTAWA, May 2 (Wire) - Brazilian Foreign Minister Ana Prado will visit Canada on 14 May,"
    " the Canadian foreign ministry said on Thursday.\n"
)
HARVEST = "The wheat harvest was the best in ten years, farmers in the north said.\n"

ITEMS: tuple[dict[str, object], ...] = (
    {
        "id": "visit",
        "title": None,
        "published": "2024-05-02",
        "outlet": "Wire",
        "story": "prado",
        "text": VISIT,
        "gold": {
            "engagements": [
                {
                    "id": "visit-e1",
                    "kind": "visit",
                    "parties": [
                        {"side": "BRA", "people": ["Ana Prado (Foreign Minister)"]},
                        {"side": "CAN", "people": []},
                    ],
                    "place": "Canada",
                    "topic": None,
                    "planned_start": "2024-05-14",
                    "planned_end": None,
                    "was_planned_start": None,
                    "was_planned_end": None,
                    "status": "scheduled",
                    "also_acceptable": [],
                    "plan": "scheduled",
                    "new_date": "none",
                    "responses": {},
                    "contested": [],
                    "history": [
                        {
                            "status": "scheduled",
                            "when": "2024-05-02",
                            "by": "CAN",
                            "reason": None,
                            "source": "the Canadian foreign ministry",
                            "footing": "statement",
                            "stance": "asserts",
                            "evidence": "will visit Canada on 14 May",
                        }
                    ],
                    "mentions": [
                        {"quote": "will visit Canada", "trigger": "visit", "sentence": VISIT[:40]}
                    ],
                    "salience": "main",
                }
            ],
            "attributions": [
                {
                    "source": "the Canadian foreign ministry",
                    "footing": "statement",
                    "stance": "asserts",
                    "cue": "said",
                    "content": "Brazilian Foreign Minister Ana Prado will visit Canada on 14 May",
                    "carrier": None,
                }
            ],
        },
    },
    {
        "id": "harvest",
        "title": None,
        "published": "2024-05-03",
        "outlet": "Wire",
        "story": None,
        "text": HARVEST,
        "gold": {"engagements": [], "attributions": []},
    },
)


@pytest.fixture
def gold_root(tmp_path: Path) -> Path:
    """The folder of the two items, as the gate takes it."""
    folder = tmp_path / "gold" / "dev" / "items"
    folder.mkdir(parents=True)
    for item in ITEMS:
        (folder / f"{item['id']}.json").write_text(json.dumps(item), encoding="utf-8")
    return tmp_path / "gold"


@pytest.fixture
def gold_lines(tmp_path: Path) -> Path:
    """The two items as JSON lines."""
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(f"{json.dumps(item)}\n" for item in ITEMS), encoding="utf-8")
    return path
