"""The list of all files of a site."""

from generator.pages.addresses import mirror


def test_every_file_is_listed_by_the_address_it_is_asked_for_by():
    page = mirror.page(
        "https://host.example/pad",
        ["index.html", "404.html", "brieven/a/index.html", "brieven/a/bron 1.txt", "_headers"],
    )
    assert page.path == "/mirror.txt"
    assert page.view.text.splitlines() == [
        "https://host.example/pad/404.html",
        "https://host.example/pad/brieven/a/bron%201.txt",
        "https://host.example/pad/brieven/a/",
        "https://host.example/pad/",
        "https://host.example/pad/mirror.txt",
    ]
