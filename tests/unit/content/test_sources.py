"""What of a site's folder is content, and what are only files beside it."""

from __future__ import annotations

from generator.content import sources


def test_markdown_is_content_unless_it_is_the_original_of_a_letter(tmp_path):
    letter = tmp_path / "content" / "letters" / "2023z00001"
    for name in ("letter.md", "notes/een.md", "source/brief.md"):
        path = letter / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Tekst.\n", "utf-8")
    read = sources.read(tmp_path)
    base = "content/letters/2023z00001"
    assert [text.path for text in read.texts] == [f"{base}/letter.md", f"{base}/notes/een.md"]
    assert read.files == ((f"{base}/source/brief.md", 7),)
