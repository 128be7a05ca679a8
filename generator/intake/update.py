"""Importing a letter again: the official text anew, an editor's work kept. What cannot be kept is said, never lost.

Where a text has not changed, the file's own Markdown stays, with every mended link. Where it has, the new text comes in
its place and the links are put back on the same words. Nothing here touches the disk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import yaml

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic, in_order
from generator.core.language import fold
from generator.core.nearest import nearest_passage, quoted
from generator.intake.escaping import escape
from generator.intake.import_plan import ImportPlan, PlannedFile

_FRONT = re.compile(r"\A---[ \t]*\n(?P<front>.*?)^---[ \t]*\n(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^(?P<key>[A-Za-z_]\w*):", re.MULTILINE)
_SECTION = re.compile(r"^##[ \t]+(?P<title>\S.*?)[ \t]*$", re.MULTILINE)
_FOOTNOTE = re.compile(
    r"^\[\^(?P<label>[^\]]+)\]:[ \t]*(?P<text>.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n[ \t]+\S)))*)", re.MULTILINE
)
_LINK = re.compile(
    r"(?<!\\)\[(?!\^)(?P<text>(?:[^\[\]\\]|\\.)+)\]\((?P<to><[^<>\n]*>|[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)\)"
)
_AUTOLINK = re.compile(r"<(?P<to>https?://[^<>\s]+)>")

_OURS = {"title", "topics", "actors", "aliases", "draft", "lang", "kind"}
"""Keys that are an editor's once the letter is there."""
_THEIRS = {"number", "with", "answered_in"}
"""Keys that follow the source's own structure."""


@dataclass(frozen=True, slots=True)
class FileParts:
    """A file of a letter in its parts: front matter by key (each with its own lines), sections and footnotes."""

    front: dict[str, str]
    sections: dict[str, str]
    """By heading; "" is the text before any."""
    footnotes: dict[str, str]


def merge(plan: ImportPlan, letter_id: str, existing: Mapping[str, str], name: str) -> ImportPlan:
    """Plan an update: `existing` are the letter's files as they are (path under the content folder → text)."""
    problems: list[Diagnostic] = list(plan.problems)
    files: list[PlannedFile] = []
    seen: set[str] = set()
    for file in plan.files:
        path = _same_file(file, letter_id, existing)
        if path is None:
            new = f"letters/{letter_id}/{file.path.rsplit('/', 1)[-1]}"
            files.append(PlannedFile(new, file.text))
            problems.append(diagnostic("update-new-file", Position(new), Severity.INFO))
            continue
        seen.add(path)
        merged = _merge_file(existing[path], file.text, path, problems)
        if merged != existing[path]:
            files.append(PlannedFile(path, merged))
    gone = [path for path in existing if path not in seen and "/notes/" not in path]
    problems.extend(diagnostic("update-question-gone", Position(path), Severity.WARNING, source=name) for path in gone)
    problems.extend(_lost_quotes(existing, files))
    source = plan.source_path and f"letters/{letter_id}/source/{plan.source_path.rsplit('/', 1)[-1]}"
    return replace(
        plan, letter_id=letter_id, files=tuple(files), source_path=source, problems=in_order(problems), update=True
    )


def _same_file(file: PlannedFile, letter_id: str, existing: Mapping[str, str]) -> str | None:
    """Find the file that a planned one is: letter.md, or the question with the same number whatever its name."""
    base = file.path.rsplit("/", 1)[-1]
    if base == "letter.md":
        path = f"letters/{letter_id}/letter.md"
        return path if path in existing else None
    number = _number(file.text)
    questions = (path for path, text in existing.items() if path.count("/") == 2 and _number(text) == number)
    return next(questions, None)


def _number(text: str) -> int | None:
    found = re.search(r"^number:[ \t]*(\d+)[ \t]*(?:#.*)?$", text.split("\n---", 1)[0], re.MULTILINE)
    return int(found[1]) if found else None


def split_file(text: str) -> FileParts:
    """Part a file; one without front matter is all text."""
    match = _FRONT.match(text)
    front, body = (match["front"], match["body"]) if match else ("", text)
    keys = list(_KEY.finditer(front))
    bounds = [*(key.start() for key in keys), len(front)]
    blocks = {key["key"]: front[key.start() : end] for key, end in zip(keys, bounds[1:], strict=True)}
    footnotes = {found["label"]: found["text"].strip() for found in _FOOTNOTE.finditer(body)}
    body = _FOOTNOTE.sub("", body)
    heads = list(_SECTION.finditer(body))
    sections = {"": body[: heads[0].start() if heads else len(body)].strip()}
    starts = [*(head.start() for head in heads), len(body)]
    for head, end in zip(heads, starts[1:], strict=True):
        sections[head["title"]] = body[head.end() : end].strip()
    return FileParts(blocks, sections, footnotes)


def _merge_file(ours: str, theirs: str, path: str, problems: list[Diagnostic]) -> str:
    mine, new = split_file(ours), split_file(theirs)
    sections = {
        title: _merge_text(mine.sections.get(title), text, path, ours, problems) for title, text in new.sections.items()
    }
    footnotes = {
        label: _merge_text(mine.footnotes.get(label), text, path, ours, problems)
        for label, text in new.footnotes.items()
    }
    front = _merge_front(mine.front, new.front, path, problems)
    whole = "".join(block if block.endswith("\n") else f"{block}\n" for block in front.values())
    same = {t: s for t, s in mine.sections.items() if s or t} == {t: s for t, s in sections.items() if s or t}
    if same and mine.footnotes == footnotes:
        match = _FRONT.match(ours)
        return f"---\n{whole}---\n{match['body'] if match else ours}"
    blocks = [sections.get("", "")]
    for title, text in sections.items():
        if title:
            blocks += [f"## {title}", text]
    blocks += [f"[^{label}]: {text}" for label, text in footnotes.items()]
    return f"---\n{whole}---\n" + "\n\n".join(filter(None, blocks)) + "\n"


# --- Front matter ------------------------------------------------------------------------------------------------


def _merge_front(
    mine: Mapping[str, str], new: Mapping[str, str], path: str, problems: list[Diagnostic]
) -> dict[str, str]:
    """Merge by key: an editor's keys stay, the source's structure follows the source, and what is empty is filled."""
    merged = {key: block for key, block in mine.items() if key not in _THEIRS or key in new}
    for key, block in new.items():
        old, fresh = _value(mine.get(key)), _value(block)
        if key in _THEIRS or key not in mine:
            if key not in mine and not fresh and key not in _THEIRS:
                continue
            merged[key] = block if old != fresh else mine[key]
        elif key == "source":
            merged[key] = _source(mine[key], block)
        elif key in _OURS or old == fresh or not fresh:
            continue
        elif not old:
            merged[key] = block
        elif _refined(old, fresh):
            continue
        else:
            problems.append(
                diagnostic(
                    "update-kept-value",
                    Position(path),
                    Severity.WARNING,
                    key=key,
                    ours=_shown(old),
                    theirs=_shown(fresh),
                )
            )
    ordered = [key for key in new if key in merged] + [key for key in merged if key not in new]
    return {key: merged[key] for key in (merged if set(merged) == set(mine) else ordered)}


def _refined(old: object, fresh: object) -> bool:
    """Whether an editor only gave the persons of a list their own ids: the parties and offices are the same."""
    if not (isinstance(old, list) and isinstance(fresh, list)):
        return False
    bare = [
        [{k: v for k, v in one.items() if k != "actor"} for one in side if isinstance(one, dict)]
        for side in (old, fresh)
    ]
    return bool(bare[0]) and bare[0] == bare[1] and len(old) == len(fresh)


def _value(block: str | None) -> object:
    if block is None:
        return None
    try:
        loaded = yaml.load(block, Loader=yaml.CBaseLoader)  # noqa: S506  BaseLoader makes strings only
    except yaml.YAMLError:
        return block
    value = next(iter(loaded.values()), None) if isinstance(loaded, dict) else None
    return None if value in ("", "null", "~", [], {}) else value


def _shown(value: object) -> str:
    return (
        value
        if isinstance(value, str)
        else yaml.dump(value, default_flow_style=True, allow_unicode=True, width=10**6).strip()
    )


def _source(mine: str, new: str) -> str:
    """Take the new source's facts; an address that an editor filled in stays."""
    old, fresh = _value(mine), _value(new)
    if not isinstance(old, dict) or not isinstance(fresh, dict):
        return new
    kept = {**old, **{key: value for key, value in fresh.items() if value not in ("", "null")}}
    if kept == old:
        return mine
    inner = ", ".join(f"{key}: {_shown(value)}" for key, value in kept.items())
    return f"source: {{{inner}}}\n"


# --- Text --------------------------------------------------------------------------------------------------------


def plain(markdown: str) -> str:
    """Return a text without its markup, folded, to compare two versions of an official text."""
    text = re.sub(r"\[\^[^\]]+\]", "", markdown)
    text = _AUTOLINK.sub(lambda m: m["to"], _LINK.sub(lambda m: m["text"], text))
    text = re.sub(r"\\\n", "\n", text)
    text = re.sub(r"(?<!\\)(\*+|`+|~~|\^)", "", text)
    text = re.sub(r"(?<![\\\w])_|(?<!\\)_(?!\w)", "", text)
    return fold(re.sub(r"\\([^\w\s])", r"\1", text))


def _merge_text(mine: str | None, new: str, path: str, whole: str, problems: list[Diagnostic]) -> str:
    """Keep a text that says the same; else give the new one, with the links of the old put back."""
    if mine is None or mine == new:
        return new
    if plain(mine) == plain(new) and _marks(mine) == _marks(new):
        return mine
    line = whole[: whole.find(mine)].count("\n") + 1 if mine and mine in whole else 0
    problems.append(diagnostic("update-text-changed", Position(path, line), Severity.INFO))
    for link in _LINK.finditer(mine):
        put = _put_link(new, link["text"], link["to"])
        if put is None:
            problems.append(
                diagnostic(
                    "update-link-lost",
                    Position(path, line),
                    Severity.WARNING,
                    text=link["text"],
                    destination=link["to"],
                )
            )
        else:
            new = put
    return new


def _marks(text: str) -> list[str]:
    return re.findall(r"\[\^([^\]]+)\]", text)


def _put_link(text: str, words: str, to: str) -> str | None:
    """Put a link back on its words; None where they are gone or stand in several places."""
    linked = [found for found in _LINK.finditer(text) if plain(found["text"]) == plain(words)]
    if any(found["to"] == to for found in linked):
        return text
    if len(linked) == 1:
        start, end = linked[0].span()
        return f"{text[:start]}[{linked[0]['text']}]({to}){text[end:]}"
    taken = [found.span() for found in (*_LINK.finditer(text), *_AUTOLINK.finditer(text))]
    for form in dict.fromkeys((words, escape(plain(words)))):
        places = [m.span() for m in re.finditer(re.escape(form), text)]
        free = [(a, b) for a, b in places if not any(a < y and x < b for x, y in taken)]
        if len(free) == 1:
            start, end = free[0]
            return f"{text[:start]}[{form}]({to}){text[end:]}"
    return None


def _lost_quotes(existing: Mapping[str, str], files: Sequence[PlannedFile]) -> list[Diagnostic]:
    """Report editors' notes whose quotation is in no text any more."""
    after = {**existing, **{file.path: file.text for file in files}}
    official = [split_file(text) for path, text in after.items() if "/notes/" not in path]
    texts = [plain(text) for file in official for text in (*file.sections.values(), *file.footnotes.values())]
    lost: list[Diagnostic] = []
    for path, text in existing.items():
        quote = _value(split_file(text).front.get("quote")) if "/notes/" in path else None
        if isinstance(quote, str) and not any(fold(quote) in text for text in texts):
            near = nearest_passage(fold(quote), texts)
            paste = f"quote: {quoted(near)}" if near else None
            lost.append(diagnostic("update-quote-gone", Position(path), Severity.WARNING, quote=quote, paste=paste))
    return lost
