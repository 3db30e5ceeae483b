"""The table of docs/operations.md names every variable that Folio reads; the example names what a first run needs."""

import re

from config.environment import PROJECT

_READ = re.compile(r'(?:(?<![.\w])environment\.\w+\(|os\.environ(?:\.get\(|\[))\s*["\']([A-Z][A-Z_]+)["\']')
# Variables of libraries, and the switch of `make demo`, which the README names beside it.
_OF_OTHERS = {"OAUTHLIB_INSECURE_TRANSPORT", "REQUESTS_CA_BUNDLE", "ONCE"}


def variables_read() -> set[str]:
    code = [*(PROJECT / "config").rglob("*.py"), *(PROJECT / "apps").rglob("*.py"), PROJECT / "manage.py"]
    compose = (PROJECT / "docker-compose.yml").read_text()
    found = {name for path in code for name in _READ.findall(path.read_text())}
    return (found | set(re.findall(r"\$\{([A-Z_]+)", compose))) - _OF_OTHERS


def variables_told() -> set[str]:
    section = (PROJECT / "docs" / "operations.md").read_text().split("## Environment", 1)[1].split("\n## ", 1)[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}


def test_the_table_names_each_variable_that_is_read_and_no_other() -> None:
    assert variables_read() == variables_told()


def test_the_example_names_only_variables_of_the_table_and_publishes_no_secret() -> None:
    lines = re.findall(r"^(#?)([A-Z_]+)=(.*)$", (PROJECT / ".env.example").read_text(), re.MULTILINE)
    assert {name for _, name, _ in lines} <= variables_told()
    filled = {name: value for commented, name, value in lines if not commented and value}
    assert filled == {"DJANGO_SETTINGS_MODULE": "config.settings.production"}
    assert {name for commented, name, _ in lines if commented} >= {"DATABASE_URL", "REDIS_URL", "PORT"}
