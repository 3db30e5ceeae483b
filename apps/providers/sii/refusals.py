"""How the builder stops: with the problems that stand against a document."""

from collections.abc import Iterable

from apps.providers.problems import Problem


class Stopped(Exception):
    """The document cannot be declared, or none is due where `is_nothing`. The builder's entry points catch it."""

    def __init__(self, problems: Iterable[Problem], *, is_nothing: bool = False) -> None:
        self.problems = tuple(problems)
        self.is_nothing = is_nothing
        super().__init__(", ".join(each.code for each in self.problems))


def stop(code: str, **figures: object) -> Stopped:
    """Return the error that holds the document for the problem `code`."""
    return Stopped([Problem(code, {name: str(value) for name, value in figures.items()})])
