"""The program's own templates for the includes of the official site, by the include's name.

A guide's `_includes` folder is never read: its templates are made for the web site's style sheets and scripts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from migdesk.base.assets import resources_folder

COMPONENTS = (
    "action_link.html",
    "button.html",
    "carecard.html",
    "inset.html",
    "promos/promo.html",
    "since.html",
    "steps/steps.html",
)
STEPS = "steps/steps.html"
MARKDOWN_SIGNS = re.compile(r"""[*_`|~{}\\\[\]"'^-]""")


class Step(msgspec.Struct, frozen=True):
    """One step of a group, as `_steps/<group>/NN-name.md` holds it; `content` is its HTML, `file` where it stands."""

    title: str
    title_url: str
    subtitle: str
    content: str
    file: str

    def for_template(self) -> dict[str, str]:
        """Return what the steps template reads; empty values are left out, so that `if` sees nothing."""
        values = {"title": self.title, "title_url": self.title_url, "subtitle": self.subtitle, "content": self.content}
        return {name: value for name, value in values.items() if value}


def components_folder() -> Path:
    """Return the folder of the component templates."""
    return resources_folder() / "components"


def load_components(folder: Path | None = None) -> dict[str, str]:
    """Return the text of each template by the include's name."""
    home = folder or components_folder()
    return {name: (home / name).read_text(encoding="utf-8") for name in COMPONENTS}


def not_shown(what: str) -> str:
    """Return the plain box that stands where something cannot be shown; `what` is one sentence."""
    from html import escape

    return f'\n\n<div class="not-shown" role="note"><p>Not shown: {escape(what, quote=False)}</p></div>\n'


def not_shown_here(what: str) -> str:
    """Return the mark that stands in running text where something cannot be shown; `what` is the end of a sentence.

    It is safe in a heading, a list item or a table's cell: nothing in it means anything to Markdown.
    """
    from html import escape

    text = escape(f"Not shown: {what}", quote=False)
    return f'<span class="not-shown">&#91;{MARKDOWN_SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", text)}&#93;</span>'


def step_values(steps: Sequence[Step]) -> list[dict[str, str]]:
    """Return the steps of a group as the template reads them."""
    return [step.for_template() for step in steps]
