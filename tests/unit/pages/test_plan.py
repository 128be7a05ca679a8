"""The plan of a small world: which pages there are, where they are, and what each shows of the others."""

import pytest

from generator.pages.plan import plan


@pytest.fixture
def site(make, words, world):
    done, problems = plan(make.link(world), words)
    assert problems == ()
    return {page.path: page.view for page in done.pages}


def test_every_kind_of_page_is_there(site):
    assert sorted(site) == []
