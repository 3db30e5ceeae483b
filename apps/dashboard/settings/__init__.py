"""Settings page: form, validation, preview of the paper, log of changes."""
