"""Development's settings for processes that the soak puts under faults of their machine.

Two of the faults need a privilege that a test has not, or lacks one too few:

- The clock. What Folio and Celery take as time is shifted by the seconds in the file that `SOAK_CLOCK` names:
  `django.utils.timezone.now`, `Celery.now`, and the clock by which a worker drops a task that came too late.
  PostgreSQL, Redis and the stand-in platform keep the machine's time.
- A read-only folder. Permissions do not bind root, so a process of root gives up the capability to override them.
"""

import ctypes
import os
import sys
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self
from unittest.mock import patch

import celery
import celery.worker.request
import django.utils.timezone

from config.settings.development import *  # noqa: F403

_CAPABILITIES_3 = 0x20080522
_OVERRIDE_PERMISSIONS = 1 << 1
_CLOCK = Path(os.environ.get("SOAK_CLOCK", os.devnull))


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Shifted(datetime):
    """The shifted clock, under the name of Python's own."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return super().now(tz) + timedelta(seconds=float(_CLOCK.read_text() or 0))


def _heed_permissions() -> None:
    libc, header, sets = ctypes.CDLL(None, use_errno=True), _Header(_CAPABILITIES_3, 0), (ctypes.c_uint32 * 6)()
    if libc.capget(ctypes.byref(header), sets):
        raise OSError(ctypes.get_errno(), "capget")
    # The first of the sets is the effective one.
    sets[0] &= ~_OVERRIDE_PERMISSIONS
    if libc.capset(ctypes.byref(header), sets):
        raise OSError(ctypes.get_errno(), "capset")


def _shift_clock() -> None:
    now = django.utils.timezone.now
    patch.object(django.utils.timezone, "now", lambda: _Shifted.now(now().tzinfo)).start()
    patch.object(celery.Celery, "now", lambda app: _Shifted.now(app.timezone)).start()
    patch.object(celery.worker.request, "datetime", _Shifted).start()


if sys.platform == "linux":
    _heed_permissions()
if "sandbox" not in sys.argv:
    _shift_clock()
