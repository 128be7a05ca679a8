"""From render plan to files: templates, the memory of what was written, publication as a whole, and a check of it."""
