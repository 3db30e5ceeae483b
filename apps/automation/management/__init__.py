"""Management commands of automation."""
