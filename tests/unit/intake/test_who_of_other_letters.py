"""Who asks and who answers where headings break, members sit alone, and an office has a dash."""

from __future__ import annotations

import pytest

from generator.intake.recognise.metadata.person_names import bare


@pytest.mark.parametrize(
    "name", ["Heerma", "Heerema", "Heeremans", "Mwangi", "Mevrouwen", "Heer-Smit", "Dhrami", "Ingels", "Drs"]
)
def test_a_name_that_begins_as_a_courtesy_is_whole(name):
    assert bare(name if name != "Drs" else "drs. Drsma") == (name if name != "Drs" else "Drsma")


@pytest.mark.parametrize(
    "printed", ["de heer Smit", "Heer Smit", "mw. Smit", "mw Smit", "mevr.Smit", "mr.drs. Smit", "dhr. Smit"]
)
def test_a_courtesy_is_no_part_of_a_name(printed):
    assert bare(printed) == "Smit"
