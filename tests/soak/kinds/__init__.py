"""The table of kinds of change that verification must find, one row a kind."""

from tests.soak.kinds import figures, footnotes, paragraphs, punctuation, questions, styles, tables, words

KINDS = (
    *words.KINDS,
    *figures.KINDS,
    *punctuation.KINDS,
    *paragraphs.KINDS,
    *questions.KINDS,
    *footnotes.KINDS,
    *styles.KINDS,
    *tables.KINDS,
)
