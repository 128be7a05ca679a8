"""HTML: saved web pages."""
