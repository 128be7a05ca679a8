"""The code speaks plain technical English: docstrings say what is returned or done, and names are the field's words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import generator

PACKAGE = Path(generator.__file__).parent
TREES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))
}
Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.Module | ast.ClassDef | Function
IDLE = set("a an and are as by for from in is it its of on or return that the this to which with yield".split())
PRIVATE = set("arcs desk footing openings readable sheet sheets unmade weave weaving woven".split())
"""Words that once stood for a reference map, a site's context, footnotes, excerpts, page groups and nested spans."""


def below(node: Documented, place: str, *, public: bool = True) -> Iterator[tuple[str, Documented, bool]]:
    """Yield a module, class or function and all that is defined in it: its place, itself, whether it is public."""
    yield place, node, public
    for child in node.body:
        if isinstance(child, ast.ClassDef | Function):
            own = public and not isinstance(node, Function) and not child.name.startswith("_")
            yield from below(child, f"{place}: {child.name}", public=own)


DEFINED = [row for path, tree in TREES.items() for row in below(tree, path)]
DOCSTRINGS = [(place, node, text) for place, node, _ in DEFINED if (text := ast.get_docstring(node))]


def words(name: str) -> set[str]:
    """Return the words of a name or a sentence, in lower case and without the endings of plurals."""
    return {word.lower().rstrip("s") for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}


def test_what_is_public_says_what_it_is():
    assert len(DEFINED) > 1000
    assert [place for place, node, public in DEFINED if public and not ast.get_docstring(node)] == []


def test_no_docstring_gives():
    assert [place for place, _, text in DOCSTRINGS if re.match(r"Gives?\b", text)] == []


def test_in_docstrings_things_are_somewhere_and_nothing_stands():
    assert [place for place, _, text in DOCSTRINGS if re.search(r"\bstands?\b", text)] == []


def test_no_docstring_of_a_function_only_repeats_its_name():
    idle = {word.rstrip("s") for word in IDLE}
    repeated = [
        place
        for place, node, text in DOCSTRINGS
        if isinstance(node, Function) and words(text) - idle <= words(node.name)
    ]
    assert repeated == []


def test_a_docstring_is_a_sentence():
    assert [place for place, _, text in DOCSTRINGS if not re.search(r"[.:?!…)`]$", text.split("\n\n")[0].strip())] == []


def test_names_are_made_of_the_fields_words():
    names = [(place, place.rpartition(": ")[2].removesuffix(".py")) for place, _, _ in DEFINED]
    assert [place for place, name in names if PRIVATE & set(re.split(r"[_/]", name.lower()))] == []
