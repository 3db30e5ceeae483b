"""Every text of the interface stands in the Spanish and Portuguese catalogues, translated."""

import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from config.environment import PROJECT

_KEYWORDS = DEFAULT_KEYWORDS | {"gettext_lazy": None, "_": None}
_LANGUAGES = ["es", "pt"]


def _catalogue(language: str) -> Catalog:
    with (PROJECT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def _texts() -> set[str | tuple[str, ...]]:
    """The texts of all templates and modules but the sandbox's, which speaks for Jumpseller; plurals as pairs."""
    sources = [path.read_text() for path in _modules()]
    sources += [_as_python(path.read_text()) for path in (PROJECT / "templates").rglob("*.html")]
    found: set[str | tuple[str, ...]] = set()
    for source in sources:
        extracted = extract("python", io.BytesIO(source.encode()), keywords=_KEYWORDS)
        found |= {message for _, message, _, _ in extracted}
    return found


def _as_python(template: str) -> str:
    """Without indentation, which means nothing in a template."""
    return "\n".join(line.strip() for line in templatize(template).splitlines())


def _modules() -> list[Path]:
    return [path for path in (PROJECT / "apps").rglob("*.py") if "sandbox" not in path.parts]


def test_texts_are_found() -> None:
    assert {"Orders that need you", "Your tax number", "Order %(id)s"} <= _texts()


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    catalogue = _catalogue(language)
    translated = {
        message.id for message in catalogue if message.id and _is_translated(message.string) and not message.fuzzy
    }
    assert _texts() - translated == set()


def _is_translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_translations_keep_their_placeholders(language: str) -> None:
    problems = [(message.id, [str(error) for error in errors]) for message, errors in _catalogue(language).check()]
    assert problems == []
