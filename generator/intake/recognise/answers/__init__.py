"""Which text is a question, which an answer, and which answer belongs to which questions."""
