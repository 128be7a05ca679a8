"""From the content folder to `Content`: reading files, parsing front matter and Markdown, assembling letters."""
