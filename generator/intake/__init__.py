"""From a document to Markdown: read it, recognise the letter in it, draft the files."""
