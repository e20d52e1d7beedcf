"""Large pages and feeds are taken apart in a process of their own, which ends when its time is up.

The parsers are other people's, and some inputs make them take minutes. A thread cannot be ended
from outside and a signal reaches only the main thread, so a bound that holds needs a process.
Small inputs are read in place: starting one takes half a second, and no small input takes long.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Literal

from onrecord import errors
from onrecord.identity import Json

Work = Literal["page", "feed"]

_REMEDY = "Save the report as plain text and give that"


def done_apart(work: Work, text: str, name: str, seconds: float) -> Json:
    """Extract an article or parse a feed in a child process; gives its JSON.

    Raises ReportTooLargeError when `seconds` are over, ReportUnreadableError when the child
    breaks, and whatever onrecord error the work itself raised.
    """
    try:
        # -P keeps the current directory off the module path: a file there named like a library
        # must not run.
        child = subprocess.run(  # noqa: S603  (our own interpreter, our own module)
            [sys.executable, "-P", "-m", __name__, work, name.replace("\x00", "")[:500]],
            input=text.encode("utf-8", "replace"),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise errors.ReportTooLargeError(
            name, f"the {work} took longer than {seconds:g} seconds to read", _REMEDY
        ) from None
    try:
        answer = json.loads(child.stdout)
        if child.returncode == 0:
            return answer["done"]  # type: ignore[no-any-return]
        kind = getattr(errors, answer["error"])
        raised = kind(*answer["said"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise errors.ReportUnreadableError(
            name,
            f"the {work} could not be read (the reader ended with {child.returncode})",
            _REMEDY,
        ) from None
    raise raised


def _child() -> int:
    work, name = sys.argv[1:3]
    text = sys.stdin.buffer.read().decode("utf-8")
    try:
        if work == "page":
            from onrecord.intake.articles import article_of, article_to_json  # noqa: PLC0415

            done = article_to_json(article_of(text, name))
        else:
            from onrecord.intake.feeds import feed_of, feed_to_json  # noqa: PLC0415

            done = feed_to_json(feed_of(text, name))
    except errors.OnrecordError as error:
        said = [error.subject, error.reason, error.remedy]
        sys.stdout.write(json.dumps({"error": type(error).__name__, "said": said}))
        return 1
    sys.stdout.write(json.dumps({"done": done}))
    return 0


if __name__ == "__main__":
    sys.exit(_child())
