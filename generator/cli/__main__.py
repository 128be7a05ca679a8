"""`python -m generator.cli`: the same as `kantlijn`."""

import sys

from generator.cli import main

sys.exit(main())
