"""The command line: arguments, printing and exit codes. Nothing else in the program prints."""

from __future__ import annotations

import gc
import os
import sys
import traceback

OK, PROBLEMS, FAILED = 0, 1, 2
INTERRUPTED = 130
"""Exit codes: all is well; the content has problems; the command could not be carried out; the user stopped it."""


def main() -> int:
    """Run the command that was asked for, and give its exit code."""
    from generator.cli.app import app  # noqa: PLC0415 - so that importing this package costs nothing
    from generator.cli.show import failure  # noqa: PLC0415 - as above

    gc.set_threshold(100_000, 50, 100)  # a build makes many values and no cycles: looking for them costs a fifth
    try:
        app(prog_name="kantlijn")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the last flush would complain again
        return OK
    except OSError as error:
        return failure("disk", file=error.filename or "", reason=error.strerror or str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last place where a fault of ours can be told
        traceback.print_exception(error)
        return failure("bug", reason=f"{type(error).__name__}: {error}")
    return OK
