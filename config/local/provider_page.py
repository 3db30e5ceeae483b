"""The tables of docs/providers.md, made from what the adapters declare: `python -m config.local.provider_page`."""

from collections.abc import Iterable, Sequence

from apps.providers.account import PERSONAL_DATA, Abilities
from apps.providers.contract import Provider
from apps.providers.registry import PROVIDERS
from config.environment import PROJECT

PAGE = PROJECT / "docs" / "providers.md"
BEGIN, END = "<!-- generated: begin -->", "<!-- generated: end -->"

_MATRIX = (
    "provider",
    "countries",
    "currencies",
    "credit notes",
    "most lines",
    "a repeat is recognised by",
    "answer is compared",
    "state at the authority",
    "gives",
    "list of documents",
    "test environment",
    "tried live",
)
_REPEATS = {"search": "search", "none": "nothing"}
_DATA = {
    "name": "name",
    "tax_id": "tax number",
    "activity": "activity (giro)",
    "address": "address",
    "email": "email",
    "phone": "phone",
    "items": "items",
    "payment_method": "payment method",
}


def main() -> None:
    """Write the tables into the page."""
    PAGE.write_text(page_with(tables(PROVIDERS.values()), PAGE.read_text()))


def page_with(made: str, page: str) -> str:
    """Return `page` with `made` between its marks."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{made}\n{END}{rest.partition(END)[2]}"


def tables(providers: Iterable[Provider]) -> str:
    """Return what `providers` can do, which documents they issue, and which personal data goes to each."""
    known = list(providers)
    return "\n".join(
        [
            "## What each can do\n",
            *_table(_MATRIX, [_row(each.abilities) for each in known]),
            "\n## Which documents\n",
            *_table(("provider", "documents"), [(each.abilities.title, _documents(each.abilities)) for each in known]),
            "\n## Which personal data goes where\n",
            *_table(("provider", *map(_DATA.__getitem__, PERSONAL_DATA)), [_data(each.abilities) for each in known]),
            "",
        ]
    )


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (headings, ["---"] * len(headings), *rows)]


def _row(can: Abilities) -> tuple[str, ...]:
    return (
        can.title,
        ", ".join(sorted(can.countries)) or "all",
        ", ".join(sorted(can.currencies)) or "all",
        ("whole and in part" if can.partial_credit else "whole") if can.credits else "no",
        "any" if can.most_lines is None else str(can.most_lines),
        _repeats(can),
        _yes(can.is_confirmed),
        _yes(can.has_authority_state),
        "PDF" if can.gives == "pdf" else can.gives,
        _yes(can.lists_documents),
        _yes(can.has_test_environment),
        _yes(can.was_tried_live),
    )


def _repeats(can: Abilities) -> str:
    if can.idempotency != "key":
        return _REPEATS[can.idempotency]
    return "key" if can.key_hours is None else f"key, for {can.key_hours} hours"


def _documents(can: Abilities) -> str:
    return ", ".join(f"{each.title} ({each.code})" for each in can.documents)


def _data(can: Abilities) -> tuple[str, ...]:
    return (can.title, *("yes" if name in can.personal_data else "" for name in PERSONAL_DATA))


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


if __name__ == "__main__":
    main()
