"""Content on disk → `Content`: reading files, front matter, Markdown, and putting letters together."""
