"""The page on which merchants say what their store's payment methods are."""
