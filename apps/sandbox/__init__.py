"""A simulated Jumpseller for demo and tests: one process, in memory, beside Folio and never part of it."""
