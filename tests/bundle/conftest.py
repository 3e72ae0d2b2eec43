"""Makes the scripts of `packaging/` importable. That folder is no package: its name is that of a library."""

from __future__ import annotations

import sys
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent.parent.parent / "packaging"
if str(PACKAGING) not in sys.path:
    sys.path.append(str(PACKAGING))
