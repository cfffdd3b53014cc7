"""``python -m nomflow``."""

import sys

from nomflow.cli import main

sys.exit(main())
