"""Which pages get a picture, and what it says."""

import pytest

from generator.core.config import Config
from generator.core.model import Content
from generator.pages.views import AnswerView, EmbedView, LetterView, TopicView

CONFIG = Config(name="Proef", base_url="https://voorbeeld.example/proef/")


def test_every_answer_letter_note_and_topic_has_a_card_and_its_page_names_it(planned):
    plan = planned(config=CONFIG, illustrated=True)
    shared = (AnswerView, LetterView, TopicView)
    views = {
        page.path: page.view
        for page in plan.pages
        if isinstance(page.view, shared) or (isinstance(page.view, EmbedView) and page.view.note)
    }
    named = {view.page.image.url for view in views.values()}
    assert named == {f"https://voorbeeld.example/proef{card.path}" for card in plan.cards}
    assert {card.path for card in plan.cards} == {f"{path}share.png" for path in views}
    assert {type(view) for view in views.values()} == {*shared, EmbedView}
    assert {card.site for card in plan.cards} == {"Proef"}


def test_only_the_words_of_editors_are_in_the_colour_of_their_pen(planned):
    cards = {card.path: card for card in planned(config=CONFIG, illustrated=True).cards}
    blue = {path for path, card in cards.items() if card.by_editors}
    assert blue == {path for path in cards if "/embed/" in path}
    note = cards["/brieven/2024z00001/vraag-2/embed/meten/share.png"]
    assert note.below == "‘meet <elke> dag’"
    assert cards["/brieven/2024z00001/share.png"].numbers == ""


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
    cards = planned(Content((letter,)), CONFIG, illustrated=True).cards
    assert [card.numbers for card in cards if "/vraag-" in card.path] == [shown]
