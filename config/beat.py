"""The scheduler of Celery beat."""

from typing import Any

from celery.beat import PersistentScheduler


class Scheduler(PersistentScheduler):
    """Celery's own, which a clock that was set back does not stop.

    Celery's waits until the clock is again where it was at the latest run, also after a restart, because it keeps that
    moment in a file. Meanwhile no sweep would run.
    """

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Send a due task and return the seconds until the next; count a run in the future as one of now."""
        now = self.app.now()
        ahead = [entry for entry in self.schedule.values() if entry.last_run_at and entry.last_run_at > now]
        for entry in ahead:
            entry.last_run_at = now
        if ahead:
            # Celery's queue of entries, which are ordered by the time of the clock before; None has it built anew.
            self._heap = None
        return float(super().tick(*args, **kwargs))
