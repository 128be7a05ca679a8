"""Text is escaped as `markupsafe` does it, for which templates hold it to be HTML."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from generator.pages.markup.html import escaped

TEXTS = st.text(alphabet=st.sampled_from("""ab &<>"';#é""")) | st.text()


@given(TEXTS)
def test_a_text_is_written_as_markupsafe_writes_it(text):
    assert escaped(text) == str(escape(text))
    assert escaped(Markup(text)) == text
