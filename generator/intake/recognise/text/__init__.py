"""What of a document is the letter's text: furniture, paragraphs, tables and headings in it."""
