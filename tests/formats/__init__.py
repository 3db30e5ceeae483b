"""Tests of document formats."""
