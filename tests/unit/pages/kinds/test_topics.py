"""Pages of topics, and their index: which answers are below which topic."""

from generator.core.model import Content


def test_a_topic_counts_the_answers_below_it_once(views):
    view = views["/onderwerpen/natuur/"]
    assert [row.number for group in view.groups for row in group.rows] == [4, 1]
    assert [row.number for group in view.below for row in group.rows] == [2]
    assert view.total == 3
    [node] = [node for node in views["/onderwerpen/"].tree if node.ref.title == "Natuur"]
    assert (node.count, node.total, [child.ref.title for child in node.children]) == (2, 3, ["Duinen"])
    assert [group.initial for group in views["/onderwerpen/"].index] == ["D", "I", "N"]
    assert [ref.title for ref in views["/onderwerpen/duinen/"].parents] == ["Natuur"]


def test_a_circle_of_topics_does_not_hang_the_plan(planned, make):
    topics = (make.topic("a", "A", parent="b"), make.topic("b", "B", parent="a"))
    views = {page.path: page.view for page in planned(Content((), (), topics)).pages}
    assert {"/onderwerpen/a/", "/onderwerpen/b/"} <= views.keys()


def test_a_long_list_of_answers_goes_on_with_their_numbers(planned, monkeypatch):
    monkeypatch.setattr("generator.pages.writing.rows._OF_PAGE", 1)
    view = {page.path: page.view for page in planned().pages}["/onderwerpen/natuur/"]
    assert [[row.number for row in group.rows] for group in view.groups] == [[4], []]
    assert [[ref.number for ref in group.others] for group in view.groups] == [[], [1]]


def test_a_long_topic_shows_the_newest_and_has_a_page_for_each_year(planned, monkeypatch):
    monkeypatch.setattr("generator.pages.writing.years._LONG", 2)
    views = {page.path: page.view for page in planned().pages}
    newest, last, first = (views[f"/onderwerpen/natuur/{year}"] for year in ("", "2024/", "2023/"))
    assert [(year.year, year.count, year.url) for year in newest.years] == [(2023, 1, "2023/"), (2024, 2, "2024/")]
    assert [[row.number for group in part for row in group.rows] for part in (newest.groups, newest.below)] == [
        [4],
        [2],
    ]
    assert (newest.total, newest.newest_of, newest.page.title) == (3, 3, "Natuur")
    assert [[row.number for group in part for row in group.rows] for part in (last.groups, last.below)] == [[4], [2]]
    assert [[row.number for group in part for row in group.rows] for part in (first.groups, first.below)] == [[1], []]
    assert [year.url for year in first.years] == ["", "../2024/"]
    assert (first.name, first.total, first.newest_of) == ("in-year Natuur 2023", 1, 0)
    assert [(ref.title, ref.url) for ref in first.parents] == [("Natuur", "../")]
    assert (first.children, first.see_also, first.same_as) == ((), (), ())
    assert "/onderwerpen/duinen/2024/" not in views


def test_search_finds_a_long_topic_once(planned, monkeypatch):
    monkeypatch.setattr("generator.pages.writing.years._LONG", 2)
    found = [text.path for text in planned(searched=True).found]
    assert [path for path in found if path.startswith("/onderwerpen/natuur/")] == ["/onderwerpen/natuur/"]
