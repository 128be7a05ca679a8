"""DOCX: Word files."""
