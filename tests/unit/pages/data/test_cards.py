"""Which answers get a picture, and what it says."""

import pytest

from generator.core.config import Config
from generator.core.model import Content
from generator.pages.views import AnswerView

CONFIG = Config(name="Proef", base_url="https://voorbeeld.example/proef/")


def test_every_answer_has_a_card_and_its_page_names_it(planned):
    plan = planned(config=CONFIG, illustrated=True)
    answers = {page.path: page.view for page in plan.pages if isinstance(page.view, AnswerView)}
    named = {view.page.image.url for view in answers.values()}
    assert named == {f"https://voorbeeld.example/proef{card.path}" for card in plan.cards}
    assert {card.path for card in plan.cards} == {f"{path}share.png" for path in answers}
    assert {card.site for card in plan.cards} == {"Proef"}


@pytest.mark.parametrize(
    ("config", "illustrated"), [(CONFIG, False), (Config(name="Proef"), True)], ids=["off", "no address"]
)
def test_without_pictures_no_page_names_one(planned, config, illustrated):
    plan = planned(config=config, illustrated=illustrated)
    assert plan.cards == ()
    assert not any(page.view.page.image for page in plan.pages if isinstance(page.view, AnswerView))


def test_a_draft_has_no_card(planned, changed):
    def paths(**draft):
        return [card.path for card in planned(changed(**draft), CONFIG, illustrated=True).cards]

    every, own = paths(), "/brieven/2024z00001/vraag-2/share.png"
    assert own in every
    assert paths(question={"draft": True}) == [path for path in every if path != own]
    assert paths(draft=True) == [path for path in every if not path.startswith("/brieven/2024z00001/")]


@pytest.mark.parametrize(
    ("joint", "shown"), [((), "4"), ((5,), "4, 5"), ((5, 6), "4–6"), ((6, 7, 8, 11), "4, 6–8, 11")]
)
def test_many_numbers_are_written_as_ranges(planned, make, joint, shown):
    letter = make.letter("2024z00009", make.question(4, "Waarom?", "Daarom.", letter="2024z00009", joint=joint))
    assert [card.numbers for card in planned(Content((letter,)), CONFIG, illustrated=True).cards] == [shown]
