"""Who may ask the preview: whoever addresses this machine by a name of its own, and nobody else."""

from __future__ import annotations

import pytest

from generator.serve.guard import Guard


@pytest.mark.parametrize(
    ("listens", "host", "origin", "allowed"),
    [
        ("127.0.0.1", "localhost:8000", None, True),
        ("127.0.0.1", "127.0.0.1:8000", None, True),
        ("127.0.0.1", "[::1]:8000", None, True),
        ("127.0.0.1", "LOCALHOST", None, True),
        ("127.0.0.1", "localhost:8000", "http://localhost:8000", True),
        ("127.0.0.1", "localhost:8000", "https://localhost:8000", True),
        ("127.0.0.1", "localhost:8000", "http://localhost:3000", False),
        ("127.0.0.1", "localhost:8000", "http://127.0.0.1:8000", False),
        ("127.0.0.1", "localhost:8000", "http://kwaad.example", False),
        ("127.0.0.1", "localhost:8000", "null", False),
        ("127.0.0.1", "kwaad.example", None, False),
        ("127.0.0.1", "kwaad.example:8000", "http://kwaad.example:8000", False),
        ("127.0.0.1", "localhost.kwaad.example", None, False),
        ("127.0.0.1", "127.0.0.1.kwaad.example", None, False),
        ("127.0.0.1", "localhost@kwaad.example", None, False),
        ("127.0.0.1", "192.168.1.9:8000", None, False),
        ("127.0.0.1", "localhost:acht", None, False),
        ("127.0.0.1", "", None, False),
        ("127.0.0.1", None, None, False),
        ("redactie.lan", "redactie.lan:8000", None, True),
        ("redactie.lan", "localhost:8000", None, True),
        ("192.168.1.9", "192.168.1.9:8000", None, True),
        ("Redactie.LAN", "redactie.lan:8000", None, True),
        ("[2001:db8::7]", "[2001:db8::7]:8000", None, True),
        ("0.0.0.0", "192.168.1.9:8000", None, True),
        ("::", "[fe80::1]:8000", None, True),
        ("0.0.0.0", "kwaad.example:8000", None, False),
    ],
)
def test_names_of_this_machine_are_allowed(listens, host, origin, allowed):
    assert Guard(listens).allows(host, origin) is allowed
