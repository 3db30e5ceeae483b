"""The commands `run` and `demo`."""
