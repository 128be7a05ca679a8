"""The reader of saved web pages (HTML)."""
