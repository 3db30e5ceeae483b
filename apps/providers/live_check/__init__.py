"""The live check of a provider: what its adapter expects, compared with what the service answers."""
