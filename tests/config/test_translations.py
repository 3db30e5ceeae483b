"""Every text of the interface is translated in the Spanish and Portuguese catalogues."""

import io
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import RequestFactory
from django.utils.translation import get_language_from_request, gettext, override
from django.utils.translation.template import templatize

from apps.orders.messages import TEMPLATES
from apps.orders.sentences import AS_WRITTEN
from config.environment import PROJECT

_KEYWORDS = DEFAULT_KEYWORDS | {"gettext_lazy": None, "_": None}
_LANGUAGES = ["es", "pt"]
_OVERRIDES = "pt_BR"
"""A catalogue of what Brazil says otherwise; all else it takes from pt."""


def _catalogue(language: str) -> Catalog:
    with (PROJECT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


@cache
def _texts() -> set[str | tuple[str, ...]]:
    """Return the texts of all templates and modules but the sandbox's, which simulates Jumpseller; plurals as pairs."""
    sources = [path.read_text() for path in _modules()]
    sources += [_as_python(path.read_text()) for path in (PROJECT / "templates").rglob("*.*")]
    found: set[str | tuple[str, ...]] = set()
    for source in sources:
        extracted = extract("python", io.BytesIO(source.encode()), keywords=_KEYWORDS)
        found |= {message for _, message, _, _ in extracted}
    return found


def _as_python(template: str) -> str:
    """Return `template` as Python source without indentation, which has no meaning in a template."""
    return "\n".join(line.strip() for line in templatize(template).splitlines())


def _modules() -> list[Path]:
    return [path for path in (PROJECT / "apps").rglob("*.py") if "sandbox" not in path.parts]


def test_texts_are_found() -> None:
    sentence = "The order now comes to {now}, its invoice {number} says {then}."
    assert {"Held orders", "Your tax number", "Order %(id)s", sentence} <= _texts()


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    catalogue = _catalogue(language)
    translated = {
        message.id for message in catalogue if message.id and _is_translated(message.string) and not message.fuzzy
    }
    assert _texts() - translated == set()


def _is_translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


@pytest.mark.parametrize("language", [*_LANGUAGES, _OVERRIDES])
def test_no_catalogue_holds_a_text_that_is_not_used(language: str) -> None:
    assert {message.id for message in _catalogue(language) if message.id} - _texts() == set()


@pytest.mark.parametrize("language", [*_LANGUAGES, _OVERRIDES])
def test_translations_keep_their_placeholders(language: str) -> None:
    problems = [(message.id, [str(error) for error in errors]) for message, errors in _catalogue(language).check()]
    assert problems == []


@pytest.mark.parametrize("language", [*_LANGUAGES, _OVERRIDES])
def test_translated_sentences_keep_their_places(language: str) -> None:
    """Applies to texts for `str.format`; others may contain braces of their own."""
    translated = [message for message in _catalogue(language) if message.id in TEMPLATES.values()]
    changed = [message.id for message in translated if _places(str(message.string)) != _places(str(message.id))]
    assert changed == []


def test_every_sentence_is_translated_but_the_one_that_somebody_wrote() -> None:
    assert {text for code, text in TEMPLATES.items() if code != AS_WRITTEN} <= _texts()
    assert TEMPLATES[AS_WRITTEN] not in _texts()


def _places(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text)}


@pytest.mark.parametrize(
    ("asked", "spoken", "word"),
    [
        ("pt-BR,pt;q=0.9,en;q=0.8", "pt-br", "Salvar"),
        ("pt-PT,pt;q=0.9", "pt", "Guardar"),
        ("pt", "pt", "Guardar"),
        ("es-419,es;q=0.9", "es", "Guardar"),
        ("fr", "en", "Save"),
    ],
)
def test_browsers_get_the_language_they_ask_for(asked: str, spoken: str, word: str) -> None:
    language = get_language_from_request(RequestFactory(headers={"Accept-Language": asked}).get("/"))
    with override(language):
        assert (language, gettext("Save")) == (spoken, word)


def test_brazil_reads_its_overrides_and_else_what_portugal_reads() -> None:
    """Never Django's own catalogue for Brazil, which has precedence over pt: “Order” is “Ordem” there."""
    expected = {message.id: message.string for name in ("pt", _OVERRIDES) for message in _catalogue(name) if message.id}
    with override("pt-br"):
        assert {text: gettext(text) for text in expected if isinstance(text, str)} == {
            text: string for text, string in expected.items() if isinstance(text, str)
        }


def test_documents_are_written_in_two_letter_languages() -> None:
    assert {code for code, _ in settings.DOCUMENT_LANGUAGES} == {"es", "pt", "en"}
