"""Who and when, where the format marks names, offices and dates: that counts for more than what words tell.

Between the marks the words still tell what belongs to what: the rank before a name, the party or portfolio behind it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.core.language import parse_date
from generator.intake.recognise.metadata import offices
from generator.intake.recognise.recognised_letter import Asker, Metadata, Signatory, SourceLine
from generator.intake.source_document import DocBlock, Fact, LetterPart

_IN_BRACKETS = re.compile(
    r"[^(]{0,20}\((?!\s*(?:ontvangen|ingezonden))\s*(?:beiden?|allen?|alle\s+\w+|both|all)?\s*:?\s*(?P<said>[^()]{1,120}?)\s*\)"
)
"""What is in brackets behind a name: `(D66)`, `(beiden D66)`, `(Financiën)`."""
_BEHALF = re.compile(r"\bnamens\b")
_RECEIVED = re.compile(r"\bontvangen\b[^()]*$", re.IGNORECASE)
_SUBMITTED = re.compile(r"\bingezonden\b[^()]*$", re.IGNORECASE)


def fill(meta: Metadata, lines: Sequence[SourceLine]) -> Metadata:
    """Return what words told, with what is marked in its place."""
    asking = [line.block for line in lines if line.block.part is LetterPart.ASKING]
    answering = [line.block for line in lines if line.block.part is LetterPart.ANSWERING]
    for block in asking:
        meta = replace(
            meta,
            asked_by=_askers(block) or meta.asked_by,
            addressed_to=_all_offices(_offices(block), meta.addressed_to),
            title=_subject(block) or meta.title,
            submitted=_date(block, _SUBMITTED) or meta.submitted,
        )
    for block in answering:
        answered = tuple(_answerers(block))
        meta = replace(
            meta,
            answered_by=answered or meta.answered_by,
            submitted=_date(block, _SUBMITTED) or meta.submitted,
            received=_date(block, _RECEIVED) or meta.received,
        )
    if not any(block.runs for block in answering):
        meta = replace(meta, answered_by=tuple(_signatures(lines)) or meta.answered_by)
    signing = {signatory.office for signatory in meta.answered_by}
    return replace(meta, on_behalf_of=tuple(office for office in meta.on_behalf_of if office not in signing))


@dataclass(frozen=True, slots=True)
class _Person:
    """A marked name with the words before it, up to the name before, and behind it, up to the next."""

    name: str
    before: str
    behind: str


def _people(block: DocBlock) -> list[_Person]:
    """Return the persons that a paragraph marks; not those in its subject."""
    names: list[str] = []
    between = [""]
    for run in block.runs:
        if run.footnote is not None:
            continue
        if run.fact is not Fact.PERSON:
            between[-1] += run.text
        elif run.text.strip():
            names.append(run.text)
            between.append("")
    flat = [" ".join(text.split()) for text in names]
    return [_Person(name, between[i], between[i + 1]) for i, name in enumerate(flat)]


def _in_brackets(people: Sequence[_Person], at: int) -> str | None:
    """Return what is in brackets behind a name, or behind the last of the names that share it (`beiden`)."""
    for person in people[at:]:
        found = _IN_BRACKETS.match(person.behind)
        if found:
            return " ".join(found["said"].split())
        if not re.fullmatch(r"\s*(?:,|en|,\s*en|&)?\s*(?:het\s+lid\s+)?", person.behind):
            return None
    return None


def _askers(block: DocBlock) -> tuple[Asker, ...]:
    people = _people(block)
    return tuple(dict.fromkeys(Asker(person.name, _in_brackets(people, at)) for at, person in enumerate(people)))


def _answerers(block: DocBlock) -> Iterator[Signatory]:
    """Yield who answers, not on whose behalf: `Minister Kogelhout (Financiën), mede namens …`."""
    people = _people(block)
    rank: str | None = None
    for at, person in enumerate(people):
        if _BEHALF.search(person.before):
            return
        ranks = list(offices.RANK.finditer(person.before))
        rank = ranks[-1][0] if ranks else rank
        yield Signatory(person.name, _office(rank, person.before, _in_brackets(people, at)))


def _office(rank: str | None, before: str, said: str | None) -> str | None:
    """Return the office of a person: its rank with what is in brackets behind the name, else the whole one before it."""
    if rank is not None and said is not None:
        return offices.name(rank, said)
    whole = offices.names(before)
    return whole[-1] if whole else None


def _offices(block: DocBlock) -> tuple[str, ...]:
    """Return the offices that a paragraph marks."""
    found = [office for text in _texts(block, Fact.OFFICE) for office in (offices.names(text) or (_small(text),))]
    return tuple(dict.fromkeys(found))


def _all_offices(marked: tuple[str, ...], told: tuple[str, ...]) -> tuple[str, ...]:
    """Return the offices that are marked, unless words tell all of them and more: not each office has a mark."""
    return told if set(marked) <= set(told) else marked


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _subject(block: DocBlock) -> str | None:
    text = " ".join("".join(run.text for run in block.runs if run.fact is Fact.SUBJECT and not run.footnote).split())
    text = text.strip(" .")
    return text[:1].upper() + text[1:] if text else None


def _texts(block: DocBlock, fact: Fact) -> Iterator[str]:
    yield from (" ".join(run.text.split()) for run in block.runs if run.fact is fact and run.text.strip())


def _date(block: DocBlock, said_before: re.Pattern[str]) -> dt.date | None:
    """Return the marked day whose words before it say what happened on it."""
    before = ""
    for run in block.runs:
        if run.fact is Fact.DATE and said_before.search(before):
            return dt.date.fromisoformat(run.value) if _is_day(run.value) and run.value else parse_date(run.text)
        before += run.text
    return None


def _is_day(value: str | None) -> bool:
    try:
        return bool(value and dt.date.fromisoformat(value))
    except ValueError:
        return False


def _signatures(lines: Sequence[SourceLine]) -> Iterator[Signatory]:
    """Yield who signs: a marked name with the office above it, else below it, on lines of their own."""
    start = next((i for i, line in enumerate(lines) if line.block.part is LetterPart.SIGNATURE), len(lines))
    office: str | None = None
    name: str | None = None
    for block in (line.block for line in lines[start:]):
        for run in block.runs:
            text = " ".join(run.text.split()).strip(" ,")
            if run.fact is Fact.OFFICE and text:
                printed = re.sub(r"^(?:de|het)\s+", "", text, flags=re.IGNORECASE)
                found = offices.names(printed)
                office = found[0] if found else _small(printed)
            elif run.fact is Fact.PERSON and text:
                name = text
        if name:
            yield Signatory(name, office)
            office = name = None
