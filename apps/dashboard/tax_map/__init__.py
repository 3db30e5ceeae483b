"""The page on which merchants class the taxes of their store."""
