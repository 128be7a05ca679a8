from __future__ import annotations

import re

import pytest

from generator.core.editors import EDITORS, TEMPLATE, address


@pytest.mark.parametrize("beginning", EDITORS.values())
def test_every_editor_s_address_is_allowed(beginning):
    assert re.search(TEMPLATE, beginning + "{path}")
    assert re.search(TEMPLATE, beginning + "{path}:{line}:{column}")
    assert re.search(TEMPLATE, beginning + "{path}&line={line}&column={column}")


@pytest.mark.parametrize(
    "template",
    [
        "javascript:alert('{path}')",
        "https://example.org/{path}",
        "file://{path}",
        "vscode://file/",
        "vscode://evil.extension/run?{path}",
        "vscode://file/{path}/../../etc",
        "vscode://file/{path.__class__}",
        "vscode://file/{path}{0}",
        " vscode://file/{path}",
        "data:text/html,{path}",
    ],
)
def test_any_other_address_is_refused(template):
    assert not re.search(TEMPLATE, template)


def test_a_path_is_written_as_a_part_of_an_address():
    assert (
        address("vscode://file/{path}:{line}", "/s/een map/a?b#c.md", 3) == "vscode://file/s/een%20map/a%3Fb%23c.md:3"
    )
    assert address("subl://open?url=file://{path}&line={line}", "/a.md") == "subl://open?url=file:///a.md&line=1"
    assert address("zed://file/{path}", "C:/brieven/a.md") == "zed://file/C:/brieven/a.md"
