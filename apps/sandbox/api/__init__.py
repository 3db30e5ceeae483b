"""The sandbox's REST API below /v1."""
