"""The commands and their arguments. What a command does is in the module named after it, imported when it runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, NamedTuple

from generator.cli.report_format import ReportFormat
from generator.core.languages import LANGUAGES


class Option(NamedTuple):
    """An option: its name, the key of its help, what help shows for its value, and bounds of a number."""

    name: str
    help: str
    metavar: str | None = ""
    least: int | None = None
    most: int | None = None


class Argument(NamedTuple):
    """An argument: what help shows for it, and the key of its help."""

    metavar: str
    help: str


class Command(NamedTuple):
    """A command: the function whose parameters are its arguments, and a line that shows its use."""

    run: Callable[..., int]
    example: str


# Options of several commands.
SiteFolder = Annotated[Path | None, Option("--site", "option-site", "DIR")]
Drafts = Annotated[bool, Option("--drafts", "option-drafts")]
Strict = Annotated[bool, Option("--strict", "option-strict")]
Shown = Annotated[ReportFormat, Option("--format", "option-format", None)]
Json = Annotated[bool, Option("--json", "option-json")]
Limit = Annotated[list[str] | None, Option("--limit", "option-limit", "NAME=N")]
ContentFolder = Annotated[Path | None, Option("--content", "option-content", "DIR")]


def init(
    folder: Annotated[Path, Argument("DIR", "argument-init")],
    *,
    name: Annotated[str | None, Option("--name", "option-name", "NAME")] = None,
    lang: Annotated[str | None, Option("--lang", "option-lang", "|".join(LANGUAGES))] = None,
    wheel: Annotated[Path | None, Option("--wheel", "option-wheel", "FILE")] = None,
) -> int:
    """Write the files of a new site."""
    from generator.cli import init as command  # noqa: PLC0415 - commands load when they run

    return command.run(folder, name, lang, wheel)


def import_(
    files: Annotated[list[str], Argument("FILE…", "argument-import")],
    *,
    content: ContentFolder = None,
    url: Annotated[str | None, Option("--url", "option-url", "URL")] = None,
    encoding: Annotated[str | None, Option("--encoding", "option-encoding", "NAME")] = None,
    limit: Limit = None,
    update: Annotated[bool, Option("--update", "option-update")] = False,
    dry_run: Annotated[bool, Option("--dry-run", "option-dry-run")] = False,
    as_json: Json = False,
) -> int:
    """Convert letters from documents to Markdown."""
    from generator.cli import imports as command  # noqa: PLC0415 - commands load when they run

    asked = command.ImportRequest(url, encoding, update=update, dry_run=dry_run)
    return command.run(files, content, asked, limit or (), as_json=as_json)


def new(
    kind: Annotated[str, Argument("letter|question|note|actor|topic|article|document|page", "argument-kind")],
    names: Annotated[list[str], Argument("NAME…", "argument-new")],
    *,
    quote: Annotated[str | None, Option("--quote", "option-quote", "TEXT")] = None,
    site: SiteFolder = None,
) -> int:
    """Write a new content file to be filled in."""
    from generator.cli import new as command  # noqa: PLC0415 - commands load when they run

    return command.run(kind, names, quote, site)


def serve(
    *,
    port: Annotated[int, Option("--port", "option-port", "PORT", 0, 65535)] = 8000,
    host: Annotated[str, Option("--host", "option-host", "HOST")] = "127.0.0.1",
    open_: Annotated[bool, Option("--open", "option-open")] = False,
    drafts: Drafts = False,
    site: SiteFolder = None,
) -> int:
    """Show a preview of the site that follows every save."""
    from generator.cli import serve as command  # noqa: PLC0415 - commands load when they run

    return command.run(site, host, port, open_browser=open_, drafts=drafts)


def build(
    *,
    base_url: Annotated[str | None, Option("--base-url", "option-base-url", "URL")] = None,
    out: Annotated[Path | None, Option("--out", "option-out", "DIR")] = None,
    offline: Annotated[bool, Option("--offline", "option-offline")] = False,
    drafts: Drafts = False,
    strict: Strict = False,
    allow_removals: Annotated[bool, Option("--allow-removals", "option-allow-removals")] = False,
    confirm_out: Annotated[bool, Option("--confirm-out", "option-confirm-out")] = False,
    jobs: Annotated[int | None, Option("--jobs", "option-jobs", "N", 1)] = None,
    form: Shown = ReportFormat.TEXT,
    as_json: Json = False,
    site: SiteFolder = None,
) -> int:
    """Build and publish the site."""
    from generator.cli import build as command  # noqa: PLC0415 - commands load when they run

    shown = ReportFormat.JSON if as_json else form
    asked = command.BuildRequest(base_url, out, offline, drafts, strict, allow_removals, confirm_out, jobs)
    return command.run(site, asked, shown)


def check(
    *,
    drafts: Drafts = False,
    strict: Strict = False,
    allow_removals: Annotated[bool, Option("--allow-removals", "option-ignore-removals")] = False,
    base_url: Annotated[str | None, Option("--base-url", "option-base-url", "URL")] = None,
    external: Annotated[bool, Option("--external", "option-external")] = False,
    list_: Annotated[bool, Option("--list", "option-list")] = False,
    form: Shown = ReportFormat.TEXT,
    as_json: Json = False,
    site: SiteFolder = None,
) -> int:
    """Check the content, and the links and anchors of the built site."""
    from generator.cli import check as command  # noqa: PLC0415 - commands load when they run
    from generator.cli.build import BuildRequest  # noqa: PLC0415 - as above

    shown = ReportFormat.JSON if as_json else form
    asked = BuildRequest(base_url=base_url, drafts=drafts, strict=strict, allow_removals=allow_removals)
    return command.run(site, asked, shown, external=external, listed=list_)


def verify(
    letters: Annotated[list[str] | None, Argument("LETTER…|SITE", "argument-verify")] = None,
    *,
    limit: Limit = None,
    list_: Annotated[bool, Option("--list", "option-list-furniture")] = False,
    as_json: Json = False,
    site: SiteFolder = None,
) -> int:
    """Compare letters with their sources word by word."""
    from generator.cli import verify as command  # noqa: PLC0415 - commands load when they run

    return command.run(site, letters or [], limit or (), listed=list_, as_json=as_json)


def ledger(
    *,
    dry_run: Annotated[bool, Option("--dry-run", "option-dry-run")] = False,
    base_url: Annotated[str | None, Option("--base-url", "option-base-url", "URL")] = None,
    date: Annotated[str | None, Option("--date", "option-date", "DATE")] = None,
    as_json: Json = False,
    site: SiteFolder = None,
) -> int:
    """Add every published address to the ledger."""
    from generator.cli import ledger as command  # noqa: PLC0415 - commands load when they run
    from generator.cli.build import BuildRequest  # noqa: PLC0415 - as above

    return command.run(site, BuildRequest(base_url=base_url), date, dry_run=dry_run, as_json=as_json)


def explain(
    path: Annotated[str, Argument("PATH", "argument-explain")],
    *,
    out: Annotated[Path | None, Option("--out", "option-out", "DIR")] = None,
    drafts: Drafts = False,
    offline: Annotated[bool, Option("--offline", "option-offline")] = False,
    base_url: Annotated[str | None, Option("--base-url", "option-base-url", "URL")] = None,
    as_json: Json = False,
    site: SiteFolder = None,
) -> int:
    """Explain why a page was rendered again."""
    from generator.cli import explain as command  # noqa: PLC0415 - commands load when they run
    from generator.cli.build import BuildRequest  # noqa: PLC0415 - as above

    asked = BuildRequest(base_url=base_url, out=out, offline=offline, drafts=drafts)
    return command.run(site, path, asked, as_json=as_json)


def schema(
    kind: Annotated[str | None, Argument("KIND", "argument-schema")] = None,
) -> int:
    """Print the JSON Schema of front matter and `site.yml`."""
    from generator.cli import schema as command  # noqa: PLC0415 - commands load when they run

    return command.run(kind)


COMMANDS: Mapping[str, Command] = {
    "init": Command(init, "kantlijn init brieven"),
    "import": Command(import_, "kantlijn import ~/Downloads/brief.pdf ah-tk-20212022-753"),
    "new": Command(new, "kantlijn new note 2021z16860/4 reguliere-operaties"),
    "serve": Command(serve, "kantlijn serve --open"),
    "build": Command(build, "kantlijn build --base-url https://brieven.example.org/"),
    "check": Command(check, "kantlijn check --strict"),
    "verify": Command(verify, "kantlijn verify 2021z16860"),
    "ledger": Command(ledger, "kantlijn ledger --dry-run"),
    "explain": Command(explain, "kantlijn explain /brieven/2021z16860/vraag-2/"),
    "schema": Command(schema, "kantlijn schema note > note.schema.json"),
}
"""The commands by name, in the order of the help."""
