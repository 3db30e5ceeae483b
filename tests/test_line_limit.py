"""The line limit of files that ruff does not read: templates, style sheets and scripts."""

from pathlib import Path

import pytest

from config.environment import PROJECT

_LIMIT = 120
_FOLDERS = [
    PROJECT / "templates",
    PROJECT / "static",
    *(PROJECT / "apps").glob("*/templates"),
    *(PROJECT / "apps").glob("*/static"),
]
_FILES = [path for folder in _FOLDERS for path in sorted(folder.rglob("*")) if path.is_file()]


def test_templates_style_sheets_and_scripts_are_found() -> None:
    assert {path.suffix for path in _FILES} == {".html", ".txt", ".css", ".js"}


@pytest.mark.parametrize("path", _FILES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_no_line_is_longer_than_120_characters(path: Path) -> None:
    lines = enumerate(path.read_text().splitlines(), start=1)
    assert [number for number, line in lines if len(line) > _LIMIT] == []
