"""Tests of reading orders."""
