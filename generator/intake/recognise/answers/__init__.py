"""Which text is a question, which is an answer, and which answer belongs to which questions."""
