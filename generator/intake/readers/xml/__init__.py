"""XML of officielebekendmakingen.nl. The schema is described in docs/import.md as far as it is known."""
