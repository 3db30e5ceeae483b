"""What fails for one store does not end a periodic task; a database that is away does."""

import pytest
from django.db import OperationalError

from apps.core import periodic
from apps.core.postgresql.locking import LockBusy


def worked(*errors: Exception | None) -> list[int]:
    """Return the places of the steps that were taken to their end, where each raises its error of `errors`."""
    done = []
    for place, error in enumerate(errors):
        with periodic.one_of_many("step", place=place):
            if error:
                raise error
            done.append(place)
    return done


@pytest.mark.parametrize("error", [LockBusy("Busy."), ValueError("odd"), OSError("read-only")])
def test_the_others_get_their_step(error: Exception) -> None:
    assert worked(None, error, None) == [0, 2]


def test_a_database_that_is_away_ends_the_task() -> None:
    with pytest.raises(OperationalError):
        worked(OperationalError("away"), None)
