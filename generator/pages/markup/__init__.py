"""Strings and spans to HTML: nesting, blocks, footnotes, text fragments. Nothing of the site is known here."""
