"""Every text of the interface stands in the Spanish and Portuguese catalogues, translated."""

import io
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from config.environment import PROJECT

_KEYWORDS = DEFAULT_KEYWORDS | {"gettext_lazy": None, "_": None, "Sentence": None}
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


def _sentences() -> set[str]:
    found: set[str] = set()
    for path in _modules():
        extracted = extract("python", io.BytesIO(path.read_bytes()), keywords={"Sentence": None})
        found |= {message for _, message, _, _ in extracted if isinstance(message, str)}
    return found


def _modules() -> list[Path]:
    return [path for path in (PROJECT / "apps").rglob("*.py") if "sandbox" not in path.parts]


def test_texts_are_found() -> None:
    sentence = "The order now comes to {now}, its invoice {number} says {then}."
    assert {"Orders that need you", "Your tax number", "Order %(id)s", sentence} <= _texts()


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


@pytest.mark.parametrize("language", _LANGUAGES)
def test_translated_sentences_keep_their_places(language: str) -> None:
    """Of those that are filled with `str.format`; others may hold braces of their own."""
    catalogue = _catalogue(language)
    changed = [text for text in _sentences() if _places(str(catalogue[text].string)) != _places(text)]
    assert changed == []


def _places(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text)}
