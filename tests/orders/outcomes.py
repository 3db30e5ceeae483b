"""What a reading comes to: gross amounts of items, or codes of problems."""

from decimal import Decimal

from apps.orders.data import Reading


def grosses(reading: Reading) -> list[Decimal]:
    """Return the gross amounts of the items of an order that is ready."""
    assert reading.data is not None, reading.problems
    return [item.gross for item in reading.data.items]


def codes(reading: Reading) -> list[str]:
    """Return the codes of the problems of an order that is held."""
    assert reading.data is None
    return [problem.code for problem in reading.problems]
