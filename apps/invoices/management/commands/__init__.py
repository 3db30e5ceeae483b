"""The commands: checking every series, and exporting a store."""
