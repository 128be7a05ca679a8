"""Which pages have to be made again, and which are those of an earlier build."""
