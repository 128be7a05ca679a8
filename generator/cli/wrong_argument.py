"""What a command raises for an argument that cannot be right."""

from __future__ import annotations


class WrongArgumentError(Exception):
    """An argument is wrong in itself: it is told with the usage of the command, and nothing has been done."""

    def __init__(self, text: str, about: str | None = None) -> None:
        """Take the sentence, and the option or argument that it is about."""
        super().__init__(text)
        self.text = text
        self.about = about
