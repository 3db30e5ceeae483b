"""Names that outlive a deployment: tables, task names, URLs, stored codes and commands."""

import ast
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.apps import apps
from django.core.management import get_commands
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import autodiscover_modules

from apps.orders.messages import PLACES
from config.celery import app as celery_app
from config.environment import PROJECT

_SCHEMA = {
    "column": """
        SELECT table_name || '.' || column_name,
               concat_ws(' ', udt_name, character_maximum_length, numeric_precision, numeric_scale,
                         CASE is_nullable WHEN 'NO' THEN 'NOT NULL' END, column_default, identity_generation)
        FROM information_schema.columns WHERE table_schema = 'public'
    """,
    "constraint": """
        SELECT conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    """,
    "index": "SELECT tablename || ' ' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "trigger": """
        SELECT tgrelid::regclass || ' ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    """,
    "function": """
        SELECT proname, prosrc FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prolang <> (SELECT oid FROM pg_language WHERE lanname = 'c')
    """,
}


def schema(url: str) -> list[str]:
    """Return a line for each column, constraint, index, trigger and function of the database at `url`."""
    lines = []
    with psycopg.connect(url) as connection:
        for kind, query in _SCHEMA.items():
            rows = connection.execute(query.encode())
            lines += [f"{kind} {name}: {' '.join(definition.split())}" for name, definition in rows]
    return sorted(lines)


def names() -> list[str]:
    """Return a line for each app, model, stored choice, task, URL, command and code."""
    return sorted(
        {
            *_models(),
            *_choices(),
            *_addresses(get_resolver().url_patterns),
            *_codes(),
            *_sentences(),
            *_tasks(),
            *_commands(),
        }
    )


def _models() -> Iterator[str]:
    for model in apps.get_models():
        if model.__module__.startswith("apps."):
            yield f"model {model._meta.label}: {model._meta.db_table}"


def _choices() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.get_fields() if model.__module__.startswith("apps.") else ():
            for value, _ in getattr(field, "flatchoices", ()):
                yield f"choice {model._meta.label}.{field.name}: {value}"


def _addresses(patterns: list[URLPattern | URLResolver], path: str = "") -> Iterator[str]:
    for pattern in patterns:
        whole = f"{path}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield f"address {whole}: {pattern.name}"
        elif not whole.startswith("admin/"):
            yield from _addresses(pattern.url_patterns, whole)


def _tasks() -> Iterator[str]:
    autodiscover_modules("tasks")
    yield from (f"task {name}" for name in celery_app.tasks if not name.startswith("celery."))


def _commands() -> Iterator[str]:
    yield from (f"command {name}" for name, app in get_commands().items() if app.startswith("apps."))


def _codes() -> Iterator[str]:
    """Yield codes of reasons, remarks and errors: the class attribute `code`, and the first argument of `Problem`."""
    for path in (PROJECT / "apps").rglob("*.py"):
        yield from (f"code {code}" for code in _codes_in(path))


def _sentences() -> Iterator[str]:
    """Yield the codes of stored sentences with the figures that they take."""
    yield from (f"sentence {code}: {', '.join(sorted(places))}".rstrip() for code, places in PLACES.items())


def _codes_in(path: Path) -> Iterator[str]:
    yield from problem_codes_in(path)
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Assign(targets=[ast.Name(id="code")], value=ast.Constant(value=str(code))):
                yield code
            case ast.AnnAssign(target=ast.Name(id="code"), value=ast.Constant(value=str(code))):
                yield code


def problem_codes_in(path: Path) -> Iterator[str]:
    """Yield the codes that the module at `path` makes a `Problem` with."""
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Call(func=ast.Name(id="Problem"), args=[ast.Constant(value=str(code)), *_]):
                yield code
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="Problem"), attr="told"),
                args=[ast.Constant(value=str(code)), *_],
            ):
                yield code
