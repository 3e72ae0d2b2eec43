"""The web pages' templates in `resources/report`: the parts that they share stand once, in its folder `parts`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from migdesk.base.assets import resources_folder

if TYPE_CHECKING:
    from liquid import BoundTemplate


def template(name: str) -> BoundTemplate:
    """Return a page's template. Whatever it is given is escaped, but for what `style` returns."""
    from liquid import CachingFileSystemLoader, Environment

    loader = CachingFileSystemLoader(_folder(), auto_reload=False)
    return Environment(autoescape=True, loader=loader).get_template(name)


def style(*names: str) -> str:
    """Return style sheets, one after the other, as they are."""
    from markupsafe import Markup

    text = "".join((_folder() / name).read_text(encoding="utf-8") for name in names)
    return Markup(text)  # noqa: S704 (the program's own files)


def _folder() -> Path:
    return resources_folder() / "report"
