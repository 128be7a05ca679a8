"""The reader of Word files (DOCX)."""
