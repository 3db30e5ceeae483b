"""Documents in the structure of Chile's SII, for the providers that take it: pure arithmetic and rules."""
