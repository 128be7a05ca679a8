"""`kantlijn schema`: prints the keys of front matter and `site.yml` as JSON Schema, for text editors that validate."""

from __future__ import annotations

from generator.cli import OK
from generator.cli.language import say
from generator.cli.show import print_json
from generator.cli.wrong_argument import WrongArgumentError
from generator.content.frontmatter import schemas
from generator.core.nearest import nearest


def run(kind: str | None) -> int:
    """Print the schema of one kind of file, or those of all kinds by name."""
    known = schemas()
    if kind is None:
        print_json(known)
    elif kind in known:
        print_json(known[kind])
    else:
        near = nearest(kind, known)
        hint = say("did-you-mean", name=near) if near else say("choose-from", names=", ".join(known))
        raise WrongArgumentError(say("unknown-kind", kind=kind, hint=hint), "KIND")
    return OK
