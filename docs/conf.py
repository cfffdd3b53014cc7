"""How Sphinx makes the documentation's site. `scripts/docs --site FOLDER` builds it; any warning stops it."""

import sys
from pathlib import Path

from nomflow import __version__

sys.path.append(str(Path(__file__).parent))

project = "nomflow"
author = "The nomflow authors"
project_copyright = "2026 The nomflow authors"
version = release = __version__
extensions = ["myst_parser", "sphinx_argparse_cli"]
myst_heading_anchors = 4
html_theme = "furo"
html_title = "nomflow"
html_copy_source = False
