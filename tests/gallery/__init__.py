"""Example documents for visual inspection."""
