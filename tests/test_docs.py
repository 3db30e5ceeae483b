"""The documents are true: what they name exists, what they link to is there, and docstrings follow docs/writing.md."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from config.environment import PROJECT

_ROOT_DOCUMENTS = [PROJECT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
_DOCUMENTS = [*_ROOT_DOCUMENTS, *sorted((PROJECT / "docs").rglob("*.md"))]
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_ROOTS = ("apps", "config", "docs", "locale", "static", "templates", "tests", ".ci")
_PATH = re.compile(
    rf"(?:{'|'.join(map(re.escape, _ROOTS))})/[\w./-]*|[\w.-]+\.(?:py|md|toml|yml|yaml|lock)|\.[a-z]+/\w+"
)
# Written by a command, or by the reader.
_MADE = {"verify.py", "0006_seal_earlier_renditions.py"}
# An identifier, perhaps with a module or class before it; a prefix such as `is_` is none.
_NAME = re.compile(r"(?:\w+\.)*[A-Za-z]\w*[^\W_]|_[a-zA-Z]\w*[^\W_]")
_WORD = re.compile(r"\w+")
_CODE_SUFFIXES = {".py", ".html", ".css", ".js", ".toml", ".yml", ".yaml", ".example", ".txt"}
_ACRONYMS = {"PDF", "URL"}
_HOW_TO = PROJECT / "docs" / "how-to"
# What each checklist must name: who forgets one of these finds out late.
_CHECKLISTS = {
    "add-a-country.md": [
        "apps/countries/base.py",
        "apps/countries/default.py",
        "apps/countries/registry.py",
        "locale/es/LC_MESSAGES/django.po",
        "locale/pt/LC_MESSAGES/django.po",
        "tests/countries/test_capability.py",
    ],
    "add-a-setting.md": [
        "apps/stores/models.py",
        "apps/stores/migrations/",
        "apps/stores/setting_groups.py",
        "apps/dashboard/settings/form.py",
        "apps/dashboard/settings/sections.py",
        "locale/es/LC_MESSAGES/django.po",
        "locale/pt/LC_MESSAGES/django.po",
        "tests/golden/files/schema.txt",
    ],
    "add-a-document-field.md": [
        "apps/invoices/facts.py",
        "apps/orders/payload.py",
        "apps/invoices/models/documents.py",
        "apps/invoices/migrations/",
        "apps/invoices/issuing/seals.py",
        "apps/invoices/credit_notes/credit.py",
        "apps/invoices/credit_notes/reissue.py",
        "apps/invoices/export/verify_export.py",
        "apps/formats/document.py",
        "apps/formats/pdf/render.py",
        "apps/formats/pdf/sections/items_table.py",
        "apps/invoices/renditions/document_data.py",
        "tests/invoices/test_facts.py",
        "tests/golden/files/schema.txt",
    ],
    "add-a-reason.md": [
        "apps/automation/reasons.py",
        "locale/es/LC_MESSAGES/django.po",
        "locale/pt/LC_MESSAGES/django.po",
        "tests/golden/files/names.txt",
    ],
    "provider.md": [
        "apps/providers/contract.py",
        "apps/providers/registry.py",
        "apps/providers/problems.py",
        "apps/sandbox/providers/registry.py",
        "pyproject.toml",
        "locale/es/LC_MESSAGES/django.po",
        "locale/pt/LC_MESSAGES/django.po",
        "docs/providers.md",
    ],
    "add-a-page.md": [
        "apps/dashboard/urls.py",
        "apps/dashboard/access.py",
        "templates/dashboard/",
        "tests/dashboard/test_isolation.py",
        "tests/stack/pages.py",
        "tests/golden/files/names.txt",
    ],
}
_of_documents = pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda path: str(path.relative_to(PROJECT)))


def _spans(document: Path) -> list[str]:
    """Return what `document` writes in backticks, in its sentences and tables."""
    return _CODE.findall(_FENCE.sub("", document.read_text()))


@cache
def _files() -> list[Path]:
    """Return the files of the repository, without what is built or run here."""
    found = [path for root in _ROOTS for path in (PROJECT / root).rglob("*") if "__pycache__" not in path.parts]
    return [path for path in (*PROJECT.iterdir(), *found) if path.is_file()]


@cache
def _words() -> set[str]:
    """Return every word of the code and of its files' names; documents, golden files and catalogues are no code."""
    code = [path for path in _files() if path.suffix in _CODE_SUFFIXES or path.name in {"Makefile", "Dockerfile"}]
    texts = (path.read_text() for path in code if path != Path(__file__))
    return {word for text in texts for word in _WORD.findall(text)} | {path.stem for path in code}


@_of_documents
def test_every_path_exists(document: Path) -> None:
    paths = {span for span in _spans(document) if _PATH.fullmatch(span)} - _MADE
    names = {path.name for path in _files()}
    assert [path for path in sorted(paths) if not (PROJECT / path).exists() and path not in names] == []


@_of_documents
def test_every_name_is_one_of_the_code(document: Path) -> None:
    names = {span for span in _spans(document) if _NAME.fullmatch(span) and not _PATH.fullmatch(span)}
    assert [name for name in sorted(names) if not {*_WORD.findall(name)} <= _words()] == []


@_of_documents
def test_every_command_exists(document: Path) -> None:
    text = document.read_text()
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", text)) <= targets
    commands = {path.stem for path in _files() if path.parts[-3:-1] == ("management", "commands")}
    django = {"migrate", "collectstatic", "createsuperuser", "makemigrations", "check", "shell"}
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= commands | django


@pytest.mark.parametrize(
    "document", [*_DOCUMENTS, PROJECT / "CHANGELOG.md"], ids=lambda path: str(path.relative_to(PROJECT))
)
def test_every_link_leads_somewhere(document: Path) -> None:
    text = _FENCE.sub("", document.read_text())
    links = [link or picture for link, picture in _LINK.findall(text)]
    assert [link for link in links if "://" not in link and not _leads_somewhere(document, link)] == []


def _leads_somewhere(document: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (document.parent / path).resolve() if path else document
    return target.exists() and (not anchor or anchor in _anchors(target))


def _anchors(document: Path) -> set[str]:
    """Return the anchors of the headings of `document`, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", _FENCE.sub("", document.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_how_to_has_its_list() -> None:
    assert {path.name for path in _HOW_TO.glob("*.md")} == set(_CHECKLISTS)


@pytest.mark.parametrize("name", sorted(_CHECKLISTS))
def test_a_checklist_names_the_files_that_it_must(name: str) -> None:
    spans = _spans(_HOW_TO / name)
    assert [path for path in _CHECKLISTS[name] if path not in spans] == []


def test_each_decision_is_listed_and_has_its_parts() -> None:
    folder = PROJECT / "docs" / "decisions"
    records = sorted(folder.glob("[0-9]*.md"))
    assert [record.name[:4] for record in records] == [f"{number:04}" for number in range(1, len(records) + 1)]
    listed = (folder / "README.md").read_text()
    for record in records:
        assert f"({record.name})" in listed
        assert all(f"**{part}.**" in record.read_text() for part in ("Context", "Decision", "Consequences"))


def test_docstrings_write_arguments_in_backticks() -> None:
    """No docstring names an argument in capitals (docs/writing.md, rule 4)."""
    assert sorted(_arguments_in_capitals()) == []


def test_docstrings_call_a_person_they() -> None:
    """docs/writing.md, rule 5."""
    found = [
        f"{place}: {word}"
        for place, _, text in _docstrings()
        for word in re.findall(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", text, re.IGNORECASE)
    ]
    assert sorted(found) == []


def _arguments_in_capitals() -> Iterator[str]:
    for place, node, text in _docstrings():
        # A parameter `pdf` does not forbid the word PDF.
        capitals = set(re.findall(r"(?<![\w`])[A-Z][A-Z_0-9]+(?![\w`])", re.sub(r"`[^`]*`", "", text)))
        yield from (
            f"{place}: {name}" for name in (capitals - _ACRONYMS) & {name.upper() for name in _parameters(node)}
        )


def _parameters(node: ast.AST) -> set[str]:
    """Return the names of the parameters of a function, or of the fields and methods' parameters of a class."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        given = node.args
        every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
        return {each.arg for each in every if each}
    if isinstance(node, ast.ClassDef):
        return {name for part in node.body for name in _parameters(part)}
    return set()


def _docstrings() -> Iterator[tuple[str, ast.AST, str]]:
    for path in sorted((PROJECT / "apps").rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                line = getattr(node, "lineno", 1)
                yield f"{path.relative_to(PROJECT)}:{line}", node, ast.get_docstring(node) or ""
