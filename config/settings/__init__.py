"""Settings modules: `base` is shared, the others are for one environment each."""
