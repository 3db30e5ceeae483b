"""What all stand-ins share."""

import pytest
import requests

from config.local.sandbox import Sandbox
from config.local.stand_ins import StandIn


def test_a_stand_in_that_does_not_exist_cannot_be_steered(provider_sandbox: Sandbox) -> None:
    with pytest.raises(requests.HTTPError, match="There is no stand-in"):
        StandIn(provider_sandbox, "nobody").fault("limited")
