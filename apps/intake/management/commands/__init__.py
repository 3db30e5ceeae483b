"""The command that erases buyers' personal data."""
