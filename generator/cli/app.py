"""The command line as Typer reads it: draws help, completes words, and says what is wrong with an argument."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from generator import __version__
from generator.cli.arguments import Parameter, parameters
from generator.cli.commands import COMMANDS, Argument
from generator.cli.language import say
from generator.cli.wrong_argument import WrongArgumentError
from generator.core.limits import VARIABLE


def app(refused: WrongArgumentError | None = None) -> typer.Typer:
    """Return the command line; with what a command already `refused`, that is said in place of running it again."""
    made = typer.Typer(
        name="kantlijn",
        help=say("help-kantlijn"),
        epilog=say("example", line="kantlijn init brieven && cd brieven && kantlijn serve --open"),
        no_args_is_help=True,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(kantlijn)
    for name, command in COMMANDS.items():
        run = _typed(command.run, refused)
        made.command(name, help=say(f"help-{name}"), epilog=say("example", line=command.example))(run)
    return made


def _version(value: bool) -> None:  # noqa: FBT001 - Typer's own signature
    if value:
        typer.echo(f"kantlijn {__version__}")
        raise typer.Exit


def kantlijn(
    *,
    _shown: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=say("option-version"))
    ] = False,
) -> None:
    """Accept the options before a command, and see that the environment's limits can be read."""
    if VARIABLE in os.environ:
        from generator.cli.limits import check_environment  # noqa: PLC0415 - only who sets limits waits for it

        with _told():
            check_environment()


@contextmanager
def _told() -> Iterator[None]:
    """Let Typer tell what is wrong with an argument."""
    try:
        yield
    except WrongArgumentError as error:
        raise typer.BadParameter(error.text, param_hint=error.about) from error


def _typed(function: Callable[..., int], refused: WrongArgumentError | None) -> Callable[..., None]:
    """Return a command as Typer wants it: with its own declarations, and with an exception for the exit code."""

    def call(**given: Any) -> None:
        with _told():
            if refused is not None:
                raise refused
            code = function(**given)
        raise typer.Exit(code)

    run: Any = call
    signature = inspect.signature(function)
    run.__annotations__ = {name: Annotated[_kind(one), _declaration(one)] for name, one in parameters(function).items()}
    typed = tuple(one.replace(annotation=run.__annotations__[name]) for name, one in signature.parameters.items())
    run.__signature__ = signature.replace(parameters=typed, return_annotation=None)
    return call


def _kind(parameter: Parameter) -> Any:
    """Return the type of a parameter, with None where it is that if nobody gives it."""
    return parameter.kind | None if parameter.default is None else parameter.kind


def _declaration(parameter: Parameter) -> Any:
    """Return a declaration in Typer's words."""
    declared = parameter.declared
    if isinstance(declared, Argument):
        return typer.Argument(metavar=declared.metavar, help=say(declared.help), parser=_parser(parameter))
    name, key, metavar, least, most = declared
    return typer.Option(name, help=say(key), metavar=metavar, min=least, max=most, parser=_parser(parameter))


def _parser(parameter: Parameter) -> Callable[[str], Any] | None:
    """Return what reads a value that may not be empty: as a path it would be the working folder; else None."""
    if parameter.kind is Path:
        return _path
    return _word if isinstance(parameter.declared, Argument) else None


def _word(text: str) -> str:
    if not text:
        raise typer.BadParameter(say("bad-empty"))
    return text


def _path(text: str) -> Path:
    return Path(_word(text))
