"""Tests of the document pages."""
