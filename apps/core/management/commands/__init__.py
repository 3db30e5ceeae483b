"""The commands `doctor` and `rotate_keys`."""
