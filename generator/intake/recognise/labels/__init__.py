"""Which lines are labels of questions and answers."""
