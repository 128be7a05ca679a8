"""`kantlijn new`: writes a new content file with comments, to be filled in; existing files are never replaced."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from generator.cli import FAILED, OK
from generator.cli.build import open_cache, require_site
from generator.cli.language import language, language_of, say
from generator.cli.show import failure, print_line, shown_path
from generator.cli.starter import filled, skeleton
from generator.cli.wrong_argument import WrongArgumentError
from generator.core.diagnostics import Severity, in_order
from generator.core.language import slug
from generator.core.languages import LANGUAGES
from generator.core.nearest import nearest
from generator.i18n import catalogue

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WHOLE = re.compile(r"[1-9]\d{0,3}")  # 4: the number of a question
_NUMBER = re.compile(r"\d{4}z\d{5,}")  # 2021z16860: the number of the questions, in lower case
NewFiles = Mapping[str, str]
"""The text of each new file, by path below `content/`."""


def run(kind: str, names: Sequence[str], quote: str | None, asked_site: Path | None) -> int:
    """Write the new files of one kind of content."""
    make = KINDS.get(kind)
    if make is None:
        near = nearest(kind, KINDS)
        hint = say("did-you-mean", name=near) if near else say("choose-from", names=", ".join(KINDS))
        raise WrongArgumentError(say("unknown-kind", kind=kind, hint=hint))
    site = require_site(asked_site)
    if site is None:
        return FAILED
    content = site / "content"
    made = make(content, names, quote)
    if isinstance(made, int):
        return made
    for path in made:
        if (content / path).exists():
            return failure("exists", path=_shown(content / path))
    for path, text in made.items():
        target = content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        print_line(say("made", path=_shown(target)))
    _print_left(site, [f"content/{path}" for path in made])
    return OK


def _print_left(site: Path, made: Sequence[str]) -> None:
    """Print what `kantlijn check --strict` will say of new files as long as they are not filled in."""
    from generator import build as pipeline  # noqa: PLC0415 - slow to load, and only now of use
    from generator.graph import checks  # noqa: PLC0415 - as above

    cache = open_cache(site)
    loaded = pipeline.load(site, pipeline.Options(drafts=True), cache)
    cache.save()
    found = in_order([*loaded.problems, *checks.run(loaded.graph)])
    left = [one for one in found if one.position.path in made and one.severity is not Severity.INFO]
    if not left:
        return
    print_line(say("new-left"))
    wording = catalogue(language())
    for problem in left:
        hint = wording.hint(problem)
        print_line(f"  {problem.position}: {wording.message(problem)}{f' ({hint})' if hint else ''}")


def _letter(content: Path, names: Sequence[str], _quote: str | None) -> NewFiles | int:
    name, title = _one_or_two("letter ID [TITLE]", names)
    folder = f"letters/{_id(name)}"
    if (content / folder).exists():
        return failure("exists", path=_shown(content / folder))
    numbers = [name.upper()] if _NUMBER.fullmatch(name) else []
    text = filled(skeleton("letter", _language(content)), {"name": title or name.upper(), "numbers": numbers})
    return {f"{folder}/letter.md": text, **_question_text(content, folder, 1)}


def _question(content: Path, names: Sequence[str], _quote: str | None) -> NewFiles | int:
    usage = "question LETTER NUMBER"
    letter, asked = _one_or_two(usage, names, both=True)
    if not _WHOLE.fullmatch(asked or ""):
        raise WrongArgumentError(say("new-needs", usage=usage))
    if letter not in _letters(content):
        return _no_letter(content, letter)
    number, folder = int(asked or ""), f"letters/{letter}"
    for path in sorted((content / folder).glob("*.md")):
        if re.search(rf"^number:[ \t]*{number}[ \t]*(#.*)?$", path.read_text("utf-8", "replace"), re.MULTILINE):
            return failure("exists", path=_shown(path))
    return _question_text(content, folder, number)


def _note(content: Path, names: Sequence[str], quote: str | None) -> NewFiles | int:
    about, name = _one_or_two("note LETTER[/NUMBER] ID", names, both=True)
    letter, numbered, number = about.partition("/")
    if letter not in _letters(content):
        return _no_letter(content, letter)
    if numbered and not _WHOLE.fullmatch(number):
        raise WrongArgumentError(say("bad-number", number=number, example=f"{letter}/4"))
    text = filled(skeleton("note", _language(content)), {"number": int(number) if numbered else None, "date": None})
    text = text.replace("date: null", f"date: {dt.datetime.now().astimezone().date().isoformat()}", 1)
    return {f"letters/{letter}/notes/{_id(name or '')}.md": filled(text, {"quote": quote or ""})}


def _actor(content: Path, names: Sequence[str], _quote: str | None) -> NewFiles:
    return _named(content, "actor", "actors", names)


def _topic(content: Path, names: Sequence[str], _quote: str | None) -> NewFiles:
    return _named(content, "topic", "topics", names)


def _article(content: Path, names: Sequence[str], _quote: str | None) -> NewFiles:
    name, url = _one_or_two("article ID [URL]", names)
    return {f"articles/{_id(name)}.md": filled(skeleton("article", _language(content)), {"url": url or ""})}


def _document(content: Path, names: Sequence[str], _quote: str | None) -> NewFiles:
    name, subject = _one_or_two("document ID [SUBJECT]", names)
    return {f"documents/{_id(name)}.md": filled(skeleton("document", _language(content)), {"subject": subject or ""})}


def _page(content: Path, names: Sequence[str], _quote: str | None) -> NewFiles:
    return _named(content, "page", "pages", names, "TITLE")


KINDS: Mapping[str, Callable[[Path, Sequence[str], str | None], NewFiles | int]] = {
    "letter": _letter,
    "question": _question,
    "note": _note,
    "actor": _actor,
    "topic": _topic,
    "article": _article,
    "document": _document,
    "page": _page,
}


def _named(content: Path, kind: str, folder: str, names: Sequence[str], called: str = "NAME") -> NewFiles:
    name, title = _one_or_two(f"{kind} ID [{called}]", names)
    plain = name.replace("-", " ")
    text = filled(skeleton(kind, _language(content)), {"name": title or f"{plain[:1].upper()}{plain[1:]}"})
    return {f"{folder}/{_id(name)}.md": text}


def _one_or_two(usage: str, names: Sequence[str], *, both: bool = False) -> tuple[str, str | None]:
    """Return the one or two arguments of a kind; any other number, or one where it needs `both`, is a usage error."""
    if len(names) > 2 or (both and len(names) != 2):
        raise WrongArgumentError(say("new-needs", usage=usage))
    return names[0], names[1] if len(names) > 1 else None


def _id(name: str) -> str:
    """Return a name that can be an id; any other is a usage error."""
    if not _ID.fullmatch(name):
        raise WrongArgumentError(say("bad-id", id=name, suggestion=slug(name) or say("example-name")))
    return name


def _language(content: Path) -> str:
    """Return the language of the site, in which its new files are written whatever the terminal speaks."""
    return language_of(content.parent)


def _question_text(content: Path, folder: str, number: int) -> NewFiles:
    lang = _language(content)
    file = f"{slug(LANGUAGES[lang].question)}-{number:02d}.md"
    return {f"{folder}/{file}": filled(skeleton("question", lang), {"number": number})}


def _letters(content: Path) -> Sequence[str]:
    return sorted(path.name for path in (content / "letters").glob("*") if (path / "letter.md").is_file())


def _no_letter(content: Path, letter: str) -> int:
    near = nearest(letter, _letters(content))
    return failure("no-letter", say("did-you-mean", name=near) if near else "", letter=letter)


def _shown(path: Path) -> str:
    return shown_path(path).removesuffix("/")
