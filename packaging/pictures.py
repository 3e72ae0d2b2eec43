"""Makes the README's pictures anew: the program's own, from its tour.

python3 dev.py pictures
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from migdesk.ui.tour.tour import run_tour

PICTURES = Path(__file__).resolve().parent / "pictures"
SHOWN = (
    "first-start",
    "guide-and-checklist",
    "information-governance",
    "plan",
    "plan-what-would-move",
    "practices",
    "what-needs-me-this-week",
    "dark",
)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        run_tour(Path(folder))
        PICTURES.mkdir(exist_ok=True)
        for picture in Path(folder).glob("*.png"):
            name = picture.stem.partition("-")[2]
            if name in SHOWN:
                shutil.copyfile(picture, PICTURES / f"{name}.png")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
