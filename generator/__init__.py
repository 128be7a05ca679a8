"""Kantlijn: a static site generator for annotated letters that answer parliamentary questions."""

__version__ = "0.1.0"
