"""Load with faults over many stores, and over all issuers."""
