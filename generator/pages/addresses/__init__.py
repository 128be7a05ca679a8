"""Which address has which page: what is published, moved, withdrawn, and what hosts and crawlers are told."""
