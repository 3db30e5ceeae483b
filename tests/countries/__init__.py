"""Tests of country data."""
