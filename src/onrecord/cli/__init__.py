"""The command line: parses, calls, prints. Everything else is loaded when a command needs it."""

from __future__ import annotations

import io
import sys

__all__ = ["main"]


def main() -> None:
    """Run the `onrecord` command and end the process with its exit code.

    0 done; 1 nothing was found, or a check failed; 2 an input or an argument was bad; 130 the
    user pressed Ctrl-C. A reader that closes the pipe early (`| head`) ends it in silence.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a letter gets a question mark, not a traceback. JSON is
            # written as UTF-8 bytes whatever the terminal's encoding.
            stream.reconfigure(errors="replace")
    try:
        from onrecord.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
