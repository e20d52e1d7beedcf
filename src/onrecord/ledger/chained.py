"""The ledger's rules, once for every back end: what is new, what it is chained to, what holds."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from onrecord.errors import (
    BadArgumentError,
    BrokenChainError,
    NotFoundError,
    ReadingInvalidError,
)
from onrecord.identity import report_id
from onrecord.ledger import codec
from onrecord.ledger.checking import broken, check_body, check_link
from onrecord.ledger.kept import Kept
from onrecord.ledger.line import Line, chain_hash, recorded_text, recorded_time
from onrecord.ledger.protocol import GENESIS, Body, Head, Ledger
from onrecord.ledger.store import Store
from onrecord.terms import Entry, Reading, Report, Ruling

_PAGE = 256
"""Lines fetched at a time: some megabytes at most, and no transaction stays open in between."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A body to be appended: encoded, and as it will be read back."""

    body: Body
    id: str
    encoded: str


class ChainedLedger(Ledger):
    """The `Ledger` over a store; `protocol.Ledger` says what each method promises."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.RLock()

    def append(self, bodies: Sequence[Body], *, now: dt.datetime) -> list[Entry | None]:
        """Append bodies, all or none (see `Ledger.append`)."""
        recorded = recorded_text(now)
        if not bodies:
            return []
        with self._lock:
            drafts = self._drafts(bodies)
            with self._store.appending():
                lines = self._chain(drafts, recorded)
        return [
            None if line is None else _entry(line, draft.body)
            for line, draft in zip(lines, drafts, strict=True)
        ]

    def entries(
        self,
        after: int = 0,
        upto_seq: int | None = None,
        recorded_until: dt.datetime | None = None,
    ) -> Iterator[Entry]:
        """Give entries in order of seq (see `Ledger.entries`)."""
        until = None if recorded_until is None else recorded_text(recorded_until)
        for page in self._pages(after, upto_seq):
            for line, body in self._decoded(page):
                # Record times never fall, so what is recorded by a moment is a first part.
                if until is not None and line.recorded > until:
                    return
                yield _entry(line, body)

    def lines(self, after: int = 0, upto_seq: int | None = None) -> Iterator[Line]:
        """Give the entries as they are stored, for export; bounds as in `entries`."""
        for page in self._pages(after, upto_seq):
            yield from page

    def get(self, body_id: str) -> Entry:
        """Give the entry of a body id. Raises NotFoundError."""
        with self._lock:
            lines = self._store.with_ids([body_id])
        for line, body in self._decoded(lines):
            return _entry(line, body)
        raise NotFoundError(body_id, f"is not the id of an entry in {self._store.place}")

    def has(self, body_id: str) -> bool:
        """Whether an entry's body has this id."""
        with self._lock:
            return bool(self._store.held([body_id]))

    def would_add(self, body: Body) -> bool:
        """Whether appending a body now would add an entry. Raises what `append` raises."""
        (draft,) = self._drafts([body])
        with self._lock:
            if isinstance(draft.body, Ruling):
                return self._ruling_id(draft, draft.body) is not None
            return not self._store.held([draft.id])

    def rulings(self, upto_seq: int | None = None) -> list[Entry]:
        """Give the entries of rulings, those undone and the undoings too, in order of seq."""
        with self._lock:
            lines = self._store.rulings(self.head().seq if upto_seq is None else upto_seq)
        return [_entry(line, body) for line, body in self._decoded(lines)]

    @contextmanager
    def keeping(self) -> Iterator[Kept | None]:
        """Hold the ledger, and let what is kept beside it be written.

        It becomes durable, all at once, when the block ends without an error. Nobody appends
        meanwhile. Gives None where there is no place for it (see `Store.kept`).
        """
        with self._lock, self._store.appending():
            yield self._store.kept

    @contextmanager
    def looking(self) -> Iterator[Kept | None]:
        """Let what is kept beside the ledger be read, in one state with the entries."""
        with self._lock:
            kept = self._store.kept
            if kept is None:
                yield None
                return
            with kept.reading():
                yield kept

    def head(self) -> Head:
        """Say where the ledger ends now."""
        with self._lock:
            last = self._store.last()
        return Head() if last is None else Head(last.seq, last.chain)

    def verify(self, *, since: Head | None = None) -> Head:
        """Check the whole chain (see `Ledger.verify`)."""
        before: Line | None = None
        for page in self._pages(0, None):
            for line in page:
                check_link(line, before)
                if since is not None and since.seq == line.seq and since.chain != line.chain:
                    raise broken(line, "is not the entry that was noted under its number")
                before = line
            # Links first: of a line that was changed, the hash says so better than the decoder.
            for line, body in self._decoded(page):
                check_body(line, body)
        reached = Head() if before is None else Head(before.seq, before.chain)
        if since is not None and since.seq > reached.seq:
            raise BrokenChainError(
                f"entry {reached.seq + 1}",
                f"is gone: the ledger was noted to reach entry {since.seq}",
                "Restore the ledger from a copy.",
            )
        return reached

    def adopt(self, lines: Iterable[Line], *, batch: int = _PAGE) -> Head:
        """Take in the lines of another ledger unchanged, checking each; return the head reached.

        Lines that are here already are checked to be the same and passed over, so an import that
        was cut off can be run again. Each `batch` lines become durable together. Raises
        BrokenChainError when a line does not follow from the one before it or is another one
        than the line of its number here.
        """
        waiting: list[Line] = []
        for line in lines:
            waiting.append(line)
            if len(waiting) >= batch:
                self._adopt(waiting)
                waiting = []
        if waiting:
            self._adopt(waiting)
        return self.head()

    def close(self) -> None:
        """Let go of the store."""
        with self._lock:
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _drafts(self, bodies: Sequence[Body]) -> list[_Draft]:
        """Encode and check bodies, before the ledger is held for writing."""
        reports = self._reports(
            {b.id for b in bodies if isinstance(b, Report)}
            | {b.report.id for b in bodies if isinstance(b, Reading)}
        )
        drafts = []
        for body in bodies:
            if isinstance(body, Report):
                # A report that is here already stays as it was first added.
                reports.setdefault(body.id, body)
            drafts.append(_draft(body, reports, self._store.place))
        return drafts

    def _chain(self, drafts: Sequence[_Draft], recorded: str) -> list[Line | None]:
        """Insert what is new; give its lines, and None for what is not. Within `appending`."""
        last = self._store.last()
        known = self._store.held([d.id for d in drafts])
        lines: list[Line | None] = []
        fresh: list[Line] = []
        for draft in drafts:
            body_id: str | None = None if draft.id in known else draft.id
            if isinstance(draft.body, Ruling):
                # A ruling may be about one in this very call, which must be there to be found.
                self._store.insert(fresh)
                fresh = []
                body_id = self._ruling_id(draft, draft.body)
            if body_id is None:
                lines.append(None)
                continue
            last = _line_after(last, draft, body_id, recorded)
            known.add(body_id)
            fresh.append(last)
            lines.append(last)
        self._store.insert(fresh)
        return lines

    def _ruling_id(self, draft: _Draft, ruling: Ruling) -> str | None:
        """Give the id of a ruling, or None when the same one is here and in force."""
        if ruling.undoes is not None and not self._store.held([ruling.undoes]):
            raise NotFoundError(
                ruling.undoes, f"is not the id of a ruling in {self._store.place} to undo"
            )
        body_id = draft.id
        while self._store.held([body_id]):
            if self._in_force(body_id):
                return None
            body_id = codec.body_id(ruling, draft.encoded, again=body_id)
        return body_id

    def _in_force(self, ruling_id: str) -> bool:
        # An undo may itself be undone, and then what it took back is in force again.
        return not any(self._in_force(undo) for undo in self._store.undoing(ruling_id))

    def _adopt(self, lines: Sequence[Line]) -> None:
        with self._lock, self._store.appending():
            first = lines[0].seq
            here = {
                line.seq: line
                for line in self._store.page(first - 2, lines[-1].seq, len(lines) + 1)
            }
            before = here.get(first - 1)
            if first > 1 and before is None:
                raise BrokenChainError(
                    f"entry {first - 1}", f"is neither in {self._store.place} nor in what comes in"
                )
            for line in lines:
                check_link(line, before)
                if here.get(line.seq, line) != line:
                    raise broken(line, f"is another one than entry {line.seq} that is here")
                before = line
            fresh = [line for line in lines if line.seq not in here]
            self._store.insert(fresh)
            for line, body in self._decoded(fresh):
                check_body(line, body)

    def _pages(self, after: int, upto_seq: int | None) -> Iterator[list[Line]]:
        """Give lines page by page up to the head as it is now; nothing is held in between."""
        head = self.head().seq
        upto = head if upto_seq is None else min(head, upto_seq)
        while after < upto:
            with self._lock:
                page = self._store.page(after, upto, _PAGE)
            if not page:
                raise BrokenChainError(
                    f"entry {after + 1}", "is gone", "Restore the ledger from a copy."
                )
            yield page
            after = page[-1].seq

    def _decoded(self, page: Sequence[Line]) -> Iterator[tuple[Line, Body]]:
        """Give lines with their bodies; the report of each reading is decoded once a page."""
        readings_of = {line.about for line in page if line.kind == "reading" and line.about}
        reports = self._reports(readings_of - {line.id for line in page})
        for line in page:
            body = _decode(line, reports)
            if isinstance(body, Report):
                reports[body.id] = body
            yield line, body

    def _reports(self, ids: set[str]) -> dict[str, Report]:
        with self._lock:
            lines = self._store.with_ids(sorted(ids))
        bodies = (_decode(line, {}) for line in lines if line.kind == "report")
        return {body.id: body for body in bodies if isinstance(body, Report)}


def _draft(body: Body, reports: Mapping[str, Report], place: str) -> _Draft:
    if isinstance(body, Report):
        day = body.published.isoformat() if body.published else None
        if body.id != report_id(body.text, title=body.title, published=day, url=body.url):
            raise BadArgumentError(
                body.id, "is not the id of the report's content", "Use identity.report_id."
            )
    elif isinstance(body, Reading):
        if body.report.id not in reports:
            raise NotFoundError(
                body.report.id,
                f"was read, but is not among the reports in {place}",
                "Append the report first, or before it in the same call.",
            )
        body = replace(body, report=reports[body.report.id])
    elif (body.kind == "undo") != (body.undoes is not None):
        raise BadArgumentError(
            f"ruling by {body.who}", "must say which ruling it undoes exactly if it is an undo"
        )
    encoded = codec.encode(body)
    return _Draft(codec.decode(encoded, reports), codec.body_id(body, encoded), encoded)


def _line_after(last: Line | None, draft: _Draft, body_id: str, recorded: str) -> Line:
    seq = 1 if last is None else last.seq + 1
    recorded = recorded if last is None else max(recorded, last.recorded)
    previous = GENESIS if last is None else last.chain
    kind = codec.kind(draft.body)
    return Line(
        seq=seq,
        recorded=recorded,
        kind=kind,
        id=body_id,
        about=codec.about(draft.body),
        body=draft.encoded,
        previous=previous,
        chain=chain_hash(
            previous=previous,
            seq=seq,
            recorded=recorded,
            kind=kind,
            body_id=body_id,
            body=draft.encoded,
        ),
    )


def _decode(line: Line, reports: Mapping[str, Report]) -> Body:
    try:
        return codec.decode(line.body, reports)
    except ReadingInvalidError as error:
        raise broken(line, f"does not hold what its kind should: {error}") from error


def _entry(line: Line, body: Body) -> Entry:
    return Entry(
        seq=line.seq,
        recorded=recorded_time(line.recorded),
        id=line.id,
        body=body,
        previous=line.previous,
        chain=line.chain,
    )
