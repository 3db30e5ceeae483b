"""Tests of the middleware and the health endpoints."""
