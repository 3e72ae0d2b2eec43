"""How to use migdesk, in a page of its own: a guide opened in place of the built-in one does not take it away."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from migdesk.base.assets import resources_folder
from migdesk.ui.look.theme import Theme


class HelpDialog(QDialog):
    """Shows `resources/help.html`."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
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
        page.setHtml((resources_folder() / "help.html").read_text(encoding="utf-8"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.addWidget(page)
        layout.addWidget(buttons)
