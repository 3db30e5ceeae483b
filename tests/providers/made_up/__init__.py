"""A provider that does not exist, in the files that `docs/how-to/provider.md` lists."""
