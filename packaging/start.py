"""The bundle's way in: what `python -m migdesk` is for a program without Python."""

import os
import sys

if sys.platform == "linux":
    # Where this program's libraries are is nobody else's business, such as the browser's that it opens.
    if "LD_LIBRARY_PATH_ORIG" in os.environ:
        os.environ["LD_LIBRARY_PATH"] = os.environ.pop("LD_LIBRARY_PATH_ORIG")
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)

from migdesk.base.platform import mark_as_running
from migdesk.cli.main import main

mark_as_running()

raise SystemExit(main())
