"""Why a page is made again: one decision, from what it is made from and what it was made from before."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.output.manifest import Because, Entry, Key, Reason, Shared, Stamp, around, reasons

SHARED = Shared(
    site="s",
    words="w",
    code="c",
    site_fields={"name": "n"},
    templates={"answer.html": "1", "base.html": "2", "letter.html": "3"},
    closures={"AnswerView": ("answer.html", "base.html"), "LetterView": ("answer.html", "base.html")},
)
CLOSURE = ("answer.html", "base.html")


def key(kind: str = "AnswerView", view: str = "v", shared: Shared = SHARED, closure: tuple[str, ...] = CLOSURE) -> Key:
    return Key(kind, view, closure[0] if closure else "", closure, around(shared, closure))


def entry(made: Key) -> Entry:
    return Entry(made.digest, "content", Stamp(1, 1), made.kind, made.parts)


def because(now: Key, shared: Shared = SHARED) -> list[Reason]:
    return list(reasons(now, shared, entry(key()), SHARED))


def test_what_is_made_from_the_same_is_made_once():
    assert because(key()) == []


def test_a_page_that_was_not_there_is_new():
    assert reasons(key(), SHARED, None, SHARED) == (Reason(Because.NEW),)


def test_a_page_that_became_another_kind_is_made_again_whatever_else_is_the_same():
    assert because(key(kind="LetterView")) == [Reason(Because.KIND)]


def test_a_file_without_a_template_is_made_again_when_its_text_changed():
    before = key(closure=())
    assert reasons(replace(before, view="other"), SHARED, entry(before), SHARED) == (Reason(Because.VIEW),)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"words": "other"}, Reason(Because.WORDS)),
        ({"code": "other"}, Reason(Because.CODE)),
        ({"site": "other", "site_fields": {"name": "other"}}, Reason(Because.SITE, "name")),
        ({"templates": {**SHARED.templates, "base.html": "other"}}, Reason(Because.TEMPLATE, "base.html")),
    ],
    ids=["words", "code", "site", "template"],
)
def test_what_pages_share_is_named_where_it_changed(changed, reason):
    shared = replace(SHARED, **changed)
    assert because(key(shared=shared), shared) == [reason]


def test_a_template_that_a_page_does_not_use_does_not_concern_it():
    shared = replace(SHARED, templates={**SHARED.templates, "letter.html": "other"})
    assert because(key(shared=shared), shared) == []


def test_a_view_of_which_no_field_tells_the_difference_changed_all_the_same():
    assert because(key(view="other")) == [Reason(Because.VIEW)]
