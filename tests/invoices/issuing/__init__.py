"""Tests of issuing, numbers and seals."""
