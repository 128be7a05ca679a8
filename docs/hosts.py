"""Writes into publish.md how many answers a host holds, as measured on built sites: `make docs`."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.build import Options, build
from generator.cli.proof import Prover
from generator.core.cache import NoCache
from generator.core.config import Segments
from generator.core.hosts import HOSTS
from generator.core.parts import FACSIMILE, PARTS, PICTURES, SEARCH, TABLES, SitePart, pattern

FOLDER = Path(__file__).parent
GUIDE = FOLDER / "publish.md"
MAKE_SITE = FOLDER.parent / "benchmarks" / "make_site.py"
QUESTIONS = 22
"""Answers in a letter of the measured site."""
FEW, MANY = 6, 26
"""Letters of the two sites whose difference is what more answers cost; publish.md says how many answers these have.

The difference has as many PDFs, Word files and texts as any other four letters (`benchmarks/sources`)."""

CHOICES: Mapping[str, frozenset[str]] = {
    "none: pages only": frozenset(),
    "`search` only": frozenset({SEARCH.name}),
    "by default, without `pictures`": frozenset(part.name for part in PARTS if part.by_default) - {PICTURES.name},
    "by default": frozenset(part.name for part in PARTS if part.by_default),
    "all": frozenset(part.name for part in PARTS),
}
"""Names of the parts that are made, by the words of the table."""
MADE: Mapping[str, str] = {
    "embeds": "2; 2 for each note, 1 for each letter and topic",
    "pictures": "1, and 1 for each note, letter and topic",
    "search": "1, and 1 for each other page",
    "feeds": "1 for each actor and topic",
    "citations": "3 for each letter",
    "answer_citations": "3",
    "markdown": "1",
    "annotations": "1 for each letter with notes",
    "tables": "3 in all",
    "akoma_ntoso": "1 for each letter",
    "facsimile": "1, and 1 for each page of a PDF with answers",
}
"""How many files a part makes, in words."""


class Cost(NamedTuple):
    """What one more answer costs."""

    files: float
    size: float
    """In bytes."""
    crowd: float
    """Files in the folder that grows most."""
    parts: Mapping[str, float]
    """Bytes of the files of each part; those of the search index do not grow evenly."""
    table: float
    """Bytes in the largest table of answers."""


def measure(few: int = FEW, many: int = MANY, choices: Iterable[str] = CHOICES) -> dict[str, Cost]:
    """Build two sites with each of some choices of parts, and return what an answer costs by their difference."""
    with tempfile.TemporaryDirectory(prefix="kantlijn-hosts-") as temporary:
        found = {}
        for at, choice in enumerate(choices):
            made = CHOICES[choice]
            small, large = (_sizes(Path(temporary) / f"{at}-{letters}", letters, made) for letters in (few, many))
            found[choice] = _cost(small, large, (many - few) * QUESTIONS)
        return found


def tables(costs: Mapping[str, Cost]) -> tuple[str, str, str]:
    """Return the table of choices, that of parts, and the sentence on the table of all answers."""
    cloudflare, github, netlify = HOSTS["cloudflare"], HOSTS["github"], HOSTS["netlify"]
    rows = []
    for choice, cost in costs.items():
        holds = (
            _hundreds((cloudflare.files or 0) / cost.files),
            _hundreds((github.site_bytes or 0) / cost.size),
            _hundreds((netlify.files_in_folder or 0) / cost.crowd)
            if cost.crowd > 0.01
            else "no limit that a site reaches",
        )
        rows.append((choice, f"{cost.files:.1f}", f"{round(cost.size, -2):,.0f}", *holds))
    whole = costs["all"]
    sizes = {**whole.parts, SEARCH.name: costs["`search` only"].size - costs["none: pages only"].size}
    parts = ((f"`{part.name}`", MADE[part.name], f"{round(sizes[part.name], -2):,.0f}") for part in PARTS)
    most = _hundreds((cloudflare.file_bytes or 0) / whole.table)
    return (
        _table(
            (
                "parts",
                "files",
                "bytes",
                "Cloudflare Pages, 20,000 files",
                "GitHub Pages, 1 GB",
                "Netlify, 54,000 files in a folder",
            ),
            rows,
        ),
        _table(("part", "files", "bytes"), parts),
        f"With more than some {most} answers a table of all answers is larger than 25 MiB",
    )


def written(guide: str, new: tuple[str, str, str]) -> str:
    """Return the guide with other tables in the place of its own."""
    choices, parts, sentence = new
    for table in (choices, parts):
        head = re.escape(table.partition("\n")[0])
        guide = re.sub(rf"^{head}\n(?:\|.*\n)+", lambda _, table=table: table, guide, count=1, flags=re.MULTILINE)
    return re.sub(r"With more than some [\d,]+ answers a table of all\s+answers is larger than 25 MiB", sentence, guide)


def _sizes(folder: Path, letters: int, made: frozenset[str]) -> dict[str, int]:
    """Build a site with these parts, and return the bytes of its files by their paths."""
    subprocess.run([sys.executable, MAKE_SITE, str(letters), folder, "--sources"], check=True, capture_output=True)  # noqa: S603 - our own script
    chosen = ", ".join(f"{part.name}: {'true' if part.name in made else 'false'}" for part in PARTS)
    with (folder / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"parts: {{{chosen}}}\n")
    prover = Prover(folder, NoCache())
    result = build(folder, Options(prove=prover, locate=prover.locator), NoCache())
    if not result.published:
        raise RuntimeError(result.problems)
    out = folder / "site"
    return {f"/{path.relative_to(out).as_posix()}": path.stat().st_size for path in out.rglob("*") if path.is_file()}


def _cost(small: Mapping[str, int], large: Mapping[str, int], answers: int) -> Cost:
    crowds = Counter(path.rpartition("/")[0] for path in large)
    crowds.subtract(Counter(path.rpartition("/")[0] for path in small))
    grown = Counter({part.name: 0 for part in PARTS})
    for sizes, sign in ((large, 1), (small, -1)):
        for path, size in sizes.items():
            if part := _part(path):
                grown[part.name] += sign * size
    return Cost(
        files=(len(large) - len(small)) / answers,
        size=(sum(large.values()) - sum(small.values())) / answers,
        crowd=max(crowds.values()) / answers,
        parts={name: size / answers for name, size in grown.items()},
        table=max((large.get(path, 0) - small.get(path, 0)) / answers for path in TABLES.forms),
    )


def _part(path: str) -> SitePart | None:
    """Return the part that a file belongs to; pages and what is made in any case belong to none."""
    forms = {
        PICTURES: ["/*/*/share.png", "/*/*/*/share.png", "/*/*/*/*/share.png", "/*/*/*/*/*/share.png"],
        SEARCH: ["/pagefind/*", "/pagefind/*/*"],
        FACSIMILE: ["/*/*/*/bron/", "/*/*/bron-*.webp"],
    }
    segments = msgspec.structs.asdict(Segments())
    for part in PARTS:
        for form in forms.get(part, part.addresses(segments)):
            if pattern(form).fullmatch(path.removesuffix("index.html") if form.endswith("/") else path):
                return part
    return None


def _hundreds(count: float) -> str:
    return f"{int(count // 100) * 100:,}"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    cells = [tuple(head), *(tuple(row) for row in rows)]
    cells.insert(1, ("---",) * len(cells[0]))
    return "".join(f"| {' | '.join(row)} |\n" for row in cells)


if __name__ == "__main__":
    GUIDE.write_text(written(GUIDE.read_text(encoding="utf-8"), tables(measure())), encoding="utf-8")
