"""`kantlijn schema`: what may stand in front matter and site.yml, for editors that check as one types."""

from __future__ import annotations

import typer

from generator.cli import OK
from generator.cli.language import say
from generator.cli.show import data
from generator.content.frontmatter import schemas
from generator.core.nearest import nearest


def run(kind: str | None) -> int:
    """Print the schema of one kind of file, or all of them by name."""
    known = schemas()
    if kind is None:
        data(known)
    elif kind in known:
        data(known[kind])
    else:
        near = nearest(kind, known)
        hint = say("did-you-mean", name=near) if near else say("choose-from", names=", ".join(known))
        raise typer.BadParameter(say("unknown-kind", kind=kind, hint=hint), param_hint="KIND")
    return OK
