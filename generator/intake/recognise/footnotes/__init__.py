"""Which numbers are marks of footnotes, and which lines are the texts of footnotes."""
