"""Tests of titles, tax names and number formats."""
