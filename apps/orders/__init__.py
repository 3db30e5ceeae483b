"""Orders of the platform: read, typed, frozen as snapshots, and interpreted as figures that add up."""
