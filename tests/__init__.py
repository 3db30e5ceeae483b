"""Tests of Folio; the folders mirror those of `apps` and `config`."""
