"""What programs read of a page: records, citations, JSON-LD, the head, what is shared."""
