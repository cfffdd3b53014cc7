"""Where Chromium is on this machine. As a program: prints it, and fails if there is none."""

from __future__ import annotations

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str | None:
    """The path that ``CHROMIUM`` names, else the first of ``NAMES`` on ``PATH``; ``None`` if there is none."""
    return next(filter(None, map(shutil.which, filter(None, (os.environ.get("CHROMIUM"), *NAMES)))), None)


if __name__ == "__main__":
    sys.exit(print(found) if (found := chromium_path()) else "There is no Chromium on this machine.")
