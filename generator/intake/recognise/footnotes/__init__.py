"""Which numbers are marks of footnotes, and which lines are their texts."""
