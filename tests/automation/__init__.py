"""Tests of the pipeline, decisions, corrections and back-fills."""
