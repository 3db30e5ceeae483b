"""The doctor with real processes, and its findings after they are killed."""

import re

import redis

from config.local.processes import ProcessEnded, wait_until
from tests.stack.conftest import PATIENCE, World

_PROGRAMS = ("web", "worker", "beat")


def examined(world: World) -> dict[str, str]:
    """Return the result of each check that needs the running processes.

    The check of frames is left out, because other tests of the stack have frames refused.
    """
    (world.stack.folder / "doctor.log").unlink(missing_ok=True)
    try:
        said = world.stack.manage("doctor", "--stage", "up")
    except ProcessEnded:
        said = (world.stack.folder / "doctor.log").read_text()
    found = re.findall(r"(?m)^(ok|warning|error) +([a-z ]+):", said)
    return {name: level for level, name in found if name != "frames"}


def test_dead_processes_are_noticed_and_living_ones_are(world: World, broker: redis.Redis) -> None:
    names = ["migrations", "static files", "worker", "beat", "public address", "stored secrets"]
    all_well = dict.fromkeys([*names, "provider accounts", "submissions"], "ok")
    assert examined(world) == all_well
    for name in _PROGRAMS:
        world.stack.kill(name)
    try:
        wait_until(lambda: not broker.exists("folio-beat"), seconds=PATIENCE, what="beat's last sign of life to end")
        assert examined(world) == all_well | {"worker": "error", "beat": "error", "public address": "error"}
    finally:
        for name in _PROGRAMS:
            world.stack.start(name)
        world.stack.wait_for_web()
