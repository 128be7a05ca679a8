"""The reader of PDF files, by where each character is on the page."""
