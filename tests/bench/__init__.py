"""Benchmarks of `make bench`: Folio's parts beside the best possible result of the same run, as ratios."""
