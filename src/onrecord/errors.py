"""Every exception that onrecord raises on purpose, under one root.

Each names the offending thing and says what to do about it, and each pickles, so that it crosses
process boundaries unchanged (worker pools re-raise in the parent).
"""

from __future__ import annotations

__all__ = [
    "BadArgumentError",
    "BrokenChainError",
    "FetchRefusedError",
    "LedgerBusyError",
    "LedgerError",
    "LedgerReadOnlyError",
    "LedgerSchemaError",
    "ModelMissingError",
    "NotFoundError",
    "OnrecordError",
    "ReadingInvalidError",
    "ReportTooLargeError",
    "ReportUnreadableError",
    "RulebookError",
]


class OnrecordError(Exception):
    """The root of every error onrecord raises on purpose.

    `subject` is the path, URL, id or name that the error is about; `reason` is one sentence;
    `remedy` says what to do, or is empty.
    """

    def __init__(self, subject: str, reason: str, remedy: str = "") -> None:
        super().__init__(subject, reason, remedy)
        self.subject = subject
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        said = f"{self.subject}: {self.reason}" if self.subject else self.reason
        return f"{said}. {self.remedy}" if self.remedy else said


class BadArgumentError(OnrecordError):
    """An argument of a call or a command that cannot be used as given."""


class NotFoundError(OnrecordError):
    """Something was asked for by name or id, and is not there."""


class ReportUnreadableError(OnrecordError):
    """An input that holds no report: missing, empty, binary, undecodable or malformed."""


class ReportTooLargeError(ReportUnreadableError):
    """An input over a size, ratio or time cap; nothing of it was read."""


class FetchRefusedError(OnrecordError):
    """A URL that is not fetched: a private address, not http(s), or too many redirects."""


class ModelMissingError(OnrecordError):
    """A parser or tagger model that is not installed or does not match its hash."""


class RulebookError(OnrecordError):
    """A rule or lexicon file that is malformed."""


class ReadingInvalidError(OnrecordError):
    """A reading that does not fit the contract, or whose evidence is not in its report's text."""


class LedgerError(OnrecordError):
    """The ledger could not do what was asked; nothing was half-written."""


class LedgerBusyError(LedgerError):
    """Another writer held the ledger for longer than the wait allows."""


class LedgerReadOnlyError(LedgerError):
    """The ledger's file, folder or role does not allow writing."""


class LedgerSchemaError(LedgerError):
    """The ledger was written by a newer onrecord, or is no onrecord ledger at all."""


class BrokenChainError(LedgerError):
    """An entry's hash does not follow from its content and the entry before it."""
