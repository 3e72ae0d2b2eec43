"""The program's own files are found frozen, in a wheel and in the source tree."""

from __future__ import annotations

from pathlib import Path

from migdesk.base.assets import assets_root, content_folder, resources_folder


def test_frozen(tmp_path: Path) -> None:
    assert assets_root(tmp_path / "lib" / "migdesk", str(tmp_path)) == tmp_path / "migdesk" / "_assets"


def test_wheel(tmp_path: Path) -> None:
    (tmp_path / "migdesk" / "_assets").mkdir(parents=True)
    assert assets_root(tmp_path / "migdesk") == tmp_path / "migdesk" / "_assets"


def test_source_tree(tmp_path: Path) -> None:
    package = tmp_path / "src" / "migdesk"
    package.mkdir(parents=True)
    assert assets_root(package) == tmp_path


def test_what_is_found_here_is_there() -> None:
    assert (content_folder() / "_config.yml").is_file()
    assert resources_folder().is_dir()
