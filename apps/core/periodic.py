"""Periodic tasks over many stores: what fails for one store ends the task for no other, and a later run repeats it."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from django.db import InterfaceError, OperationalError

from apps.core.errors import FolioError

log = structlog.get_logger(__name__)


@contextmanager
def one_of_many(step: str, **about: object) -> Iterator[None]:
    """Log an error of the block, a `step` for one store or row, and go on.

    A database that is away concerns all of them: its error is raised.
    """
    try:
        yield
    except FolioError as error:
        log.warning("put off", step=step, reason=error.code, detail=str(error), **about)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("put off", step=step, **about)
