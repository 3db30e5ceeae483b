"""Pages of received webhooks and of the settings log."""
