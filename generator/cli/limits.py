"""The limits of a command, as its options and the environment give them."""

from __future__ import annotations

from collections.abc import Sequence

from generator.cli.language import say
from generator.cli.wrong_argument import WrongArgumentError
from generator.core import limits
from generator.core.limits import NAMES, VARIABLE, Limits, UnknownLimitError


def limits_of(changes: Sequence[str]) -> Limits:
    """Return the user's limits with those that the options change; raise a usage error for one that cannot be read."""
    check_environment()
    try:
        return limits.with_changes(limits.current(), changes)
    except UnknownLimitError as error:
        said = say("bad-limit", given=error, names=", ".join(NAMES))
        raise WrongArgumentError(said, "--limit") from error


def check_environment() -> None:
    """Raise a usage error if the limits in the environment cannot be read."""
    try:
        limits.current()
    except UnknownLimitError as error:
        said = say("bad-limit", given=error, names=", ".join(NAMES))
        raise WrongArgumentError(said, VARIABLE) from error
