"""The text of a letter: without furniture, as paragraphs, tables and headings."""
