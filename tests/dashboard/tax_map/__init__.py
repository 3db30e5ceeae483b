"""Tests of the page of older orders."""
