"""Tests of the check of series."""
