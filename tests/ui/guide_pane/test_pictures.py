"""Pictures of an opened guide: of its own folder alone, on the screen and on paper, bounded in size."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF, QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument
from pytestqt.qtbot import QtBot

from migdesk.guide.guide import Guide, open_guide
from migdesk.ui.guide_pane.laid_out_page import LaidOutPage
from migdesk.ui.look.theme import Theme
from migdesk.ui.printing.of_guide import one_page
from migdesk.ui.printing.printout import Sheets

IMAGE = QTextDocument.ResourceType.ImageResource


def draw(path: Path, width: int, height: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#cc0066"))
    assert image.save(str(path))


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Guide:
    monkeypatch.setattr("migdesk.guide.reader.is_trusted", lambda _folder: True)
    folder = tmp_path / "guide"
    draw(folder / "pics" / "the plan.png", 2_000, 500)
    draw(folder / "pics" / "small.jpg", 40, 20)
    draw(tmp_path / "secret.png", 40, 20)
    (folder / "pics" / "broken.png").write_bytes(b"no picture")
    (folder / "_config.yml").write_text("title: T\n", encoding="utf-8")
    text = (
        "![Plan](/pics/the%20plan.png) ![S](pics/small.jpg) ![B](pics/broken.png) ![Gone](pics/gone.png) "
        "![Out](/../secret.png) ![Web](https://site.example/x.png)"
    )
    (folder / "a.md").write_text(f"---\npermalink: /a\ntitle: A\n---\n{text}\n", encoding="utf-8")
    return open_guide(folder, None)


def resource(document: QTextDocument, name: str) -> QImage:
    found = document.resource(IMAGE.value, QUrl(f"picture:{name}"))
    return found if isinstance(found, QImage) else QImage()


def test_the_page_shows_what_is_in_the_folder_and_tells_the_rest(qtbot: QtBot, guide: Guide, theme: Theme) -> None:
    view = LaidOutPage(guide, theme)
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    view.lay_out(guide.render("/a"))
    wide = resource(view.document(), "pics/the%20plan.png")
    assert (wide.width(), wide.height()) == (640, 160)
    assert resource(view.document(), "pics/small.jpg").width() == 40
    assert resource(view.document(), "pics/broken.png").isNull()
    for name in ("../secret.png", "/etc/hostname", "pics/gone.png"):
        assert resource(view.document(), name).isNull()
    for words in ("Gone", "Out", "Web"):
        assert f"[Picture: {words}]" in view.toPlainText()


def test_paper_shows_them_too(qtbot: QtBot, guide: Guide) -> None:
    sheets = Sheets(one_page(guide, guide.render("/a")), QSizeF(500, 700))
    sheets.finish()
    (document,) = sheets._documents()
    assert resource(document, "pics/the%20plan.png").width() == 500
