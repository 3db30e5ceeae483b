"""Tests of text layout."""
