"""Documents in the structure of Chile's SII, for every provider that takes it: rules and arithmetic. Pure."""
