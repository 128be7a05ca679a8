"""The commands and their arguments. What a command does is in the module named after it, imported when it runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from generator import __version__
from generator.cli.language import say
from generator.cli.show import ReportFormat
from generator.core.languages import LANGUAGES
from generator.core.limits import VARIABLE

app = typer.Typer(
    name="kantlijn",
    help=say("help-kantlijn"),
    epilog=say("example", line="kantlijn init brieven && cd brieven && kantlijn serve --open"),
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# Options of several commands.
SiteFolder = Annotated[Path | None, typer.Option("--site", metavar="DIR", help=say("option-site"))]
Drafts = Annotated[bool, typer.Option("--drafts", metavar="", help=say("option-drafts"))]
Strict = Annotated[bool, typer.Option("--strict", metavar="", help=say("option-strict"))]
Shown = Annotated[ReportFormat, typer.Option("--format", help=say("option-format"))]
Json = Annotated[bool, typer.Option("--json", metavar="", help=say("option-json"))]
AllowRemovals = Annotated[bool, typer.Option("--allow-removals", metavar="", help=say("option-allow-removals"))]
Limit = Annotated[list[str] | None, typer.Option("--limit", metavar="NAME=N", help=say("option-limit"))]
ContentFolder = Annotated[Path | None, typer.Option("--content", metavar="DIR", help=say("option-content"))]


def _version(value: bool) -> None:  # noqa: FBT001 - Typer's own signature
    if value:
        typer.echo(f"kantlijn {__version__}")
        raise typer.Exit


@app.callback()
def kantlijn(
    *,
    _shown: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=say("option-version"))
    ] = False,
) -> None:
    """Accept the options before a command, and see that the environment's limits can be read."""
    if VARIABLE in os.environ:
        from generator.cli.limits import check_environment  # noqa: PLC0415 - only who sets limits waits for it

        check_environment()


@app.command("init", help=say("help-init"), epilog=say("example", line="kantlijn init brieven"))
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=say("argument-init"))],
    *,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help=say("option-name"))] = None,
    lang: Annotated[str | None, typer.Option("--lang", metavar="|".join(LANGUAGES), help=say("option-lang"))] = None,
    wheel: Annotated[Path | None, typer.Option("--wheel", metavar="FILE", help=say("option-wheel"))] = None,
) -> None:
    """Write the files of a new site."""
    from generator.cli import init as command  # noqa: PLC0415 - commands load when they run

    raise typer.Exit(command.run(folder, name, lang, wheel))


@app.command(
    "import",
    help=say("help-import"),
    epilog=say("example", line="kantlijn import ~/Downloads/brief.pdf ah-tk-20212022-753"),
)
def import_(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help=say("argument-import"))],
    *,
    content: ContentFolder = None,
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help=say("option-url"))] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", metavar="NAME", help=say("option-encoding"))] = None,
    limit: Limit = None,
    update: Annotated[bool, typer.Option("--update", metavar="", help=say("option-update"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", metavar="", help=say("option-dry-run"))] = False,
    as_json: Json = False,
) -> None:
    """Convert letters from documents to Markdown."""
    from generator.cli import imports as command  # noqa: PLC0415 - commands load when they run

    asked = command.ImportRequest(url, encoding, update=update, dry_run=dry_run)
    raise typer.Exit(command.run(files, content, asked, limit or (), as_json=as_json))


@app.command(
    "new", help=say("help-new"), epilog=say("example", line="kantlijn new note 2021z16860/4 reguliere-operaties")
)
def new(
    kind: Annotated[str, typer.Argument(metavar="letter|note|actor|topic|article", help=say("argument-kind"))],
    names: Annotated[list[str], typer.Argument(metavar="NAME…", help=say("argument-new"))],
    *,
    quote: Annotated[str | None, typer.Option("--quote", metavar="TEXT", help=say("option-quote"))] = None,
    site: SiteFolder = None,
) -> None:
    """Write a new content file to be filled in."""
    from generator.cli import new as command  # noqa: PLC0415 - commands load when they run

    raise typer.Exit(command.run(kind, names, quote, site))


@app.command("serve", help=say("help-serve"), epilog=say("example", line="kantlijn serve --open"))
def serve(
    *,
    port: Annotated[int, typer.Option("--port", metavar="PORT", min=0, max=65535, help=say("option-port"))] = 8000,
    host: Annotated[str, typer.Option("--host", metavar="HOST", help=say("option-host"))] = "127.0.0.1",
    open_: Annotated[bool, typer.Option("--open", metavar="", help=say("option-open"))] = False,
    drafts: Drafts = False,
    site: SiteFolder = None,
) -> None:
    """Show a preview of the site that follows every save."""
    from generator.cli import serve as command  # noqa: PLC0415 - commands load when they run

    raise typer.Exit(command.run(site, host, port, open_browser=open_, drafts=drafts))


@app.command(
    "build",
    help=say("help-build"),
    epilog=say("example", line="kantlijn build --base-url https://brieven.example.org/"),
)
def build(
    *,
    base_url: Annotated[str | None, typer.Option("--base-url", metavar="URL", help=say("option-base-url"))] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help=say("option-out"))] = None,
    offline: Annotated[bool, typer.Option("--offline", metavar="", help=say("option-offline"))] = False,
    drafts: Drafts = False,
    strict: Strict = False,
    allow_removals: AllowRemovals = False,
    confirm_out: Annotated[bool, typer.Option("--confirm-out", metavar="", help=say("option-confirm-out"))] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", metavar="N", min=1, help=say("option-jobs"))] = None,
    form: Shown = ReportFormat.TEXT,
    as_json: Json = False,
    site: SiteFolder = None,
) -> None:
    """Build and publish the site."""
    from generator.cli import build as command  # noqa: PLC0415 - commands load when they run

    shown = ReportFormat.JSON if as_json else form
    asked = command.BuildRequest(base_url, out, offline, drafts, strict, allow_removals, confirm_out, jobs)
    raise typer.Exit(command.run(site, asked, shown))


@app.command("check", help=say("help-check"), epilog=say("example", line="kantlijn check --strict"))
def check(
    *,
    drafts: Drafts = False,
    strict: Strict = False,
    allow_removals: AllowRemovals = False,
    base_url: Annotated[str | None, typer.Option("--base-url", metavar="URL", help=say("option-base-url"))] = None,
    external: Annotated[bool, typer.Option("--external", metavar="", help=say("option-external"))] = False,
    form: Shown = ReportFormat.TEXT,
    as_json: Json = False,
    site: SiteFolder = None,
) -> None:
    """Check the content, and the links and anchors of the built site."""
    from generator.cli import check as command  # noqa: PLC0415 - commands load when they run
    from generator.cli.build import BuildRequest  # noqa: PLC0415 - as above

    shown = ReportFormat.JSON if as_json else form
    asked = BuildRequest(base_url=base_url, drafts=drafts, strict=strict, allow_removals=allow_removals)
    raise typer.Exit(command.run(site, asked, shown, external=external))


@app.command("verify", help=say("help-verify"), epilog=say("example", line="kantlijn verify 2021z16860"))
def verify(
    letters: Annotated[list[str] | None, typer.Argument(metavar="[LETTER…|SITE]", help=say("argument-verify"))] = None,
    *,
    limit: Limit = None,
    as_json: Json = False,
    site: SiteFolder = None,
) -> None:
    """Compare letters with their sources word by word."""
    from generator.cli import verify as command  # noqa: PLC0415 - commands load when they run

    raise typer.Exit(command.run(site, letters or [], limit or (), as_json=as_json))


@app.command("ledger", help=say("help-ledger"), epilog=say("example", line="kantlijn ledger --dry-run"))
def ledger(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", metavar="", help=say("option-dry-run"))] = False,
    base_url: Annotated[str | None, typer.Option("--base-url", metavar="URL", help=say("option-base-url"))] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help=say("option-date"))] = None,
    as_json: Json = False,
    site: SiteFolder = None,
) -> None:
    """Add every published address to the ledger."""
    from generator.cli import ledger as command  # noqa: PLC0415 - commands load when they run
    from generator.cli.build import BuildRequest  # noqa: PLC0415 - as above

    raise typer.Exit(command.run(site, BuildRequest(base_url=base_url), date, dry_run=dry_run, as_json=as_json))


@app.command(
    "explain", help=say("help-explain"), epilog=say("example", line="kantlijn explain /brieven/2021z16860/vraag-2/")
)
def explain(
    path: Annotated[str, typer.Argument(metavar="PATH", help=say("argument-explain"))],
    *,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help=say("option-out"))] = None,
    drafts: Drafts = False,
    offline: Annotated[bool, typer.Option("--offline", metavar="", help=say("option-offline"))] = False,
    base_url: Annotated[str | None, typer.Option("--base-url", metavar="URL", help=say("option-base-url"))] = None,
    as_json: Json = False,
    site: SiteFolder = None,
) -> None:
    """Explain why a page was rendered again."""
    from generator.cli import explain as command  # noqa: PLC0415 - commands load when they run
    from generator.cli.build import BuildRequest  # noqa: PLC0415 - as above

    asked = BuildRequest(base_url=base_url, out=out, offline=offline, drafts=drafts)
    raise typer.Exit(command.run(site, path, asked, as_json=as_json))


@app.command("schema", help=say("help-schema"), epilog=say("example", line="kantlijn schema note > note.schema.json"))
def schema(
    kind: Annotated[str | None, typer.Argument(metavar="[KIND]", help=say("argument-schema"))] = None,
) -> None:
    """Print the JSON Schema of front matter and `site.yml`."""
    from generator.cli import schema as command  # noqa: PLC0415 - commands load when they run

    raise typer.Exit(command.run(kind))
