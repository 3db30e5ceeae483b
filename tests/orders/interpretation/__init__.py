"""Tests of the interpretation of order totals."""
