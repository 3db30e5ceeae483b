"""Tests of parts that several pages use."""
