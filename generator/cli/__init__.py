"""The command line: arguments, output and exit codes. Nothing outside this package prints."""

from __future__ import annotations

import gc
import os
import sys
import traceback

OK, PROBLEMS, FAILED = 0, 1, 2
"""Exit codes: success; there are problems in the content; the command could not be carried out."""
INTERRUPTED = 130
"""The exit code after the user stopped the program."""


def main() -> int:
    """Run the command in the program's arguments and return its exit code."""
    from generator.cli.app import app  # noqa: PLC0415 - importing a module of this package must load no commands
    from generator.cli.show import failure  # noqa: PLC0415 - as above

    gc.set_threshold(100_000, 50, 100)  # a build makes many values without cycles; collecting them took a fifth
    try:
        app(prog_name="kantlijn")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or flushing at exit fails again
        return OK
    except OSError as error:
        return failure("disk", file=error.filename or "", reason=error.strerror or str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last place where a bug can be reported
        traceback.print_exception(error)
        return failure("bug", reason=f"{type(error).__name__}: {error}")
    return OK
