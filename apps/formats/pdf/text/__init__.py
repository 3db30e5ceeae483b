"""Text: cleaning and wrapping, direction, shaping into glyphs, fonts and their metrics."""
