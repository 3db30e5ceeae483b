"""The pages on which merchants say who issues their documents: Folio itself, or their account at a provider."""
