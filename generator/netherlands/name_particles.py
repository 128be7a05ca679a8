"""The words between given and family names in Dutch (`van der`), as the civil registry and letters write them."""

from __future__ import annotations

PARTICLES = frozenset(
    "aan af al bij d' da de del della den der des di do dos du el het in la le onder op over 's 't te ten ter tot uit "
    "uijt van vom von vor voor zu zum zur".split()
)
"""All of them, in lower case with a straight apostrophe. In Dutch they do not count in the alphabet."""
IN_LETTERS = tuple("van de der den ten ter het 't in op von el al del di da du la le".split())
"""Those that a name in a letter's running text may begin with; others (`over`, `voor`) are more often of the sentence."""
