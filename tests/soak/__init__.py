"""Load with faults over many stores."""
