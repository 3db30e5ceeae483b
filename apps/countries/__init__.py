"""Countries: the facts that Folio has to know of each, one file a country, and a default for the others."""
