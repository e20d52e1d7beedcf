"""How a command ends: exit codes, and errors as one line on stderr with the remedy."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from onrecord.errors import (
    BadArgumentError,
    BrokenChainError,
    FetchRefusedError,
    NotFoundError,
    OnrecordError,
    ReadingInvalidError,
    ReportUnreadableError,
)
from onrecord.wording import plain

DONE = 0
NOTHING = 1
"""Nothing was found, or a check failed."""
BAD_INPUT = 2
INTERRUPTED = 130

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What a disk says that takes no more."""

_NOTHING_THERE = (NotFoundError, BrokenChainError)
_BAD_INPUTS = (
    BadArgumentError,
    FetchRefusedError,
    NotFoundError,
    ReadingInvalidError,
    ReportUnreadableError,
)


@dataclass(slots=True)
class Outcome:
    """What has gone wrong so far in a command that goes on after a bad input."""

    skipped: int = 0

    @contextmanager
    def skipping(self) -> Iterator[None]:
        """Go on after an input that is bad: say on stderr which and why, and remember it.

        An error that every further input would meet too (no model, no ledger) passes through.
        """
        try:
            yield
        except _BAD_INPUTS as error:
            self.skip(error)

    def skip(self, error: OnrecordError) -> None:
        """Say on stderr which input is bad and why, and remember it."""
        self.skipped += 1
        complain(error)

    @property
    def code(self) -> int:
        """The exit code: whether everything asked for was done."""
        return BAD_INPUT if self.skipped else DONE


def complain(error: OnrecordError) -> None:
    """Print an error on stderr as one line that names the thing and the remedy."""
    sys.stderr.write(f"onrecord: {plain(str(error))}\n")


def ending(command: Callable[[], int]) -> int:
    """Run a command and give its exit code; errors raised on purpose become one line.

    A closed pipe is nobody's error, a full disk is one line: standard output then goes nowhere, so
    that the interpreter's own last flush stays silent too.
    """
    try:
        code = command()
        sys.stdout.flush()
    except OnrecordError as error:
        complain(error)
        return NOTHING if isinstance(error, _NOTHING_THERE) else BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _write_nowhere()
        return DONE
    except OSError as error:
        # A file that onrecord opened by its name is named in the error; a stream is not.
        if error.errno not in _FULL or error.filename is not None:
            raise
        _write_nowhere()
        complain(
            BadArgumentError(
                "standard output", f"cannot be written ({error.strerror})", "Free some space."
            )
        )
        return BAD_INPUT
    return code


def _write_nowhere() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
