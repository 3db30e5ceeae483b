"""The stand-in's REST API below /v1."""
