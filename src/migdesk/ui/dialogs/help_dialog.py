"""How to use migdesk, in a page of its own: a guide opened in place of the built-in one does not take it away."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from markdown import markdown
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from migdesk.base.assets import resources_folder
from migdesk.ui.look.theme import Theme


class HelpDialog(QDialog):
    """Shows `resources/help.md`, with the list of keys (a key, what it does) at its end."""

    def __init__(self, parent: QWidget, theme: Theme, keys: Iterable[tuple[str, str]]) -> None:
        super().__init__(parent)
        self.setWindowTitle("How to use migdesk")
        self.resize(720, 600)
        page = QTextBrowser()
        page.setAccessibleName("How to use migdesk")
        page.setOpenLinks(False)
        page.document().setDocumentMargin(20)
        page.document().setDefaultStyleSheet(
            f"h1 {{ font-size: x-large; }} h2 {{ font-size: large; margin-top: 14px; margin-bottom: 2px; }}"
            f" p, li {{ line-height: 135%; }} body {{ color: {theme.colours.text}; }}"
        )
        words = (resources_folder() / "help.md").read_text(encoding="utf-8")
        page.setHtml(f"<body>{markdown(words)}{_list_of(keys)}</body>")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.addWidget(page)
        layout.addWidget(buttons)


def _list_of(keys: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"<tr><td><b>{escape(key)}</b></td><td>{escape(what)}</td></tr>" for key, what in keys)
    return f'<h2>Keys</h2><table cellspacing="0" cellpadding="4">{rows}</table>'
