"""How many examples a property test draws; `EXAMPLES` in the environment is a factor: 0.1 for few, 10 for many."""

import os

from hypothesis import HealthCheck, settings

_FACTOR = float(os.environ.get("EXAMPLES", "1"))
_USUAL = 100


def examples(count: int) -> int:
    """Return `count` times the factor, at least one."""
    return max(1, round(count * _FACTOR))


def load_profile() -> None:
    """Apply the factor to tests that name no number of their own."""
    # A machine under load draws slowly; that says nothing about the code.
    slowly = [HealthCheck.too_slow]
    settings.register_profile("folio", max_examples=examples(_USUAL), suppress_health_check=slowly)
    settings.load_profile("folio")
