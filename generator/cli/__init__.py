"""The command line: arguments, output and exit codes. Nothing outside this package prints."""

# ruff: noqa: PLC0415 - importing a module of this package must load no command, and a command loads only what it needs

from __future__ import annotations

import atexit
import gc
import os
import sys

from generator import __version__

OK, PROBLEMS, FAILED = 0, 1, 2
"""Exit codes: success; a problem was reported, with its place, that the user can mend; the command could not be carried out."""
INTERRUPTED = 130
"""The exit code after the user stopped the program."""


def main() -> int:
    """Run the command in the program's arguments and return its exit code."""
    gc.set_threshold(100_000, 50, 100)  # a build makes many values without cycles; collecting them took a fifth
    atexit.register(gc.freeze)  # nor are they looked through once more at the end, when the system takes all back
    try:
        return _run(sys.argv[1:])
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or flushing at exit fails again
        return OK
    except OSError as error:
        reason = error.strerror or str(error)
        return (
            _failure("disk", file=error.filename, reason=reason)
            if error.filename
            else _failure("a-disk", reason=reason)
        )
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last place where a bug can be reported
        import traceback

        traceback.print_exception(error)
        return _failure("bug", reason=f"{type(error).__name__}: {error}")


def _run(line: list[str]) -> int:
    """Run the command in a line; Typer, which is slow to load, is asked for help and to tell what is wrong."""
    if line == ["--version"]:
        from generator.cli.terminal import echo

        echo(f"kantlijn {__version__}")
        return OK
    from generator.cli import arguments
    from generator.cli.wrong_argument import WrongArgumentError

    refused = None
    command = arguments.read(line)
    if command is not None:
        try:
            return command()
        except WrongArgumentError as error:
            refused = error
    from generator.cli.app import app

    app(refused)(prog_name="kantlijn")
    return OK


def _failure(key: str, **values: str) -> int:
    from generator.cli.show import failure

    return failure(key, **values)
