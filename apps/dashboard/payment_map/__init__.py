"""The page on which merchants say what their store's ways of paying are."""
